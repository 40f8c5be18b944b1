# shellcheck shell=bash
# Names, places and messages that every part uses.

# Tare's own node is called node; a cluster has several, each with a name and folders of its own.
instance=${TARE_NODE_INSTANCE:-node}
run=/run/tare/$instance
data=/var/lib/tare/$instance
# Where its processes and its pods live in every cgroup hierarchy.
group=tare
[[ $instance == node ]] || group=tare-$instance
cache=${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/tare
socket=$run/containerd.sock
state=$run/node.json
logs=$run
pause_image=localhost/tare/pause:1
arch=$(uname -m)

say() { echo "tare $instance: $*" >&2; }
die() { say "$@" && exit 4; }
bad_usage() { say "$*; see 'node --help'" && exit 2; }

# A command that fails where nobody expected it: say where, and leave with the code for a bad environment.
trap '((BASH_SUBSHELL)) || say "stopped at ${BASH_SOURCE[0]##*/}:$LINENO: \"$BASH_COMMAND\" failed; logs are in $logs"; exit 4' ERR

need_root() { [[ $(id -u) == 0 ]] || die "the node needs root: it makes namespaces, mounts and cgroups; run it with sudo"; }

# One change at a time. It waits, since the children of a killed `up` hold the lock until they end, which
# takes its time on a busy machine. The lock's file stays: removing a file that others hold open breaks the lock.
take_lock() {
    mkdir -p "$run"
    exec 9>>"$run/lock"
    flock --timeout "${TARE_LOCK_SECONDS:-20}" 9 ||
        die "another 'node up' or 'node down' is under way (process $(cat "$run/lock.pid" 2>/dev/null || echo unknown)); wait for it"
    echo $$ >"$run/lock.pid"
}

node_pid() { pid_in "$run/containerd.pid"; }

# Runs a command inside the node. It joins the node's cgroup first, so that `down` finds it.
inside() {
    local pid
    pid=$(node_pid) || return 1
    (cgroup_join "$BASHPID" && exec nsenter --target "$pid" --mount --net --uts --wd=/ -- "$@") 9>&-
}

node_ctr() { inside ctr --address "$socket" --namespace k8s.io "$@"; }

# Serving means that containerd answers and that CRI is loaded, not only that a process stands there.
serving() { [[ -S $socket ]] && node_ctr --timeout 10s plugins ls 2>/dev/null | grep -q 'io.containerd.grpc.v1 *cri .* ok'; }

json_string() {
    local s=${1//\\/\\\\}
    s=${s//\"/\\\"} s=${s//$'\n'/ } s=${s//$'\t'/ }
    printf '"%s"' "$s"
}

# json_object NAME: an associative array as a JSON object of strings, in the order of its keys.
json_object() {
    local -n object=$1
    local key separator=''
    printf '{'
    while IFS= read -r key; do
        [[ -n $key ]] || continue
        printf '%s%s:%s' "$separator" "$(json_string "$key")" "$(json_string "${object[$key]}")"
        separator=','
    done < <(printf '%s\n' "${!object[@]}" | LC_ALL=C sort)
    printf '}'
}

# cache_key FILE-OR-TEXT…: what a cached thing was made from, as a short hash.
cache_key() { printf '%s\n' "$@" | sha256sum | cut -c 1-16; }

# shellcheck shell=bash
# Names, places and messages that every part uses.

run=/run/tare/cluster
data=/var/lib/tare/cluster
cache=${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/tare
state=$run/cluster.json
kubeconfig=$run/admin.kubeconfig
node=$here/../node/node
group=tare-cluster
most_nodes=4

say() { echo "tare cluster: $*" >&2; }
die() { say "$@" && exit 4; }
bad_usage() { say "$*; see 'cluster --help'" && exit 2; }

trap '((BASH_SUBSHELL)) || say "stopped at ${BASH_SOURCE[0]##*/}:$LINENO: \"$BASH_COMMAND\" failed; logs are in $run"; exit 4' ERR

need_root() { [[ $(id -u) == 0 ]] || die "the cluster needs root: it makes namespaces, mounts and cgroups; run it with sudo"; }

# One change at a time, as with a node; the lock's file stays, since removing a file that others hold open breaks the lock.
take_lock() {
    mkdir -p "$run"
    exec 9>>"$run/lock"
    flock --timeout "${TARE_LOCK_SECONDS:-20}" 9 || die "another 'cluster up' or 'cluster down' is under way; wait for it"
}

cache_key() { printf '%s\n' "$@" | sha256sum | cut -c 1-16; }

# The nodes of this cluster, by number.
node_numbers() { seq "$(cat "$run/nodes" 2>/dev/null || echo 0)"; }

# Those that have ever been started here.
node_numbers_ever() {
    local folder
    for folder in "$run"[0-9]; do [[ ! -d $folder ]] || echo "${folder#"$run"}"; done
}

# on_node NUMBER VERB…: the node script for one of the cluster's nodes.
on_node() {
    local number=$1
    shift
    TARE_NODE_INSTANCE=cluster$number "$node" "$@" 9>&-
}

# inside NUMBER COMMAND…: a command in the namespaces of a node.
inside() {
    local pid
    pid=$(pid_in "$run$1/containerd.pid") || return 1
    shift
    nsenter --target "$pid" --mount --net --uts --wd=/ -- "$@"
}

# No proxy for the web between us and the API server, and nothing into the user's home.
kubectl() { NO_PROXY='*' no_proxy='*' "$run/bin/kubectl" --kubeconfig "$kubeconfig" --cache-dir "$run/kubectl-cache" "$@"; }

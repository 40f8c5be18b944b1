# shellcheck shell=bash
# The control plane's processes live in one cgroup, by which `down` finds them all, even after kill -9.

hierarchies() {
    if [[ $(stat -f -c %T /sys/fs/cgroup) == cgroup2fs ]]; then
        echo /sys/fs/cgroup
    else
        awk '$3 == "cgroup" { print $2 }' /proc/self/mounts | sort -u
    fi
}

# One hierarchy is enough to find processes by; on v1 any that has no further rule for joining.
control_group() {
    if [[ -d /sys/fs/cgroup/pids ]]; then
        echo "/sys/fs/cgroup/pids/$group"
    elif [[ -f /sys/fs/cgroup/cgroup.controllers ]]; then
        echo "/sys/fs/cgroup/$group"
    else
        echo "$(hierarchies | grep -v cpuset | head -n 1)/$group"
    fi
}

# start NAME COMMAND…: in the background, in the cluster's cgroup, its output in NAME.log. Without the
# caller's environment: a proxy for the web must not come between parts of the cluster.
start() {
    local name=$1
    shift
    mkdir -p "$(control_group)"
    (
        echo "$BASHPID" >"$(control_group)/cgroup.procs"
        close_inherited
        exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root setsid "$@"
    ) </dev/null >"$run/$name.log" 2>&1 &
    echo "$! $(start_time $!)" >"$run/$name.pid"
    disown $!
}

alive() { pid_in "$run/$1.pid" >/dev/null; }

# await NAME SECONDS COMMAND…: until the command succeeds; dies with the log's end when NAME has ended.
await() {
    local name=$1 deadline=$((SECONDS + $2))
    shift 2
    until "$@" >/dev/null 2>&1; do
        if ! alive "$name" || ((SECONDS > deadline)); then
            tail -n 5 "$run/$name.log" | cut -c 1-300 >&2
            clean
            die "$name does not serve (last lines above)"
        fi
        sleep 0.1
    done
}

control_pids() { cat "$(control_group)/cgroup.procs" 2>/dev/null || true; }

control_kill() {
    local tries pids folder
    folder=$(control_group)
    for ((tries = 0; tries < 200; tries++)); do
        mapfile -t pids < <(control_pids)
        ((${#pids[@]})) || break
        kill -KILL "${pids[@]}" 2>/dev/null || true
        sleep 0.02
    done
    for ((tries = 0; tries < 100; tries++)); do
        [[ ! -d $folder ]] || rmdir "$folder" 2>/dev/null || { sleep 0.02 && continue; }
        return 0
    done
    die "cannot remove the cgroup $folder; something else put processes into it"
}

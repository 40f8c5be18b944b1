# shellcheck shell=bash
# `node down`: everything lives in the node's cgroups and namespaces, so ending the processes
# ends the mounts, the pods' networks and the bridge as well.

node_down() {
    (($# == 0)) || bad_usage "down takes no argument '$1'"
    need_root
    take_lock
    local was=no
    [[ -z $(cgroup_pids) ]] || was=yes
    node_clean
    if [[ $was == yes ]]; then say "down"; else say "was not up"; fi
}

# Leaves nothing of the node but its images, logs and lock.
node_clean() {
    rm -f "$state"
    node_stop
    cgroup_remove
    (cd "$run" && rm -rf --one-file-system containerd.toml pods bin cni network uid_map runsc-*.toml status.txt)
}

node_stop() {
    # containerd first: it must not report or restart what ends after it.
    local pid
    if pid=$(node_pid); then
        kill -KILL "$pid" 2>/dev/null || true
    fi
    local overhead
    mapfile -t overhead < <(kata_overhead_folders)
    cgroup_kill
    ((${#overhead[@]} == 0)) || cgroup_rmdir "${overhead[@]}"
    network_remove
    (cd "$run" && rm -f namespace containerd.pid containerd.sock containerd.sock.ttrpc)
}

# shellcheck shell=bash
# `cluster down`: the control plane first, so that nobody starts anew what is being stopped.

cluster_down() {
    (($# == 0)) || bad_usage "down takes no argument '$1'"
    need_root
    take_lock
    local was=no
    [[ -z $(control_pids) ]] || was=yes
    clean
    if [[ $was == yes ]]; then say "down"; else say "was not up"; fi
}

# Leaves nothing of the cluster but its images, logs and locks.
clean() {
    local number out
    rm -f "$state"
    control_kill
    for number in $(node_numbers_ever); do
        out=$(on_node "$number" down 2>&1) || die "$out"
        (cd "$run$number" && rm -rf kubelet.yaml kubeconfig ./*.crt ./*.key log spans)
        rm -rf --one-file-system "${data:?}$number/kubelet"
    done
    fabric_remove
    rm -rf --one-file-system "$data/etcd"
    (cd "$run" && rm -rf pki bin kubectl-cache nodes ./*.kubeconfig ./*.pid)
}

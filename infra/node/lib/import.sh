# shellcheck shell=bash
# `node import`: images come as archives, since no registry may be reachable.

node_import() {
    (($# == 1)) || bad_usage "import takes one archive"
    need_root
    [[ -r $1 && -f $1 ]] || die "cannot read $1; give an archive made by 'docker save' or by Jib"
    serving || die "the node is down; start it with 'node up'"
    image_load "$1"
}

# The archive comes through standard input: the node does not see the host's files.
image_load() {
    local out
    if ! out=$(node_ctr images import --no-unpack=false - <"$1" 2>&1); then
        echo "$out" | tail -n 5 >&2
        die "containerd could not import $1 (its message above); is it a docker or OCI archive for $arch?"
    fi
    echo "$out"
}

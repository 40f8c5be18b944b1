# shellcheck shell=bash
# Kubelets export spans of what they do for a pod; one program receives those of all nodes, and keeps of each pod a
# file with the calls that made it. Where each kubelet's files are is said by an annotation of its node.

with_spans() { [[ ${TARE_CLUSTER_SPANS:-yes} == yes ]]; }

# What was asked for is not what a cluster that is up already has.
spans_differ() { [[ -n ${TARE_CLUSTER_SPANS:-} && $TARE_CLUSTER_SPANS != "$(has_spans)" ]]; }
has_spans() { if [[ -f $run/spans.pid ]]; then echo yes; else echo no; fi; }

spans_up() {
    local number folder folders=()
    with_spans || return 0
    for ((number = 1; number <= nodes; number++)); do folders+=("$run$number/spans"); done
    mkdir -p "${folders[@]}"
    start spans "${kubernetes%/*}/spans" "${folders[@]}"
    for folder in "${folders[@]}"; do await spans 10 test -S "$folder/socket"; done
}

spans_announce() {
    local number
    ! with_spans || for number in $(node_numbers); do
        kubectl annotate --overwrite "node/tare-$number" "tare.dev/kubelet-spans=$run$number/spans" >/dev/null
    done
}

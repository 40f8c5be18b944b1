# shellcheck shell=bash
# `cluster up`: whole or not at all; what a broken start left is cleaned up by the next.

cluster_up() {
    local install=yes number
    nodes=''
    while (($#)); do
        case $1 in
            --nodes)
                [[ ${2:-} =~ ^[1-$most_nodes]$ ]] || bad_usage "--nodes takes a number from 1 to $most_nodes, not '${2:-}'"
                nodes=$2
                shift 2
                ;;
            --no-install) install=no && shift ;;
            *) bad_usage "up takes no argument '$1'" ;;
        esac
    done
    [[ ${TARE_CLUSTER_SPANS:-yes} =~ ^(yes|no)$ ]] || bad_usage "TARE_CLUSTER_SPANS is yes or no, not '$TARE_CLUSTER_SPANS'"
    need_root
    fabric_plan
    take_lock
    if [[ -z $(trouble) ]]; then
        [[ -z $nodes || $nodes == $(<"$run/nodes") ]] || die "a cluster of $(<"$run/nodes") nodes is up; take it down first with 'cluster down'"
        ! spans_differ || die "a cluster is up with TARE_CLUSTER_SPANS=$(has_spans); take it down first with 'cluster down'"
        say "already up; its kubeconfig is $kubeconfig"
        return 0
    fi
    clean
    nodes=${nodes:-2}
    echo "$nodes" >"$run/nodes"
    need_command ip iproute2 "$install"
    need_command nsenter util-linux "$install"
    need_command openssl openssl "$install"
    fabric_check
    build_kubernetes
    fabric_up
    identities_make
    say "starting the control plane…"
    control_up
    spans_up
    for ((number = 1; number <= nodes; number++)); do
        node_up "$number" "$install"
    done
    objects_up
    say "waiting for the nodes…"
    for number in $(node_numbers); do await "kubelet$number" 120 takes_pods "tare-$number"; done
    spans_announce
    await kube-controller-manager 60 kubectl get serviceaccount default
    status_write
    say "up: $nodes nodes, ${handlers[*]}; export KUBECONFIG=$kubeconfig"
}

handlers_of() { sed -n 's/.*"handlers":\[\([^]]*\)\].*/\1/p' "$run$1/node.json" | tr -d '"' | tr , '\n'; }

# The names alone: an object of words that hold neither braces nor escaped quotes.
variants_of() { sed -n 's/.*"variants":{\([^}]*\)}.*/\1/p' "$run$1/node.json" | grep -o '"[^"]*":' | tr -d '":' || true; }

cluster_import() {
    (($# == 1)) || bad_usage "import takes one archive"
    need_root
    [[ -r $1 && -f $1 ]] || die "cannot read $1; give an archive made by 'docker save' or by Jib"
    need_up
    local number
    for number in $(node_numbers); do on_node "$number" import "$1" || exit 4; done
}

cluster_kubectl() {
    need_root
    [[ -f $state ]] || die "down; start it with 'cluster up'"
    kubectl "$@" || exit
}

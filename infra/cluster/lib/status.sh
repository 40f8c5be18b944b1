# shellcheck shell=bash
# `cluster status`, and the file by which other programs find the cluster.

# Says what is wrong; nothing when all parts of the cluster serve.
trouble() {
    local part number
    [[ -f $state ]] || { echo down && return; }
    for part in fabric etcd kube-apiserver kube-controller-manager kube-scheduler; do
        alive "$part" || { echo "$part has ended, its log is $run/$part.log" && return; }
    done
    [[ ! -f $run/spans.pid ]] || alive spans || { echo "the receiver of the kubelets' spans has ended, its log is $run/spans.log" && return; }
    for number in $(node_numbers); do
        pid_in "$run$number/containerd.pid" >/dev/null || { echo "containerd of tare-$number has ended, its log is $run$number/containerd.log" && return; }
        alive "kubelet$number" || { echo "the kubelet of tare-$number has ended, its log is $run/kubelet$number.log" && return; }
    done
    kubectl --request-timeout 10s get --raw /readyz >/dev/null 2>&1 || echo "the API server does not answer, its log is $run/kube-apiserver.log"
}

need_up() {
    local wrong
    wrong=$(trouble)
    [[ -z $wrong ]] || die "$wrong; start it with 'cluster up'"
}

cluster_status() {
    local json=no wrong
    case ${1:-} in
        --json) json=yes && shift ;;
    esac
    (($# == 0)) || bad_usage "status takes no argument '$1'"
    need_root
    wrong=$(trouble)
    if [[ -n $wrong ]]; then
        [[ $json == no ]] || echo '{"schema":1,"up":false}'
        die "$wrong; start it with 'cluster up'"
    fi
    if [[ $json == yes ]]; then
        cat "$state"
    else
        echo "up: Kubernetes $(sed -n 's/.*"kubernetes":"\([^"]*\)".*/\1/p' "$state")"
        echo "kubeconfig: $kubeconfig"
        kubectl get nodes -o wide
        kubectl get runtimeclasses
        echo "logs: $run/*.log, containerd's in $run*/containerd.log"
    fi
}

status_write() {
    local number list=''
    for number in $(node_numbers); do list+=",$(status_node "$number")"; done
    cat >"$state.new" <<JSON
{"schema":1,"server":"$server","apiServerFromPods":"$server","kubeconfig":"$kubeconfig","kubectl":"$run/bin/kubectl",
"hostAddress":"$host_address","kubernetes":"$kubernetes_version","etcd":"$("$run/bin/etcd" --version | awk '/^etcd Version/ { print "v" $3 }')",
"nodes":[${list#,}]}
JSON
    mv "$state.new" "$state"
}

# What the node's own script says of it, under its name in the cluster.
status_node() {
    local own
    own=$(<"$run$1/node.json")
    printf '{"name":"tare-%s","address":"%s","gvisor":%s,"tainted":%s,%s' "$1" "$(address_of_node "$1")" \
        "$(yes_or_no for_gvisor "$1")" "$(yes_or_no set_apart "$1")" \
        "$(sed "1s/^{\"schema\":1,//; s|\"podLogs\":\"[^\"]*\"|\"podLogs\":\"$run$1/log/pods\"|" <<<"$own")"
}

yes_or_no() { if "$@"; then echo true; else echo false; fi; }

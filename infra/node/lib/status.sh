# shellcheck shell=bash
# `node status`, and the file by which other programs find the node.

node_status() {
    local json=no
    case ${1:-} in
        --json) json=yes && shift ;;
    esac
    (($# == 0)) || bad_usage "status takes no argument '$1'"
    need_root
    if ! { [[ -f $state ]] && serving; }; then
        [[ $json == no ]] || echo '{"schema":1,"up":false}'
        die "down; start it with 'node up'"
    fi
    if [[ $json == yes ]]; then
        cat "$state"
    else
        cat "$run/status.txt"
    fi
}

# For people, written beside the file for programs.
status_text() {
    local handler
    echo "up: containerd ${versions[containerd]} on $socket"
    echo "runtimes: ${handlers[*]}"
    while IFS= read -r handler; do
        [[ -z $handler ]] || echo "  $handler: ${variants[$handler]}; only when it is named"
    done < <(printf '%s\n' "${!variants[@]}" | sort)
    while IFS= read -r handler; do
        echo "  without $handler: ${unavailable[$handler]}"
    done < <(printf '%s\n' "${!unavailable[@]}" | sort)
    echo "pods: $pod_subnet, which reach this host at $host_address"
    echo "logs: $logs/containerd.log, pods' in $run/pods"
}

status_write() {
    local list
    status_text >"$run/status.txt"
    list=$(printf '"%s",' "${handlers[@]}")
    cat >"$state.new" <<JSON
{"schema":1,"cri":"unix://$socket","pid":$(node_pid),"handlers":[${list%,}],"variants":$(json_object variants),"unavailable":$(json_object unavailable),
"hostAddress":"$host_address","podSubnet":"$pod_subnet","podLogs":"$run/pods","cgroupParent":"/$group/pods",
"versions":$(json_object versions),"config":"$config","cgroup":"$(cgroup_version)","shimWrapper":$(lacks_sys_resource && echo true || echo false)}
JSON
    mv "$state.new" "$state"
}

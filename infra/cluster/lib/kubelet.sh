# shellcheck shell=bash
# A kubelet in each node, beside the containerd that the node's own script starts.

node_up() {
    local number=$1 options=()
    [[ $2 == yes ]] || options+=(--no-install)
    if ! (
        fabric_environment "$number"
        TARE_KUBERNETES=${kubernetes%/*} on_node "$number" up "${options[@]}"
    ); then
        clean
        die "tare-$number did not start; its logs are $run$number/*.log"
    fi
    mapfile -t handlers < <(handlers_of "$number")
    in_fabric ip link set "cluster$number" master bridge up
    kubelet_config "$number" >"$run$number/kubelet.yaml"
    cp "$run/node$number.kubeconfig" "$run$number/kubeconfig"
    (umask 077 && cp "$run/pki/ca.crt" "$run/pki/node$number."{crt,key} "$run$number/")
    kubelet_start "$number"
}

# In the node's own cgroup, so that taking the node down ends it, too. Its spans leave it twice a second: whoever asks
# for those of a pod that is gone would otherwise wait for up to five.
kubelet_start() {
    local number=$1 pid labels=()
    pid=$(pid_in "$run$number/containerd.pid")
    mapfile -t labels < <(node_labels "$number")
    (
        while IFS= read -r hierarchy; do
            echo "$BASHPID" >"$hierarchy/tare-cluster$number/node/cgroup.procs"
        done < <(hierarchies)
        close_inherited
        exec setsid nsenter --target "$pid" --mount --net --uts --wd=/ -- \
            env -i PATH=/run/tare/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root OTEL_BSP_SCHEDULE_DELAY=500 \
            /opt/kubernetes/kubernetes kubelet --config "$run$number/kubelet.yaml" --kubeconfig "$run$number/kubeconfig" \
            --hostname-override "tare-$number" --node-ip "$(address_of_node "$number")" "${labels[@]}" --v 1
    ) </dev/null >"$run/kubelet$number.log" 2>&1 &
    echo "$! $(start_time $!)" >"$run/kubelet$number.pid"
    disown $!
}

# The last node is the one for sandboxes; alone, it is for everything.
for_gvisor() { [[ " ${handlers[*]} " == *" gvisor "* ]] && (($1 == nodes)); }
set_apart() { for_gvisor "$1" && ((nodes > 1)); }

node_labels() { ! for_gvisor "$1" || echo --node-labels=tare.dev/gvisor=true; }

# The group lies in every v1 hierarchy, because the kubelet wants its root in all of them. Nothing is evicted
# and no image collected: this machine is shared, and a full disk is not the pods' fault. No name server
# answers at clusterDNS; without an address there, each pod costs a warning event.
kubelet_config() {
    local number=$1
    cat <<YAML
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
containerRuntimeEndpoint: unix://$run$number/containerd.sock
authentication: {anonymous: {enabled: false}, webhook: {enabled: true}, x509: {clientCAFile: "$run$number/ca.crt"}}
authorization: {mode: Webhook}
tlsCertFile: $run$number/node$number.crt
tlsPrivateKeyFile: $run$number/node$number.key
cgroupDriver: cgroupfs
cgroupRoot: /tare-cluster$number/pods
failSwapOn: false
failCgroupV1: false
enforceNodeAllocatable: []
makeIPTablesUtilChains: false
oomScoreAdj: 0
maxPods: 250
podPidsLimit: -1
serializeImagePulls: false
kubeAPIQPS: 200
kubeAPIBurst: 400
eventRecordQPS: 0
registryPullQPS: 0
imageGCHighThresholdPercent: 100
imageGCLowThresholdPercent: 99
imageMinimumGCAge: 24h
evictionHard: {memory.available: 10Mi, nodefs.available: 0%, nodefs.inodesFree: 0%, imagefs.available: 0%, imagefs.inodesFree: 0%}
nodeStatusUpdateFrequency: 5s
clusterDNS: [$server_address]
clusterDomain: cluster.local
resolvConf: ""
volumePluginDir: /var/lib/kubelet/volumeplugins
shutdownGracePeriod: 0s
YAML
    ! with_spans || echo "tracing: {endpoint: 'unix://$run$number/spans/socket', samplingRatePerMillion: 1000000}"
    if set_apart "$number"; then
        echo 'registerWithTaints: [{key: tare.dev/sandbox, value: gvisor, effect: NoSchedule}]'
    fi
}

# shellcheck shell=bash
# etcd, API server, controller manager and scheduler, in the namespace of the bridge: none of their ports
# is one of the host's, and nobody reaches etcd but the API server.

control_up() {
    rm -rf "$data/etcd"
    mkdir -p "$data/etcd"
    # A cluster that lives for a test need not survive a power cut.
    control_start etcd --name tare --data-dir "$data/etcd" --unsafe-no-fsync --log-level warn \
        --listen-client-urls http://127.0.0.1:2379 --advertise-client-urls http://127.0.0.1:2379 \
        --listen-peer-urls http://127.0.0.1:2380
    # An API server waits 20 s for it and then ends.
    await etcd 60 in_fabric bash -c 'exec 3<>/dev/tcp/127.0.0.1/2379'
    api_server
    await kube-apiserver 60 kubectl get --raw /readyz
    control_start kube-controller-manager --kubeconfig "$run/controller-manager.kubeconfig" \
        --service-account-private-key-file "$run/pki/accounts.key" --root-ca-file "$run/pki/ca.crt" \
        --use-service-account-credentials --leader-elect=false --kube-api-qps 200 --kube-api-burst 400 --secure-port 0
    control_start kube-scheduler --kubeconfig "$run/scheduler.kubeconfig" \
        --leader-elect=false --kube-api-qps 200 --kube-api-burst 400 --secure-port 0
}

# Each part is one program under its own name.
control_start() {
    local part=$1
    shift
    start "$part" nsenter --target "$fabric" --net -- "$run/bin/$part" "$@"
}

# Services have no addresses here, so nobody keeps endpoints of the API server.
api_server() {
    local pki=$run/pki
    control_start kube-apiserver --etcd-servers http://127.0.0.1:2379 \
        --bind-address "$server_address" --advertise-address "$server_address" --secure-port 6443 \
        --tls-cert-file "$pki/apiserver.crt" --tls-private-key-file "$pki/apiserver.key" --client-ca-file "$pki/ca.crt" \
        --kubelet-client-certificate "$pki/kubelet-client.crt" --kubelet-client-key "$pki/kubelet-client.key" \
        --kubelet-certificate-authority "$pki/ca.crt" --kubelet-preferred-address-types InternalIP \
        --service-account-issuer https://kubernetes.default.svc --service-account-key-file "$pki/accounts.pub" \
        --service-account-signing-key-file "$pki/accounts.key" --authorization-mode Node,RBAC \
        --enable-admission-plugins NodeRestriction --anonymous-auth=false --allow-privileged=true \
        --service-cluster-ip-range 10.96.0.0/16 --endpoint-reconciler-type none --cert-dir "$pki"
}

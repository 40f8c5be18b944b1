# shellcheck shell=bash disable=SC2154
# Two nodes and what pods can do on them: placing, overhead, logs, exec, requests from node to node.

# An image with a shell, as a docker archive: the node's root has a busybox that needs no libraries.
busybox_image() {
    local root archive=$work/busybox
    root=$(find "${XDG_CACHE_HOME:-$HOME/.cache}/tare" -maxdepth 1 -name 'node-root-*' ! -name '*.new' | head -n 1)
    mkdir -p "$archive/layer/bin"
    cp "$root/bin/busybox" "$archive/layer/bin/sh"
    tar -C "$archive/layer" -cf "$archive/layer.tar" .
    echo '{"architecture":"'"$(uname -m | sed 's/x86_64/amd64/; s/aarch64/arm64/')"'","os":"linux","config":{"Cmd":["/bin/sh"]},
        "rootfs":{"type":"layers","diff_ids":["sha256:'"$(sha256sum <"$archive/layer.tar" | cut -d ' ' -f 1)"'"]}}' >"$archive/config.json"
    echo '[{"Config":"config.json","RepoTags":["localhost/tare/busybox:1"],"Layers":["layer.tar"]}]' >"$archive/manifest.json"
    tar -C "$archive" -cf "$work/busybox.tar" config.json manifest.json layer.tar
}

# pod NAME CLASS [NODE] [FIELD]: prints its name, then answers HTTP on port 7070 with its kernel's version.
# With a node it tolerates what that is set apart for.
pod() {
    cat <<YAML
---
apiVersion: v1
kind: Pod
metadata: {name: $1}
spec:
  runtimeClassName: $2
  terminationGracePeriodSeconds: 0
  ${4:-}
  ${3:+nodeSelector: {kubernetes.io/hostname: $3\}}
  ${3:+tolerations: [{key: tare.dev/sandbox, operator: Exists\}]}
  containers:
  - name: main
    image: localhost/tare/busybox:1
    imagePullPolicy: Never
    command: [sh, -c, "echo I am $1; cat /proc/version >/index.html; httpd -f -p 7070 -h /"]
YAML
}
of_pod() { kubectl get pod "$1" -o "jsonpath={$2}"; }
address() { of_pod "$1" .status.podIP; }
# asks POD OTHER: what the other says to a request from the pod.
asks() { kubectl exec "$1" -- sh -c "wget -T 5 -q -O - http://$(address "$2"):7070/"; }
proxied() { kubectl get --raw "/api/v1/namespaces/default/pods/$1:7070/proxy/"; }
from_host() (exec 3<>"/dev/tcp/$(address "$1")/7070" && printf 'GET / HTTP/1.0\r\n\r\n' >&3 && grep 'Linux version' <&3)

busybox_image
check "up with two nodes" gives 0 "up: 2 nodes" "$cluster" up --nodes 2
check "both are ready" gives 0 "True True" \
    kubectl get nodes -o 'jsonpath={.items[*].status.conditions[?(@.type=="Ready")].status}'
check "an image goes to every node" gives 0 "localhost/tare/busybox:1" "$cluster" import "$work/busybox.tar"
{
    pod one runc
    pod two runc tare-2
    pod on-host runc tare-2 'hostNetwork: true'
    ! kubectl get runtimeclass gvisor >/dev/null 2>&1 || pod three gvisor
} >"$work/pods.yaml"
check "pods are made" kubectl create -f "$work/pods.yaml"
check "all of them run" kubectl wait --for=condition=Ready pod --all --timeout 60s
check "a runc pod that tolerates nothing is kept from the node for gVisor" gives 0 tare-1 of_pod one .spec.nodeName
check "one that does is not" gives 0 tare-2 of_pod two .spec.nodeName
# calls POD NODE: what is written down of its kubelet's calls, without the times.
calls() { cut -d ' ' -f 2,5 "$run$2/spans/$(of_pod "$1" .metadata.uid)" | paste -sd ' '; }
check "a node says where its kubelet's spans are" gives 0 "${run}2/spans" kubectl get node tare-2 -o 'jsonpath={.metadata.annotations.tare\.dev/kubelet-spans}'
check "the kubelet's calls for a pod are there" eventually gives 0 'RunPodSandbox ok CreateContainer ok StartContainer ok' calls one 1
check "and for one of the other node" eventually gives 0 'RunPodSandbox ok CreateContainer ok StartContainer ok' calls two 2
check "logs come through" eventually gives 0 "I am two" kubectl logs two
check "exec works" gives 0 "hello" kubectl exec two -- sh -c 'echo hello'
check "the host reaches a pod" eventually from_host one
check "a pod reaches one on the other node" eventually gives 0 "Linux version" asks one two
for proxied in one two on-host; do
    check "the API server reaches pod $proxied" eventually gives 0 "Linux version" proxied $proxied
done
if kubectl get runtimeclass gvisor >/dev/null 2>&1; then
    check "the gVisor pod was put on the node for it" gives 0 tare-2 of_pod three .spec.nodeName
    check "its overhead was set by admission" gives 0 64Mi of_pod three .spec.overhead.memory
    check "it is reached from a runc pod of the other node" eventually gives 0 "Linux version" asks one three
    check "and it reaches that" eventually gives 0 "Linux version" asks three one
    check "its kernel is gVisor's" gives 0 "gVisor" kubectl exec three -- sh -c dmesg
    check "logs of a gVisor pod" eventually gives 0 "I am three" kubectl logs three
    check "exec in a gVisor pod" gives 0 "hello" kubectl exec three -- sh -c 'echo hello'
fi
check "the API server reaches both kubelets" gives 0 '"nodeName": "tare-2"' \
    sh -c "$run/bin/kubectl --kubeconfig $run/admin.kubeconfig get --raw /api/v1/nodes/tare-2/proxy/stats/summary | grep nodeName"

# Who may read what of a kubelet.
kubectl create serviceaccount reader >/dev/null
kubectl create clusterrole stats --verb get --resource nodes/stats >/dev/null
kubectl create clusterrolebinding stats --clusterrole stats --serviceaccount default:reader >/dev/null
token=$(kubectl create token reader)
kubelet() { curl -sk --noproxy '*' -o /dev/null -w '%{http_code}' ${token:+-H "Authorization: Bearer $token"} "https://$(kubectl get node tare-2 -o 'jsonpath={.status.addresses[?(@.type=="InternalIP")].address}'):10250$1"; }
if command -v curl >/dev/null; then
    check "nodes/stats is enough for the summary" eventually gives 0 200 kubelet /stats/summary
    check "and for nothing else" gives 0 403 kubelet /pods
    token=''
    check "without a token there is nothing" gives 0 401 kubelet /stats/summary
fi
down_leaves_nothing "with pods running"

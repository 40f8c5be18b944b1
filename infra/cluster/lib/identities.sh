# shellcheck shell=bash
# Who is who: a certificate authority made anew at each start, and certificates of every part.

authority_make() {
    (
        cd "$run/pki" || exit
        openssl req -x509 -newkey rsa:2048 -nodes -days 365 -subj /CN=tare-cluster -keyout ca.key -out ca.crt
        openssl genrsa -out accounts.key 2048
        openssl rsa -in accounts.key -pubout -out accounts.pub
    ) >"$run/pki.log" 2>&1
}

# certificate NAME SUBJECT [ALTERNATIVE-NAMES]
certificate() {
    (
        cd "$run/pki" || exit
        openssl req -newkey rsa:2048 -nodes -subj "$2" -keyout "$1.key" -out "$1.csr"
        openssl x509 -req -in "$1.csr" -CA ca.crt -CAkey ca.key -CAcreateserial -days 365 -out "$1.crt" \
            -extfile <(printf 'extendedKeyUsage=serverAuth,clientAuth\n%s' "${3:+subjectAltName=$3}")
    ) >>"$run/pki.log" 2>&1
}

# kubeconfig_write FILE NAME: with everything inside, so that the file can be copied.
kubeconfig_write() {
    local pki=$run/pki
    (umask 077 && cat >"$1" <<YAML
apiVersion: v1
kind: Config
current-context: tare
contexts: [{name: tare, context: {cluster: tare, user: $2}}]
clusters:
- name: tare
  cluster: {server: "$server", certificate-authority-data: $(base64 -w 0 "$pki/ca.crt")}
users:
- name: $2
  user: {client-certificate-data: $(base64 -w 0 "$pki/$2.crt"), client-key-data: $(base64 -w 0 "$pki/$2.key")}
YAML
    )
}

identities_make() {
    local number
    rm -rf "$run/pki"
    (umask 077 && mkdir -p "$run/pki")
    authority_make
    certificate apiserver /CN=kube-apiserver "IP:$server_address,DNS:kubernetes.default.svc"
    certificate kubelet-client /O=system:masters/CN=kube-apiserver-kubelet-client
    certificate admin /O=system:masters/CN=admin
    certificate controller-manager /CN=system:kube-controller-manager
    certificate scheduler /CN=system:kube-scheduler
    kubeconfig_write "$kubeconfig" admin
    kubeconfig_write "$run/controller-manager.kubeconfig" controller-manager
    kubeconfig_write "$run/scheduler.kubeconfig" scheduler
    for ((number = 1; number <= nodes; number++)); do
        certificate "node$number" "/O=system:nodes/CN=system:node:tare-$number" "IP:$(address_of_node "$number"),DNS:tare-$number"
        kubeconfig_write "$run/node$number.kubeconfig" "node$number"
    done
}

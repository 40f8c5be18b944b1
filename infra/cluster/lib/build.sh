# shellcheck shell=bash
# Kubernetes, its etcd and kubectl from Go modules, in one program, and the receiver of its kubelets' spans in another:
# built once, then kept.

# Sets kubernetes, and leaves a name for each of its parts in $run/bin.
build_kubernetes() {
    local part folder
    kubernetes_version=$(awk '$1 == "k8s.io/kubernetes" { print $2 }' "$here/kubernetes/go.mod")
    folder=$cache/kubernetes-$(cache_key "$(cat "$here"/kubernetes/{go.mod,go.sum,main.go,spans/{main,receiver,pods}.go} "$here/lib/build.sh")")
    kubernetes=$folder/kubernetes
    [[ -x $folder/spans ]] || build_now
    rm -rf "${run:?}/bin"
    mkdir -p "$run/bin"
    for part in etcd kube-apiserver kube-controller-manager kube-scheduler kubectl; do
        ln -s "$kubernetes" "$run/bin/$part"
    done
}

# Without cgo, so that it runs on the node's libc as on the host's. The version is what the parts say of themselves.
build_now() {
    local flags package building go
    go=$(command -v go || echo /usr/local/go/bin/go)
    [[ -x $go ]] || die "Go is needed to build Kubernetes $kubernetes_version; apt-get install golang or put go on PATH"
    say "building Kubernetes $kubernetes_version from Go modules (5 minutes on two CPUs, once)…"
    flags='-s -w'
    for package in k8s.io/component-base/version k8s.io/client-go/pkg/version; do
        flags+=" -X $package.gitVersion=$kubernetes_version -X $package.gitMajor=1 -X $package.gitMinor=$(cut -d . -f 2 <<<"$kubernetes_version")"
    done
    building=${kubernetes%/*}.new
    rm -rf "$building"
    mkdir -p "$building"
    if ! (
        cd "$here/kubernetes"
        export CGO_ENABLED=0 GOWORK=off GOTOOLCHAIN=${GOTOOLCHAIN:-auto} GOFLAGS='-trimpath -mod=readonly -buildvcs=false'
        "$go" build -ldflags "$flags" -o "$building/kubernetes" .
        "$go" build -ldflags '-s -w' -o "$building/spans" ./spans
    ) >"$run/build.log" 2>&1; then
        tail -n 3 "$run/build.log" >&2
        die "Kubernetes could not be built (last lines above, all in $run/build.log)"
    fi
    mv -T "$building" "${kubernetes%/*}"
}

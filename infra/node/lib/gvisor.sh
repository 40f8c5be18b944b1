# shellcheck shell=bash
# gVisor, built from Go modules: Debian has no shim for containerd and its runsc is too old for
# new kernels. gvisor/go.mod and go.sum pin every byte of it.

gvisor_find() {
    local files name
    files=$(cache_key "$(<"$here/gvisor/go.mod")" "$(<"$here/gvisor/go.sum")" "$(declare -f gvisor_build)")
    gvisor=''
    gvisor_go
    if [[ -n $go ]]; then
        gvisor=$cache/gvisor-$files-$(cd / && "$go" env GOVERSION)
        [[ -d $gvisor ]] || gvisor_build || gvisor=''
    else
        # Built already by a Go that has since left: as good as new.
        for name in "$cache/gvisor-$files"-go*; do [[ ! -x $name/runsc ]] || gvisor=$name; done
        gvisor_reason='Go is not installed; apt-get install golang or put go on PATH'
    fi
    if [[ -n $gvisor ]]; then
        handlers+=(gvisor gvisor-ptrace)
        versions[runsc]=$("$gvisor/runsc" --version | awk 'NR == 1 { print $3 }')
    else
        unavailable[gvisor]=$gvisor_reason
        unavailable["gvisor-ptrace"]=$gvisor_reason
    fi
}

# sudo often hides the usual place of Go from the path.
gvisor_go() {
    local place
    go=$(command -v go) || true
    for place in /usr/local/go/bin/go /usr/lib/go/bin/go; do
        [[ -n $go || ! -x $place ]] || go=$place
    done
}

# Without cgo, so that the programs run on any libc. GOTOOLCHAIN: Debian's Go would refuse to fetch a newer one.
gvisor_build() {
    local building log=$logs/gvisor-build.log module version
    say "building gVisor from Go modules (1 to 3 minutes, once)…"
    building=$gvisor.new
    rm -rf "$building"
    mkdir -p "$building"
    version=$(awk '$1 == "gvisor.dev/gvisor" { print $2 } $2 == "gvisor.dev/gvisor" { print $3 }' "$here/gvisor/go.mod")
    module=gvisor.dev/gvisor
    if (
        cd "$here/gvisor"
        export CGO_ENABLED=0 GOWORK=off GOTOOLCHAIN=${GOTOOLCHAIN:-auto} GOFLAGS='-trimpath -mod=readonly -buildvcs=false'
        "$go" build -ldflags "-s -w -X $module/runsc/version.version=$version" -o "$building/" $module/runsc $module/shim
    ) >"$log" 2>&1; then
        mv "$building/shim" "$building/containerd-shim-runsc-v1"
        mv -T "$building" "$gvisor"
    else
        rm -rf "$building"
        tail -n 3 "$log" >&2
        gvisor_reason="gVisor could not be built with $("$go" env GOVERSION); see $log"
        say "$gvisor_reason"
        return 1
    fi
}

# The shim looks for runsc in the path; systrap is runsc's default, and said all the same.
gvisor_config() {
    [[ -n $gvisor ]] || return 0
    local platform name
    ln -sf /opt/gvisor/runsc "$run/bin/runsc"
    wrap_shim containerd-shim-runsc-v1 /opt/gvisor/containerd-shim-runsc-v1
    for platform in systrap ptrace; do
        name=gvisor-$platform
        [[ $platform != systrap ]] || name=gvisor
        printf '[runsc_config]\n  platform = "%s"\n' "$platform" >"$run/runsc-$platform.toml"
        cat <<TOML
  [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.$name]
    runtime_type = "io.containerd.runsc.v1"
    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.$name.options]
      TypeUrl = "io.containerd.runsc.v1.options"
      ConfigPath = "$run/runsc-$platform.toml"
TOML
    done
}

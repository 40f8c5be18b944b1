# shellcheck shell=bash
# gVisor, built from Go modules: Debian has no shim for containerd and its runsc is too old for
# new kernels. gvisor/go.mod and go.sum pin every byte of it.

# Each handler and the flags of runsc that make it; systrap is runsc's default, and said all the same.
gvisor_handlers=(gvisor gvisor-ptrace gvisor-kvm gvisor-no-directfs gvisor-no-overlay gvisor-overlay-memory gvisor-hostnet)
declare -A gvisor_flags=(
    [gvisor]='platform=systrap'
    [gvisor-ptrace]='platform=ptrace'
    [gvisor-kvm]='platform=kvm'
    [gvisor-no-directfs]='platform=systrap directfs=false'
    [gvisor-no-overlay]='platform=systrap overlay2=none'
    [gvisor-overlay-memory]='platform=systrap overlay2=root:memory'
    [gvisor-hostnet]='platform=systrap network=host'
)

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
    [[ -z $gvisor ]] || versions[runsc]=$("$gvisor/runsc" --version | awk 'NR == 1 { print $3 }')
    for name in "${gvisor_handlers[@]}"; do
        gvisor_offer "$name"
    done
}

# All but the two platforms that run everywhere are variants: "*" of a scenario leaves them out.
gvisor_offer() {
    local name=$1 reason=''
    if [[ -z $gvisor ]]; then
        reason=$gvisor_reason
    elif [[ $name == gvisor-kvm ]]; then
        reason=$(gvisor_no_kvm)
    fi
    if [[ -n $reason ]]; then
        unavailable["$name"]=$reason
        return
    fi
    handlers+=("$name")
    [[ $name == gvisor || $name == gvisor-ptrace ]] || variants["$name"]="gvisor with ${gvisor_flags[$name]#platform=systrap }"
}

# A KVM without hardware below it hangs gVisor's platform, and one that looks whole may do so, too: a sandbox is tried.
gvisor_no_kvm() {
    local why
    if why=$(kata_no_kvm); then
        echo "gVisor's KVM platform hangs or fails here: $why"
    elif ! gvisor_try kvm; then
        echo "a sandbox on gVisor's KVM platform failed or did not end in 20 s on this machine; see $logs/gvisor-try.log"
    fi
}

# gvisor_try PLATFORM: whether a sandbox on it begins and ends. In a PID namespace, so that none of its processes stays.
gvisor_try() {
    timeout --kill-after 2 20 unshare --pid --fork --kill-child --mount-proc -- "$gvisor/runsc" --platform="$1" \
        --network=none --ignore-cgroups --root "$run/runsc-try" "do" true >"$logs/gvisor-try.log" 2>&1 </dev/null
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

# The shim looks for runsc in the path.
gvisor_config() {
    [[ -n $gvisor ]] || return 0
    local name flag
    ln -sf /opt/gvisor/runsc "$run/bin/runsc"
    wrap_shim containerd-shim-runsc-v1 /opt/gvisor/containerd-shim-runsc-v1
    for name in "${gvisor_handlers[@]}"; do
        [[ " ${handlers[*]} " == *" $name "* ]] || continue
        {
            echo '[runsc_config]'
            for flag in ${gvisor_flags[$name]}; do printf '  %s = "%s"\n' "${flag%%=*}" "${flag#*=}"; done
        } >"$run/runsc-$name.toml"
        cat <<TOML
  [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.$name]
    runtime_type = "io.containerd.runsc.v1"
    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.$name.options]
      TypeUrl = "io.containerd.runsc.v1.options"
      ConfigPath = "$run/runsc-$name.toml"
TOML
    done
}

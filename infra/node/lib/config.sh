# shellcheck shell=bash
# The files that containerd and CNI read, written anew at each start.

config=$run/containerd.toml

config_write() {
    mkdir -p "$run/cni" "$run/network" "$run/pods" "$run/bin/cni"
    {
        config_containerd
        config_runc runc runc
        [[ " ${handlers[*]} " != *" crun "* ]] || config_runc crun crun
        gvisor_config
        kata_config
    } >"$config"
    config_cni >"$run/cni/10-tare.conflist"
    config_cni_programs
}

# restrict_oom_score_adj: never ask for a score below containerd's own, which takes CAP_SYS_RESOURCE.
config_containerd() {
    cat <<TOML
version = 2
root = "/var/lib/containerd"
state = "/run/containerd"
disabled_plugins = ["io.containerd.internal.v1.opt", "io.containerd.snapshotter.v1.btrfs",
  "io.containerd.snapshotter.v1.zfs", "io.containerd.snapshotter.v1.devmapper", "io.containerd.snapshotter.v1.blockfile"]

[grpc]
  address = "$socket"

[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "$pause_image"
  restrict_oom_score_adj = true
  # Where the host reaches exec, attach and port-forward.
  stream_server_address = "$node_address"
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "/run/tare/bin/cni"
    conf_dir = "$run/cni"
  [plugins."io.containerd.grpc.v1.cri".containerd]
    snapshotter = "overlayfs"
    default_runtime_name = "runc"
    # The packed layers are not needed once they are unpacked.
    discard_unpacked_layers = true
TOML
}

config_runc() {
    cat <<TOML
  [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.$1]
    runtime_type = "io.containerd.runc.v2"
    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.$1.options]
      BinaryName = "/usr/bin/$2"
      SystemdCgroup = false
TOML
}

# One plugin per line: a further one goes between the stamps, which say when the chain began and when it was done.
config_cni() {
    local plugins=(
        '{"type":"tare-network-begun","stamps":"'"$run/network"'"}'
        '{"type":"bridge","bridge":"'"$bridge"'","isDefaultGateway":true,"hairpinMode":true,"ipam":'"$(config_ipam)"'}'
        '{"type":"tare-network-ready","stamps":"'"$run/network"'"}'
    )
    printf '{"cniVersion":"1.0.0","name":"tare","plugins":[\n%s\n]}\n' "$(IFS=$'\n' && sed '$!s/$/,/' <<<"${plugins[*]}")"
}

# containerd 1.7 looks for plugins in a single folder: Debian's are linked beside ours.
config_cni_programs() {
    local program
    for program in "$root"/usr/lib/cni/*; do ln -sf "${program#"$root"}" "$run/bin/cni"; done
    for program in begun ready; do
        sed "s|@STAMPS@|$run/network|" "$here/stamp-$program" >"$run/bin/cni/tare-network-$program"
        chmod 755 "$run/bin/cni/tare-network-$program"
    done
}

# Addresses are kept in the node's own /run, which goes when the node goes.
config_ipam() { echo '{"type":"host-local","dataDir":"/run/cni","ranges":[[{"subnet":"'"$pod_subnet"'"}]]}'; }

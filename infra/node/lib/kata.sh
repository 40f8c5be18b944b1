# shellcheck shell=bash
# Kata Containers as its releases install it: under /opt/kata, one configuration per hypervisor.
# Each that this machine can run becomes a handler kata-<name>; of the others the reason is told.

kata_root=/opt/kata
kata_devices=/dev
kata_cpuinfo=/proc/cpuinfo

kata_find() {
    local file name reason
    kata=''
    declare -gA kata_configs=()
    if [[ ! -x $kata_root/bin/containerd-shim-kata-v2 && ! -x $kata_root/runtime-rs/bin/containerd-shim-kata-v2 ]]; then
        for name in qemu clh dragonball fc; do
            unavailable["kata-$name"]="Kata is not installed: unpack the static archive of a Kata release, so that $kata_root/bin stands"
        done
        return 0
    fi
    while IFS= read -r file; do
        name=${file##*/configuration-} name=${name%.toml}
        reason=$(kata_obstacle "$name" "$file")
        if [[ -n $reason ]]; then
            unavailable["kata-$name"]=$reason
        else
            kata_configs[$name]=$file
            handlers+=("kata-$name")
        fi
    done < <(kata_files)
    ((${#kata_configs[@]} == 0)) || kata=$kata_root
    versions[kata]=$(cat "$kata_root/VERSION" 2>/dev/null || echo unknown)
}

# Configurations of the Go runtime first, then of the Rust one; the plain configuration.toml repeats one of them.
kata_files() {
    local base=$kata_root/share/defaults/kata-containers file
    for file in "$base"/configuration-*.toml "$base"/runtime-rs/configuration-*.toml; do
        [[ ! -f $file ]] || echo "$file"
    done
}

# Why this machine cannot run a configuration; nothing if it can.
kata_obstacle() {
    local name=$1 file=$2 program
    case $name in
        *snp* | *tdx* | *sev* | *-se | *-se-* | *cca* | *coco* | *nvidia* | *azure* | remote)
            echo "needs hardware or services that this node does not check for" && return
            ;;
        *fc | fc*) echo "Firecracker shares no folders with its guests: it needs a block snapshotter, which this node lacks" && return ;;
    esac
    kata_no_kvm && return
    # Only QEMU's vsock and its default network back end live in the host's kernel.
    if [[ $name == *qemu* ]]; then
        if [[ ! -c $kata_devices/vhost-vsock ]]; then
            echo "$kata_devices/vhost-vsock is missing; load it with: modprobe vhost_vsock" && return
        fi
        if [[ ! -c $kata_devices/vhost-net ]] && ! grep -Eq '^ *disable_vhost_net *= *true' "$file"; then
            echo "$kata_devices/vhost-net is missing; load it with: modprobe vhost_net" && return
        fi
    fi
    if [[ ! -x $(kata_shim "$file") ]]; then
        echo "$(kata_shim "$file") is missing" && return
    fi
    program=$(awk -F '"' '/^\[/ { in_hypervisor = /^\[hypervisor\./ } in_hypervisor && /^ *path *=/ { print $2; exit }' "$file")
    if [[ -n $program && ! -x ${program/#\/opt\/kata/$kata_root} ]]; then
        echo "its hypervisor $program is missing" && return
    fi
}

# /dev/kvm alone proves little: a paravirtual KVM shows it as well, and boots no stock guest kernel.
kata_no_kvm() {
    if [[ ! -c $kata_devices/kvm ]]; then
        echo "$kata_devices/kvm is missing: the processor's virtualisation is off, or this is a virtual machine without nesting"
    elif [[ ! -r $kata_devices/kvm || ! -w $kata_devices/kvm ]]; then
        echo "$kata_devices/kvm may not be opened by this user"
    elif [[ $arch == x86_64 ]] && ! grep -Eqw 'vmx|svm' "$kata_cpuinfo"; then
        echo "the processor shows neither vmx nor svm, so $kata_devices/kvm is not hardware virtualisation and boots no stock guest kernel"
    else
        return 1
    fi
}

kata_shim() {
    case $1 in
        */runtime-rs/*) echo "$kata_root/runtime-rs/bin/containerd-shim-kata-v2" ;;
        *) echo "$kata_root/bin/containerd-shim-kata-v2" ;;
    esac
}

# As Kata's own installer writes it. The paths are those inside the node, where $kata_root is /opt/kata.
kata_config() {
    local name file shim table
    while IFS= read -r name; do
        [[ -n $name ]] || continue
        file=${kata_configs[$name]/#$kata_root//opt/kata}
        shim=containerd-shim-kata-v2
        [[ $file != */runtime-rs/* ]] || shim=containerd-shim-kata-rs-v2
        wrap_shim "$shim" "$(kata_shim "${kata_configs[$name]}" | sed "s|^$kata_root|/opt/kata|")"
        table="plugins.\"io.containerd.grpc.v1.cri\".containerd.runtimes.kata-$name"
        cat <<TOML
  [$table]
    runtime_type = "io.containerd.kata-$name.v2"
    runtime_path = "/run/tare/bin/$shim"
    privileged_without_host_devices = true
    pod_annotations = ["io.katacontainers.*"]
    [$table.options]
      ConfigPath = "$file"
TOML
    done < <(printf '%s\n' "${!kata_configs[@]}" | sort)
}

# Kata may put its shim and hypervisor into /kata_overhead/<sandbox>, outside the pod and the node. Such a
# folder is this node's if a process in it is in the node's mount namespace; the host's own Kata is not touched.
kata_overhead_folders() {
    local hierarchy folder pid namespace
    namespace=$(cat "$run/namespace" 2>/dev/null) || return 0
    while IFS= read -r hierarchy; do
        for folder in "$hierarchy"/kata_overhead/*/; do
            [[ -f $folder/cgroup.procs ]] || continue
            while IFS= read -r pid; do
                [[ $(readlink "/proc/$pid/ns/mnt" 2>/dev/null) != "$namespace" ]] || { echo "${folder%/}" && break; }
            done <"$folder/cgroup.procs"
        done
    done < <(cgroup_hierarchies)
}

# shellcheck shell=bash disable=SC2154,SC2034
# Parts that need no node: addresses, JSON, and what is offered of a Kata installation.

part() {
    (
        set -Eeuo pipefail
        for name in common cgroup network gvisor kata handlers; do
            # shellcheck source=/dev/null
            . "$here/lib/$name.sh"
        done
        "$@"
    )
}

plan() { subnet=$1 && network_plan && echo "$host_address $node_address $pod_subnet"; }
plan_is() { [[ $(part plan "$1") == "$2" ]]; }
check "a /16 has its upper half for pods" plan_is 198.18.0.0/16 "198.18.0.1 198.18.0.2 198.18.128.0/17"
check "a /24 as well" plan_is 10.9.8.0/24 "10.9.8.1 10.9.8.2 10.9.8.128/25"
check "an address inside the subnet means the subnet" plan_is 10.9.8.77/24 "10.9.8.1 10.9.8.2 10.9.8.128/25"
for wrong in 198.18.0.0 300.1.1.0/16 1.2.3.0/30 fd00::/64; do
    check "$wrong is refused as a subnet" gives 4 "TARE_NODE_SUBNET=$wrong" part plan "$wrong"
done

json() { local -A map=([b]='say "hi"' [a]='back\slash') && json_object map; }
check "JSON is sorted and escaped" test "$(part json)" = '{"a":"back\\slash","b":"say \"hi\""}'

# A Kata installation as its releases lay it out, and a machine with and without what it needs.
fake=$work/kata base=$work/kata/share/defaults/kata-containers
mkdir -p "$fake/bin" "$fake/runtime-rs/bin" "$base/runtime-rs" "$work/dev"
for program in bin/containerd-shim-kata-v2 bin/qemu runtime-rs/bin/containerd-shim-kata-v2; do
    install -m 755 /dev/null "$fake/$program"
done
printf '[hypervisor.qemu]\npath = "/opt/kata/bin/qemu"\n' >"$base/configuration-qemu.toml"
printf '[hypervisor.clh]\npath = "/opt/kata/bin/cloud-hypervisor"\n' >"$base/configuration-clh.toml"
printf '[hypervisor.firecracker]\npath = "/opt/kata/bin/firecracker"\n' >"$base/configuration-fc.toml"
printf '[hypervisor.qemu]\npath = "/opt/kata/bin/qemu"\n' >"$base/configuration-qemu-snp.toml"
printf '[hypervisor.dragonball]\npath = ""\n' >"$base/runtime-rs/configuration-dragonball.toml"
ln -s configuration-qemu.toml "$base/configuration.toml"
echo 3.30.0 >"$fake/VERSION"
echo 'flags : fpu vmx sse' >"$work/cpuinfo"

kata() {
    kata_root=$fake kata_devices=$work/dev kata_cpuinfo=$work/cpuinfo arch=x86_64
    mkdir -p "$work/run/bin" && run=$work/run
    kata_find
    "$@"
}
offered() { echo "${handlers[*]} ${versions[kata]}"; }
reason() { echo "${unavailable[$1]}"; }

check "no KVM, no Kata" gives 0 "kvm is missing" part kata reason kata-qemu
mknod "$work/dev/kvm" c 10 232
check "QEMU needs vsock" gives 0 "modprobe vhost_vsock" part kata reason kata-qemu
mknod "$work/dev/vhost-vsock" c 10 241 && mknod "$work/dev/vhost-net" c 10 238
check "what the machine can run is offered" gives 0 "kata-qemu kata-dragonball 3.30.0" part kata offered
check "a missing hypervisor is named" gives 0 "/opt/kata/bin/cloud-hypervisor is missing" part kata reason kata-clh
check "Firecracker needs another snapshotter" gives 0 "block snapshotter" part kata reason kata-fc
check "confidential guests are not guessed at" gives 0 "does not check for" part kata reason kata-qemu-snp
check "containerd gets paths inside the node" gives 0 \
    'ConfigPath = "/opt/kata/share/defaults/kata-containers/runtime-rs/configuration-dragonball.toml"' part kata kata_config
echo 'flags : fpu hypervisor sse' >"$work/cpuinfo"
check "a paravirtual KVM is not taken for hardware" gives 0 "neither vmx nor svm" part kata reason kata-qemu
check "no installation is said so" gives 0 "not installed" part eval 'kata_root=/none; kata_find; reason kata-qemu'

# gVisor's variants, with a runsc that does what it is told.
mkdir -p "$work/gvisor"
runsc_ends() { printf '#!/bin/sh\nexit %s\n' "$1" >"$work/gvisor/runsc" && chmod 755 "$work/gvisor/runsc"; }
gvisor() {
    kata_devices=$work/dev kata_cpuinfo=$work/cpuinfo arch=x86_64
    gvisor=${without_gvisor-$work/gvisor} gvisor_reason='no Go' run=$work/run logs=$work
    local name
    for name in "${gvisor_handlers[@]}"; do gvisor_offer "$name"; done
    "$@"
}
gvisor_offered() { echo "${handlers[*]}"; }
variants_told() { json_object variants; }
runsc_ends 0
check "gVisor's variants are offered, and KVM's is not on a paravirtual KVM" gives 0 \
    "gvisor gvisor-ptrace gvisor-no-directfs gvisor-no-overlay gvisor-overlay-memory gvisor-hostnet" part gvisor gvisor_offered
check "why KVM's is not is told" gives 0 "neither vmx nor svm" part gvisor reason gvisor-kvm
check "each says how it differs" gives 0 '"gvisor-no-directfs":"gvisor with directfs=false"' part gvisor variants_told
ptrace_is_none() { ! part gvisor variants_told | grep -q '"gvisor-ptrace"\|"gvisor":'; }
check "the two platforms that run everywhere are none" ptrace_is_none
echo 'flags : fpu vmx sse' >"$work/cpuinfo"
check "with hardware below it KVM's is offered" gives 0 "gvisor-ptrace gvisor-kvm" part gvisor gvisor_offered
runsc_ends 1
check "a sandbox that fails there is enough to leave it out" gives 0 "failed or did not end" part gvisor reason gvisor-kvm
without_gvisor=''
check "without gVisor each of them says why" gives 0 "no Go" part gvisor reason gvisor-hostnet

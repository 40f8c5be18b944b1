#!/usr/bin/env bash
# Started by `node up` in new mount and network namespaces: builds the node's view of the
# system and becomes containerd. Usage: enter.sh ROOT UP_PID, with the node's folders in the environment.
set -Eeuo pipefail
here=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")
for part in common process cgroup network; do
    # shellcheck source=/dev/null
    . "$here/lib/$part.sh"
done
root=$1 up_pid=$2

# A kubelet writes settings of the whole machine's kernel. It is shown files in their place that hold
# what it wants, so that the host keeps its own.
kernel_as_wanted() {
    local setting file
    mkdir -p "$root/run/tare/kernel"
    for setting in vm/overcommit_memory=1 vm/panic_on_oom=0 kernel/panic=10 kernel/panic_on_oops=1 \
        kernel/keys/root_maxkeys=1000000 kernel/keys/root_maxbytes=25000000; do
        file=$root/run/tare/kernel/${setting//\//-}
        echo "${setting#*=}" >"$file"
        mount --bind "$file" "$root/proc/sys/${setting%=*}"
    done
}

network_plan
network_inside "$up_pid"

mount --bind "$root" "$root"
# Nothing may change the cached root, whatever a runtime does.
mount -o remount,bind,ro "$root"
mount --rbind /dev "$root/dev"
mount -t proc proc "$root/proc"
# A sysfs of its own shows this network namespace's devices; the host's would show the host's.
mount -t sysfs sysfs "$root/sys"
mount --rbind "$cgroup_mount" "$root$cgroup_mount"
# The v2 part of a hybrid host holds no useful controller, and runc trips over it.
[[ $(cgroup_version) == v2 ]] || umount -l "$root$cgroup_mount/unified" 2>/dev/null || true
mount -t tmpfs -o mode=755 tmpfs "$root/run"
mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
mount -t tmpfs -o mode=755 tmpfs "$root/var/lib/cni"
# A copy, because hosts often mount their /run without the right to execute.
mkdir -p "$root$run" "$root/run/tare/bin"
cp -a "$run/bin/." "$root/run/tare/bin"
mount --bind "$run" "$root$run"
mount --bind "$data/containerd" "$root/var/lib/containerd"
[[ -z ${TARE_GVISOR:-} ]] || mount --bind "$TARE_GVISOR" "$root/opt/gvisor"
[[ -z ${TARE_KATA:-} ]] || mount --rbind "$TARE_KATA" "$root/opt/kata"

# What a kubelet needs beside containerd; the cluster starts one in here.
if [[ -n ${TARE_KUBERNETES:-} ]]; then
    echo "$TARE_NODE_NAME" >/proc/sys/kernel/hostname
    mkdir -p "$data/kubelet" "$run/log"
    mount --bind "$TARE_KUBERNETES" "$root/opt/kubernetes"
    mount --bind "$data/kubelet" "$root/var/lib/kubelet"
    mount --bind "$run/log" "$root/var/log"
    # Where programs look that were not told where containerd listens.
    mkdir -p "$root/run/containerd"
    ln -s "$socket" "$root/run/containerd/containerd.sock"
    kernel_as_wanted
fi

# pivot_root and not chroot: a chroot may not create user namespaces, which gVisor needs.
cd "$root"
pivot_root . .
umount -l .
# Mounts spread inside the node, as pods with mount propagation expect; none reaches the host.
mount --make-rshared /

readlink /proc/self/ns/mnt >"$run/namespace"
echo "$$ $(start_time $$)" >"$run/containerd.pid"
exec env -i PATH="/run/tare/bin:/usr/sbin:/usr/bin:/sbin:/bin" HOME=/root TMPDIR=/tmp \
    containerd --config "$run/containerd.toml"

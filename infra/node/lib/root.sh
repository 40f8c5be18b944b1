# shellcheck shell=bash
# The node's root file system: built once from Debian packages, then only read.

root_packages=(containerd runc containernetworking-plugins iptables iproute2 busybox-static conntrack ethtool socat catatonit)

# root_ensure yes|no: builds the root unless it is in the cache, and sets root.
root_ensure() {
    local packages=("${root_packages[@]}") building debian=$here/../debian
    # crun on cgroup v1 deletes /bin of the node's root when a sandbox stops: only where it is safe.
    [[ $(cgroup_version) != v2 ]] || packages+=(crun)
    root=$cache/node-root-$(cache_key "$arch" "$(cat "$debian/rootfs" "$debian/clean-hook" "$here/lib/root.sh")" "${packages[@]}")
    [[ ! -d $root ]] || return 0
    local options=()
    [[ $1 == yes ]] || options+=(--no-install)
    say "building the node's root file system (about 20 s, once)…"
    building=$root.new
    rm -rf --one-file-system "$building"
    mkdir -p "$building"
    "$debian/rootfs" "${options[@]}" --out "$building/root" "${packages[@]}" || exit 4
    mv "$building/root.packages" "$building/root/etc/tare-packages"
    root_prepare "$building/root"
    mv -T "$building/root" "$root"
    rmdir "$building"
}

# Places to mount on, and the files that CRI copies into each pod.
root_prepare() {
    mkdir -p "$1"/{run,tmp,proc,sys,dev,opt/gvisor,opt/kata,opt/kubernetes,var/lib/containerd,var/lib/cni,var/lib/kubelet}
    printf '127.0.0.1 localhost\n::1 localhost ip6-localhost\n' >"$1/etc/hosts"
    : >"$1/etc/resolv.conf"
}

root_version() { awk -v name="$1" '$1 == name { print $2 }' "$root/etc/tare-packages"; }

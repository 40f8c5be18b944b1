# shellcheck shell=bash
# Which runtimes this node offers, and why the others are not offered.

# variants: those that a run takes only when it names them, and how they differ.
declare -A unavailable=() versions=() variants=()
handlers=()

# handlers_find: sets handlers, variants, unavailable and versions.
handlers_find() {
    handlers=(runc)
    if [[ $(cgroup_version) == v2 ]]; then
        handlers+=(crun)
        versions[crun]=$(root_version crun)
    else
        unavailable[crun]="crun on cgroup v1 deletes /bin of the node's root when a sandbox stops; boot the host with cgroup v2"
    fi
    gvisor_find
    kata_find
    local package
    for package in containerd runc containernetworking-plugins iptables iproute2 catatonit; do
        versions[$package]=$(root_version "$package")
    done
    versions[cni-plugins]=${versions[containernetworking-plugins]}
}

# Shims other than runc's fail where the kernel forbids them to lower their OOM score: CAP_SYS_RESOURCE, bit 24.
lacks_sys_resource() {
    local effective
    effective=$(awk '/^CapEff/ { print $2 }' /proc/self/status)
    (((0x$effective >> 24 & 1) == 0))
}

# wrap_shim NAME REAL: puts a shim into the node's own folder for programs, wrapped where it has to be.
# containerd's helper forgives the EPERM when uid_map is not the full map, so the wrapper shows it a smaller one.
wrap_shim() {
    if lacks_sys_resource; then
        echo '0 0 4294967294' >"$run/uid_map"
        printf '#!/bin/busybox sh\n%s\nexec %s "$@"\n' \
            "/bin/busybox mount -o bind $run/uid_map /proc/\$\$/uid_map" "$2" >"$run/bin/$1"
        chmod 755 "$run/bin/$1"
    else
        ln -sf "$2" "$run/bin/$1"
    fi
}

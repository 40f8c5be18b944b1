# shellcheck shell=bash disable=SC2154
# The root file systems: the same packages give the same bytes, and mistakes are told.

rootfs=$here/../debian/rootfs

check "rootfs without --out is a usage error" gives 2 "--out is missing" "$rootfs" busybox-static
check "rootfs names an unknown option" gives 2 "unknown option --nonsense" "$rootfs" --nonsense
check "rootfs says when a package does not exist" gives 4 "no-such-package" "$rootfs" --out "$work/no.tar" no-such-package
check "rootfs leaves nothing half-written" test -z "$(find "$work" -mindepth 1 ! -name out)"
check "rootfs builds a tar" "$rootfs" --out "$work/one.tar" busybox-static
check "rootfs builds it again" "$rootfs" --out "$work/two.tar" busybox-static
check "both have the same bytes" cmp "$work/one.tar" "$work/two.tar"
check "it lists the packages" grep -Eq '^busybox-static [^ ]+ [a-z0-9]+$' "$work/one.tar.packages"
check "no machine id, logs or host names are in it" \
    test -z "$(tar -tf "$work/one.tar" | grep -E '^\./(etc/(machine-id|hostname|resolv.conf|apt/sources.list)|var/(log|cache)/.*[^/])$')"

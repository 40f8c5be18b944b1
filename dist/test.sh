#!/usr/bin/env bash
# Unpacks the archive into an empty folder and uses it as somebody would who has nothing else: no
# JDK, no Maven, and, where this runs as root, no root.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."
# shellcheck source=infra/build/checks.sh
. infra/build/checks.sh

archives=(dist/target/tare-*.tar.gz)
version=$(basename "${archives[0]}" | sed -E 's/^tare-(.*)-linux-.*/\1/')
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"
tar -xzf "${archives[0]}" -C "$work" --no-same-owner
cp scenarios/catalog/startup-serial.yaml "$work/"
home=$(echo "$work"/tare-*)
mkdir -m 777 "$work/home"
mkdir -m 755 "$work/bin"
ln -s "$home/tare" "$work/bin/tare"

# tare ARGUMENT…: with nothing of this machine's Java or Maven.
tare() {
    local nobody=()
    [[ $(id -u) != 0 ]] || nobody=(setpriv --reuid 65534 --regid 65534 --clear-groups)
    (cd "$work/home" && "${nobody[@]}" env -i PATH=/usr/bin:/bin HOME="$work/home" "$work/bin/tare" "$@")
}

plans() { tare plan startup-serial --runtimes runc,gvisor | grep 'startup-serial: runc, gvisor'; }
lists() { tare scenarios list | grep '^startup-serial '; }
quiet() { [[ -z $(tare --version 2>&1 >/dev/null) ]]; }

# same_digests: every image is the one that its description speaks of.
same_digests() {
    local description image
    for description in "$home"/images/*.json; do
        image=${description%.json}.tar
        grep -q "\"sha256\" *: *\"$(sha256sum "$image" | cut -d ' ' -f 1)\"" "$description" || return 1
    done
}

check 'it says its version' gives 0 "tare $version" tare --version
check 'the scenarios are in it' lists
check 'a scenario is planned' plans
check 'nothing is said on standard error' quiet
check 'a file is validated' gives 0 '' tare scenarios validate "$work/startup-serial.yaml"
check 'a mistake is a usage error' gives 2 no-such-scenario tare plan no-such-scenario
check 'a cluster that is not there is said' gives 4 'there is no kubeconfig' tare run startup-serial --target kubernetes --kubeconfig "$work/none"
check 'nothing of the archive belongs to its builder' test -z "$(tar -tvzf "${archives[0]}" | awk '$2 != "0/0"')"
if [[ -d $home/images ]]; then
    check 'the images are those that are described' same_digests
    check 'they are used instead of being built' gives 0 "$home/images/payload.tar" tare payload build --no-install
else
    echo "skip  the images: this machine could not build them"
fi
summary

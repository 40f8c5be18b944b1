#!/usr/bin/env bash
# Tests of the cluster, run as root: starts it, runs pods on it, breaks it, and compares the host
# before and after. A cluster that is up already belongs to somebody: the tests then refuse to run.
# Usage: test.sh [NAME…]   (names of files in test/, all of them by default)
set -uo pipefail

here=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)
cluster=$here/cluster
run=/run/tare/cluster
work=$(mktemp -d)
# shellcheck source-path=SCRIPTDIR source=../build/checks.sh
. "$here/../build/checks.sh"

if [[ $(id -u) != 0 ]]; then
    echo "test.sh: run it as root; the cluster makes namespaces and cgroups" >&2
    exit 4
elif "$cluster" status >/dev/null 2>&1; then
    echo "test.sh: a cluster is up; stop it first with: $cluster down" >&2
    exit 4
fi
trap '"$cluster" down >/dev/null 2>&1; rm -rf "$work"' EXIT

kubectl() { "$run/bin/kubectl" --kubeconfig "$run/admin.kubeconfig" --cache-dir "$work/kubectl" "$@"; }
# The process id of a part, as the cluster recorded it.
part() { cut -d ' ' -f 1 "$run/$1.pid"; }
# Processes in the cluster's cgroups.
no_processes() { ! grep -l -s ':/tare-cluster' /proc/[0-9]*/cgroup; }
down_leaves_nothing() {
    check "$1: down" gives 0 "" timeout 60 "$cluster" down
    check "$1: no process is left" eventually no_processes
    check "$1: mounts, links, routes, cgroups and the kernel's settings are as before" eventually same_picture
}

picture >"$work/before"
(($#)) || set -- spans life pods ruin
for name in "$@"; do
    # shellcheck source=/dev/null
    . "$here/test/$name.sh"
done
summary

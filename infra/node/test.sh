#!/usr/bin/env bash
# Tests of the node, run as root: starts it, breaks it in several ways, and compares the host
# before and after. A node that is up already belongs to somebody: the tests then refuse to run.
# Usage: test.sh [NAME…]   (names of files in test/, all of them by default)
set -uo pipefail

here=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)
node=$here/node
work=$(mktemp -d)
# shellcheck source-path=SCRIPTDIR source=../build/checks.sh
. "$here/../build/checks.sh"

if [[ $(id -u) != 0 ]]; then
    echo "test.sh: run it as root; the node makes namespaces and cgroups" >&2
    exit 4
elif "$node" status >/dev/null 2>&1; then
    echo "test.sh: a node is up; stop it first with: $node down" >&2
    exit 4
fi
trap '"$node" down >/dev/null 2>&1; rm -rf "$work"' EXIT

(($#)) || set -- root unit life ruin
for name in "$@"; do
    # shellcheck source=/dev/null
    . "$here/test/$name.sh"
done
summary

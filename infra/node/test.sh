#!/usr/bin/env bash
# Tests of the node, run as root: starts it, breaks it in several ways, and compares the host
# before and after. A node that is up already belongs to somebody: the tests then refuse to run.
# Usage: test.sh [NAME…]   (names of files in test/, all of them by default)
set -uo pipefail

here=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)
node=$here/node
work=$(mktemp -d)
passed=0 failed=0

# check WHAT COMMAND…: one test, with the command's output only when it fails.
check() {
    local what=$1
    shift
    if "$@" >"$work/out" 2>&1; then
        passed=$((passed + 1))
        echo "ok    $what"
    else
        failed=$((failed + 1))
        echo "FAIL  $what ($*)"
        tail -n 20 "$work/out" | sed 's/^/      /'
    fi
}

# gives CODE TEXT COMMAND…: the command ends with the code and says the text, in one or few lines.
gives() {
    local code=$1 text=$2 actual=0 out
    shift 2
    out=$("$@" 2>&1) || actual=$?
    echo "code $actual, said: $out"
    [[ $actual == "$code" && $out == *"$text"* && $(wc -l <<<"$out") -lt 20 ]]
}

# eventually COMMAND…: within five seconds, since the kernel removes some things a little later.
eventually() {
    local tries
    for ((tries = 0; tries < 50; tries++)); do
        ! "$@" >/dev/null 2>&1 || return 0
        sleep 0.1
    done
    "$@"
}

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
echo "$passed passed, $failed failed"
((failed == 0))

# shellcheck shell=bash disable=SC2154
# What the tests of shell scripts are written with. The caller sets work to a folder that it removes.

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

# The parts of the host that a node or a cluster touches. Ends of other people's mounts would show as well.
picture() {
    grep -v /mmdebstrap /proc/mounts | sort
    ip -o link | sed -E 's/^[0-9]+: //; s/ (state|qlen).*//'
    ip -4 route show table all
    ip -4 rule
    find /sys/fs/cgroup -type d \( -name '*tare*' -o -name kata_overhead \)
    sysctl -n vm.overcommit_memory vm.panic_on_oom kernel.panic kernel.panic_on_oops kernel.keys.root_maxkeys kernel.keys.root_maxbytes
    uname -n
}
same_picture() { diff "$work/before" <(picture); }

summary() {
    echo "$passed passed, $failed failed"
    ((failed == 0))
}

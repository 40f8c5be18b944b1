# shellcheck shell=bash disable=SC2154
# Accidents: whatever is killed, `up` repairs it, and `down` leaves the host as it was.

# Processes in the node's cgroups, and any that still stand in its namespaces.
no_processes() {
    ! grep -l -s ':/tare/' /proc/[0-9]*/cgroup || return 1
    ! readlink /proc/[0-9]*/ns/mnt | grep -Fx "$namespace"
}
in_the_node() { [[ $(readlink "/proc/$ours/ns/mnt") == "$(cat /run/tare/node/namespace)" ]]; }
containerd() { cut -d ' ' -f 1 /run/tare/node/containerd.pid; }
ctr() { timeout 30 nsenter --target "$(containerd)" --mount --net -- ctr --address /run/tare/node/containerd.sock --namespace k8s.io "$@"; }
pod() {
    ctr run --detach --null-io --cgroup "/tare/pods/$1/main" localhost/tare/pause:1 "$1" /pause -P
}
in_pods() { [[ -n $(find /sys/fs/cgroup/{pids/,}tare/pods -name cgroup.procs -exec cat {} + 2>/dev/null) ]]; }
down_leaves_nothing() {
    namespace=$(cat /run/tare/node/namespace)
    check "$1: down" gives 0 "" timeout 60 "$node" down
    check "$1: no process is left" eventually no_processes
    check "$1: mounts, links, routes, rules and cgroups are as before" eventually same_picture
}

picture >"$work/before"
check "up" gives 0 "up:" "$node" up
# runc only: gVisor's shim lets ctr wait for ever; its pods are tested through CRI, by the runner.
check "a container starts" pod one
check "it is in the pods' cgroup" eventually in_pods
down_leaves_nothing "with containers running"

check "up after containers were killed" gives 0 "removing" "$node" up
check "nothing is left of them" test -z "$(ctr containers ls -q)"
pod again >/dev/null 2>&1
kill -9 "$(containerd)"
check "status sees that containerd is gone" eventually gives 4 "down" "$node" status
check "up repairs it" gives 0 "up:" "$node" up
check "status sees it" gives 0 "up:" "$node" status
pod once-more >/dev/null 2>&1
kill -9 "$(containerd)"
down_leaves_nothing "after kill -9 of containerd"

# Kata may put processes into a cgroup of its own: the node's must end, the host's must not.
overhead=/sys/fs/cgroup/pids/kata_overhead
[[ -d /sys/fs/cgroup/pids ]] || overhead=/sys/fs/cgroup/kata_overhead
mkdir -p "$overhead/of-the-node" "$overhead/of-the-host"
check "up" gives 0 "up:" "$node" up
nsenter --target "$(containerd)" --mount --net -- busybox sleep 1000 &
ours=$!
sleep 1001 &
theirs=$!
eventually in_the_node
echo $ours >"$overhead/of-the-node/cgroup.procs"
echo $theirs >"$overhead/of-the-host/cgroup.procs"
check "down with processes of Kata" gives 0 "" timeout 60 "$node" down
check "the node's process is gone" eventually test ! -e /proc/$ours
check "its cgroup as well" test ! -e "$overhead/of-the-node"
check "the host's process lives" kill -0 $theirs
kill $theirs
wait $theirs $ours 2>/dev/null
check "the host's cgroup is left to it" eventually rmdir "$overhead/of-the-host" "$overhead"

# Killed at several moments of its way.
for moment in 0.05 0.15 0.25 0.35; do
    "$node" up >/dev/null 2>&1 &
    sleep "$moment"
    kill -9 $! 2>/dev/null
    wait $! 2>/dev/null
    [[ -e /run/tare/node/namespace ]] || echo none >/run/tare/node/namespace
    down_leaves_nothing "after kill -9 of up at $moment s"
done

# Two at once: one works, the other is refused or finds the node up.
"$node" up >/dev/null 2>"$work/first" &
first=$!
"$node" up >/dev/null 2>"$work/second" && second=0 || second=$?
wait "$first" && first=0 || first=$?
one_of_two() { cat "$work/first" "$work/second" && [[ $first$second == 00 || $first$second == 04 || $first$second == 40 ]]; }
check "two ups at once: one starts it" one_of_two
check "and it is up" gives 0 "up:" "$node" status
down_leaves_nothing "after two ups"

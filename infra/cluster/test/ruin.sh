# shellcheck shell=bash disable=SC2154
# Accidents: whatever is killed, `status` names it, `up` repairs it, and `down` leaves the host as it was.

check "up" gives 0 "up:" "$cluster" up --nodes 1
kill -9 "$(part spans)"
check "status names what has ended: the receiver of spans" eventually gives 4 "receiver of the kubelets' spans has ended" "$cluster" status
for killed in kubelet1 kube-apiserver; do
    kill -9 "$(part $killed)"
    check "status names what has ended: $killed" eventually gives 4 "has ended" "$cluster" status
done
check "up repairs it" gives 0 "up: 1 nodes" "$cluster" up --nodes 1
kill -9 "$(part etcd)" "$(part fabric)" "$(cut -d ' ' -f 1 "${run}1/containerd.pid")"
down_leaves_nothing "after kill -9 of etcd, the network's holder and containerd"

# Killed at several moments of its way.
for moment in 0.3 2 5; do
    "$cluster" up >/dev/null 2>&1 &
    sleep "$moment"
    kill -9 $! 2>/dev/null
    wait $! 2>/dev/null
    # What it had started itself holds the lock until it ends.
    down_leaves_nothing "after kill -9 of up at $moment s"
done

# shellcheck shell=bash disable=SC2154
# A life without accidents, and everything that has to be refused.

check "no command is a usage error" gives 2 "usage: cluster up" "$cluster"
check "an unknown command is a usage error" gives 2 "unknown command" "$cluster" sideways
check "an unknown option is a usage error" gives 2 "--quickly" "$cluster" up --quickly
for wrong in 0 5 two ''; do
    check "'$wrong' is no number of nodes" gives 2 "from 1 to 4, not '$wrong'" "$cluster" up --nodes "$wrong"
done
check "spans are to be had or not" gives 2 "yes or no, not 'maybe'" env TARE_CLUSTER_SPANS=maybe "$cluster" up
check "status takes no argument" gives 2 "'now'" "$cluster" status now
check "status says that it is down" gives 4 "down; start it" "$cluster" status
check "status in JSON says so, too" gives 4 '{"schema":1,"up":false}' "$cluster" status --json
check "import says that it is down" gives 4 "down; start it" "$cluster" import "$0"
check "kubectl says that it is down" gives 4 "down; start it" "$cluster" kubectl get nodes
check "down when it is down is fine" gives 0 "was not up" "$cluster" down
check "a subnet that is none is refused" gives 4 "TARE_CLUSTER_SUBNET=10.0.0.0/24" env TARE_CLUSTER_SUBNET=10.0.0.0/24 "$cluster" up

check "up with one node" gives 0 "up: 1 nodes" "$cluster" up --nodes 1
check "up again changes nothing" gives 0 "already up" "$cluster" up
check "another number of nodes is refused" gives 4 "a cluster of 1 nodes is up" "$cluster" up --nodes 2
check "with spans it does not become one without" gives 4 "with TARE_CLUSTER_SPANS=yes" env TARE_CLUSTER_SPANS=no "$cluster" up
check "status when up" gives 0 "up: Kubernetes v1." "$cluster" status
check "status in JSON is the state file" gives 0 "$(cat "$run/cluster.json")" "$cluster" status --json
valid_json() { ! command -v python3 >/dev/null || python3 -m json.tool "$run/cluster.json" /dev/null; }
check "the state file is JSON" valid_json
check "a second change at the same time is refused" gives 4 "under way" env TARE_LOCK_SECONDS=1 flock "$run/lock" "$cluster" up
check "also a down" gives 4 "under way" env TARE_LOCK_SECONDS=1 flock "$run/lock" "$cluster" down
check "a mistake of kubectl's is only kubectl's" gives 1 'Error from server (NotFound): pods "none" not found' "$cluster" kubectl get pod none
check "the only node takes every pod" gives 0 "true []" \
    kubectl get node tare-1 -o 'jsonpath={.metadata.labels.tare\.dev/gvisor} [{.spec.taints}]'
check "a missing archive is told" gives 4 "cannot read" "$cluster" import "$work/none.tar"
echo nonsense >"$work/nonsense.tar"
check "nonsense is not imported" gives 4 "could not import" "$cluster" import "$work/nonsense.tar"
down_leaves_nothing "with one node"
check "status says that it is down again" gives 4 "down; start it" "$cluster" status

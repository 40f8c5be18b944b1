# shellcheck shell=bash disable=SC2154
# A life without accidents, and everything that has to be refused.

state=/run/tare/node/node.json

check "no command is a usage error" gives 2 "usage: node up" "$node"
check "an unknown command is a usage error" gives 2 "unknown command" "$node" sideways
check "an unknown option is a usage error" gives 2 "--quickly" "$node" up --quickly
check "status says that it is down" gives 4 "down" "$node" status
check "import says that it is down" gives 4 "node is down" "$node" import "$0"
check "down when it is down is fine" gives 0 "was not up" "$node" down

taken=$(ip -4 route show scope link | awk 'NR == 1 { print $1 }')
[[ -z $taken ]] || check "addresses in use are refused" gives 4 "TARE_NODE_SUBNET" env TARE_NODE_SUBNET="$taken" "$node" up

check "up" gives 0 "up:" "$node" up
check "up again changes nothing" gives 0 "already up" "$node" up
check "status when up" gives 0 "runtimes: runc" "$node" status
if [[ $("$node" status) == *"gvisor "* ]]; then
    check "status tells how a variant differs" gives 0 "gvisor-hostnet: gvisor with network=host; only when it is named" "$node" status
    check "what hangs is not offered" test "$(grep -c '"gvisor-kvm":"gvisor with' "$state")" = "$(grep -c '"handlers":\[[^]]*"gvisor-kvm"' "$state")"
fi
check "status in JSON is the state file" gives 0 "$(head -c 40 "$state")" "$node" status --json
valid_json() { ! command -v python3 >/dev/null || python3 -m json.tool "$state" /dev/null; }
check "the state file is JSON" valid_json
check "a second change at the same time is refused" gives 4 "under way" env TARE_LOCK_SECONDS=1 flock /run/tare/node/lock "$node" up
check "also a down" gives 4 "under way" env TARE_LOCK_SECONDS=1 flock /run/tare/node/lock "$node" down

inside() { nsenter --target "$(cut -d ' ' -f 1 /run/tare/node/containerd.pid)" --mount --net -- "$@"; }
pull() { exec 3<>"/dev/tcp/198.18.0.2/7070" && grep -q hello <&3; }
(inside busybox sh -c 'echo hello | timeout 5 busybox nc -l -p 7070' 2>/dev/null &)
check "the host reaches the node" eventually pull
check "the node does not see the host's interfaces" test "$(inside ls /sys/class/net | tr '\n' ' ')" = "eth0 lo "
check "its root cannot be changed" gives 1 "Read-only" inside touch /bin/x

# The plugins that stamp, given what libcni gives them.
stamps=/run/tare/node/network
cni() { inside env CNI_COMMAND="$1" CNI_CONTAINERID=cafe "/run/tare/bin/cni/tare-network-$2"; }
result='{"cniVersion":"1.0.0","interfaces":[{"name":"eth0","sandbox":"/run/netns/1"}],"ips":[{"address":"198.18.128.5/17"}],"dns":{}}'
conf='{"cniVersion":"1.0.0","name":"tare","prevResult":'$result',"stamps":"/none","type":"tare-network-ready"}'
check "the first plugin begins a result" gives 0 '{"cniVersion":"1.0.0"}' cni ADD begun
check "the last one hands on the others' result" test "$(echo "$conf" | cni ADD ready)" = "$result"
check "both have stamped, in order" test "$(sed -E 's/ [0-9]{10}\.[0-9]{6}$//' "$stamps/cafe" | tr '\n' ' ')" = "begun ready "
check "the stamps are not those of another day" test "$(awk '{ print int($2) }' "$stamps/cafe" | tail -n 1)" -ge $(($(date +%s) - 60))
check "the last one leaves them to the first" cni DEL ready
check "which takes them away" cni DEL begun
check "nothing is left of them" test -z "$(ls "$stamps")"
check "both tell their versions" gives 0 '"1.0.0"' cni VERSION ready

echo nonsense >"$work/nonsense.tar"
check "nonsense is not imported" gives 4 "could not import" "$node" import "$work/nonsense.tar"
check "a missing archive is told" gives 4 "cannot read" "$node" import "$work/none.tar"
pause=$(find "${XDG_CACHE_HOME:-$HOME/.cache}/tare" -maxdepth 1 -name 'pause-*.tar' | head -n 1)
check "an image is imported" gives 0 "localhost/tare/pause:1" "$node" import "$pause"

check "down" gives 0 "down" "$node" down
check "status says that it is down again" gives 4 "down" "$node" status
check "down took the state file" test ! -e "$state"

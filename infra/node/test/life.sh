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
check "status in JSON is the state file" gives 0 "$(head -c 40 "$state")" "$node" status --json
valid_json() { ! command -v python3 >/dev/null || python3 -m json.tool "$state" /dev/null; }
check "the state file is JSON" valid_json
check "a second change at the same time is refused" gives 4 "under way" flock /run/tare/node/lock "$node" up
check "also a down" gives 4 "under way" flock /run/tare/node/lock "$node" down

inside() { nsenter --target "$(cut -d ' ' -f 1 /run/tare/node/containerd.pid)" --mount --net -- "$@"; }
pull() { exec 3<>"/dev/tcp/198.18.0.2/7070" && grep -q hello <&3; }
(inside busybox sh -c 'echo hello | timeout 5 busybox nc -l -p 7070' 2>/dev/null &)
check "the host reaches the node" eventually pull
check "the node does not see the host's interfaces" test "$(inside ls /sys/class/net | tr '\n' ' ')" = "eth0 lo "
check "its root cannot be changed" gives 1 "Read-only" inside touch /bin/x

echo nonsense >"$work/nonsense.tar"
check "nonsense is not imported" gives 4 "could not import" "$node" import "$work/nonsense.tar"
check "a missing archive is told" gives 4 "cannot read" "$node" import "$work/none.tar"
pause=$(find "${XDG_CACHE_HOME:-$HOME/.cache}/tare" -maxdepth 1 -name 'pause-*.tar' | head -n 1)
check "an image is imported" gives 0 "localhost/tare/pause:1" "$node" import "$pause"

check "down" gives 0 "down" "$node" down
check "status says that it is down again" gives 4 "down" "$node" status
check "down took the state file" test ! -e "$state"

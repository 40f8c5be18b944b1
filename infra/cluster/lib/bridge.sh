#!/usr/bin/env bash
# Started in a network namespace of its own, which it holds: the bridge that joins nodes, control plane and host.
# Usage: bridge.sh PROCESS HOST_LINK ADDRESS [POD_SUBNET=NODE_ADDRESS]…, PROCESS being one in the host's namespace.
set -euo pipefail
process=$1 host_link=$2 address=$3
shift 3

ip link set lo up
ip link add bridge type bridge
ip address add "$address" dev bridge
ip link set bridge up
for route in "$@"; do
    ip route add "${route%%=*}" via "${route##*=}" dev bridge
done
# The last step, by which the others see that the rest is done.
ip link add host type veth peer name "$host_link" netns "$process"
ip link set host master bridge up
exec sleep infinity

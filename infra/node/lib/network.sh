# shellcheck shell=bash
# A network namespace of the node's own, joined to the host by a veth pair. The host routes the
# pods' addresses to it; nothing is forwarded on the host, so its firewall and Docker's do not matter.

# Set aside for benchmarking by RFC 2544: no real network uses these addresses.
subnet=${TARE_NODE_SUBNET:-198.18.0.0/16}
host_link=tare0
bridge=tarebr0

address_of() { echo "$(($1 >> 24 & 255)).$(($1 >> 16 & 255)).$(($1 >> 8 & 255)).$(($1 & 255))"; }

# The first four addresses are the veth pair's, the upper half of the subnet is the pods'.
network_plan() {
    local a b c d prefix first
    if [[ -n ${TARE_FABRIC:-} ]]; then
        host_address=$TARE_HOST_ADDRESS node_address=${TARE_NODE_ADDRESS%/*} pod_subnet=$TARE_POD_SUBNET
        return
    fi
    if ! [[ $subnet =~ ^([0-9]{1,3})\.([0-9]{1,3})\.([0-9]{1,3})\.([0-9]{1,3})/([0-9]{1,2})$ ]]; then
        die "TARE_NODE_SUBNET=$subnet is not an IPv4 subnet; write it like 198.18.0.0/16"
    fi
    a=${BASH_REMATCH[1]} b=${BASH_REMATCH[2]} c=${BASH_REMATCH[3]} d=${BASH_REMATCH[4]} prefix=${BASH_REMATCH[5]}
    ((10#$a < 256 && 10#$b < 256 && 10#$c < 256 && 10#$d < 256)) || die "TARE_NODE_SUBNET=$subnet is not an IPv4 subnet"
    ((prefix >= 8 && prefix <= 26)) || die "TARE_NODE_SUBNET=$subnet must have a prefix from /8 to /26, to have room for pods"
    first=$(((10#$a << 24 | 10#$b << 16 | 10#$c << 8 | 10#$d) & (0xffffffff << (32 - prefix)) & 0xffffffff))
    host_address=$(address_of $((first + 1)))
    node_address=$(address_of $((first + 2)))
    pod_subnet=$(address_of $((first + (1 << (31 - prefix)))))/$((prefix + 1))
}

# Refuses addresses that this host already reaches by another way than its default route.
network_check() {
    local taken
    [[ -z ${TARE_FABRIC:-} ]] || return 0
    # A VPN may write the default route as two halves; the node's own route is narrower and goes before them.
    taken=$( (ip -4 route show table all root "$subnet" && ip -4 route show table all match "$subnet") |
        awk '$1 !~ "^(default|0.0.0.0/1|128.0.0.0/1)$" && $2 != "default" && !found++ { print }')
    [[ -z $taken ]] || die "the node's addresses $subnet collide with a route of this host ($taken); set TARE_NODE_SUBNET to a free subnet"
    [[ ! -e /sys/class/net/$host_link ]] || die "this host already has an interface $host_link; remove it with: ip link del $host_link"
}

# Run in the node's namespace; $1 is a process in the host's, where the other end goes.
network_inside() {
    ip link set lo up
    if [[ -n ${TARE_FABRIC:-} ]]; then
        fabric_inside
        return
    fi
    ip link add eth0 type veth peer name "$host_link" netns "$1"
    ip address add "$node_address/30" dev eth0
    ip link set eth0 up
    echo 1 >/proc/sys/net/ipv4/ip_forward
}

network_outside() {
    [[ -z ${TARE_FABRIC:-} ]] || return 0
    ip address add "$host_address/30" dev "$host_link"
    ip link set "$host_link" up
    ip route add "$pod_subnet" via "$node_address" dev "$host_link"
}

# A node of a cluster hangs on a bridge in a namespace of its own, which the process $TARE_FABRIC
# holds; so neither the host's firewall nor its forwarding is between the nodes.
fabric_inside() {
    local other
    ip link add eth0 type veth peer name "$instance" netns "$TARE_FABRIC"
    ip address add "$TARE_NODE_ADDRESS" dev eth0
    ip link set eth0 up
    for other in $TARE_NODE_ROUTES; do
        ip route add "${other%%=*}" via "${other##*=}"
    done
    echo 1 >/proc/sys/net/ipv4/ip_forward
}

# Address and routes go with the interface. The kernel takes it away, too, when it gets to the namespace of
# the other end, which may be between a look and our deleting it.
network_remove() {
    [[ $instance != node || ! -e /sys/class/net/$host_link ]] || ip link del "$host_link" 2>/dev/null ||
        [[ ! -e /sys/class/net/$host_link ]] || ip link del "$host_link"
}

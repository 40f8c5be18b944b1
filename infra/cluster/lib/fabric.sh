# shellcheck shell=bash
# The cluster's network: a bridge in a namespace of its own joins the nodes and this host; the control plane lives
# in it, too. Nothing is
# forwarded on the host, so its firewall, and Docker's, are not between them.

subnet=${TARE_CLUSTER_SUBNET:-198.19.0.0/16}
host_link=tarecluster0

fabric_plan() {
    [[ $subnet =~ ^([0-9]{1,3}\.[0-9]{1,3})\.0\.0/16$ ]] ||
        die "TARE_CLUSTER_SUBNET=$subnet is not a /16; write it like 198.19.0.0/16"
    prefix=${BASH_REMATCH[1]}
    host_address=$prefix.0.1
    server_address=$prefix.0.2
    server=https://$server_address:6443
}

address_of_node() { echo "$prefix.0.$((10 + $1))"; }

pods_of_node() { echo "$prefix.$((16 * $1)).0/20"; }

fabric_check() {
    local taken
    taken=$( (ip -4 route show table all root "$subnet" && ip -4 route show table all match "$subnet") |
        awk '$1 !~ "^(default|0.0.0.0/1|128.0.0.0/1)$" && $2 != "default" && !found++ { print }')
    [[ -z $taken ]] || die "the cluster's addresses $subnet collide with a route of this host ($taken); set TARE_CLUSTER_SUBNET to a free /16"
    [[ ! -e /sys/class/net/$host_link ]] || die "this host already has an interface $host_link; remove it with: ip link del $host_link"
}

fabric_up() {
    local number route pods=()
    for ((number = 1; number <= nodes; number++)); do
        pods+=("$(pods_of_node "$number")=$(address_of_node "$number")")
    done
    start fabric unshare --net -- "$here/lib/bridge.sh" $$ "$host_link" "$server_address/24" "${pods[@]}"
    await fabric 30 test -e "/sys/class/net/$host_link"
    fabric=$(pid_in "$run/fabric.pid")
    ip address add "$host_address/24" dev "$host_link"
    ip link set "$host_link" up
    for route in "${pods[@]}"; do
        ip route add "${route%%=*}" via "${route##*=}" dev "$host_link"
    done
}

in_fabric() { nsenter --target "$fabric" --net -- "$@"; }

# What a node's own script must know to hang itself on the bridge.
fabric_environment() {
    local other routes=''
    for ((other = 1; other <= nodes; other++)); do
        ((other == $1)) || routes+="$(pods_of_node "$other")=$(address_of_node "$other") "
    done
    export TARE_FABRIC TARE_HOST_ADDRESS TARE_NODE_ADDRESS TARE_POD_SUBNET TARE_NODE_ROUTES TARE_NODE_NAME
    TARE_FABRIC=$fabric TARE_HOST_ADDRESS=$host_address TARE_NODE_ADDRESS=$(address_of_node "$1")/24
    TARE_POD_SUBNET=$(pods_of_node "$1") TARE_NODE_ROUTES=$routes TARE_NODE_NAME=tare-$1
}

# Addresses and routes go with the interface; the bridge with the namespace that held it.
# The kernel may take the interface away first, as with a node.
fabric_remove() {
    [[ ! -e /sys/class/net/$host_link ]] || ip link del "$host_link" 2>/dev/null ||
        [[ ! -e /sys/class/net/$host_link ]] || ip link del "$host_link"
}

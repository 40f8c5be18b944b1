# shellcheck shell=bash
# `node up`: whole or not at all; what a broken start left is cleaned up by the next.

node_up() {
    local install=yes
    case ${1:-} in
        --no-install) install=no && shift ;;
    esac
    (($# == 0)) || bad_usage "up takes no argument '$1'"
    need_root
    network_plan
    take_lock
    if [[ -f $state ]] && serving; then
        say "already up; its socket is $socket"
        return 0
    fi
    node_clean
    up_check "$install"
    root_ensure "$install"
    pause_ensure
    mkdir -p "$data/containerd" "$run/bin"
    handlers_find
    config_write
    cgroup_create
    up_start
    up_forget_old_pods
    image_load "$pause_archive" >/dev/null
    status_write
    say "up: ${handlers[*]} on $socket"
}

up_check() {
    local command
    for command in ip:iproute2 nsenter:util-linux unshare:util-linux pivot_root:util-linux; do
        need_command "${command%%:*}" "${command##*:}" "$1"
    done
    network_check
    if [[ $(stat -f -c %T "$(dirname "$data")" 2>/dev/null || echo none) == overlayfs ]]; then
        die "$data lies on an overlay, where containerd cannot make overlays of its own; mount a volume on $data"
    fi
}

up_start() {
    local command=("$here/lib/enter.sh" "$root" "$$")
    say "starting containerd…"
    (
        cgroup_join "$BASHPID"
        close_inherited
        export TARE_GVISOR=$gvisor TARE_KATA=$kata
        exec setsid unshare --mount --net --uts --propagation private "${command[@]}"
    ) </dev/null >"$logs/containerd.log" 2>&1 &
    up_wait "$!"
    network_outside
}

# Containerd serves after about 0.3 s; a slow machine gets a minute.
up_wait() {
    local deadline=$((SECONDS + 60))
    until serving; do
        if ! kill -0 "$1" 2>/dev/null || ((SECONDS > deadline)); then
            tail -n 5 "$logs/containerd.log" >&2
            node_clean
            die "containerd does not serve (last lines above, all in $logs/containerd.log)"
        fi
        sleep 0.05
    done
    disown "$1"
}

# Pods of an earlier start have lost their processes. CRI would show them for ever: take them
# away, and let CRI read the store anew.
up_forget_old_pods() {
    local old
    mapfile -t old < <(node_ctr containers ls -q)
    ((${#old[@]})) || return 0
    say "removing ${#old[@]} containers that an earlier run left…"
    node_ctr containers rm "${old[@]}" >>"$logs/up.log" 2>&1 || true
    node_stop
    up_start
}

# shellcheck shell=bash
# The node's processes live in $group/node and its pods in $group/pods, in every hierarchy: by
# these folders `down` finds all that the node ever started, even after a kill -9.

cgroup_mount=/sys/fs/cgroup

cgroup_version() {
    [[ $(stat -f -c %T "$cgroup_mount") == cgroup2fs ]] && echo v2 || echo v1
}

# The hierarchies that the node uses. On a hybrid host the v2 mount holds next to nothing and
# runc trips over it: the node does without (enter.sh takes it away).
cgroup_hierarchies() {
    if [[ $(cgroup_version) == v2 ]]; then
        echo "$cgroup_mount"
    else
        awk '$3 == "cgroup" { print $2 }' /proc/self/mounts | sort -u
    fi
}

cgroup_create() {
    local hierarchy folder
    [[ -n $(cgroup_hierarchies) ]] || die "no cgroups are mounted under $cgroup_mount; mount them, or run where they are"
    while IFS= read -r hierarchy; do
        for folder in "$group" "$group/node" "$group/pods"; do
            mkdir -p "$hierarchy/$folder" || die "cannot create $hierarchy/$folder; is this a container without access to cgroups?"
            if [[ $(cgroup_version) == v2 ]]; then
                [[ $folder == "$group/node" ]] || cgroup_enable "$hierarchy/$folder"
            else
                cgroup_fill_cpuset "$hierarchy" "$folder"
            fi
        done
    done < <(cgroup_hierarchies)
}

# A new v1 cpuset is empty, and nothing may join it until it has processors and memory nodes.
cgroup_fill_cpuset() {
    local file parent
    for file in cpuset.cpus cpuset.mems; do
        [[ -f $1/$2/$file && -z $(<"$1/$2/$file") ]] || continue
        parent=$(dirname "$1/$2")
        cat "$parent/$file" >"$1/$2/$file"
    done
}

# v2: controllers reach a folder only if every folder above passes them on.
cgroup_enable() {
    local controller folder
    for folder in "$(dirname "$1")" "$1"; do
        for controller in $(<"$folder/cgroup.controllers"); do
            echo "+$controller" 2>/dev/null >"$folder/cgroup.subtree_control" || true
        done
    done
    for controller in memory pids cpu; do
        grep -qw "$controller" "$1/cgroup.subtree_control" ||
            die "cgroup controller '$controller' cannot be enabled in $1; in a container its root cgroup must hold no processes"
    done
}

cgroup_join() {
    local hierarchy
    while IFS= read -r hierarchy; do
        echo "$1" >"$hierarchy/$group/node/cgroup.procs"
    done < <(cgroup_hierarchies)
}

# All processes of the node and its pods, once each.
cgroup_pids() {
    local folder
    while IFS= read -r folder; do
        [[ ! -d $folder ]] || find "$folder" -name cgroup.procs -exec cat {} + 2>/dev/null
    done < <(cgroup_hierarchies | sed "s|$|/$group|" && kata_overhead_folders) | sort -nu
}

# Ends them all. A loop, because a process may fork between being seen and being killed.
cgroup_kill() {
    local pids tries
    for ((tries = 0; tries < 200; tries++)); do
        mapfile -t pids < <(cgroup_pids)
        ((${#pids[@]})) || return 0
        kill -KILL "${pids[@]}" 2>/dev/null || true
        sleep 0.02
    done
    die "these processes of the node do not end: ${pids[*]}; see 'cat /proc/PID/stack' and try 'node down' again"
}

cgroup_remove() {
    local folders
    mapfile -t folders < <(cgroup_hierarchies | sed "s|$|/$group|")
    cgroup_rmdir "${folders[@]}"
}

# Removes folders with all below them. A cgroup stays busy for a moment after its last process.
cgroup_rmdir() {
    local folder tries
    for folder in "$@"; do
        for ((tries = 0; tries < 100; tries++)); do
            [[ -d $folder ]] || break
            find "$folder" -depth -type d -exec rmdir {} + 2>/dev/null || sleep 0.02
        done
        [[ ! -d $folder ]] || die "cannot remove the cgroup $folder; something else put processes into it"
    done
}

# shellcheck shell=bash
# Processes that outlive whoever started them: how they are found again, and what they must not hold.

# A process is named by its id and its start time, since ids are used again.
# A zombie has ended: it prints nothing for it.
start_time() {
    local stat
    read -r stat 2>/dev/null <"/proc/$1/stat" || return 1
    read -ra stat <<<"${stat##*) }"
    [[ ${stat[0]} != Z ]] && echo "${stat[19]}"
}

# Prints the process id that FILE holds beside its start time, if that process still lives.
pid_in() {
    local pid started
    read -r pid started 2>/dev/null <"$1" || return 1
    [[ -n $started && $(start_time "$pid") == "$started" ]] || return 1
    echo "$pid"
}

# Whoever calls must not wait for such a process: it holds none of their locks and pipes open.
close_inherited() {
    local fd
    for fd in "/proc/$BASHPID/fd/"*; do
        fd=${fd##*/}
        ((fd <= 2 || fd == 255)) || exec {fd}>&-
    done
}

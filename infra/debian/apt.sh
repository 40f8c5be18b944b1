# shellcheck shell=bash
# What apt on this host knows: shared by everything that needs Debian packages.

die() { echo "${0##*/}: $*" >&2 && exit 4; }
die_usage() { echo "${0##*/}: $*; see --help" >&2 && exit 2; }

# need_command COMMAND PACKAGE yes|no: installs the package when the command is missing and yes is given.
need_command() {
    local command=$1 package=$2 install=$3 log
    ! command -v "$command" >/dev/null || return 0
    [[ $install == yes ]] || die "$command is missing on this host; install it with: apt-get install $package"
    command -v apt-get >/dev/null || die "$command is missing and this host has no apt-get; install $package by hand"
    [[ $(id -u) == 0 ]] || die "$command is missing; install it as root with: apt-get install $package"
    echo "installing $package on this host (apt)…" >&2
    log=$(mktemp)
    # Package lists are often absent on a fresh machine or out of date: ask for them once if a first try fails.
    if ! apt_install "$package" >"$log" 2>&1; then
        apt-get -qq update >>"$log" 2>&1 || true
        apt_install "$package" >>"$log" 2>&1 || {
            tail -n 10 "$log" >&2
            die "apt-get install $package failed (last lines above, all in $log)"
        }
    fi
    rm -f "$log"
}

apt_install() {
    DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "$1" </dev/null
}

# find_mirror: sets mirror and keyring from the environment, or from what apt on this host uses for Debian.
find_mirror() {
    mirror=${TARE_DEBIAN_MIRROR:-} keyring=${TARE_DEBIAN_KEYRING:-}
    [[ -n $mirror ]] || mirror=$(debian_mirror)
    [[ -n $mirror ]] || die "apt on this host knows no Debian mirror; set TARE_DEBIAN_MIRROR to one"
    [[ -n $keyring ]] || keyring=$(debian_keyring)
    [[ -r $keyring ]] || die "Debian's keyring is missing; apt-get install debian-archive-keyring, or set TARE_DEBIAN_KEYRING"
}

# The mirror that serves Debian itself; security and backports have a label of their own. A fresh
# machine has no package lists, hence no labels: then the first source that looks like it.
debian_mirror() {
    local found
    # shellcheck disable=SC2016  # these are apt's variables, not the shell's
    found=$(apt-get indextargets --format '$(LABEL) $(COMPONENT) $(REPO_URI)' 'Identifier: Packages' 2>/dev/null |
        awk '$1 == "Debian" && $2 == "main" && !found++ { print $3 }') || true
    [[ -n $found ]] || found=$(apt_sources | grep -v '^ *#' | grep -oE '[a-z+]+://[^] ]+/debian/?( |$)' | head -n 1) || true
    found=${found% }
    echo "${found%/}"
}

apt_sources() { cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources 2>/dev/null || true; }

# The keyring that apt is told to use for that mirror, in either format of sources; else the usual place.
debian_keyring() {
    local found
    found=$(apt_sources |
        awk -v mirror="${mirror%/}" '
            /^[[:space:]]*$/ { if (seen && key) { print key; exit } seen = key = "" }
            index($0, mirror) { seen = 1 }
            match($0, /[Ss]igned-[Bb]y[:=] *[^] ]+/) {
                key = substr($0, RSTART, RLENGTH); sub(/^[^:=]*[:=] */, "", key)
                if (/^deb/ && seen) { print key; exit } }
            END { if (seen && key) print key }' | head -n 1) || true
    [[ $found == /* ]] || found=/usr/share/keyrings/debian-archive-keyring.gpg
    echo "$found"
}

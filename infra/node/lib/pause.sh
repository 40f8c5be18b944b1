# shellcheck shell=bash
# The pods' sandbox container, made here because no registry may be reachable: Debian's static
# catatonit as pause. It reaps orphans and ends at once on SIGTERM, which a shell as PID 1 does not.

# Makes the image as a docker archive unless it is in the cache, and sets pause_archive.
pause_ensure() {
    pause_archive=$cache/pause-$(cache_key "$(<"$here/lib/pause.sh")" "$(basename "$root")").tar
    [[ ! -f $pause_archive ]] || return 0
    local work
    work=$pause_archive.new
    rm -rf "$work"
    mkdir -p "$work/layer" "$work/image"
    cp "$root/usr/bin/catatonit" "$work/layer/pause"
    pause_tar "$work/layer" "$work/image/layer.tar"
    cat >"$work/image/config.json" <<JSON
{"architecture":"$(dpkg_arch)","os":"linux","config":{"Entrypoint":["/pause","-P"],"User":"65535:65535"},
 "rootfs":{"type":"layers","diff_ids":["sha256:$(sha256sum <"$work/image/layer.tar" | cut -d ' ' -f 1)"]}}
JSON
    echo '[{"Config":"config.json","RepoTags":["'"$pause_image"'"],"Layers":["layer.tar"]}]' >"$work/image/manifest.json"
    pause_tar "$work/image" "$work/archive"
    mv "$work/archive" "$pause_archive"
    rm -rf "$work"
}

pause_tar() { tar --create --file "$2" --directory "$1" --sort=name --owner=0 --group=0 --numeric-owner --mtime=@0 --mode=0755 .; }

# OCI names for architectures are Go's.
dpkg_arch() {
    case $arch in
        x86_64) echo amd64 ;;
        aarch64) echo arm64 ;;
        *) echo "$arch" ;;
    esac
}

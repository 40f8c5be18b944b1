# shellcheck shell=bash disable=SC2154
# The receiver of the kubelets' spans alone: which span becomes a line of which pod.

receiver() (cd "$here/kubernetes" && CGO_ENABLED=0 GOWORK=off GOFLAGS='-mod=readonly -buildvcs=false' "$(command -v go || echo /usr/local/go/bin/go)" test ./spans)
check "the receiver of spans: its own tests" gives 0 "ok" receiver

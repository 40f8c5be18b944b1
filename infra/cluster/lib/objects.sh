# shellcheck shell=bash
# What a cluster's administrator would have set up: a RuntimeClass for each handler. The label keeps a
# variant out of the "*" of scenarios.

runtime_classes() {
    local handler variants labels
    variants=" $(variants_of 1 | tr '\n' ' ') "
    for handler in "$@"; do
        labels=''
        [[ $variants != *" $handler "* ]] || labels=', labels: {tare.dev/variant: "true"}'
        cat <<YAML
---
apiVersion: node.k8s.io/v1
kind: RuntimeClass
metadata: {name: $handler$labels}
handler: $handler
YAML
        case $handler in
            gvisor*)
                cat <<'YAML'
overhead: {podFixed: {memory: 64Mi, cpu: 10m}}
scheduling:
  nodeSelector: {tare.dev/gvisor: "true"}
  tolerations: [{key: tare.dev/sandbox, operator: Equal, value: gvisor, effect: NoSchedule}]
YAML
                ;;
            kata*) echo 'overhead: {podFixed: {memory: 160Mi, cpu: 250m}}' ;;
        esac
    done
}

objects_up() {
    runtime_classes "${handlers[@]}" | kubectl apply -f - >"$run/objects.log" 2>&1 ||
        { tail -n 3 "$run/objects.log" >&2 && die "the RuntimeClasses could not be created"; }
}

# Ready, and free of the taint that every node is born with.
takes_pods() {
    kubectl wait --for=condition=Ready "node/$1" --timeout 5s &&
        ! kubectl get node "$1" -o 'jsonpath={.spec.taints[*].key}' | grep -F node.kubernetes.io
}

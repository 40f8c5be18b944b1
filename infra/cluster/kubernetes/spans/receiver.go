package main

import (
	"context"
	"fmt"
	"os"
	"strings"

	collector "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	trace "go.opentelemetry.io/proto/otlp/trace/v1"
)

// The calls of CRI that make a pod run, as the kubelet's client of the runtime names their spans.
const service = "runtime.v1.RuntimeService/"

var calls = map[string]bool{"RunPodSandbox": true, "CreateContainer": true, "StartContainer": true}

// The kubelet's span around all that it does for a pod at one time: the calls are below it, and it alone names the pod.
const root, podUID = "syncPod", "k8s.pod.uid"

type receiver struct {
	collector.UnimplementedTraceServiceServer
	pods *pods
}

// Export takes a batch of spans. A span is exported when it has ended, so a root comes after the calls below it or with them.
func (r *receiver) Export(_ context.Context, request *collector.ExportTraceServiceRequest) (*collector.ExportTraceServiceResponse, error) {
	var spans []*trace.Span
	for _, resource := range request.ResourceSpans {
		for _, scope := range resource.ScopeSpans {
			spans = append(spans, scope.Spans...)
		}
	}
	for _, span := range spans {
		if name, ok := strings.CutPrefix(span.Name, service); ok && calls[name] {
			r.pods.call(string(span.TraceId), line(name, span))
		}
	}
	for _, span := range spans {
		if span.Name == root {
			if err := r.pods.done(string(span.TraceId), uid(span)); err != nil {
				fmt.Fprintln(os.Stderr, err)
			}
		}
	}
	return &collector.ExportTraceServiceResponse{}, nil
}

// line says in which trace a call was made, when, and when it was answered, in nanoseconds since 1970, and how it went.
// A trace is one try of the kubelet's.
func line(name string, span *trace.Span) string {
	outcome := "ok"
	if span.Status.GetCode() == trace.Status_STATUS_CODE_ERROR {
		outcome = "failed"
	}
	return fmt.Sprintf("%x %s %d %d %s\n", span.TraceId, name, span.StartTimeUnixNano, span.EndTimeUnixNano, outcome)
}

func uid(span *trace.Span) string {
	for _, attribute := range span.Attributes {
		if attribute.Key == podUID {
			return attribute.Value.GetStringValue()
		}
	}
	return ""
}

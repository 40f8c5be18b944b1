package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	collector "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	common "go.opentelemetry.io/proto/otlp/common/v1"
	trace "go.opentelemetry.io/proto/otlp/trace/v1"
)

const uidOfPod = "0f8c1a52-3b1e-4a0e-9c4f-6f1d0a5a7b11"

func span(id, name string, begin, end uint64) *trace.Span {
	return &trace.Span{TraceId: []byte(id), Name: name, StartTimeUnixNano: begin, EndTimeUnixNano: end}
}

func rootOf(id, uid string) *trace.Span {
	root := span(id, "syncPod", 1, 99)
	root.Attributes = []*common.KeyValue{{Key: podUID, Value: &common.AnyValue{Value: &common.AnyValue_StringValue{StringValue: uid}}}}
	return root
}

func export(t *testing.T, r *receiver, spans ...*trace.Span) {
	t.Helper()
	_, err := r.Export(context.Background(), &collector.ExportTraceServiceRequest{ResourceSpans: []*trace.ResourceSpans{
		{ScopeSpans: []*trace.ScopeSpans{{Spans: spans}}},
	}})
	if err != nil {
		t.Fatal(err)
	}
}

func expect(t *testing.T, folder, uid, wanted string) {
	t.Helper()
	text, _ := os.ReadFile(filepath.Join(folder, uid))
	if string(text) != wanted {
		t.Errorf("the file of %s is %q, not %q", uid, text, wanted)
	}
}

func TestCallsBecomeThePodsWhoseRootNamesIt(t *testing.T) {
	folder := t.TempDir()
	r := &receiver{pods: newPods(folder)}
	export(t, r, span("a", service+"RunPodSandbox", 10, 20), span("b", service+"RunPodSandbox", 11, 21), span("a", service+"ListContainers", 12, 13))
	expect(t, folder, uidOfPod, "")
	failed := span("a", service+"CreateContainer", 30, 40)
	failed.Status = &trace.Status{Code: trace.Status_STATUS_CODE_ERROR}
	export(t, r, failed, rootOf("a", uidOfPod), rootOf("c", "without-calls"))
	expect(t, folder, uidOfPod, "61 RunPodSandbox 10 20 ok\n61 CreateContainer 30 40 failed\n")
	expect(t, folder, "without-calls", "")
	// A second look of the kubelet at the same pod.
	export(t, r, span("d", service+"StartContainer", 50, 60), rootOf("d", uidOfPod))
	expect(t, folder, uidOfPod, "61 RunPodSandbox 10 20 ok\n61 CreateContainer 30 40 failed\n64 StartContainer 50 60 ok\n")
}

func TestAUidThatIsNoFilesNameIsNotWritten(t *testing.T) {
	folder := t.TempDir()
	inner := filepath.Join(folder, "inner")
	if err := os.Mkdir(inner, 0o755); err != nil {
		t.Fatal(err)
	}
	r := &receiver{pods: newPods(inner)}
	export(t, r, span("a", service+"RunPodSandbox", 10, 20), rootOf("a", "../outside"))
	expect(t, folder, "outside", "")
}

func TestOnlyTheNewestAreKept(t *testing.T) {
	folder := t.TempDir()
	r := &receiver{pods: newPods(folder)}
	for i := range most + 3 {
		id := fmt.Sprint("pod-", i)
		export(t, r, span(id, service+"RunPodSandbox", 10, 20), rootOf(id, id))
	}
	for i := range most + 3 {
		export(t, r, span(fmt.Sprint("lost-", i), service+"RunPodSandbox", 10, 20))
	}
	files, err := os.ReadDir(folder)
	if err != nil || len(files) != most {
		t.Errorf("%d files, not %d (%v)", len(files), most, err)
	}
	expect(t, folder, "pod-2", "")
	expect(t, folder, "pod-3", fmt.Sprintf("%x RunPodSandbox 10 20 ok\n", "pod-3"))
	if len(r.pods.waiting) > most {
		t.Errorf("%d traces wait, more than %d", len(r.pods.waiting), most)
	}
}

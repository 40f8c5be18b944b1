// Receives the spans that the kubelets of this cluster export (OTLP over gRPC), and writes down for each pod when its
// kubelet asked the runtime for its sandbox and its container, and when that had answered.
package main

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"

	collector "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	"google.golang.org/grpc"
)

// serve answers one kubelet, at the socket in its folder, until the listener fails.
func serve(folder string) error {
	socket := filepath.Join(folder, "socket")
	// One that was killed left its own behind.
	if err := os.Remove(socket); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	listener, err := net.Listen("unix", socket)
	if err != nil {
		return err
	}
	server := grpc.NewServer()
	collector.RegisterTraceServiceServer(server, &receiver{pods: newPods(folder)})
	return server.Serve(listener)
}

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: spans FOLDER…   (each is one kubelet's, and holds its socket and a file for each pod)")
		os.Exit(2)
	}
	failed := make(chan error)
	for _, folder := range os.Args[1:] {
		go func() { failed <- serve(folder) }()
	}
	fmt.Fprintln(os.Stderr, <-failed)
	os.Exit(1)
}

package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
)

// So many are kept, of the newest pods and of traces whose pod is not known yet.
const most = 2000

// A pod's uid becomes the name of a file.
var name = regexp.MustCompile(`^[0-9A-Za-z-]{1,64}$`)

// pods are the files of one kubelet's pods, named by their uids.
type pods struct {
	folder string
	mutex  sync.Mutex
	// Lines of traces whose root has not ended.
	waiting map[string][]string
	// Traces that were ever waiting and paths of files, the oldest first.
	traces, files []string
}

func newPods(folder string) *pods {
	return &pods{folder: folder, waiting: map[string][]string{}}
}

// call keeps a line until the root of its trace tells whose it is.
func (p *pods) call(trace, line string) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if p.waiting[trace] == nil {
		if p.traces = append(p.traces, trace); len(p.traces) > most {
			delete(p.waiting, p.traces[0])
			p.traces = p.traces[1:]
		}
	}
	p.waiting[trace] = append(p.waiting[trace], line)
}

// done writes a trace's lines to the file of its pod: below those of an earlier trace, in one piece, so that nobody reads half a line.
func (p *pods) done(trace, uid string) error {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	lines := p.waiting[trace]
	delete(p.waiting, trace)
	if len(lines) == 0 || !name.MatchString(uid) {
		return nil
	}
	path := filepath.Join(p.folder, uid)
	if _, err := os.Stat(path); err != nil {
		if p.files = append(p.files, path); len(p.files) > most {
			os.Remove(p.files[0])
			p.files = p.files[1:]
		}
	}
	file, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	defer file.Close()
	_, err = file.WriteString(strings.Join(lines, ""))
	return err
}

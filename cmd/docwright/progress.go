package main

import (
	"os"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// progress is a progress bar on the terminal. The zero progress shows nothing.
type progress struct {
	bar *progressbar.ProgressBar
	mu  sync.Mutex
	max int
}

// newProgress returns a bar if stderr is a terminal and --quiet is not set.
func (f *common) newProgress(what string) *progress {
	file, ok := f.stderr.(*os.File)
	if !ok || f.quiet || !term.IsTerminal(int(file.Fd())) {
		return &progress{}
	}
	return &progress{bar: progressbar.NewOptions(-1,
		progressbar.OptionSetWriter(file),
		progressbar.OptionSetDescription(what),
		progressbar.OptionShowCount(),
		progressbar.OptionClearOnFinish(),
		progressbar.OptionThrottle(50*time.Millisecond),
		progressbar.OptionSetWidth(30),
	)}
}

// update shows the progress. It may be called from several goroutines.
func (p *progress) update(done, total int) {
	if p.bar == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.max != total {
		p.max = total
		p.bar.ChangeMax(total)
	}
	_ = p.bar.Set(done)
}

// finish removes the bar.
func (p *progress) finish() {
	if p.bar != nil {
		_ = p.bar.Finish()
	}
}

// Docwright reads annotated markdown API reference pages and writes a small,
// plain Go client package from them.
//
//	docwright init --docs DIR                  a configuration and a go:generate line
//	docwright generate --docs DIR --out DIR    pages to package
//	docwright check --docs DIR --out DIR       whether the package is what the pages give
//	docwright inspect --docs DIR               what the pages say, and how much of it was read
//	docwright explain --docs DIR NAME          why something is what it is: page, line, rule
//	docwright drift --docs DIR --from DIR      what differs from an earlier revision, or from metadata
//	docwright lint --docs DIR                  what is wrong inside the pages
//
// Every verb reads docwright.yaml where there is one; flags win. Results go to
// stdout, findings and progress to stderr. The exit status is that of diff(1):
// 0 clean, 1 findings at or above --fail-on, 2 trouble with usage,
// configuration or input.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// grace is how long a verb has to end after a signal. What it may still wait for
// then, such as a file that nobody writes, will not come.
const grace = 3 * time.Second

func main() { os.Exit(mainStatus()) }

func mainStatus() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, func() {
		stop() // a second signal ends the process at once
		time.Sleep(grace)
		fmt.Fprintln(os.Stderr, "docwright: interrupted")
		os.Exit(exitTrouble)
	})
	tuneMemory()
	return run(ctx, os.Args[1:], os.Stdout, os.Stderr)
}

// Docwright reads annotated markdown pages of an API reference and generates a Go
// client package from them.
//
//	docwright init --docs DIR                  write a configuration and a go:generate line
//	docwright generate --docs DIR --out DIR    generate the package
//	docwright check --docs DIR --out DIR       check that the package matches the pages
//	docwright inspect --docs DIR               show what the pages describe
//	docwright explain --docs DIR NAME          explain a name: page, line, rule
//	docwright lint --docs DIR                  report errors in the pages
//	docwright drift --docs DIR --from DIR      compare with an earlier revision, metadata or Go code
//	docwright serve --docs DIR                 answer HTTP requests with the examples
//	docwright find --docs DIR WORDS            find operations and types by words
//	docwright version                          print the version
//	docwright export --docs DIR                write an OpenAPI description
//
// Every verb reads docwright.yaml if it exists. Flags take precedence. Results are
// printed on stdout, findings and progress on stderr. The exit status is 0 if there
// is no finding at or above --fail-on, 1 if there is one, and 2 for an error in
// usage, configuration, input or output.
//
// The file README.md in this folder is the reference of all verbs and flags.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// grace is the time that a verb has to end after a signal. A verb that takes longer
// may be waiting for input that never arrives, such as from a named pipe.
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

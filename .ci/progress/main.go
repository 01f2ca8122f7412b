// Command progress runs "go test" with its arguments. It prints a line for each package
// when its tests end, the output of tests that fail, and how long everything took.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"
)

func main() {
	start := time.Now()
	list, err := exec.Command("go", append([]string{"list"}, packagesOf(os.Args[1:])...)...).Output()
	if err != nil {
		list = nil // go test says what is wrong
	}
	cmd := exec.Command("go", append([]string{"test", "-json"}, os.Args[1:]...)...)
	cmd.Stderr = os.Stderr
	events, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	r := report{out: os.Stdout, of: len(strings.Fields(string(list)))}
	err = r.read(events)
	if failed := cmd.Wait(); err == nil {
		err = failed
	}
	r.end(time.Since(start))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// packagesOf returns the arguments that are no flags.
func packagesOf(args []string) []string {
	var list []string
	for _, arg := range args {
		if !strings.HasPrefix(arg, "-") {
			list = append(list, arg)
		}
	}
	return list
}

// event is a line of "go test -json".
type event struct {
	Action, Package, Test, Output, ImportPath string
	Elapsed                                   float64
}

// report prints the events of packages as they end.
type report struct {
	out                     io.Writer
	of                      int // packages
	packages                int
	passed, failed, skipped int // tests without those in them
	lines                   map[string][]line
}

// line is a piece of the output of a package, printed by one of its tests.
type line struct{ test, text string }

func (r *report) read(events io.Reader) error {
	r.lines = map[string][]line{}
	for d := json.NewDecoder(events); ; {
		var e event
		if err := d.Decode(&e); err == io.EOF {
			return nil
		} else if err != nil {
			return fmt.Errorf("the output of go test -json cannot be read: %w", err)
		}
		r.event(&e)
	}
}

func (r *report) event(e *event) {
	switch e.Action {
	case "build-output":
		fmt.Fprint(r.out, e.Output)
	case "output":
		r.lines[e.Package] = append(r.lines[e.Package], line{e.Test, e.Output})
	case "pass", "skip", "fail":
		if e.Test == "" {
			r.packageEnds(e)
		} else {
			r.testEnds(e)
		}
	}
}

// testEnds counts a test, and forgets its output unless it failed.
func (r *report) testEnds(e *event) {
	count := map[string]*int{"pass": &r.passed, "skip": &r.skipped, "fail": &r.failed}[e.Action]
	if !strings.Contains(e.Test, "/") {
		*count++
	}
	if e.Action == "fail" {
		return
	}
	kept := r.lines[e.Package][:0]
	for _, l := range r.lines[e.Package] {
		if l.test != e.Test {
			kept = append(kept, l)
		}
	}
	r.lines[e.Package] = kept
}

func (r *report) packageEnds(e *event) {
	r.packages++
	lines := r.lines[e.Package]
	delete(r.lines, e.Package)
	name := strings.TrimPrefix(e.Package, "github.com/docwright/docwright/")
	switch e.Action {
	case "skip":
		fmt.Fprintf(r.out, "%3d/%d  %-36s no tests\n", r.packages, r.of, name)
	case "pass":
		fmt.Fprintf(r.out, "%3d/%d  %-36s %.1f s\n", r.packages, r.of, name, e.Elapsed)
	case "fail":
		for _, l := range lines {
			fmt.Fprint(r.out, l.text)
		}
		fmt.Fprintf(r.out, "%3d/%d  %-36s %.1f s FAILED\n", r.packages, r.of, name, e.Elapsed)
	}
}

func (r *report) end(took time.Duration) {
	fmt.Fprintf(r.out, "%d packages, %d tests in %.0f s: %d failed, %d were skipped\n", r.packages, r.passed+r.failed+r.skipped, took.Seconds(), r.failed, r.skipped)
}

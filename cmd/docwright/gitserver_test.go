package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"

	"github.com/rogpeppe/go-internal/testscript"
	"go.yaml.in/yaml/v3"

	"github.com/docwright/docwright/parser/git/gittest"
)

// gitServers has the server of each script.
var gitServers sync.Map

// scriptGitServer implements "gitserver start DIR", which serves the repositories in the
// folder DIR over HTTP on this machine until the script ends, and sets SERVER to the URL of
// the folder. After it, "gitserver off" and "on" let the server refuse all requests or not,
// "gitserver password" lets it ask for one, and "gitserver cut N" lets each response to a
// request for objects end after N bytes.
func scriptGitServer(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: gitserver start DIR | on | off | password | cut N")
	}
	if args[0] == "start" && len(args) == 2 {
		s, err := gittest.Serve(ts.MkAbs(args[1]))
		ts.Check(err)
		ts.Defer(s.Close)
		ts.Setenv("SERVER", s.URL)
		gitServers.Store(ts, s)
		return
	}
	known, _ := gitServers.Load(ts)
	s, ok := known.(*gittest.Server)
	if !ok {
		ts.Fatalf("gitserver: not started")
	}
	s.Off.Store(args[0] == "off")
	s.Asks.Store(args[0] == "password")
	s.Cut.Store(-1)
	if args[0] == "cut" && len(args) == 2 {
		n, err := strconv.ParseInt(args[1], 10, 64)
		ts.Check(err)
		s.Cut.Store(n)
	}
}

// scriptWorkflow implements "workflow NAME". It writes the steps of the workflow in
// README.md that run a script to step1.sh, step2.sh, …, and sets the variables of their
// environment that are not secret.
func scriptWorkflow(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: workflow NAME")
	}
	manual, err := os.ReadFile("README.md")
	ts.Check(err)
	for _, s := range samples(string(manual)) {
		if s.what != "workflow "+args[0] {
			continue
		}
		var w struct {
			Jobs map[string]struct {
				Steps []struct{ Run string }
			}
		}
		ts.Check(yaml.Unmarshal([]byte(strings.Join(s.lines, "\n")), &w))
		n := 0
		for _, job := range w.Jobs {
			for _, step := range job.Steps {
				if step.Run != "" {
					n++
					ts.Check(os.WriteFile(ts.MkAbs(fmt.Sprintf("step%d.sh", n)), []byte("set -e\n"+step.Run+"\n"), 0o600))
				}
			}
		}
		return
	}
	ts.Fatalf("README.md has no workflow %s", args[0])
}

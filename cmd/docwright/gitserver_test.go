package main

import (
	"net/http"
	"net/http/cgi"
	"net/http/httptest"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/docwright/docwright/parser/git/gittest"
)

// scriptGitServer implements "gitserver NAME DIR [password | cut N]". It serves the
// repositories in the folder DIR over HTTP on this machine until the script ends, and
// sets the variable NAME to the URL of the folder. With "password", it asks for one. With
// "cut", it closes each connection after N bytes of a response to a request for objects.
func scriptGitServer(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: gitserver NAME DIR [password | cut N]")
	}
	path, err := exec.Command("git", "--exec-path").Output()
	ts.Check(err)
	most := -1
	if len(args) == 4 && args[2] == "cut" {
		most, err = strconv.Atoi(args[3])
		ts.Check(err)
	}
	backend := &cgi.Handler{
		Path: filepath.Join(strings.TrimSpace(string(path)), "git-http-backend"),
		Env:  append(gittest.Environment(), "GIT_HTTP_EXPORT_ALL=1", "GIT_PROJECT_ROOT="+ts.MkAbs(args[1])),
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if off, _ := offline.Load(ts); off == true {
			panic(http.ErrAbortHandler)
		}
		if len(args) > 2 && args[2] == "password" {
			w.Header().Set("WWW-Authenticate", `Basic realm="harbor"`)
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		if most >= 0 && r.Method == http.MethodPost {
			w = &cutting{ResponseWriter: w, left: int64(most)}
		}
		backend.ServeHTTP(w, r)
	}))
	ts.Defer(server.Close)
	ts.Setenv(args[0], server.URL)
}

// offline reports, for each script, whether its servers refuse all requests.
var offline sync.Map

// scriptNetwork implements "network on" and "network off". With off, the servers of the
// script refuse all requests.
func scriptNetwork(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 || args[0] != "on" && args[0] != "off" {
		ts.Fatalf("usage: network on|off")
	}
	offline.Store(ts, args[0] == "off")
}

// cutting is a response that ends the connection after some bytes.
type cutting struct {
	http.ResponseWriter
	left int64
}

func (c *cutting) Write(data []byte) (int, error) {
	if atomic.AddInt64(&c.left, -int64(len(data))) < 0 {
		_, _ = c.ResponseWriter.Write(data[:len(data)/2])
		_ = http.NewResponseController(c.ResponseWriter).Flush()
		panic(http.ErrAbortHandler)
	}
	return c.ResponseWriter.Write(data)
}

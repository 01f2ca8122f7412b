// Package git runs the git command, for repositories that nobody vouches for.
//
// Only commands that read or fetch objects are run, never one that makes a working
// tree. Hooks, file system monitors, submodules and prompts are off. A failure is an
// [*Error] with the words of git in one line and, where git's words don't say it, what
// to do.
package git

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"
)

// ErrMissing is returned if the git command is not installed.
var ErrMissing = errors.New("the git command is not found; install git (https://git-scm.com), or name a folder of pages instead")

// command returns the path of the git command.
var command = sync.OnceValues(func() (string, error) {
	name, err := exec.LookPath("git")
	if err != nil {
		return "", ErrMissing
	}
	return name, nil
})

// Repository is a repository on disk.
type Repository struct {
	// Dir is a folder in the working tree of the repository, or the folder of a bare
	// repository.
	Dir string
	// protocols lists the protocols that may be used, separated by colons.
	protocols string
	// quietSSH keeps ssh from asking for a password or about a host.
	quietSSH bool
}

// none is a list of protocols without any.
const none = "none"

// At returns the repository that has the folder. Nothing is fetched into it: an object
// that a partial clone lacks is missing.
func At(dir string) *Repository { return &Repository{Dir: dir, protocols: none} }

// settings turn off what a repository could make git run. They take precedence over
// the configuration of the repository.
var settings = []string{
	"core.hooksPath=" + os.DevNull,
	"core.fsmonitor=false",
	"core.quotePath=false",
	"gc.auto=0",
	"maintenance.auto=false",
	"fetch.recurseSubmodules=false",
	"submodule.recurse=false",
	"http.lowSpeedLimit=100", // bytes per second; below it for a minute, the server hangs
	"http.lowSpeedTime=60",
}

// waitDelay is how long a git command that ended may hold its output open: a program
// that it started may outlive it.
const waitDelay = 3 * time.Second

// local lists the variables that make git use another repository than the one in its
// working directory. Hooks of git have them set.
var local = []string{
	"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES",
	"GIT_COMMON_DIR", "GIT_NAMESPACE", "GIT_PREFIX", "GIT_SHALLOW_FILE", "GIT_GRAFT_FILE", "GIT_QUARANTINE_PATH",
	"GIT_INTERNAL_SUPER_PREFIX", "GIT_REPLACE_REF_BASE", "GIT_EXTERNAL_DIFF", "GIT_ALLOW_PROTOCOL", "GIT_NO_LAZY_FETCH",
}

// environment returns the environment of the git command.
func (r *Repository) environment() []string {
	list := slices.DeleteFunc(os.Environ(), func(line string) bool {
		name, _, _ := strings.Cut(line, "=")
		return slices.Contains(local, name)
	})
	list = append(list,
		"LC_ALL=C",              // messages are read here
		"GIT_TERMINAL_PROMPT=0", // a password is never asked for
		"GIT_OPTIONAL_LOCKS=0",  // reading writes nothing
		"GIT_NO_REPLACE_OBJECTS=1",
		"GIT_LITERAL_PATHSPECS=1", // a name is no pattern
		"GIT_LFS_SKIP_SMUDGE=1",
		"GIT_ALLOW_PROTOCOL="+r.protocols,
	)
	if r.quietSSH {
		list = append(list, "GIT_SSH_COMMAND=ssh -oBatchMode=yes")
	}
	if r.protocols == none {
		list = append(list, "GIT_NO_LAZY_FETCH=1")
	}
	return list
}

// command returns the git command with arguments, to be run in the repository.
func (r *Repository) command(ctx context.Context, args ...string) (*exec.Cmd, error) {
	name, err := command()
	if err != nil {
		return nil, err
	}
	full := []string{"--no-pager"}
	for _, s := range settings {
		full = append(full, "-c", s)
	}
	c := exec.CommandContext(ctx, name, append(full, args...)...)
	c.Dir = r.Dir
	c.Env = r.environment()
	c.WaitDelay = waitDelay
	return c, nil
}

// Run runs the git command with arguments and returns what it prints. Input is what the
// command reads; it may be nil.
func (r *Repository) Run(ctx context.Context, input []byte, args ...string) ([]byte, error) {
	c, err := r.command(ctx, args...)
	if err != nil {
		return nil, err
	}
	var out, words bytes.Buffer
	c.Stdout, c.Stderr = &out, &words
	if input != nil {
		c.Stdin = bytes.NewReader(input)
	}
	if err := c.Run(); err != nil {
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		return nil, failure(args[0], words.String(), err)
	}
	return out.Bytes(), nil
}

// Error is a failure of the git command.
type Error struct {
	Verb   string // of git
	Words  string // of git, in one line
	Remedy string // what to do; empty if the words say it
}

func (e *Error) Error() string {
	text := fmt.Sprintf("git %s: %s", e.Verb, e.Words)
	if e.Remedy != "" {
		text += "; " + e.Remedy
	}
	return text
}

// failure returns the error for a git command that failed.
func failure(verb, words string, err error) error {
	line := firstFailure(words)
	if line == "" {
		line = err.Error()
	}
	return &Error{Verb: verb, Words: line, Remedy: remedyFor(words)}
}

// maxWords is the maximum length of the words of git in an error.
const maxWords = 300

// firstFailure returns the line of git's messages that states the failure, without
// control characters and without the passwords of URLs.
func firstFailure(words string) string {
	line := ""
	for l := range strings.Lines(words) {
		l = strings.TrimSpace(l)
		for _, prefix := range []string{"fatal: ", "error: ", "ERROR: ", "remote: "} {
			if rest, ok := strings.CutPrefix(l, prefix); ok && rest != "" {
				return printable(rest)
			}
		}
		if l != "" && line == "" {
			line = l
		}
	}
	return printable(line)
}

// printable returns a line with at most maxWords bytes, without control characters and
// passwords.
func printable(line string) string {
	line = strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return -1
		}
		return r
	}, line)
	line = Redact(line)
	if len(line) > maxWords {
		line = strings.ToValidUTF8(line[:maxWords], "") + "…"
	}
	return line
}

// Redact returns the text without the users and passwords of URLs with a password.
func Redact(text string) string {
	done := ""
	for {
		before, rest, ok := strings.Cut(text, "://")
		if !ok {
			return done + text
		}
		end := strings.IndexAny(rest, "/ '\"")
		if end < 0 {
			end = len(rest)
		}
		host := rest[:end]
		if i := strings.LastIndex(host, "@"); i >= 0 && strings.Contains(host[:i], ":") {
			host = host[i+1:]
		}
		done, text = done+before+"://"+host, rest[end:]
	}
}

// remedies are what to do about failures, by the words of git.
var remedies = []struct{ words, remedy string }{
	{"could not read Username", "the server asks for a user and a password: log in with a credential helper (gh auth login, or git config credential.helper), or use an ssh URL"},
	{"could not read Password", "the server asks for a password: log in with a credential helper (gh auth login, or git config credential.helper), or use an ssh URL"},
	{"terminal prompts disabled", "the server asks for a user and a password: log in with a credential helper (gh auth login, or git config credential.helper), or use an ssh URL"},
	{"Authentication failed", "the server refuses the password of the credential helper; log in again"},
	{"Permission denied (publickey", "the server refuses the ssh key; add a key that it knows to the agent (ssh-add)"},
	{"Host key verification failed", "the host is not in ~/.ssh/known_hosts; connect to it once with ssh, and compare its key"},
	{"Could not resolve host", "check the URL and the network; pages that were vendored need no network"},
	{"Failed to connect", "check the URL and the network; pages that were vendored need no network"},
	{"unable to connect", "check the URL and the network; pages that were vendored need no network"},
	{"dubious ownership", "the repository belongs to another user; if you trust it, run: git config --global --add safe.directory PATH"},
	{"does not appear to be a git repository", "check the URL"},
	{"not found", "check the URL; a private repository looks like none without the right user"},
	{"unable to access", "check the URL and the network; pages that were vendored need no network"},
	{"early EOF", "the connection was cut; run the command again"},
	{"unexpected disconnect", "the connection was cut; run the command again"},
	{"hung up unexpectedly", "the connection was cut, or the server refuses; run the command again"},
	{"RPC failed", "the connection was cut; run the command again"},
	{"No space left on device", "free some space, and run the command again"},
}

// remedyFor returns what to do about a failure, or the empty string.
func remedyFor(words string) string {
	for _, r := range remedies {
		if strings.Contains(words, r.words) {
			return r.remedy
		}
	}
	return ""
}

package git

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Commit returns the hash of the commit that a revision names (gitrevisions(7)).
func (r *Repository) Commit(ctx context.Context, rev string) (string, error) {
	if err := checkRevision(rev); err != nil {
		return "", err
	}
	out, err := r.Run(ctx, nil, "rev-parse", "--verify", "--quiet", "--end-of-options", rev+"^{commit}")
	return strings.TrimSpace(string(out)), err
}

// checkRevision returns an error for a text that is no name of a revision, whatever the
// repository has.
func checkRevision(rev string) error {
	if rev == "" || strings.HasPrefix(rev, "-") || printable(rev) != rev {
		return fmt.Errorf("%q is no revision; want a branch, a tag or a commit, such as main or HEAD~2", rev)
	}
	return nil
}

// CommitTime returns the time of a commit, given by its hash.
func (r *Repository) CommitTime(ctx context.Context, hash string) (time.Time, error) {
	out, err := r.Run(ctx, nil, "log", "-1", "--no-show-signature", "--format=%ct", "--end-of-options", hash)
	if err != nil {
		return time.Time{}, err
	}
	seconds, err := strconv.ParseInt(strings.TrimSpace(string(out)), 10, 64)
	return time.Unix(seconds, 0).UTC(), err
}

// IsShallow reports whether the repository lacks the earlier history.
func (r *Repository) IsShallow(ctx context.Context) bool {
	out, err := r.Run(ctx, nil, "rev-parse", "--is-shallow-repository")
	return err == nil && strings.TrimSpace(string(out)) == "true"
}

// IsPartial reports whether the repository is a partial clone, which lacks objects until
// they are needed.
func (r *Repository) IsPartial(ctx context.Context) bool {
	out, err := r.Run(ctx, nil, "config", "--get-regexp", `^remote\..*\.promisor$`)
	return err == nil && len(bytes.TrimSpace(out)) > 0
}

// The modes of entries.
const (
	Regular    = "100644"
	Executable = "100755"
	Link       = "120000"
	Submodule  = "160000"
)

// Entry is a file of a commit, a symbolic link or a submodule.
type Entry struct {
	Mode string
	Hash string // of the content
	Path string // from the top of the repository, slash-separated
}

// IsFile reports whether the entry is a file, and no symbolic link or submodule.
func (e Entry) IsFile() bool { return e.Mode == Regular || e.Mode == Executable }

// List returns the entries of a commit, given by its hash, in and below a folder, in the
// order of git. The folder "." is the top of the repository.
func (r *Repository) List(ctx context.Context, commit, folder string) ([]Entry, error) {
	args := []string{"ls-tree", "-r", "-z", "--full-tree", "--end-of-options", commit}
	if folder != "." {
		args = append(args, folder+"/")
	}
	out, err := r.Run(ctx, nil, args...)
	if err != nil {
		return nil, err
	}
	var list []Entry
	for line := range strings.SplitSeq(string(out), "\x00") {
		if line == "" {
			continue
		}
		facts, name, _ := strings.Cut(line, "\t")
		mode, facts, _ := strings.Cut(facts, " ")
		_, hash, _ := strings.Cut(facts, " ")
		list = append(list, Entry{Mode: mode, Hash: hash, Path: name})
	}
	return list, nil
}

// Lacks returns the hashes of the contents of a commit, in and below a folder, that the
// repository does not have. It fetches nothing.
func (r *Repository) Lacks(ctx context.Context, commit, folder string) (map[string]bool, error) {
	out, err := r.Run(ctx, nil, "rev-list", "--objects", "--no-walk", "--missing=print", "--end-of-options", commit, "--", folder)
	if err != nil {
		return nil, err
	}
	lacks := map[string]bool{}
	for line := range strings.Lines(string(out)) {
		if hash, ok := strings.CutPrefix(strings.TrimSpace(line), "?"); ok {
			lacks[hash] = true
		}
	}
	return lacks, nil
}

// ErrNoObject is returned for an object that the repository does not have.
var ErrNoObject = errors.New("the repository does not have the object")

// Objects reads the contents of files, one after the other, through one process. Its
// methods may be called from several goroutines.
type Objects struct {
	ctx context.Context
	r   *Repository

	mu    sync.Mutex
	cmd   *exec.Cmd // nil if no process runs
	in    io.WriteCloser
	out   *bufio.Reader
	words bytes.Buffer
}

// Objects returns a reader of contents. The context ends its process.
func (r *Repository) Objects(ctx context.Context) *Objects { return &Objects{ctx: ctx, r: r} }

// Read returns at most the given number of bytes of a content, and its size. The error
// is [ErrNoObject] if the repository lacks it.
func (o *Objects) Read(hash string, most int) (data []byte, size int64, err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if err := o.start(); err != nil {
		return nil, 0, err
	}
	data, size, err = o.read(hash, most)
	if err != nil && !errors.Is(err, ErrNoObject) {
		o.stop()
		if o.ctx.Err() != nil {
			return nil, 0, context.Cause(o.ctx)
		}
		return nil, 0, failure("cat-file", o.words.String(), err)
	}
	return data, size, err
}

// start starts the process, unless it runs.
func (o *Objects) start() error {
	if o.cmd != nil {
		return nil
	}
	c, err := o.r.command(o.ctx, "cat-file", "--batch")
	if err != nil {
		return err
	}
	o.words.Reset()
	c.Stderr = &o.words
	in, err := c.StdinPipe()
	if err != nil {
		return err
	}
	out, err := c.StdoutPipe()
	if err != nil {
		return err
	}
	if err := c.Start(); err != nil {
		return err
	}
	o.cmd, o.in, o.out = c, in, bufio.NewReaderSize(out, 64<<10)
	return nil
}

// read asks the process for a content.
func (o *Objects) read(hash string, most int) ([]byte, int64, error) {
	if _, err := fmt.Fprintln(o.in, hash); err != nil {
		return nil, 0, err
	}
	line, err := o.out.ReadString('\n')
	if err != nil {
		return nil, 0, err
	}
	facts := strings.Fields(line)
	if len(facts) == 2 { // "HASH missing"
		return nil, 0, ErrNoObject
	}
	if len(facts) != 3 {
		return nil, 0, fmt.Errorf("unexpected answer %q", line)
	}
	size, err := strconv.ParseInt(facts[2], 10, 64)
	if err != nil {
		return nil, 0, err
	}
	data := make([]byte, min(size, int64(most)))
	if _, err := io.ReadFull(o.out, data); err != nil {
		return nil, 0, err
	}
	_, err = io.CopyN(io.Discard, o.out, size-int64(len(data))+1) // a newline ends the content
	return data, size, err
}

// stop ends the process.
func (o *Objects) stop() {
	if o.cmd == nil {
		return
	}
	o.in.Close()
	_, _ = io.Copy(io.Discard, o.out)
	_ = o.cmd.Wait()
	o.cmd = nil
}

// Close ends the process. A later Read starts another one.
func (o *Objects) Close() error {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.stop()
	return nil
}

// IsBroken reports whether git can't read the folder as a repository at all.
func (r *Repository) IsBroken(ctx context.Context) bool {
	_, err := r.Run(ctx, nil, "rev-parse", "--git-dir")
	return err != nil
}

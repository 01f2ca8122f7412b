//go:build unix

package output

import (
	"bufio"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/parser/casetest/sample"
)

func init() {
	// kill DIR SET N is a commit that is killed at its n-th operation.
	children["kill"] = func(root *os.Root, args []string) {
		n, err := strconv.Atoi(args[1])
		check(err)
		unlock, err := lock(root)
		check(err)
		defer unlock()
		s, err := inspect(root, set(args[0]))
		check(err)
		at := &deadly{disk: disk{root}}
		at.left.Store(int64(n))
		check(s.commit(at))
		fmt.Println("done")
	}
	// commit DIR reads numbers and commits the set of each.
	children["commit"] = func(root *os.Root, _ []string) {
		fmt.Println("ready")
		for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
			_, err := Commit(root, set(lines.Text()))
			check(err)
			fmt.Println("done")
		}
	}
}

// set returns 50 files. Their contents and some of their names depend on the
// number.
func set(number string) []File {
	var files []File
	for i := range 25 {
		files = append(files,
			goFile(fmt.Sprintf("file%d.go", i), "// Set "+number),
			File{Name: fmt.Sprintf("testdata/set%s/%d.json", number, i), Data: []byte(strings.Repeat(number, 5000))})
	}
	return files
}

// deadly is a disk that kills the process at the n-th operation. If this is a
// write, half of the data is written.
type deadly struct {
	disk
	left atomic.Int64
}

func (d *deadly) step() {
	if d.left.Add(-1) == 0 {
		_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
		select {} // until the signal arrives
	}
}

func (d *deadly) Link(a, b string) error {
	d.step()
	return d.disk.Link(a, b)
}

func (d *deadly) Mkdir(name string, mode fs.FileMode) error {
	d.step()
	return d.disk.Mkdir(name, mode)
}

func (d *deadly) MkdirAll(name string, mode fs.FileMode) error {
	d.step()
	return d.disk.MkdirAll(name, mode)
}

func (d *deadly) OpenFile(name string, flag int, mode fs.FileMode) (file, error) {
	d.step()
	f, err := d.disk.OpenFile(name, flag, mode)
	return deadlyFile{f, d}, err
}

func (d *deadly) Remove(name string) error {
	d.step()
	return d.disk.Remove(name)
}

func (d *deadly) RemoveAll(name string) error {
	d.step()
	return d.disk.RemoveAll(name)
}

func (d *deadly) Rename(a, b string) error {
	d.step()
	return d.disk.Rename(a, b)
}

type deadlyFile struct {
	file
	on *deadly
}

func (f deadlyFile) Write(data []byte) (int, error) {
	if f.on.left.Load() == 1 {
		_, _ = f.file.Write(data[:len(data)/2])
	}
	f.on.step()
	return f.file.Write(data)
}

func (f deadlyFile) Sync() error {
	f.on.step()
	return f.file.Sync()
}

// TestKillAtEveryOperation kills a process that replaces 50 files by 50 others,
// at each write, flush, link, rename and removal in turn. No file is ever partly
// written, and the next commit of either set leaves nothing else behind.
func TestKillAtEveryOperation(t *testing.T) {
	was, is := tree(t, committed(t, set("1"))), tree(t, committed(t, set("2")))
	for n := 1; ; n++ {
		require.Less(t, n, 2000)
		if !sample.Has(n, 11) { // an odd number, because n also chooses the next set
			continue
		}
		dir := t.TempDir()
		root, err := os.OpenRoot(dir)
		require.NoError(t, err)
		commit(t, root, set("1"))
		c := exec.Command(os.Args[0])
		c.Env = append(os.Environ(), childEnv+"=kill "+dir+" 2 "+strconv.Itoa(n))
		c.Stderr = os.Stderr
		out, err := c.Output()
		if string(out) == "done\n" {
			require.NoError(t, err)
			assert.Greater(t, n, 250, "the commit must have more operations than files")
			t.Logf("%d operations", n-1)
			require.NoError(t, root.Close())
			return
		}
		var exit *exec.ExitError
		require.ErrorAs(t, err, &exit)
		require.Equal(t, syscall.SIGKILL, exit.Sys().(syscall.WaitStatus).Signal())
		for name, data := range tree(t, root) {
			if name != ListName && !strings.HasPrefix(name, stageName) {
				assert.Contains(t, []string{was[name], is[name]}, data, "%s is torn after operation %d", name, n)
			}
		}
		next, want := "2", is
		if n%2 == 0 {
			next, want = "1", was
		}
		commit(t, root, set(next))
		assert.Equal(t, want, tree(t, root), "after operation %d", n)
		require.NoError(t, root.Close())
	}
}

// TestProcessesAtOnce runs eight processes that repeatedly write two different
// sets into one folder. After each round the folder has exactly one of them.
func TestProcessesAtOnce(t *testing.T) {
	rounds := sample.Count(10, 200)
	dir := t.TempDir()
	sets := []map[string]string{tree(t, committed(t, set("1"))), tree(t, committed(t, set("2")))}
	type process struct {
		in  io.Writer
		out *bufio.Reader
	}
	var all []process
	for range 8 {
		c := exec.Command(os.Args[0])
		c.Env = append(os.Environ(), childEnv+"=commit "+dir)
		c.Stderr = os.Stderr
		in, err := c.StdinPipe()
		require.NoError(t, err)
		out, err := c.StdoutPipe()
		require.NoError(t, err)
		require.NoError(t, c.Start())
		t.Cleanup(func() {
			in.Close()
			assert.NoError(t, c.Wait())
		})
		all = append(all, process{in, bufio.NewReader(out)})
	}
	wait := func(want string) {
		for _, p := range all {
			line, err := p.out.ReadString('\n')
			require.NoError(t, err)
			require.Equal(t, want+"\n", line)
		}
	}
	wait("ready")
	root := openRoot(t, dir)
	for round := range rounds {
		for i, p := range all {
			_, err := fmt.Fprintln(p.in, 1+(i+round)%2)
			require.NoError(t, err)
		}
		wait("done")
		require.Contains(t, sets, tree(t, root), "round %d", round)
	}
}

package output

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// childEnv is the variable that turns the test binary into another process. Its value
// is a key of children, and arguments. The first argument is a folder.
const childEnv = "DOCWRIGHT_OUTPUT_CHILD"

// children are the processes by name.
var children = map[string]func(root *os.Root, args []string){
	// hold locks the folder until its input ends.
	"hold": func(root *os.Root, _ []string) {
		_, err := lock(root)
		check(err)
		fmt.Println("locked")
		_, _ = bufio.NewReader(os.Stdin).ReadString('\n')
	},
}

func TestMain(m *testing.M) {
	name, dir, isChild := strings.Cut(os.Getenv(childEnv), " ")
	if !isChild {
		os.Exit(m.Run())
	}
	dir, args, _ := strings.Cut(dir, " ")
	root, err := os.OpenRoot(dir)
	check(err)
	children[name](root, strings.Fields(args))
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// TestLockOfKilledProcess kills a process that has locked a folder. Another one waits
// for the lock until then, and gets it.
func TestLockOfKilledProcess(t *testing.T) {
	dir := t.TempDir()
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), childEnv+"=hold "+dir)
	c.Stderr = os.Stderr
	in, err := c.StdinPipe()
	require.NoError(t, err)
	defer in.Close()
	out, err := c.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, c.Start())
	line, err := bufio.NewReader(out).ReadString('\n')
	require.NoError(t, err)
	require.Equal(t, "locked", strings.TrimSpace(line))

	root, err := os.OpenRoot(dir)
	require.NoError(t, err)
	t.Cleanup(func() { root.Close() })
	locked := make(chan struct{})
	go func() {
		defer close(locked)
		unlock, err := lock(root)
		if assert.NoError(t, err) {
			unlock()
		}
	}()
	select {
	case <-locked:
		t.Error("the folder was locked twice")
	default:
	}
	require.NoError(t, c.Process.Kill())
	assert.Error(t, c.Wait())
	<-locked
	left, err := filepath.Glob(filepath.Join(dir, "*"))
	require.NoError(t, err)
	assert.Empty(t, left, "a lock leaves no file in the folder")
}

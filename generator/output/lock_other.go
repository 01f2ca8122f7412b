//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd)

package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

const lockName = ".docwright.lock"

// lock refuses to go on while another commit to the folder is under way.
func lock(root *os.Root) (unlock func(), err error) {
	f, err := root.OpenFile(lockName, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil, fmt.Errorf("another docwright writes to this folder; if none does, one was killed: delete %s", lockName)
	}
	if err != nil {
		return nil, err
	}
	return func() {
		f.Close()
		_ = root.Remove(lockName)
	}, nil
}

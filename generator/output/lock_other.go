//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd)

package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

const lockName = ".docwright.lock"

// lock returns an error while another process has locked the folder.
func lock(root *os.Root) (unlock func(), err error) {
	f, err := root.OpenFile(lockName, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil, fmt.Errorf("another docwright process writes to this folder; if there is none, delete %s", lockName)
	}
	if err != nil {
		return nil, err
	}
	return func() {
		f.Close()
		_ = root.Remove(lockName)
	}, nil
}

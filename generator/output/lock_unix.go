//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package output

import (
	"errors"
	"os"
	"syscall"
)

// lock waits for other processes that have locked the folder. It locks the folder
// itself, so that no lock file is left behind and the lock of a killed process
// ends. If the file system cannot lock a folder (NFS), there is no lock: it only
// guards against accidents.
func lock(root *os.Root) (unlock func(), err error) {
	dir, err := root.Open(".")
	if err != nil {
		return nil, err
	}
	for {
		err := syscall.Flock(int(dir.Fd()), syscall.LOCK_EX)
		if !errors.Is(err, syscall.EINTR) {
			return func() { dir.Close() }, nil
		}
	}
}

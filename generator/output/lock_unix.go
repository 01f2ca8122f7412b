//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package output

import (
	"errors"
	"os"
	"syscall"
)

// lock waits for other commits to the folder. It locks the folder itself, so
// that no file is left over and a killed process holds nothing. File systems
// that cannot lock a folder (NFS) are used without: the lock guards against
// accidents only.
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

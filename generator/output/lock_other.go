//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd)

package output

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/rogpeppe/go-internal/lockedfile"
)

// lock waits for other processes that have locked the folder. These systems can lock
// files but no folders. The file is in the folder for temporary files, so that the
// package has no other files than its own. The system ends the lock of a killed process.
func lock(root *os.Root) (unlock func(), err error) {
	file, err := lockFile(root.Name())
	if err != nil {
		return nil, err
	}
	return lockedfile.MutexAt(file).Lock()
}

// lockFile returns the name of the file to lock for a folder. All names of a folder have
// the same file.
func lockFile(dir string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real
	}
	locks := filepath.Join(os.TempDir(), "docwright-locks")
	if err := os.MkdirAll(locks, 0o700); err != nil {
		return "", fmt.Errorf("no folder for locks: %w", err)
	}
	sum := sha256.Sum256([]byte(strings.ToLower(dir)))
	return filepath.Join(locks, hex.EncodeToString(sum[:16])), nil
}

// Package textfile reads and replaces small text files that a person wrote: a
// configuration and what goes with it, and pages that are mended.
package textfile

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
)

// ReadIn returns the text of a file in the folder or below it. The error is
// [fs.ErrNotExist] where there is none. It is another one for what is no regular file,
// which could make the read wait for ever, and for a file that is larger than the
// limit, in bytes.
func ReadIn(dir, name string, limit int64) ([]byte, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	info, err := root.Stat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is no file: remove it, or give it another name", name)
	}
	f, err := root.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err != nil {
		return nil, err
	}
	if int64(len(text)) > limit {
		return nil, fmt.Errorf("%s: larger than %d bytes", name, limit)
	}
	return text, nil
}

// ReadAt is [ReadIn] for a file anywhere.
func ReadAt(name string, limit int64) ([]byte, error) {
	return ReadIn(filepath.Dir(name), filepath.Base(name), limit)
}

// Replace gives a file another text, as a whole or not at all. A file that is not
// there yet is made.
func Replace(root *os.Root, name string, text []byte) error {
	mode := os.FileMode(0o644)
	if info, err := root.Lstat(name); err == nil && info.Mode().IsRegular() {
		mode = info.Mode().Perm()
	}
	name = filepath.ToSlash(name)
	temp := path.Join(path.Dir(name), ".docwright-"+rand.Text()+".tmp") // nobody else's
	f, err := root.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	if err = errors.Join(err, f.Sync(), f.Close()); err == nil {
		err = root.Rename(temp, name)
	}
	if err != nil {
		_ = root.Remove(temp)
	}
	return err
}

// ReplaceAt is [Replace] for a file anywhere.
func ReplaceAt(name string, text []byte) error {
	root, err := os.OpenRoot(filepath.Dir(name))
	if err != nil {
		return err
	}
	defer root.Close()
	return Replace(root, filepath.Base(name), text)
}

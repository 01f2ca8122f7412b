package main

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

// readSmall returns the text of a file of the user's that is no page: the
// configuration and what goes with it. What is no regular file could make the
// read wait for ever, and what is larger than the limit, in bytes, is none of ours.
// The error is [fs.ErrNotExist] where there is no such file.
func readSmall(root *os.Root, name string, limit int64) ([]byte, error) {
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

// readHere is readSmall for a file in the working directory or below it.
func readHere(name string, limit int64) ([]byte, error) {
	here, err := os.OpenRoot(".")
	if err != nil {
		return nil, err
	}
	defer here.Close()
	return readSmall(here, name, limit)
}

// readFile is readSmall for a file that a flag names.
func readFile(name string, limit int64) ([]byte, error) {
	root, err := os.OpenRoot(filepath.Dir(name))
	if err != nil {
		return nil, err
	}
	defer root.Close()
	return readSmall(root, filepath.Base(name), limit)
}

// writeFile is replace for a file that a flag names.
func writeFile(name string, text []byte) error {
	root, err := os.OpenRoot(filepath.Dir(name))
	if err != nil {
		return err
	}
	defer root.Close()
	return replace(root, filepath.Base(name), text)
}

// replace gives a file another text, as a whole or not at all. One that is not
// there yet is made.
func replace(root *os.Root, name string, text []byte) error {
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

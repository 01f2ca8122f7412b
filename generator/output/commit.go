package output

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strconv"

	"github.com/docwright/docwright/parser/parallel"
)

// stageName is the folder in which a commit prepares new files and keeps the
// files that it replaces. The commit removes it at its end. If a process is
// killed, the next commit removes it.
const stageName = ".docwright.tmp"

// Commit writes the files into the folder and removes files that are no longer
// generated. It returns the differences that it found. Files without a
// difference are not touched. If a file to be replaced was not written by
// docwright, or was edited since, Commit changes nothing and returns a
// [*ForeignError] or an [*EditedError].
//
// After any error the folder is unchanged. If the process is killed, each file
// has either its old or its new content, and the list contains both. The next
// commit recognizes all of these files and completes the change, even if it has
// other files to write. Concurrent commits to the same folder wait for each
// other.
func Commit(root *os.Root, files []File) (*Diff, error) { return write(root, files, false) }

// Overwrite is like Commit, but also replaces files that were edited since
// docwright wrote them.
func Overwrite(root *os.Root, files []File) (*Diff, error) { return write(root, files, true) }

// Lock locks the folder against commits of other processes until unlock is
// called. It waits for the lock. [Commit] locks the folder itself.
func Lock(root *os.Root) (unlock func(), err error) { return lock(root) }

// write implements Commit and Overwrite. If edited is set, it replaces files that
// were edited.
func write(root *os.Root, files []File, edited bool) (*Diff, error) {
	unlock, err := lock(root)
	if err != nil {
		return nil, err
	}
	defer unlock()
	s, err := inspect(root, files)
	if err != nil {
		return nil, err
	}
	if foreign := s.Of(Foreign); len(foreign) > 0 {
		return &s.Diff, &ForeignError{Changes: foreign}
	}
	if list := s.Of(Edited); len(list) > 0 && !edited {
		return &s.Diff, &EditedError{Changes: list}
	}
	return &s.Diff, s.commit(disk{root})
}

// folder is the set of operations that a commit uses. Tests implement it with
// operations that fail.
type folder interface {
	Link(oldname, newname string) error
	Lstat(name string) (fs.FileInfo, error)
	Mkdir(name string, mode fs.FileMode) error
	MkdirAll(name string, mode fs.FileMode) error
	OpenFile(name string, flag int, mode fs.FileMode) (file, error)
	ReadFile(name string) ([]byte, error)
	Remove(name string) error
	RemoveAll(name string) error
	Rename(oldname, newname string) error
}

// file is the set of operations that a commit uses on an open file or folder.
type file interface {
	Write(data []byte) (int, error)
	Sync() error
	Close() error
}

// disk implements folder on a root.
type disk struct{ *os.Root }

func (d disk) OpenFile(name string, flag int, mode fs.FileMode) (file, error) {
	return d.Root.OpenFile(name, flag, mode)
}

// commit writes all new files into the stage and flushes them to disk. Then it
// moves them into place one by one. The stage keeps the replaced files, which
// are restored after an error.
func (s *survey) commit(to folder) (err error) {
	if err := to.RemoveAll(stageName); err != nil {
		return err
	}
	lists := s.lists()
	if len(lists) == 0 {
		return nil
	}
	steps := s.steps(lists)
	if err := to.Mkdir(stageName, 0o700); err != nil {
		return err
	}
	done := 0
	defer func() {
		if err != nil {
			err = errors.Join(err, undo(to, steps[:done]))
		}
		err = errors.Join(err, to.RemoveAll(stageName))
	}()
	if err := stage(to, steps); err != nil {
		return err
	}
	for i := range steps {
		if i == len(steps)-1 {
			if err := syncDirs(to, steps); err != nil {
				return err
			}
		}
		done = i + 1
		if err := steps[i].do(to); err != nil {
			return err
		}
	}
	if err := syncDir(to, "."); err != nil {
		return err
	}
	prune(to, steps)
	return nil
}

// lists returns the lists to be written, in order. There is none if the folder
// needs no change, and only the new list if no other file changes. Otherwise a
// list with the old and the new files precedes the new list. A list that is nil is
// removed.
func (s *survey) lists() [][]byte {
	now := s.list()
	writes := slices.ContainsFunc(s.Changes, func(c Change) bool { return c.Kind != Kept })
	text := now.format()
	if !writes {
		if bytes.Equal(text, s.was.text) {
			return nil
		}
		return [][]byte{text}
	}
	both := list{sums: maps.Clone(now.sums)}
	for name, sums := range s.was.sums {
		for _, old := range sums {
			if !slices.Contains(both.sums[name], old) {
				both.sums[name] = append(slices.Clip(both.sums[name]), old)
			}
		}
	}
	return [][]byte{both.format(), text}
}

// step moves one file into place, or removes one.
type step struct {
	name        string
	remove      bool
	data        []byte
	fresh, kept string // names in the stage of the new file and of the replaced file

	had, put bool     // set by do: the old file is kept, the new file is in place
	made     []string // folders that do has made, the deepest first
}

// steps returns the steps in order: the list of old and new files, the changes,
// the new list.
func (s *survey) steps(lists [][]byte) []step {
	var steps []step
	add := func(name string, data []byte, remove bool) {
		at := stageName + "/" + strconv.Itoa(len(steps))
		steps = append(steps, step{name: name, remove: remove, data: data, fresh: at + ".new", kept: at + ".old"})
	}
	for _, text := range lists[:len(lists)-1] {
		add(ListName, text, false)
	}
	for _, c := range s.Changes {
		if c.Kind != Kept {
			add(c.Name, c.Data, c.Kind == Orphaned)
		}
	}
	last := lists[len(lists)-1]
	add(ListName, last, last == nil)
	return steps
}

// syncers is the number of files that are flushed to disk at the same time. A
// file system writes its journal once for all waiting processes, so 900 files
// take 80 ms instead of 250.
const syncers = 32

// stage writes the new files into the stage and flushes them to disk.
func stage(to folder, steps []step) error {
	if err := parallel.Each(context.Background(), syncers, len(steps), func(i int) error {
		if steps[i].remove {
			return nil
		}
		return writeFile(to, steps[i].fresh, steps[i].data)
	}); err != nil {
		return err
	}
	return syncDir(to, stageName)
}

func writeFile(to folder, name string, data []byte) error {
	f, err := to.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Sync(), f.Close())
}

// do executes the step. A removed file is moved into the stage. A replaced file
// is linked there, so that its name always has a file.
func (t *step) do(to folder) error {
	if t.remove {
		if err := to.Rename(t.name, t.kept); err != nil {
			return err
		}
		t.had = true
		return nil
	}
	if _, err := to.Lstat(t.name); err == nil {
		if err := duplicate(to, t.name, t.kept); err != nil {
			return err
		}
		t.had = true
	} else {
		t.made = missing(to, path.Dir(t.name))
		if err := to.MkdirAll(path.Dir(t.name), 0o755); err != nil {
			return err
		}
	}
	if err := to.Rename(t.fresh, t.name); err != nil {
		return err
	}
	t.put = true
	return nil
}

// missing returns the folder and its parents that do not exist, the deepest
// first.
func missing(to folder, dir string) []string {
	var list []string
	for ; dir != "."; dir = path.Dir(dir) {
		if _, err := to.Lstat(dir); !errors.Is(err, fs.ErrNotExist) {
			break
		}
		list = append(list, dir)
	}
	return list
}

// duplicate links a file to a second name. It copies the file if the file system
// has no hard links.
func duplicate(to folder, name, second string) error {
	if to.Link(name, second) == nil {
		return nil
	}
	data, err := to.ReadFile(name)
	if err != nil {
		return err
	}
	return writeFile(to, second, data)
}

// undo reverts the steps, the last first. It does not remove a folder that is no
// longer empty.
func undo(to folder, steps []step) error {
	var errs []error
	for _, t := range slices.Backward(steps) {
		switch {
		case t.had && (t.put || t.remove):
			errs = append(errs, to.Rename(t.kept, t.name))
		case t.put:
			errs = append(errs, to.Remove(t.name))
		}
		for _, dir := range t.made {
			_ = to.Remove(dir)
		}
	}
	if err := errors.Join(errs...); err != nil {
		return fmt.Errorf("cannot undo the changes that were made; run docwright again: %w", err)
	}
	return nil
}

// prune removes folders that have become empty, the deepest first. Remove fails for
// all others.
func prune(to folder, steps []step) {
	dirs := map[string]bool{}
	for _, t := range steps {
		for dir := path.Dir(t.name); dir != "."; dir = path.Dir(dir) {
			dirs[dir] = true
		}
	}
	for _, dir := range slices.Backward(slices.Sorted(maps.Keys(dirs))) {
		_ = to.Remove(dir)
	}
}

// syncDirs flushes the entries of all folders with new files to disk.
func syncDirs(to folder, steps []step) error {
	dirs := map[string]bool{".": true}
	for _, t := range steps {
		if dir := path.Dir(t.name); !dirs[dir] && !t.remove {
			dirs[dir] = true
			if err := syncDir(to, dir); err != nil {
				return err
			}
		}
	}
	return syncDir(to, ".")
}

// syncDir flushes the entries of a folder to disk. Some systems cannot do this;
// it matters only if the system crashes.
func syncDir(to folder, dir string) error {
	f, err := to.OpenFile(dir, os.O_RDONLY, 0)
	if err != nil {
		return err
	}
	_ = f.Sync()
	return f.Close()
}

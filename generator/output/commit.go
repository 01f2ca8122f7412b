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

// stageName is the folder in which a commit prepares what it writes and keeps
// what it replaces. It is there only while a commit is under way; one that was
// killed leaves it behind, and the next removes it.
const stageName = ".docwright.tmp"

// Commit brings the folder to the files, and returns what it found and
// changed. Files that are as they were produced are not touched. Where one that
// is to be replaced is not ours, or is and was edited, nothing is: the error is a
// [*ForeignError] or an [*EditedError].
//
// After an error the folder is what it was before. A process that is killed
// leaves each file either old or new, never torn, and the list naming both, so
// that the next run knows all of them for its own and finishes the work
// whatever it then produces. Commits to one folder wait for each other.
func Commit(root *os.Root, files []File) (*Diff, error) { return bring(root, files, false) }

// Overwrite is Commit that replaces files of ours though they were edited.
func Overwrite(root *os.Root, files []File) (*Diff, error) { return bring(root, files, true) }

// Lock waits for others that write to the folder, and keeps them off until unlock is
// called. [Commit] does so by itself.
func Lock(root *os.Root) (unlock func(), err error) { return lock(root) }

// bring brings the folder to the files; those that were edited, too, or not.
func bring(root *os.Root, files []File, edited bool) (*Diff, error) {
	unlock, err := lock(root)
	if err != nil {
		return nil, err
	}
	defer unlock()
	s, err := look(root, files)
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

// folder is what a commit does to a to. Tests put one in its place that fails.
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

// file is what a commit does to an open file or folder.
type file interface {
	Write(data []byte) (int, error)
	Sync() error
	Close() error
}

// disk is the folder as it is.
type disk struct{ *os.Root }

func (d disk) OpenFile(name string, flag int, mode fs.FileMode) (file, error) {
	return d.Root.OpenFile(name, flag, mode)
}

// commit prepares everything in the stage, makes it last, and only then moves
// it into place, file by file, keeping what it replaces so as to put it back.
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

// lists returns the lists to be written: none where the folder needs no
// change, the new one where only the list does, and before it one that names
// old and new files together where others change.
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

// step puts one file into place, or takes one away.
type step struct {
	name        string
	remove      bool
	data        []byte
	fresh, kept string // in the stage: the new file, and what it replaces

	had, put bool     // what do has done
	made     []string // the folders that do has made, the deepest first
}

// steps returns what to do, in order: the list of both, the changes, the list.
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
	add(ListName, lists[len(lists)-1], false)
	return steps
}

// syncers is how many files are flushed to disk at a time: file systems write
// their journal once for all that wait, so that 900 files take 80 ms instead
// of 250.
const syncers = 32

// stage writes the new files into the stage and waits until they are on disk.
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

// do takes the step. What stood there is kept in the stage: moved there where
// the file is to go, linked where it is replaced, so that at no time the name
// is without a file.
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

// missing returns the folder, and those that it is in, as far as they aren't there.
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

// duplicate gives the file a second name, or a copy where the file system has
// no hard links.
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

// undo takes the steps back, last first. A folder that a step has made stays where
// somebody else has put something into it meanwhile.
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
		return fmt.Errorf("could not undo what was written; run again: %w", err)
	}
	return nil
}

// prune removes the folders that lost their last file. One that still holds
// anything, ours or not, stays: Remove refuses it.
func prune(to folder, steps []step) {
	full := map[string]bool{".": true}
	for _, t := range steps {
		for dir := path.Dir(t.name); !full[dir]; dir = path.Dir(dir) {
			full[dir] = to.Remove(dir) != nil
		}
	}
}

// syncDirs makes the names in all folders touched last.
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

// syncDir makes the names in a folder last. Not every system can, and none
// needs it for the folder to be right while it runs.
func syncDir(to folder, dir string) error {
	f, err := to.OpenFile(dir, os.O_RDONLY, 0)
	if err != nil {
		return err
	}
	_ = f.Sync()
	return f.Close()
}

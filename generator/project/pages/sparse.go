package pages

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser"
	"github.com/docwright/docwright/parser/revision"
)

// Absent is a folder with pages that a sparse checkout leaves out.
type Absent struct {
	Folder string // slash-separated, relative to the folder of pages
	Pages  int
}

// Absent returns the folders with pages that a sparse checkout leaves out, sorted.
func (t *Tree) Absent(ctx context.Context) ([]Absent, error) {
	if t.Folder() == "" {
		return nil, nil
	}
	skipped, err := skippedBelow(ctx, t.Folder())
	if err != nil {
		return nil, err
	}
	var list []Absent
	for _, name := range skipped {
		if !parser.IsPage(name) {
			continue
		}
		i, found := slices.BinarySearchFunc(list, path.Dir(name), func(a Absent, folder string) int { return strings.Compare(a.Folder, folder) })
		if !found {
			list = slices.Insert(list, i, Absent{Folder: path.Dir(name)})
		}
		list[i].Pages++
	}
	return list, nil
}

// skippedBelow returns the files below a folder that a sparse checkout leaves out, by
// their names in the folder. All links of its path are resolved.
func skippedBelow(ctx context.Context, dir string) ([]string, error) {
	skipped, err := revision.Skipped(ctx, dir)
	if err != nil || len(skipped) == 0 {
		return nil, err
	}
	top, err := revision.Top(dir)
	if err != nil {
		return nil, err
	}
	inside, err := filepath.Rel(top, dir)
	if err != nil {
		return nil, err
	}
	if inside = filepath.ToSlash(inside); inside == "." {
		return skipped, nil
	}
	var list []string
	for _, name := range skipped {
		if rest, ok := strings.CutPrefix(name, inside+"/"); ok {
			list = append(list, rest)
		}
	}
	return list, nil
}

// sparse is a folder on disk in which the included files that a sparse checkout leaves
// out are listed, but can't be read. Otherwise they would be files that never existed.
type sparse struct {
	all
	absent map[string]map[string]bool // by folder and name, whether it is a folder
}

var errSparse = errors.New("not in the sparse checkout; add its folder with git sparse-checkout add")

// newSparse returns the folder with the names of files that a sparse checkout leaves out.
func newSparse(root all, skipped []string) *sparse {
	s := &sparse{root, map[string]map[string]bool{}}
	for _, name := range skipped {
		if parser.IsPage(name) {
			continue
		}
		s.add(name, false)
		for dir := path.Dir(name); dir != "." && s.add(dir, true); dir = path.Dir(dir) {
		}
	}
	return s
}

// add adds an entry, and reports whether it is new.
func (s *sparse) add(name string, isDir bool) bool {
	dir, base := path.Dir(name), path.Base(name)
	if _, had := s.absent[dir][base]; had {
		return false
	}
	if s.absent[dir] == nil {
		s.absent[dir] = map[string]bool{}
	}
	s.absent[dir][base] = isDir
	return true
}

// Open opens a file.
func (s *sparse) Open(name string) (fs.File, error) {
	f, err := s.all.Open(name)
	if isDir, absent := s.absent[path.Dir(name)][path.Base(name)]; absent && !isDir && errors.Is(err, fs.ErrNotExist) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: errSparse}
	}
	return f, err
}

// ReadDir lists a folder.
func (s *sparse) ReadDir(name string) ([]fs.DirEntry, error) {
	there, err := s.all.ReadDir(name)
	more := s.absent[name]
	if err != nil && !(errors.Is(err, fs.ErrNotExist) && len(more) > 0) || len(more) == 0 {
		return there, err
	}
	list := slices.Clone(there)
	for _, base := range slices.Sorted(maps.Keys(more)) {
		if _, had := slices.BinarySearchFunc(there, base, func(e fs.DirEntry, base string) int { return strings.Compare(e.Name(), base) }); !had {
			list = append(list, absentEntry{base, more[base]})
		}
	}
	slices.SortFunc(list, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return list, nil
}

// absentEntry is the entry of a file or folder that is not there.
type absentEntry struct {
	name  string
	isDir bool
}

func (e absentEntry) Name() string               { return e.name }
func (e absentEntry) IsDir() bool                { return e.isDir }
func (e absentEntry) Info() (fs.FileInfo, error) { return nil, errSparse }

// Type returns the type of the entry.
func (e absentEntry) Type() fs.FileMode {
	if e.isDir {
		return fs.ModeDir
	}
	return 0
}

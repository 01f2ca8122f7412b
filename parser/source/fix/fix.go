// Package fix applies the fixes of findings to files.
//
// A fix is applied completely or not at all. Each of its edits must find the
// expected text at its position, because pages may have changed since they were
// read. If fixes overlap, the first one is applied and the others are left for
// another run. Two fixes may share an identical edit.
package fix

import (
	"bytes"
	"cmp"
	"io/fs"
	"path/filepath"
	"slices"

	"github.com/docwright/docwright/parser/source"
)

// edit is an edit with offsets in the text of a file.
type edit struct {
	from, to int
	with     string
}

// Apply returns the text of a file with the fixes applied, and the number of
// findings whose fix was applied. A fix with an edit in another file is not
// applied.
func Apply(file string, text []byte, findings source.Findings) (fixed []byte, made int) {
	starts := []int{0}
	for i, c := range text {
		if c == '\n' {
			starts = append(starts, i+1)
		}
	}
	var edits []edit
	for _, f := range findings {
		if f.Fix == nil {
			continue
		}
		more, ok := locate(file, text, starts, f.Fix)
		more = slices.DeleteFunc(more, func(e edit) bool { return slices.Contains(edits, e) })
		if ok && !overlap(edits, more) {
			edits = append(edits, more...)
			made++
		}
	}
	slices.SortFunc(edits, func(a, b edit) int { return cmp.Compare(a.from, b.from) })
	var b bytes.Buffer
	done := 0
	for _, e := range edits {
		b.Write(text[done:e.from])
		b.WriteString(e.with)
		done = e.to
	}
	b.Write(text[done:])
	return b.Bytes(), made
}

// File is a file with applied fixes.
type File struct {
	Name    string // as in findings
	Inside  string // relative to the folder of pages
	Was, Is []byte
}

// In applies the fixes of findings to the files of a folder, in memory. Shown
// is the name of the folder in the findings. Files outside of it are left
// alone, because other folders may share them. In returns the files that
// change, sorted by name, the number of findings with a fix, and the number of
// fixes applied.
func In(folder fs.FS, shown string, findings source.Findings) (files []File, proposed, made int, err error) {
	byFile := map[string]source.Findings{}
	var names []string
	for _, f := range findings {
		if f.Fix == nil {
			continue
		}
		proposed++
		if byFile[f.Position.File] == nil {
			names = append(names, f.Position.File)
		}
		byFile[f.Position.File] = append(byFile[f.Position.File], f)
	}
	slices.Sort(names)
	for _, name := range names {
		inside, err := filepath.Rel(filepath.FromSlash(shown), filepath.FromSlash(name))
		if err != nil || !filepath.IsLocal(inside) {
			continue
		}
		was, err := fs.ReadFile(folder, filepath.ToSlash(inside))
		if err != nil {
			return nil, proposed, made, err
		}
		is, n := Apply(name, was, byFile[name])
		made += n
		if n > 0 {
			files = append(files, File{name, inside, was, is})
		}
	}
	return files, proposed, made, nil
}

// locate returns the edits of a fix by offset. It returns false if a position
// does not have the expected text.
func locate(file string, text []byte, starts []int, f *source.Fix) (edits []edit, ok bool) {
	for _, e := range f.Edits {
		at := e.Position
		if at.File != file || e.Was == "" || at.Line < 1 || at.Line > len(starts) || at.Col < 1 {
			return nil, false
		}
		from := starts[at.Line-1] + at.Col - 1
		if from > len(text) || !bytes.HasPrefix(text[from:], []byte(e.Was)) {
			return nil, false
		}
		next := edit{from, from + len(e.Was), e.With}
		if overlap(edits, []edit{next}) {
			return nil, false
		}
		edits = append(edits, next)
	}
	return edits, len(edits) > 0
}

func overlap(a, b []edit) bool {
	for _, x := range a {
		for _, y := range b {
			if x.from < y.to && y.from < x.to {
				return true
			}
		}
	}
	return false
}

package target

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/docwright/docwright/generator"
	"github.com/docwright/docwright/generator/output"
	"github.com/docwright/docwright/parser/source"
)

// Difference is how the folder of a package differs from the package.
type Difference struct {
	*output.Diff
	Package *Package
	// Was is what is on disk of the files that can be compared line by line.
	Was map[string][]byte
}

// Compare compares the package with its folder.
func (p *Package) Compare() (*Difference, error) {
	d := &Difference{Package: p, Was: map[string][]byte{}}
	err := d.compare()
	if err != nil {
		return nil, fmt.Errorf("cannot compare with %s: %w", p.Target.Out, err)
	}
	return d, nil
}

func (d *Difference) compare() error {
	root, err := d.Package.Target.Open()
	if errors.Is(err, fs.ErrNotExist) {
		d.Diff, err = output.Absent(d.Package.Files)
		return err
	}
	if err != nil {
		return err
	}
	defer root.Close()
	if d.Diff, err = output.Compare(root, d.Package.Files); err != nil {
		return err
	}
	for _, change := range d.Of(output.Stale, output.Edited, output.Orphaned) {
		if d.Was[change.Name], err = root.ReadFile(change.Name); err != nil {
			return err
		}
	}
	return nil
}

// Findings returns a finding for each file that differs, at the first line that does.
func (d *Difference) Findings() source.Findings {
	var found source.Findings
	for _, change := range d.Changes {
		at := source.Position{File: change.Name}
		if change.Kind == output.Stale || change.Kind == output.Edited {
			at.Line = firstDifference(d.Was[change.Name], change.Data)
		}
		found.Add(at, fileRules[change.Kind], "%s", cmp.Or(fileRemedies[change.Kind], change.Reason))
	}
	return found.In(d.Package.Target.Out)
}

// Kept returns a finding for each file that a commit left in place.
func (p *Package) Kept(d *output.Diff) source.Findings {
	var found source.Findings
	for _, change := range d.Of(output.Kept) {
		found.Add(source.Position{File: change.Name}, fileRules[output.Kept], "%s", change.Reason)
	}
	return found.In(p.Target.Out)
}

// firstDifference returns the number of the first line of a that is not in b.
func firstDifference(a, b []byte) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return 1 + bytes.Count(a[:n], []byte("\n"))
}

// Refuse returns an error where files are in the way that are somebody else's, or
// were edited and are not to be replaced.
func (p *Package) Refuse(force bool) error {
	d, err := p.Compare()
	if err != nil {
		return err
	}
	if foreign := d.Of(output.Foreign); len(foreign) > 0 {
		return p.explained(&output.ForeignError{Changes: foreign})
	}
	if edited := d.Of(output.Edited); len(edited) > 0 && !force {
		return p.explained(&output.EditedError{Changes: edited})
	}
	return nil
}

// Commit brings the folder of the package to its files, and returns what it found
// and changed. With force it replaces files of the package that were edited.
func (p *Package) Commit(force bool) (*output.Diff, error) {
	root, err := p.Target.MakeFolder()
	if err != nil {
		return nil, err
	}
	defer root.Close()
	bring := output.Commit
	if force {
		bring = output.Overwrite
	}
	diff, err := bring(root, p.Files)
	if err != nil {
		return nil, p.explained(err)
	}
	return diff, nil
}

// explained names the folder of the package in an error, and says what to do about
// files that were edited.
func (p *Package) explained(err error) error {
	if edited := new(output.EditedError); errors.As(err, &edited) {
		return fmt.Errorf("%s: %w: take what was added there to a file of your own, then \"docwright generate --force\" writes it anew", p.Target.Out, err)
	}
	return fmt.Errorf("%s: %w", p.Target.Out, err)
}

// WritesInto reports whether files of the package are in the folder, which is
// named relative to the package's own, or below it.
func (p *Package) WritesInto(folder string) bool {
	return slices.ContainsFunc(p.Files, func(f generator.File) bool { return strings.HasPrefix(f.Name, folder+"/") })
}

// OnDisk returns the Go files of docwright's that are in the folder of the package.
func (t *Target) OnDisk() ([]generator.File, error) {
	root, err := t.Open()
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer root.Close()
	names, err := fs.Glob(root.FS(), "*.go")
	if err != nil {
		return nil, err
	}
	var files []generator.File
	for _, name := range names {
		if info, err := root.Lstat(name); err != nil || !info.Mode().IsRegular() {
			continue // the commit says so
		}
		text, err := root.ReadFile(name)
		if err != nil {
			return nil, err
		}
		if bytes.HasPrefix(text, []byte(output.Header)) {
			files = append(files, generator.File{Name: name, Data: text})
		}
	}
	return files, nil
}

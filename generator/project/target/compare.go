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

// Difference holds the differences between a package and its folder.
type Difference struct {
	*output.Diff
	Package *Package
	// Was is the content on disk of the stale, edited and orphaned files, with the line
	// ends that docwright writes.
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
		was, err := root.ReadFile(change.Name)
		if err != nil {
			return err
		}
		d.Was[change.Name] = output.UnixLines(was)
	}
	return nil
}

// Findings returns a finding for each file that differs, at the first different line.
func (d *Difference) Findings() source.Findings {
	var found source.Findings
	for _, change := range d.Changes {
		at := source.Position{File: change.Name}
		if change.Kind == output.Stale || change.Kind == output.Edited {
			at.Line = firstDifference(d.Was[change.Name], change.Data)
		}
		found.Add(at, fileRules[change.Kind], "%s", cmp.Or(fileMessages[change.Kind], change.Reason))
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

// firstDifference returns the number of the first line in which a and b differ.
func firstDifference(a, b []byte) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return 1 + bytes.Count(a[:n], []byte("\n"))
}

// Refuse returns the error of [Package.Commit] for files that must not be replaced.
// It writes nothing.
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

// Commit writes the files of the package into its folder and returns the differences
// that it found. If force is set, it also replaces files that were edited.
func (p *Package) Commit(force bool) (*output.Diff, error) {
	root, err := p.Target.MakeFolder()
	if err != nil {
		return nil, err
	}
	defer root.Close()
	commit := output.Commit
	if force {
		commit = output.Overwrite
	}
	diff, err := commit(root, p.Files)
	if err != nil {
		return nil, p.explained(err)
	}
	return diff, nil
}

// explained adds the folder of the package to an error, and for edited files what to
// do.
func (p *Package) explained(err error) error {
	if edited := new(output.EditedError); errors.As(err, &edited) {
		return fmt.Errorf("%s: %w; move your changes to a file of your own, then run \"docwright generate --force\"", p.Target.Out, err)
	}
	return fmt.Errorf("%s: %w", p.Target.Out, err)
}

// WritesInto reports whether the package has files in the folder or its subfolders.
// The folder is relative to the folder of the package.
func (p *Package) WritesInto(folder string) bool {
	return slices.ContainsFunc(p.Files, func(f generator.File) bool { return strings.HasPrefix(f.Name, folder+"/") })
}

// OnDisk returns the generated Go files in the folder of the package.
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
			continue // the commit reports it
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

package project

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/docwright/docwright/generator"
	"github.com/docwright/docwright/generator/project/config"
	"github.com/docwright/docwright/generator/project/origin"
	"github.com/docwright/docwright/generator/project/pages"
	"github.com/docwright/docwright/generator/project/target"
	"github.com/docwright/docwright/parser/git"
	"github.com/docwright/docwright/parser/source"
)

// Vendoring is a folder of vendored pages to be written.
type Vendoring struct {
	// Dir is the folder, relative to the folder of the project.
	Dir string
	// Manifest says where the pages are from.
	*origin.Manifest
	// Was is the commit of the pages in the folder, or empty.
	Was string
	// Targets are the targets whose packages stand on the pages. Their pages are those of
	// the folder, also before it is written.
	Targets []*target.Target
	// Pages is the number of pages in the folder, and Of that of the reference.
	Pages, Of int
	// Links are symbolic links among the pages of the reference. They are not followed.
	Links []string
	// Licence is the SPDX name of the licence of the pages, or empty if it is not known.
	Licence string

	dir   string // of the project
	files []origin.Content
}

// Bytes returns the size of all files.
func (v *Vendoring) Bytes() int {
	n := 0
	for _, f := range v.files {
		n += len(f.Data)
	}
	return n
}

// VendorOptions control how pages are chosen.
type VendorOptions struct {
	// Update takes the present commit of the pages.
	Update bool
	// Anywhere allows packages outside of the folder of the project.
	Anywhere bool
}

// Vendor chooses the pages that the packages of settings stand on, for each folder of
// vendored pages. It writes nothing. The commit is the one that the folder has, or the
// present one if there is no folder or it is to be updated.
//
// The packages that are generated from the chosen pages are, byte for byte, those that
// are generated from the whole reference. Vendor generates both and compares them.
func (p *Project) Vendor(ctx context.Context, settings []config.Settings, o VendorOptions) ([]*Vendoring, error) {
	var list []*Vendoring
	for len(settings) > 0 {
		first := settings[0]
		isOther := func(s config.Settings) bool { return filepath.Clean(s.Vendor) != filepath.Clean(first.Vendor) }
		var same, others []config.Settings
		for _, s := range settings {
			if isOther(s) {
				others = append(others, s)
			} else {
				same = append(same, s)
			}
		}
		v, err := p.vendor(ctx, same, o)
		if err != nil {
			return nil, err
		}
		list, settings = append(list, v), others
	}
	return list, nil
}

// vendor chooses the pages of one folder.
func (p *Project) vendor(ctx context.Context, settings []config.Settings, o VendorOptions) (*Vendoring, error) {
	first := settings[0]
	for _, s := range settings {
		if !s.Git.IsSet() || s.Docs != "" || s.Vendor == "" {
			return nil, fmt.Errorf("no pages to vendor: want \"docs: {git: URL, ref: BRANCH, folder: DIR}\" and \"vendor: DIR\" in %s", config.Name)
		}
		if s.Git != first.Git {
			return nil, fmt.Errorf("%s: the targets with \"vendor: %s\" have different pages; give each its own folder", config.Name, s.Vendor)
		}
	}
	was, err := pages.Manifest(p.Dir, first)
	if err != nil && !o.Update {
		return nil, err
	}
	of := pages.SourceOf(first)
	v := &Vendoring{Dir: filepath.Clean(first.Vendor), dir: p.Dir}
	commit := ""
	if was != nil {
		v.Was = was.Commit
		if !o.Update && was.URL == of.URL && was.Source.Folder == of.Folder && !git.IsHash(of.Ref) {
			commit = was.Commit
		}
	}
	whole, err := pages.Fetch(ctx, of, commit, p.Fetching)
	if err != nil {
		return nil, err
	}
	return v, p.fill(ctx, v, whole, settings, !o.Anywhere)
}

// fill chooses the pages for a folder, and reads them.
func (p *Project) fill(ctx context.Context, v *Vendoring, whole *origin.Folder, settings []config.Settings, confined bool) error {
	shown := filepath.Join(v.Dir, filepath.FromSlash(whole.Source.Folder))
	c := chooser{p: p, shown: shown}
	for _, s := range settings {
		s.Docs, s.Root, s.Vendor = whole.Docs(), whole.Dir, ""
		t, err := target.New(p.Dir, s, confined)
		if err != nil {
			return err
		}
		if t.Records, err = p.Records(t.Out); err != nil {
			return err
		}
		t.Pages = t.Pages.Only(shown, func(string) bool { return true })
		c.targets = append(c.targets, t)
	}
	names, err := c.choose(ctx, pagesOf(whole))
	if err != nil {
		return err
	}
	files, keep := c.filesOf(names)
	for _, t := range c.targets {
		t.Pages = t.Pages.Only(shown, keep)
	}
	v.Targets, v.Pages, v.Of = c.targets, len(names), len(pagesOf(whole))
	m := *whole.Manifest
	v.Manifest, v.Links = &m, whole.Links
	return v.read(whole, files, settings[0].Licence)
}

// pagesOf returns the names of all pages of a folder, from the folder of the pages.
func pagesOf(whole *origin.Folder) []string {
	var names []string
	for _, f := range whole.Files {
		name, inside := strings.CutPrefix(f.Name, whole.Source.Folder+"/")
		if whole.Source.Folder == "." {
			name, inside = f.Name, true
		}
		if inside && path.Ext(name) == ".md" {
			names = append(names, name)
		}
	}
	return names
}

// attributes keep git from changing the line ends of vendored files.
const attributes = "* -text linguist-vendored\n"

// read reads the files of a vendored folder, and makes those that say what it is.
func (v *Vendoring) read(whole *origin.Folder, files []string, licence string) error {
	root, err := os.OpenRoot(whole.Dir)
	if err != nil {
		return err
	}
	defer root.Close()
	var licences []string
	for _, f := range whole.Files {
		if !strings.Contains(f.Name, "/") && origin.IsLicence(f.Name) && !slices.Contains(files, f.Name) {
			licences = append(licences, f.Name)
		}
	}
	for _, name := range append(files, licences...) {
		data, err := root.ReadFile(name)
		if errors.Is(err, fs.ErrNotExist) {
			continue // a page includes a file that does not exist
		}
		if err != nil {
			return err
		}
		if licence == "" && slices.Contains(licences, name) {
			licence = origin.LicenceOf(data)
		}
		v.files = append(v.files, origin.Content{Name: name, Data: data})
	}
	v.Licence = licence
	notice := "NOTICE"
	if slices.ContainsFunc(v.files, func(f origin.Content) bool { return strings.EqualFold(f.Name, notice) }) {
		notice = "NOTICE.docwright"
	}
	v.files = append(v.files, origin.Content{Name: ".gitattributes", Data: []byte(attributes)},
		origin.Content{Name: notice, Data: v.notice(licence, licences)})
	return nil
}

// notice returns the text that says where the pages are from, and their licence.
func (v *Vendoring) notice(licence string, files []string) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "The pages in this folder are unchanged copies from a git repository. They are not all\nof its pages.\n\nSource:   %s\nCommit:   %s of %s\nFolder:   %s\n", v.URL, v.Commit, v.Date, v.Source.Folder)
	switch {
	case licence != "" && len(files) > 0:
		fmt.Fprintf(&b, "Licence:  %s; see %s\n", licence, strings.Join(files, ", "))
	case licence != "":
		fmt.Fprintf(&b, "Licence:  %s\n", licence)
	case len(files) > 0:
		fmt.Fprintf(&b, "Licence:  see %s\n", strings.Join(files, ", "))
	default:
		b.WriteString("Licence:  the repository has no file that states one\n")
	}
	return b.Bytes()
}

// Write writes the folder.
func (v *Vendoring) Write() (origin.Written, error) {
	here, err := os.OpenRoot(config.Join(v.dir, "."))
	if err != nil {
		return origin.Written{}, err
	}
	defer here.Close()
	if err := here.MkdirAll(v.Dir, 0o755); err != nil {
		return origin.Written{}, err
	}
	root, err := here.OpenRoot(v.Dir)
	if err != nil {
		return origin.Written{}, err
	}
	defer root.Close()
	written, err := origin.Write(root, v.Manifest, v.files)
	if err != nil {
		return written, fmt.Errorf("%s: %w", v.Dir, err)
	}
	return written, nil
}

// isSame reports whether two packages have the same files, records and findings.
func isSame(a, b *target.Package) bool {
	sameFile := func(x, y generator.File) bool { return x.Name == y.Name && bytes.Equal(x.Data, y.Data) }
	sameFinding := func(x, y source.Finding) bool { return x.String() == y.String() }
	return slices.EqualFunc(a.Files, b.Files, sameFile) && slices.Equal(a.Records, b.Records) && slices.EqualFunc(a.Findings, b.Findings, sameFinding)
}

package pages

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/docwright/docwright/generator/project/config"
	"github.com/docwright/docwright/parser/overlay"
	"github.com/docwright/docwright/parser/revision"
	"github.com/docwright/docwright/parser/source/textfile"
)

// rootName is the folder in which Microsoft's documentation repositories keep
// reference pages and what they include.
const rootName = "api-reference"

// overlayLimit is the most that an overlay may weigh, in bytes.
const overlayLimit = 1 << 20

// Of returns the pages that settings name, with the corrections of these. Paths are
// relative to dir.
func Of(dir string, s config.Settings) (*Tree, error) {
	f, err := find(dir, s)
	if err != nil {
		return nil, err
	}
	t := f.tree()
	t.zone, t.base = s.Zone, s.BaseURL
	t.corrections, err = corrections(dir, s)
	return t, err
}

// find finds the folder of pages.
func find(dir string, s config.Settings) (folder, error) {
	f := folder{dir: dir, docs: config.Near(dir, s.Docs)}
	if s.Docs == "" {
		return f, errors.New("no pages given: name the folder of the pages with --docs DIR,\nor with \"docs: DIR\" in " + config.Name)
	}
	if err := CheckFolder(f.path(), f.docs); err != nil {
		return f, err
	}
	return f, f.findRoot(s.Root)
}

// path is where the folder is, as seen from the working directory.
func (f folder) path() string { return config.Join(f.dir, f.docs) }

// CheckFolder returns an error for pages that are not in a folder. Shown is what
// that is called.
func CheckFolder(dir, shown string) error {
	switch info, err := os.Stat(dir); {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("there is no folder %s: name the one of the pages with --docs DIR", shown)
	case err != nil:
		return fmt.Errorf("cannot read the pages: %w", err)
	case !info.IsDir():
		return fmt.Errorf("%s is a file: name the folder of the pages with --docs DIR", shown)
	}
	return nil
}

// findRoot sets the folder to read from, and where the pages are in it. Without a
// root given it is the top of the repository that the pages are in, else the nearest
// folder named api-reference, else the pages' own.
func (f *folder) findRoot(root string) error {
	full, err := real(f.path())
	if err != nil {
		return err
	}
	switch {
	case root != "":
		if root, err = real(config.Join(f.dir, root)); err != nil {
			return err
		}
	default:
		root = defaultRoot(full)
	}
	inside, err := filepath.Rel(root, full)
	if err != nil || !filepath.IsLocal(inside) {
		return fmt.Errorf("%s is not inside %s: --root must be the folder of the pages or one above it", f.docs, root)
	}
	f.root, f.insideRoot = root, filepath.ToSlash(inside)
	return nil
}

// real is where a path leads: what a link leads to decides on what is above it.
func real(name string) (string, error) {
	full, err := filepath.Abs(name)
	if err != nil {
		return "", err
	}
	if real, err := filepath.EvalSymlinks(full); err == nil {
		return real, nil
	}
	return full, nil
}

// defaultRoot is the folder that pages are read from where settings name none.
func defaultRoot(full string) string {
	if top, err := revision.Top(full); err == nil {
		return top
	}
	return nearestRoot(full)
}

// nearestRoot is the nearest folder named api-reference that a folder is in, else the
// folder.
func nearestRoot(full string) string {
	for dir := full; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if filepath.Base(dir) == rootName {
			return dir
		}
	}
	return full
}

// corrections returns what settings correct of the pages: the entries of their
// overlay, and the types that they give properties. It is nil where that is nothing.
func corrections(dir string, s config.Settings) (*overlay.Overlay, error) {
	o := &overlay.Overlay{}
	if s.Overlay != "" {
		text, err := Overlay(dir, s)
		if err != nil {
			return nil, err
		}
		if o, err = overlay.Parse(filepath.ToSlash(s.Overlay), text); err != nil {
			return nil, err
		}
	}
	for _, e := range s.Types {
		c, err := overlay.Set(e.Key, e.Value, e.Position())
		if err != nil {
			return nil, err
		}
		o.Add(c)
	}
	if o.Empty() {
		return nil, nil
	}
	return o, nil
}

// Overlay returns the text of the overlay that settings name. Like all that a
// configuration names, it is inside of its folder.
func Overlay(dir string, s config.Settings) ([]byte, error) {
	if !filepath.IsLocal(s.Overlay) {
		return nil, fmt.Errorf("%s: overlay: %q leaves the folder of the configuration", config.Name, s.Overlay)
	}
	text, err := textfile.ReadIn(dir, s.Overlay, overlayLimit)
	if err != nil {
		return nil, fmt.Errorf("%s: overlay: %w", config.Name, err)
	}
	return text, nil
}

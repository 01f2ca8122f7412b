package pages

import (
	"cmp"
	"context"
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

// rootName is the name of the folder that has the reference pages and the files
// that they include in Microsoft's documentation repositories.
const rootName = "api-reference"

// overlayLimit is the maximum size of an overlay, in bytes.
const overlayLimit = 1 << 20

// Of returns the pages of settings, with their corrections. Paths are relative to
// dir.
func Of(dir string, s config.Settings) (*Tree, error) {
	f, err := find(dir, s)
	if err != nil {
		return nil, err
	}
	t := f.tree()
	t.zone, t.base = s.Zone, s.BaseURL
	if s.Git.IsSet() {
		if err := t.from(s); err != nil {
			return nil, err
		}
	}
	t.corrections, err = corrections(dir, s)
	return t, err
}

// find finds the folder of pages.
func find(dir string, s config.Settings) (folder, error) {
	f := folder{dir: dir, docs: config.Near(dir, s.Docs)}
	if s.Docs == "" && s.Git.IsSet() {
		return f, errors.New("the pages live in a git repository, and their folder is not known yet")
	}
	if s.Docs == "" {
		return f, errors.New("no pages given; set --docs DIR, or \"docs: DIR\" in " + config.Name + ", to the folder of the pages")
	}
	if err := CheckFolder(f.path(), f.docs); err != nil {
		return f, err
	}
	return f, f.findRoot(s.Root)
}

// path returns the path of the folder relative to the working directory.
func (f folder) path() string { return config.Join(f.dir, f.docs) }

// CheckFolder returns an error if dir is not a folder. The error has the name
// shown.
func CheckFolder(dir, shown string) error {
	switch info, err := os.Stat(dir); {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("there is no folder %s; %s", shown, cmp.Or(revision.Why(context.Background(), dir), "set --docs DIR to the folder of the pages"))
	case err != nil:
		return fmt.Errorf("cannot read the pages: %w", err)
	case !info.IsDir():
		return fmt.Errorf("%s is a file; set --docs DIR to the folder of the pages", shown)
	}
	return nil
}

// findRoot sets the folder that includes are read from, and the path of the pages in
// it. If root is empty, this is the top of the repository that the pages are in, or
// else the nearest folder above them that is named api-reference, or else the folder of
// the pages.
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
		return fmt.Errorf("%s is not inside %s; set --root to the folder of the pages or a folder above it", f.docs, root)
	}
	f.root, f.insideRoot = root, filepath.ToSlash(inside)
	return nil
}

// real returns an absolute path with all links resolved. The target of a link
// determines which folders are above it.
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

// defaultRoot returns the root of pages for which the settings name none.
func defaultRoot(full string) string {
	if top, err := revision.Top(full); err == nil {
		return top
	}
	return nearestRoot(full)
}

// nearestRoot returns the nearest folder named api-reference at or above a folder,
// or the folder itself.
func nearestRoot(full string) string {
	for dir := full; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if filepath.Base(dir) == rootName {
			return dir
		}
	}
	return full
}

// corrections returns the corrections of settings: the entries of the overlay and
// the types of properties. It returns nil if there are none.
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

// Overlay returns the text of the overlay of settings. The file must be inside dir.
func Overlay(dir string, s config.Settings) ([]byte, error) {
	if !filepath.IsLocal(s.Overlay) {
		return nil, fmt.Errorf("%s: overlay: %q is outside the folder of the configuration", config.Name, s.Overlay)
	}
	text, err := textfile.ReadIn(dir, s.Overlay, overlayLimit)
	if err != nil {
		return nil, fmt.Errorf("%s: overlay: %w", config.Name, err)
	}
	return text, nil
}

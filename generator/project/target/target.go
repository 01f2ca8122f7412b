// Package target makes the package that settings ask for, in memory, compares it
// with its folder, and brings the folder to it.
//
// A [Target] is what is asked for, complete and checked. A [Package] is what the
// pages give for it.
package target

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/docwright/docwright/generator/choice"
	"github.com/docwright/docwright/generator/gocode"
	"github.com/docwright/docwright/generator/ident"
	"github.com/docwright/docwright/generator/plan"
	"github.com/docwright/docwright/generator/project/config"
	"github.com/docwright/docwright/generator/project/pages"
)

// Target is a package to be made.
type Target struct {
	// Settings are complete: with the folder of the package as seen from Dir, and
	// with its name.
	config.Settings
	// Dir is the folder that relative paths are seen from.
	Dir string
	// Pages are those that the package is made of.
	Pages *pages.Tree

	confined bool // see New
	// uses are what the code uses, where that decides; nil until it is known.
	uses []gocode.Use
}

// New completes the settings of a package and checks them. Paths are relative to dir.
//
// Anybody's change to a repository can touch its configuration. A folder for the
// package that is confined, as one from there is, therefore reaches no further than
// dir: not by "..", nor by a symbolic link.
func New(dir string, s config.Settings, confined bool) (*Target, error) {
	tree, err := pages.Of(dir, s)
	if err != nil {
		return nil, err
	}
	t := &Target{Settings: s, Dir: dir, Pages: tree, confined: confined}
	for _, check := range []func() error{t.checkOut, t.checkURLs, t.checkName} {
		if err := check(); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// checkOut completes and checks the folder of the package.
func (t *Target) checkOut() error {
	if t.Out == "" {
		return errors.New("no output folder given: name it with --out DIR, or with \"out: DIR\" in " + config.Name)
	}
	if t.confined && !filepath.IsLocal(t.Out) {
		return fmt.Errorf("%s: out: %q leaves the folder of the configuration: use --out for that", config.Name, t.Out)
	}
	t.Out = config.Near(t.Dir, t.Out)
	return CheckOut(t.Out, t.confined)
}

// CheckOut refuses folders in which Go looks for no packages of the module, or in
// which other programs keep what is theirs. Those that are hidden are refused where
// the folder is confined: see [New].
func CheckOut(out string, confined bool) error {
	for part := range strings.SplitSeq(filepath.ToSlash(out), "/") {
		hidden := strings.HasPrefix(part, "_") || strings.HasPrefix(part, ".") && part != "." && part != ".."
		if part == ".git" || part == "vendor" || hidden && confined {
			return fmt.Errorf("%q is no folder for a package, because of %q: choose another", out, part)
		}
	}
	return nil
}

// checkURLs refuses a base URL that the client would refuse, since it sends a token
// there, and text before links that can't begin one.
func (t *Target) checkURLs() error {
	if base := t.BaseURL; base != "" {
		u, err := url.Parse(base)
		if err != nil || !isHTTP(u) || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
			return fmt.Errorf("base URL %q: want one such as https://graph.microsoft.com/v1.0, without user, query and fragment", base)
		}
	}
	if u, err := url.Parse(t.DocsURL); t.DocsURL != "" && (err != nil || !isHTTP(u)) {
		return fmt.Errorf("%s: docs-url: %q: want what links to pages begin with, such as https://learn.microsoft.com/graph/api/", config.Name, t.DocsURL)
	}
	return nil
}

func isHTTP(u *url.URL) bool { return u.Scheme == "https" || u.Scheme == "http" }

// checkName completes and checks the name of the package: it is called after its
// folder where the settings have no name.
func (t *Target) checkName() error {
	if t.Package != "" {
		if !ValidName(t.Package) {
			return fmt.Errorf("%q is no name for a package: want lower-case letters and digits, such as \"graph\", and no word of Go's own", t.Package)
		}
		return nil
	}
	full, err := filepath.Abs(t.Path())
	if err != nil {
		return err
	}
	if t.Package = filepath.Base(full); !ValidName(t.Package) {
		return fmt.Errorf("%q is no name for a package: give one with --package NAME", t.Package)
	}
	return nil
}

// ValidName reports whether generated packages may have the name.
func ValidName(name string) bool {
	_, err := ident.Parse(name)
	return err == nil && name == strings.ToLower(name)
}

// Path is where the folder of the package is, as seen from the working directory.
func (t *Target) Path() string { return config.Join(t.Dir, t.Out) }

// Key is the folder of the package as the lock names it.
func (t *Target) Key() string { return path.Clean(filepath.ToSlash(t.Out)) }

// IsAll reports whether the package has all that the pages have.
func (t *Target) IsAll() bool { return choice.Choice{Include: t.Include, Exclude: t.Exclude}.IsAll() }

// Overrides returns the Go names that the settings choose.
func Overrides(s config.Settings) []plan.Override {
	var list []plan.Override
	for _, e := range s.Names {
		list = append(list, plan.Override{Subject: e.Key, Name: e.Value, At: e.Position().String()})
	}
	return list
}

// Open opens the folder of the package. The error is [fs.ErrNotExist] where there is
// none.
func (t *Target) Open() (*os.Root, error) {
	if !t.confined {
		return os.OpenRoot(t.Path())
	}
	here, err := os.OpenRoot(t.Dir)
	if err != nil {
		return nil, err
	}
	defer here.Close()
	return here.OpenRoot(t.Out)
}

// MakeFolder makes and opens the folder of the package.
func (t *Target) MakeFolder() (*os.Root, error) {
	if !t.confined {
		if err := os.MkdirAll(t.Path(), 0o755); err != nil {
			return nil, err
		}
		return os.OpenRoot(t.Path())
	}
	here, err := os.OpenRoot(t.Dir)
	if err != nil {
		return nil, err
	}
	defer here.Close()
	if err := here.MkdirAll(t.Out, 0o755); err != nil {
		return nil, err
	}
	return here.OpenRoot(t.Out)
}

// SameSource reports whether two settings are about the same pages, with the same
// corrections.
func SameSource(a, b config.Settings) bool {
	return a.Docs == b.Docs && a.Root == b.Root && a.Overlay == b.Overlay && slices.Equal(a.Types, b.Types)
}

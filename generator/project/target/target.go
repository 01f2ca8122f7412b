// Package target generates a package from settings, compares it with its folder, and
// writes it.
//
// A [Target] holds completed and checked settings. A [Package] is the package that
// is generated for them from the pages.
package target

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/docwright/docwright/generator/choice"
	"github.com/docwright/docwright/generator/gocode"
	"github.com/docwright/docwright/generator/ident"
	"github.com/docwright/docwright/generator/plan"
	"github.com/docwright/docwright/generator/project/config"
	"github.com/docwright/docwright/generator/project/pages"
)

// Target is a package to be generated.
type Target struct {
	// Settings are complete: Out is relative to Dir if it is inside Dir, and Package is
	// set.
	config.Settings
	// Dir is the folder that paths are relative to.
	Dir string
	// Pages are the pages that the package is generated from.
	Pages *pages.Tree

	// Records has the names that the package keeps from the lock.
	Records []plan.Record

	confined bool // see New
	// uses holds the uses of the package in the module, if the package is generated
	// from them. It is nil until they have been searched.
	uses []gocode.Use
}

// New completes and checks the settings of a package. Paths are relative to dir.
//
// A configuration is untrusted, because a pull request can change it. If confined is
// set, as for settings from a configuration, the folder of the package must be
// inside dir. Neither ".." nor a symbolic link can lead out of dir.
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
		return errors.New("no output folder given; set --out DIR, or \"out: DIR\" in " + config.Name)
	}
	if t.confined && !filepath.IsLocal(t.Out) {
		return fmt.Errorf("%s: out: %q is outside the folder of the configuration; use --out for such a folder", config.Name, t.Out)
	}
	t.Out = config.Near(t.Dir, t.Out)
	if err := CheckOut(t.Out, t.confined); err != nil {
		return err
	}
	return t.checkPlace()
}

// checkPlace returns an error if links lead from the folder of the package out of the
// folder of the configuration, or if the folder is among the pages.
func (t *Target) checkPlace() error {
	here, out := config.RealPath(t.Dir), config.RealPath(t.Path())
	if filepath.IsLocal(t.Out) && !isInside(here, out) {
		return fmt.Errorf("%s cannot be the folder of a package, because a symbolic link makes it %s, outside the folder of the configuration; name that folder with --out, or choose another one", t.Out, out)
	}
	docs := t.Pages.Folder()
	if docs == "" || !isInside(docs, out) {
		return nil
	}
	// If the configuration is among the pages, so are all folders. One without pages of its
	// own will do.
	if out != docs && isInside(docs, here) && !hasPages(out) {
		return nil
	}
	return fmt.Errorf("%s cannot be the folder of a package, because it is among the pages in %s; choose another folder", t.Out, t.Pages.Shown)
}

// hasPages reports whether a folder has pages in it, or can't be listed.
func hasPages(dir string) bool {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return !errors.Is(err, fs.ErrNotExist)
	}
	return slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return strings.EqualFold(filepath.Ext(e.Name()), ".md") })
}

// isInside reports whether a path is a folder or in it. Both paths have their links
// resolved.
func isInside(folder, name string) bool {
	inside, err := filepath.Rel(folder, name)
	return err == nil && filepath.IsLocal(inside)
}

// CheckOut returns an error for a folder named vendor or .git, or inside one. If
// confined is set (see [New]), it also returns an error for hidden folders, which
// belong to other programs.
func CheckOut(out string, confined bool) error {
	for part := range strings.SplitSeq(filepath.ToSlash(out), "/") {
		hidden := strings.HasPrefix(part, "_") || strings.HasPrefix(part, ".") && part != "." && part != ".."
		if part == ".git" || part == "vendor" || hidden && confined {
			return fmt.Errorf("%q cannot be the folder of a package, because of %q; choose another folder", out, part)
		}
	}
	return nil
}

// checkURLs checks the base URL by the rules of the generated client, which sends a
// token there, and the URL before links to pages.
func (t *Target) checkURLs() error {
	if base := t.BaseURL; base != "" {
		u, err := url.Parse(placeholder.ReplaceAllString(base, "x"))
		if err != nil || !isHTTP(u) || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
			return fmt.Errorf("base URL %q: want a URL such as https://api.example.com/v1.0, without user, query and fragment; values that the client is given are in braces, as in https://{tenant}.example.com", base)
		}
	}
	if u, err := url.Parse(t.DocsURL); t.DocsURL != "" && (err != nil || !isHTTP(u)) {
		return fmt.Errorf("%s: docs-url: %q: want the beginning of links to pages, such as https://docs.example.com/api/", config.Name, t.DocsURL)
	}
	return nil
}

// placeholder matches a placeholder in a base URL.
var placeholder = regexp.MustCompile(`\{[A-Za-z][A-Za-z0-9_-]*\}`)

func isHTTP(u *url.URL) bool { return u.Scheme == "https" || u.Scheme == "http" }

// checkName completes and checks the name of the package. The default is the name of
// its folder.
func (t *Target) checkName() error {
	if t.Package != "" {
		if !ValidName(t.Package) {
			return fmt.Errorf("%q is not a valid package name: want lower-case letters and digits, such as \"graph\", and no word that Go reserves", t.Package)
		}
		return nil
	}
	full, err := filepath.Abs(t.Path())
	if err != nil {
		return err
	}
	if t.Package = filepath.Base(full); !ValidName(t.Package) {
		return fmt.Errorf("%q is not a valid package name; set another with --package NAME", t.Package)
	}
	return nil
}

// ValidName reports whether the name is valid for a generated package.
func ValidName(name string) bool {
	_, err := ident.Parse(name)
	return err == nil && name == strings.ToLower(name)
}

// Path returns the path of the folder of the package, relative to the working
// directory.
func (t *Target) Path() string { return config.Join(t.Dir, t.Out) }

// Key returns the folder of the package in the form that the lock has.
func (t *Target) Key() string { return path.Clean(filepath.ToSlash(t.Out)) }

// IsAll reports whether the package has everything that the pages describe.
func (t *Target) IsAll() bool { return choice.Choice{Include: t.Include, Exclude: t.Exclude}.IsAll() }

// Overrides returns the Go names in the settings.
func Overrides(s config.Settings) []plan.Override {
	var list []plan.Override
	for _, e := range s.Names {
		list = append(list, plan.Override{Subject: e.Key, Name: e.Value, At: e.Position().String()})
	}
	return list
}

// Open opens the folder of the package. The error is [fs.ErrNotExist] if the folder
// does not exist.
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

// MakeFolder makes the folder of the package if necessary, and opens it.
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

// SameSource reports whether two settings have the same pages and corrections.
func SameSource(a, b config.Settings) bool {
	return a.Docs == b.Docs && a.Root == b.Root && a.Git == b.Git && a.Vendor == b.Vendor && a.Zone == b.Zone && a.BaseURL == b.BaseURL && a.Overlay == b.Overlay && slices.Equal(a.Types, b.Types)
}

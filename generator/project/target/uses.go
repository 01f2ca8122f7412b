package target

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"

	"github.com/docwright/docwright/generator/choice"
	"github.com/docwright/docwright/generator/gocode"
	"github.com/docwright/docwright/generator/plan"
	"github.com/docwright/docwright/generator/project/config"
	"github.com/docwright/docwright/generator/surface"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/near"
	"github.com/docwright/docwright/parser/source"
	"github.com/docwright/docwright/templates"
)

// usedPattern is the pattern for everything that the Go code of the module uses.
const usedPattern = "used"

// ErrUnknownUses is the error for a package of which the module uses only names that
// the pages do not produce. Its findings name them.
var ErrUnknownUses = errors.New("the pages produce none of the names of the package that the Go code of the module uses")

// DecidedByUses reports whether the content of the package depends on its uses in the
// module.
func (t *Target) DecidedByUses() bool { return slices.Contains(t.Include, usedPattern) }

// lookForUses sets t.uses if the package depends on them.
func (t *Target) lookForUses() (err error) {
	if !t.DecidedByUses() || t.uses != nil {
		return nil
	}
	if t.uses, err = t.usesOfModule(); err != nil {
		return fmt.Errorf("include: used: %w", err)
	}
	return nil
}

// usedNames returns the used names, sorted.
func (t *Target) usedNames() []string {
	var names []string
	for _, use := range t.uses {
		names = append(names, use.Name)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// Choice returns the choice of the settings, and a finding for each use in the module of
// a name that the pages do not produce.
func (t *Target) Choice(m *model.Model) (choice.Choice, source.Findings, error) {
	if err := t.lookForUses(); err != nil {
		return choice.Choice{}, nil, err
	}
	return t.pick(m)
}

// pick returns the choice of the settings, with the pattern "used" replaced by the
// uses in the module, and a finding for each use of an unknown name.
func (t *Target) pick(m *model.Model) (choice.Choice, source.Findings, error) {
	pick := choice.Choice{Include: t.Include, Exclude: t.Exclude, Relationships: t.Relationships}
	if !t.DecidedByUses() {
		return pick, nil, nil
	}
	pick.Include = slices.DeleteFunc(slices.Clone(pick.Include), func(p string) bool { return p == usedPattern })
	pick.Used = map[any]bool{}
	names, _, err := plan.NewLookup(m, plan.Options{Package: t.Package, Names: Overrides(t.Settings), Records: t.Records, BaseURL: "-", Reserved: templates.Declared()})
	if err != nil {
		return pick, nil, err
	}
	var unknown source.Findings
	for _, use := range t.uses {
		switch of, known := names.Named(use.Name); {
		case !known:
			unknown.Add(use.Position, ruleUsed, "the pages produce no %s; check the spelling, and whether it was renamed%s", use.Name, near.Hint(use.Name, names.Names()))
		case of != nil:
			pick.Used[of] = true
		}
	}
	if len(pick.Used) == 0 && len(pick.Include) == 0 && len(unknown) > 0 {
		return pick, unknown, fmt.Errorf("nothing was written: %w", ErrUnknownUses)
	}
	if len(pick.Used) == 0 && len(pick.Include) == 0 {
		return pick, nil, fmt.Errorf("include: used: no Go file of the module uses a function or type of %s; import the package and use one, or add other patterns to \"include\"", t.Out)
	}
	return pick, unknown, nil
}

// module is the module with the folder of a package.
type module struct {
	*os.Root
	dir    string // of the module
	path   string // of the package to import
	inside string // the folder of the package in the module
}

// module opens the module of the package. The caller closes it.
func (t *Target) module() (*module, error) {
	out, err := filepath.Abs(t.Path())
	if err != nil {
		return nil, err
	}
	m := &module{}
	if m.dir, err = moduleOf(out); err != nil {
		return nil, err
	}
	if m.inside, err = relative(m.dir, out); err != nil {
		return nil, err
	}
	if m.Root, err = os.OpenRoot(m.dir); err != nil {
		return nil, err
	}
	name, err := gocode.ModulePath(m.FS())
	if err != nil {
		m.Close()
		return nil, err
	}
	m.path = path.Join(name, m.inside)
	return m, nil
}

// usesOfModule returns the uses of the package in its module. Positions are relative to
// the folder of the configuration.
func (t *Target) usesOfModule() ([]gocode.Use, error) {
	m, err := t.module()
	if err != nil {
		return nil, err
	}
	defer m.Close()
	list, err := gocode.Uses(m.FS(), m.path, t.Package, m.inside)
	if err != nil {
		return nil, err
	}
	seen, err := relative(t.Dir, m.dir)
	if err != nil {
		return nil, err
	}
	uses := make([]gocode.Use, len(list))
	for i, use := range list {
		uses[i] = gocode.Use{Name: use.Name, Position: use.Position.In(seen)}
	}
	return uses, nil
}

// codeUses returns what the code of the module may use of the package.
func (t *Target) codeUses() (u surface.Uses, err error) {
	m, err := t.module()
	if err != nil {
		return u, err
	}
	defer m.Close()
	list, err := gocode.Uses(m.FS(), m.path, t.Package, m.inside)
	if err != nil {
		return u, err
	}
	for _, use := range list {
		u.Names = append(u.Names, use.Name)
	}
	u.Members, err = gocode.Members(m.FS(), m.inside)
	return u, err
}

// relative returns the path of a folder relative to another one, slash-separated.
func relative(from, to string) (string, error) {
	from, err := filepath.Abs(from)
	if err != nil {
		return "", err
	}
	name, err := filepath.Rel(from, to)
	return filepath.ToSlash(name), err
}

var errNoModule = errors.New("the package is not in a module; there is no go.mod in its folder or above it")

// moduleOf returns the nearest folder, at or above dir, that has a go.mod file.
func moduleOf(dir string) (string, error) {
	for ; ; dir = filepath.Dir(dir) {
		_, err := os.Stat(filepath.Join(dir, "go.mod"))
		if err == nil {
			return dir, nil
		}
		if !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrInvalid) || dir == filepath.Dir(dir) {
			return "", errNoModule
		}
	}
}

// withUses returns a copy of the target with other uses and without a budget.
func (t *Target) withUses(names []string) *Target {
	other := *t
	other.Budget = config.Budget{}
	other.uses = make([]gocode.Use, len(names))
	for i, name := range names {
		other.uses[i].Name = name
	}
	return &other
}

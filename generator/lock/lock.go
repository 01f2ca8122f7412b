// Package lock reads, compares and writes docwright.lock. The file records the
// inputs of generated packages, so that a change of the pages is accepted
// explicitly.
//
// The file is text with a line for each fact, in a fixed order. The lines after a
// line "target" belong to the package in that folder:
//
//	# The inputs of the generated packages. Written by "docwright generate --update"; commit it.
//	tool v0.4.0
//	target internal/graph
//	docs 5f3c0e0b9d6f7a4e
//	option include 0b1c…
//	files 77e0…
//	func GetUser GET /users/{}
//	struct GetUserOptions GET /users/{}
//	page api/user-get.md 8c1f… 41d0…
//
// A name with spaces or special characters is quoted as in Go.
package lock

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Name is the name of the file.
const Name = "docwright.lock"

const head = "# The inputs of the generated packages. Written by \"docwright generate --update\"; commit it.\n"

// Lock is the content of the file: the inputs of all packages of a configuration.
type Lock struct {
	Tool    string    // the version of docwright
	Targets []*Target // in the order of the configuration
}

// Target records the inputs of one package.
type Target struct {
	Out string // the folder of the package, slash-separated
	// Docs is the revision of the repository of the pages. It is empty if there is none,
	// and for the repository with the lock, which has another revision once the lock is
	// committed.
	Docs    string
	Options []Option // those that are set, in the order of the configuration
	// Files is a hash of the generated files, or empty if it is not known. Pages that
	// the package does not use can also change it, because they take or free names.
	Files string
	// Uses lists the names of the package that the code of the module uses, sorted. It
	// is empty unless the package is generated from these uses.
	Uses []string
	// Funcs has the functions of the package, and Structs the structs for their options
	// and bodies, by name. They keep their names if pages are added.
	Funcs, Structs []Owner
	Pages          []Page // sorted by name
}

// Owner is a name of the package with the request line that it belongs to: a method
// and the shape of a path. Functions may share a struct; the line is that of the first.
type Owner struct{ Name, Method, Path string }

// Option is the name of a setting with a hash of its value.
type Option struct{ Name, Sum string }

// Page is a page with hashes.
type Page struct {
	Name string
	Sum  string // of its text and of the files that it includes
	Says string // of what it says about the API, or empty if this is not known
}

// Target returns the record of the package in a folder, or nil.
func (l *Lock) Target(out string) *Target {
	for _, t := range l.Targets {
		if t.Out == out {
			return t
		}
	}
	return nil
}

// Put replaces the record of the package in the folder of t, or adds t.
func (l *Lock) Put(t *Target) {
	for i, had := range l.Targets {
		if had.Out == t.Out {
			l.Targets[i] = t
			return
		}
	}
	l.Targets = append(l.Targets, t)
}

// Sum returns the hash of the parts, in their order.
func Sum(parts ...[]byte) string {
	h := sha256.New()
	for _, p := range parts {
		one := sha256.Sum256(p)
		h.Write(one[:])
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// Format returns the text of the lock.
func (l *Lock) Format() []byte {
	b := []byte(head)
	fact := func(kind, value string) {
		if value != "" {
			b = fmt.Appendf(b, "%s %s\n", kind, value)
		}
	}
	fact("tool", l.Tool)
	for _, t := range l.Targets {
		fact("target", word(t.Out))
		fact("docs", t.Docs)
		for _, o := range t.Options {
			fact("option", word(o.Name)+" "+o.Sum)
		}
		fact("files", t.Files)
		for _, name := range t.Uses {
			fact("use", word(name))
		}
		for _, o := range t.Funcs {
			fact("func", o.format())
		}
		for _, o := range t.Structs {
			fact("struct", o.format())
		}
		for _, p := range t.Pages {
			fact("page", strings.TrimSuffix(word(p.Name)+" "+p.Sum+" "+p.Says, " "))
		}
	}
	return b
}

func (o Owner) format() string { return word(o.Name) + " " + word(o.Method) + " " + word(o.Path) }

// word returns a name as one word of a line. It quotes a name that would
// otherwise be read as several words or lines.
func word(name string) string {
	plain := func(r rune) bool { return r > ' ' && r < 0x7f && r != '"' && r != '#' }
	if name != "" && strings.IndexFunc(name, func(r rune) bool { return !plain(r) }) < 0 {
		return name
	}
	return strconv.QuoteToASCII(name)
}

// cutWord splits the text after its first word. The name is empty if the word is
// invalid.
func cutWord(text string) (name, rest string) {
	if !strings.HasPrefix(text, `"`) {
		name, rest, _ = strings.Cut(text, " ")
		return name, rest
	}
	quoted, err := strconv.QuotedPrefix(text)
	if err != nil {
		return "", ""
	}
	name, _ = strconv.Unquote(quoted) // no error: QuotedPrefix returns a valid literal
	return name, strings.TrimPrefix(text[len(quoted):], " ")
}

// fact is a kind of line about a package.
type fact struct {
	kind string // the first word
	form string // of the rest of the line; empty if any text is valid
	// set stores the rest of the line in t and reports whether it is valid. The rest
	// is given as a whole, and split into a name and what follows it.
	set func(t *Target, value, name, sum string) bool
}

// facts is the table of the lines after a line "target".
var facts = []fact{
	{"docs", "", func(t *Target, value, _, _ string) bool { t.Docs = value; return true }},
	{"option", "NAME HASH", func(t *Target, _, name, sum string) bool {
		t.Options = append(t.Options, Option{name, sum})
		return isSum(name, sum)
	}},
	{"files", "", func(t *Target, value, _, _ string) bool { t.Files = value; return true }},
	{"use", "NAME", func(t *Target, _, name, sum string) bool {
		t.Uses = append(t.Uses, name)
		return name != "" && sum == ""
	}},
	{"func", "NAME METHOD PATH", func(t *Target, _, name, rest string) bool {
		return appendOwner(&t.Funcs, name, rest)
	}},
	{"struct", "NAME METHOD PATH", func(t *Target, _, name, rest string) bool {
		return appendOwner(&t.Structs, name, rest)
	}},
	{"page", "NAME HASH HASH", func(t *Target, _, name, rest string) bool {
		sum, says, _ := strings.Cut(rest, " ")
		t.Pages = append(t.Pages, Page{name, sum, says})
		return isSum(name, sum) && !strings.Contains(says, " ")
	}},
}

// isSum reports whether a line has a name and a hash.
func isSum(name, sum string) bool { return name != "" && sum != "" && !strings.Contains(sum, " ") }

// appendOwner appends the owner of a name from the rest of its line, and reports
// whether the line is valid.
func appendOwner(list *[]Owner, name, rest string) bool {
	method, rest := cutWord(rest)
	path, rest := cutWord(rest)
	*list = append(*list, Owner{name, method, path})
	return name != "" && method != "" && path != "" && rest == ""
}

// Parse reads a lock file. The error names the invalid line.
func Parse(text []byte) (*Lock, error) {
	l := &Lock{}
	n := 0
	for line := range strings.Lines(string(text)) {
		n++
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if err := l.parseLine(line); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", Name, n, err)
		}
	}
	return l, nil
}

func (l *Lock) parseLine(line string) error {
	kind, rest, _ := strings.Cut(line, " ")
	name, sum := cutWord(rest)
	switch kind {
	case "tool":
		l.Tool = rest
		return nil
	case "target":
		l.Targets = append(l.Targets, &Target{Out: name})
		if name == "" || sum != "" {
			return errors.New("want \"target FOLDER\"")
		}
		return nil
	}
	i := slices.IndexFunc(facts, func(f fact) bool { return f.kind == kind })
	switch {
	case i < 0:
		return fmt.Errorf("unknown line %.40q; resolve a merge conflict, or use a newer version of docwright", kind)
	case len(l.Targets) == 0:
		return fmt.Errorf("%q must follow a line \"target\", which names the package", kind)
	case !facts[i].set(l.Targets[len(l.Targets)-1], rest, name, sum):
		return fmt.Errorf("want \"%s %s\"", kind, facts[i].form)
	}
	return nil
}

// Level selects the differences between the record and the present that count.
type Level string

// The levels. With Output, only a change of the generated files counts: a page whose
// changes are not part of the package, or an option without effect, is no difference.
// With Pages, each change of a page or an option counts.
const (
	Output Level = "output"
	Pages  Level = "pages"
)

// ParseLevel returns the level with a name.
func ParseLevel(name string) (Level, error) {
	switch l := Level(name); l {
	case Output, Pages:
		return l, nil
	}
	return "", fmt.Errorf("unknown value %q for lock: want %s or %s", name, Output, Pages)
}

// Difference is a difference between two records of a package.
type Difference struct {
	Page   string // the name of the page, or empty
	Option string // the name of the option, or empty
	How    How
}

// How is a kind of difference.
type How string

// The kinds of difference. Only a difference without a page and without an option is
// Otherwise: it is about the package as a whole.
const (
	Changed How = "changed"
	New     How = "new"
	Gone    How = "gone"
	// Otherwise means that the generated files differ although the recorded inputs
	// are the same. Other pages were added or removed and changed the names in the
	// package, or another version of docwright generates other code.
	Otherwise How = "otherwise"
)

// Compare returns the differences that count between a locked record and the present
// one: options first, in the order of the records, then pages, sorted. The revision
// and the version of docwright never count. With Output, pages that say the same as
// before are left out, if others say something else.
func Compare(was, is *Target, level Level) []Difference {
	same := was.Files == is.Files
	if same && was.Files != "" && level == Output {
		return nil
	}
	list := compareOptions(was.Options, is.Options)
	pages := comparePages(was.Pages, is.Pages, func(old, now Page) bool { return old.Sum != now.Sum })
	if level == Output {
		if some := comparePages(was.Pages, is.Pages, saysOther); len(some) > 0 {
			pages = some
		}
	}
	list = append(list, pages...)
	if len(list) == 0 && was.Files != "" && !same {
		list = append(list, Difference{How: Otherwise})
	}
	return list
}

// saysOther reports whether the text of a page has changed, and what it says.
func saysOther(old, now Page) bool {
	return old.Sum != now.Sum && (old.Says != now.Says || old.Says == "")
}

// compareOptions returns the differences between options.
func compareOptions(was, is []Option) []Difference {
	var list []Difference
	for _, o := range is {
		i := slices.IndexFunc(was, func(old Option) bool { return old.Name == o.Name })
		switch {
		case i < 0:
			list = append(list, Difference{Option: o.Name, How: New})
		case was[i].Sum != o.Sum:
			list = append(list, Difference{Option: o.Name, How: Changed})
		}
	}
	for _, old := range was {
		if !slices.ContainsFunc(is, func(o Option) bool { return o.Name == old.Name }) {
			list = append(list, Difference{Option: old.Name, How: Gone})
		}
	}
	return list
}

// comparePages returns the differences between pages, sorted by name. A page in both
// lists differs if the function says so.
func comparePages(was, is []Page, differ func(old, now Page) bool) []Difference {
	old := make(map[string]Page, len(was))
	for _, p := range was {
		old[p.Name] = p
	}
	var list []Difference
	for _, p := range is {
		o, had := old[p.Name]
		switch {
		case !had:
			list = append(list, Difference{Page: p.Name, How: New})
		case differ(o, p):
			list = append(list, Difference{Page: p.Name, How: Changed})
		}
		delete(old, p.Name)
	}
	for _, p := range was {
		if _, left := old[p.Name]; left {
			list = append(list, Difference{Page: p.Name, How: Gone})
		}
	}
	slices.SortFunc(list, func(a, b Difference) int { return strings.Compare(a.Page, b.Page) })
	return list
}

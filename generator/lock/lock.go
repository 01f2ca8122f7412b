// Package lock is docwright.lock: a record of what packages were made of, so
// that a change of the pages is taken over when somebody says so, and not by the
// way.
//
// It is text, a line for each fact, in an order that depends on nothing. What
// follows a line "target" is of the package in that folder:
//
//	# What the packages were made of. Written by "docwright generate --update"; commit it.
//	tool v0.4.0
//	target internal/graph
//	docs 5f3c0e0b9d6f7a4e
//	options 0b1c…
//	files 77e0…
//	page api/user-get.md 8c1f…
//
// A name that is no plain word is quoted as in Go.
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

// Name is the file's.
const Name = "docwright.lock"

const head = "# What the packages were made of. Written by \"docwright generate --update\"; commit it.\n"

// Lock is what the packages of a configuration were made of.
type Lock struct {
	Tool    string    // the version of docwright
	Targets []*Target // in the order of the configuration
}

// Target is what one package was made of.
type Target struct {
	Out     string // the folder of the package, slash-separated
	Docs    string // the revision of the pages' repository; empty where they are in none
	Options string // a hash of what was asked for
	// Files is a hash of the package: pages that it does not stand on decide about
	// it too, where they leave it a name or take one. Empty where it isn't known.
	Files string
	// Uses are the names that the code of the module uses of the package, sorted,
	// where that decides on what it has.
	Uses  []string
	Pages []Page // sorted by name
}

// Page is a page with a hash of its text and of what it includes.
type Page struct{ Name, Sum string }

// Target returns what is locked of the package in the folder; nil where nothing is.
func (l *Lock) Target(out string) *Target {
	for _, t := range l.Targets {
		if t.Out == out {
			return t
		}
	}
	return nil
}

// Put replaces what is locked of the package in t's folder, or adds it.
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
		fact("options", t.Options)
		fact("files", t.Files)
		for _, name := range t.Uses {
			fact("use", word(name))
		}
		for _, p := range t.Pages {
			b = fmt.Appendf(b, "page %s %s\n", word(p.Name), p.Sum)
		}
	}
	return b
}

// word is a name as it stands in the lock: no name makes a line of its own, or
// is taken for two.
func word(name string) string {
	plain := func(r rune) bool { return r > ' ' && r < 0x7f && r != '"' && r != '#' }
	if name != "" && strings.IndexFunc(name, func(r rune) bool { return !plain(r) }) < 0 {
		return name
	}
	return strconv.QuoteToASCII(name)
}

// cutWord returns the name that the text begins with, and what follows it. The name is
// empty where it can't be read.
func cutWord(text string) (name, rest string) {
	if !strings.HasPrefix(text, `"`) {
		name, rest, _ = strings.Cut(text, " ")
		return name, rest
	}
	quoted, err := strconv.QuotedPrefix(text)
	if err != nil {
		return "", ""
	}
	name, _ = strconv.Unquote(quoted) // what QuotedPrefix returns can be unquoted
	return name, strings.TrimPrefix(text[len(quoted):], " ")
}

// fact is a kind of line: what a lock says of a package.
type fact struct {
	kind string
	form string // of what follows the kind; empty where that is anything
	set  func(t *Target, value, name, sum string) bool
}

// facts is the table of the lines that follow a line "target". Set is given all that
// follows the kind, and that as a name with the hash behind it; it reports whether
// the line has the form.
var facts = []fact{
	{"docs", "", func(t *Target, value, _, _ string) bool { t.Docs = value; return true }},
	{"options", "", func(t *Target, value, _, _ string) bool { t.Options = value; return true }},
	{"files", "", func(t *Target, value, _, _ string) bool { t.Files = value; return true }},
	{"use", "NAME", func(t *Target, _, name, sum string) bool {
		t.Uses = append(t.Uses, name)
		return name != "" && sum == ""
	}},
	{"page", "NAME HASH", func(t *Target, _, name, sum string) bool {
		t.Pages = append(t.Pages, Page{name, sum})
		return name != "" && sum != "" && !strings.Contains(sum, " ")
	}},
}

// Parse reads the text of a lock. The error names the line that is wrong.
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
		return fmt.Errorf("unknown line %.40q: is it of a later version of docwright, or was a merge left unfinished?", kind)
	case len(l.Targets) == 0:
		return fmt.Errorf("%q stands before the line \"target\" that says of which package it is", kind)
	case !facts[i].set(l.Targets[len(l.Targets)-1], rest, name, sum):
		return fmt.Errorf("want \"%s %s\"", kind, facts[i].form)
	}
	return nil
}

// Difference is a way in which two locks of a package differ.
type Difference struct {
	Page string // empty for the options, and for the package as a whole
	How  How
}

// How says what became of a page since it was locked.
type How string

// The ways in which pages differ. Of options there is Changed only, of the
// package as a whole Otherwise only.
const (
	Changed How = "changed"
	New     How = "new"
	Gone    How = "gone"
	// Otherwise is where the package differs, though all that it stands on is the
	// same: other pages have come or gone that decide on its names.
	Otherwise How = "otherwise"
)

// Compare returns how what is asked for now differs from what was locked. The
// revision is for people to know: what matters of it is in the pages.
func Compare(was, is *Target) []Difference {
	var list []Difference
	if was.Options != is.Options {
		list = append(list, Difference{How: Changed})
	}
	sums := func(t *Target) map[string]string {
		m := make(map[string]string, len(t.Pages))
		for _, p := range t.Pages {
			m[p.Name] = p.Sum
		}
		return m
	}
	old, now := sums(was), sums(is)
	names := []string{}
	for _, p := range append(slices.Clone(was.Pages), is.Pages...) {
		names = append(names, p.Name)
	}
	slices.Sort(names)
	for _, name := range slices.Compact(names) {
		o, had := old[name]
		n, has := now[name]
		switch {
		case !had:
			list = append(list, Difference{name, New})
		case !has:
			list = append(list, Difference{name, Gone})
		case o != n:
			list = append(list, Difference{name, Changed})
		}
	}
	if len(list) == 0 && was.Files != "" && was.Files != is.Files {
		list = append(list, Difference{How: Otherwise})
	}
	return list
}

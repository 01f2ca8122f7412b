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
//	page api/user-get.md 8c1f…
package lock

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
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
	Pages   []Page // sorted by name
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
		fact("target", t.Out)
		fact("docs", t.Docs)
		fact("options", t.Options)
		for _, p := range t.Pages {
			b = fmt.Appendf(b, "page %s %s\n", p.Name, p.Sum)
		}
	}
	return b
}

// Parse reads the text of a lock. The error names the line that is wrong.
func Parse(text []byte) (*Lock, error) {
	l := &Lock{}
	var t *Target
	lines := bufio.NewScanner(bytes.NewReader(text))
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		kind, rest, _ := strings.Cut(line, " ")
		switch kind {
		case "tool":
			l.Tool = rest
			continue
		case "target":
			if rest == "" {
				return nil, fmt.Errorf("%s:%d: want \"target FOLDER\"", Name, n)
			}
			t = &Target{Out: rest}
			l.Targets = append(l.Targets, t)
			continue
		case "docs", "options", "page":
		default:
			return nil, fmt.Errorf("%s:%d: unknown line %q: is it of a later version of docwright, or was a merge left unfinished?", Name, n, kind)
		}
		if t == nil {
			return nil, fmt.Errorf("%s:%d: %q stands before the line \"target\" that says of which package it is", Name, n, kind)
		}
		switch i := strings.LastIndexByte(rest, ' '); {
		case kind == "docs":
			t.Docs = rest
		case kind == "options":
			t.Options = rest
		case i <= 0:
			return nil, fmt.Errorf("%s:%d: want \"page NAME HASH\"", Name, n)
		default:
			t.Pages = append(t.Pages, Page{rest[:i], rest[i+1:]})
		}
	}
	return l, lines.Err()
}

// Difference is a way in which two locks of a package differ.
type Difference struct {
	Page string // empty for the options
	How  How
}

// How says what became of a page since it was locked.
type How string

// The ways in which pages differ; of options there is Changed only.
const (
	Changed How = "changed"
	New     How = "new"
	Gone    How = "gone"
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
	return list
}

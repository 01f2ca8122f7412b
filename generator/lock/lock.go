// Package lock is docwright.lock: a record of what a package was made of, so
// that a change of the pages is taken over when somebody says so, and not by the
// way.
//
// It is text, a line for each fact, in an order that depends on nothing:
//
//	# What the package was made of. Written by "docwright generate --update"; commit it.
//	tool v0.4.0
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

const head = "# What the package was made of. Written by \"docwright generate --update\"; commit it.\n"

// Lock is what a package was made of.
type Lock struct {
	Tool    string // the version of docwright
	Docs    string // the revision of the pages' repository; empty where they are in none
	Options string // a hash of what was asked for
	Pages   []Page // sorted by name
}

// Page is a page with a hash of its text and of what it includes.
type Page struct{ Name, Sum string }

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
	for _, fact := range [][2]string{{"tool", l.Tool}, {"docs", l.Docs}, {"options", l.Options}} {
		if fact[1] != "" {
			b = fmt.Appendf(b, "%s %s\n", fact[0], fact[1])
		}
	}
	for _, p := range l.Pages {
		b = fmt.Appendf(b, "page %s %s\n", p.Name, p.Sum)
	}
	return b
}

// Parse reads the text of a lock. The error names the line that is wrong.
func Parse(text []byte) (*Lock, error) {
	l := &Lock{}
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
		case "docs":
			l.Docs = rest
		case "options":
			l.Options = rest
		case "page":
			i := strings.LastIndexByte(rest, ' ')
			if i <= 0 {
				return nil, fmt.Errorf("%s:%d: want \"page NAME HASH\"", Name, n)
			}
			l.Pages = append(l.Pages, Page{rest[:i], rest[i+1:]})
		default:
			return nil, fmt.Errorf("%s:%d: unknown line %q: is it of a later version of docwright, or was a merge left unfinished?", Name, n, kind)
		}
	}
	return l, lines.Err()
}

// Difference is a way in which two locks differ.
type Difference struct {
	Page string // empty for the options
	How  string // "changed", "new", "gone"
}

// Compare returns how what is asked for now differs from what was locked. The
// tool and the revision are for people to know: what matters of them is in the
// pages.
func Compare(was, is *Lock) []Difference {
	var list []Difference
	if was.Options != is.Options {
		list = append(list, Difference{How: "changed"})
	}
	sums := func(l *Lock) map[string]string {
		m := make(map[string]string, len(l.Pages))
		for _, p := range l.Pages {
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
			list = append(list, Difference{name, "new"})
		case !has:
			list = append(list, Difference{name, "gone"})
		case o != n:
			list = append(list, Difference{name, "changed"})
		}
	}
	return list
}

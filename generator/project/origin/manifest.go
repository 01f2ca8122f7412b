package origin

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/docwright/docwright/parser/git"
)

// Name is the name of the file in a folder of pages that says where they are from.
const Name = "docwright.vendor"

const head = "# Where the pages in this folder are from. Written by \"docwright vendor\"; commit it, and change no file of the folder.\n"

// Manifest says where the pages in a folder are from, and which files they are:
//
//	# Where the pages in this folder are from. Written by "docwright vendor"; …
//	git https://github.com/owner/name
//	ref main
//	folder reference/v1.0
//	commit 8be03f0d55d2190a1f9d5e5eacbaf360dc9a7641
//	date 2026-03-01
//	file reference/v1.0/api/user-get.md 8c1f…
//
// A name with spaces or special characters is quoted as in Go.
type Manifest struct {
	Source
	Commit string
	Date   string // the day of the commit in UTC
	Files  []File // sorted by name
	// Links are the paths of symbolic links with the names of pages, from the top of the
	// repository. They are not followed, and not in the folder.
	Links []string
}

// File is a file with the SHA-256 of its content.
type File struct {
	Name string // from the folder of the manifest, slash-separated
	Sum  string // in hexadecimal
}

// Sum returns the SHA-256 of a content in the form of [File].
func Sum(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// Format returns the text of the manifest.
func (m *Manifest) Format() []byte {
	b := []byte(head)
	for _, f := range m.facts() {
		b = fmt.Appendf(b, "%s %s\n", f.kind, quoted(*f.value))
	}
	for _, f := range m.Files {
		b = fmt.Appendf(b, "file %s %s\n", quoted(f.Name), f.Sum)
	}
	for _, name := range m.Links {
		b = fmt.Appendf(b, "link %s\n", quoted(name))
	}
	return b
}

// fact is a line about all files.
type fact struct {
	kind  string
	value *string
}

// facts returns the lines about all files in their order.
func (m *Manifest) facts() []fact {
	return []fact{{"git", &m.URL}, {"ref", &m.Ref}, {"folder", &m.Source.Folder}, {"commit", &m.Commit}, {"date", &m.Date}}
}

// quoted returns a text as one word.
func quoted(text string) string {
	isPlain := func(r rune) bool { return r > ' ' && r < 0x7f && r != '"' && r != '#' }
	if text != "" && strings.IndexFunc(text, func(r rune) bool { return !isPlain(r) }) < 0 {
		return text
	}
	return strconv.QuoteToASCII(text)
}

// ParseManifest reads the text of a manifest. The error names the invalid line.
func ParseManifest(text []byte) (*Manifest, error) {
	m := &Manifest{}
	n := 0
	for line := range strings.Lines(string(text)) {
		n++
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if err := m.parseLine(line); err != nil {
			return nil, fmt.Errorf("%s:%d: %w; run \"docwright vendor\" to write the folder again", Name, n, err)
		}
	}
	if err := m.check(); err != nil {
		return nil, fmt.Errorf("%s: %w; run \"docwright vendor\" to write the folder again", Name, err)
	}
	return m, nil
}

func (m *Manifest) parseLine(line string) error {
	kind, rest, _ := strings.Cut(line, " ")
	name, sum := rest, ""
	if q, err := strconv.QuotedPrefix(rest); err == nil {
		name, _ = strconv.Unquote(q)
		sum = strings.TrimPrefix(rest[len(q):], " ")
	} else {
		name, sum, _ = strings.Cut(rest, " ")
	}
	if kind == "file" {
		if name == "" || len(sum) != 2*sha256.Size {
			return errors.New("want \"file NAME HASH\"")
		}
		m.Files = append(m.Files, File{name, sum})
		return CheckName(name)
	}
	if kind == "link" && name != "" && sum == "" {
		m.Links = append(m.Links, name)
		return CheckName(name)
	}
	facts := m.facts()
	i := slices.IndexFunc(facts, func(f fact) bool { return f.kind == kind })
	if i < 0 || sum != "" {
		return fmt.Errorf("unknown line %.40q", line)
	}
	*facts[i].value = name
	return nil
}

// check returns an error for facts that no run of docwright writes.
func (m *Manifest) check() error {
	if err := m.Check(); err != nil {
		return err
	}
	if !git.IsHash(m.Commit) {
		return fmt.Errorf("commit: want a full hash, not %q", m.Commit)
	}
	return checkCase(m.Files)
}

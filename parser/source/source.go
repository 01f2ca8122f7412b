// Package source defines positions in the input and findings about it.
//
// Everything that the parser reads has a [Position]. Input that it cannot read
// becomes a [Finding]: a position, a message for the author of the page, a
// [Rule] with a stable name, and a severity. [Findings] is a list of findings,
// which is sorted before the commands print it.
//
// The package depends on neither markdown nor Go. Every other package may
// import it.
package source

import (
	"cmp"
	"fmt"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Position is a place in an input file. Line and Col count from 1, Col in
// bytes. If Line is 0, the position is the whole file.
type Position struct {
	File string // slash-separated, relative to the folder of pages
	Line int
	Col  int
}

// String formats the position as file:line:col, without the parts that are 0.
func (p Position) String() string {
	switch {
	case p.Line == 0:
		return p.File
	case p.Col == 0:
		return p.File + ":" + strconv.Itoa(p.Line)
	}
	return p.File + ":" + strconv.Itoa(p.Line) + ":" + strconv.Itoa(p.Col)
}

// At returns the position of the byte at offset in a text that begins at p. All
// lines of the text must have the same indentation in the file.
func (p Position) At(text string, offset int) Position {
	before := text[:min(offset, len(text))]
	p.Line += strings.Count(before, "\n")
	p.Col += len(before) - (strings.LastIndexByte(before, '\n') + 1)
	return p
}

// Lines finds the positions of many bytes of a text.
type Lines struct {
	first Position
	text  string
	// The last position is that of the byte at offset, whose line begins at start.
	offset, start, line int
}

// Lines returns the lines of a text that begins at p. See [Position.At].
func (p Position) Lines(text string) *Lines { return &Lines{first: p, text: text} }

// At returns the position of the byte at offset. It takes as long as the text since the
// last offset is.
func (l *Lines) At(offset int) Position {
	offset = min(offset, len(l.text))
	if offset < l.offset {
		l.offset, l.start, l.line = 0, 0, 0
	}
	passed := l.text[l.offset:offset]
	l.line += strings.Count(passed, "\n")
	if i := strings.LastIndexByte(passed, '\n'); i >= 0 {
		l.start = l.offset + i + 1
	}
	l.offset = offset
	p := l.first
	p.Line += l.line
	p.Col += offset - l.start
	return p
}

// Compare orders positions by file, then line, then column.
func (p Position) Compare(q Position) int {
	return cmp.Or(strings.Compare(p.File, q.File), cmp.Compare(p.Line, q.Line), cmp.Compare(p.Col, q.Col))
}

// In returns the position with the file name prefixed with dir, the folder that
// the name is relative to.
func (p Position) In(dir string) Position {
	p.File = path.Join(filepath.ToSlash(dir), p.File)
	return p
}

// Severity is the severity of a finding. The zero value is Note.
type Severity int

// The severities, in increasing order.
const (
	Note    Severity = iota // the input was understood; a person may want to know
	Warning                 // part of the input was left out or assumed
	Error                   // the input is wrong or could not be read
)

var severityNames = [...]string{"note", "warning", "error"}

// String returns the name of the severity, as in the flag --fail-on.
func (s Severity) String() string { return severityNames[s] }

// MarshalText encodes the severity as its name.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// ParseSeverity returns the severity with the given name.
func ParseSeverity(name string) (Severity, error) {
	if i := slices.Index(severityNames[:], name); i >= 0 {
		return Severity(i), nil
	}
	return 0, fmt.Errorf("unknown severity %q: want error, warning or note", name)
}

// Finding is a statement about an input.
type Finding struct {
	Position Position
	Rule     *Rule
	// Severity is the severity of the rule at first. A configuration may change
	// it before the finding is printed.
	Severity Severity
	// Subject names the API element that the finding is about: a type or enum,
	// optionally with a slash and a property or member, or a request line. It
	// is empty if only the position identifies the subject.
	Subject string
	// Owner names the type or enum of the property or member that is at fault, if the
	// subject does not. Findings of a rule with the same owner have one cause.
	Owner string
	// Difference says in which way two sides differ, such as by which types. It
	// distinguishes causes of findings with the same rule, and does not depend on
	// the wording of the message. It is empty if the rule says it all.
	Difference string
	Message    string

	// Other is the position of the counterpart in a comparison of two inputs.
	Other Position
	// Fingerprint identifies the finding when lines move. If it is empty,
	// [Finding.Identity] computes an identifier.
	Fingerprint string
	// Fix is the change that removes the finding, or nil if there is no unique
	// one.
	Fix *Fix
}

// Fix is a change to files that removes a finding. All its edits are made, or
// none.
type Fix struct{ Edits []Edit }

// Edit replaces Was at the position with With. Was is on one line and never
// empty, so that a fix for an outdated file is detected.
type Edit struct {
	Position  Position
	Was, With string
}

// Text returns the message, prefixed with the subject if there is one.
func (f Finding) Text() string {
	if f.Subject == "" {
		return f.Message
	}
	return f.Subject + ": " + f.Message
}

// String formats the finding as file:line:col: message [rule].
func (f Finding) String() string {
	return f.Position.String() + ": " + f.Text() + " [" + f.Rule.Name + "]"
}

// lineNumber matches a reference to a line of the same page in a message.
var lineNumber = regexp.MustCompile(`\bline \d+`)

// Identity identifies the finding regardless of its line and of the folder of
// the pages. It returns the finding's own fingerprint, or else a hash of the
// rule, the page and the message without line numbers.
func (f Finding) Identity() string {
	if f.Fingerprint != "" {
		return f.Fingerprint
	}
	return digest(f.Rule.Name, f.page(), f.nameless())
}

// Findings is a list of findings.
type Findings []Finding

// longest is how many bytes a message may have, and longestWord a word in one that
// has more.
const longest, longestWord = 1000, 120

// shorten cuts the long words of a message that is too long, such as a number of a
// million digits, and then the message.
func shorten(words []string) string {
	message := strings.Join(words, " ")
	if len(message) <= longest {
		return message
	}
	for i, w := range words {
		if len(w) > longestWord {
			words[i] = strings.ToValidUTF8(w[:longestWord/2], "") + "…" + strings.ToValidUTF8(w[len(w)-longestWord/4:], "")
		}
	}
	message = strings.Join(words, " ")
	if len(message) > longest {
		message = strings.ToValidUTF8(message[:longest-len("…")], "") + "…"
	}
	return message
}

// Add appends a finding. The message is formatted as by fmt.Sprintf. Line
// breaks become spaces, so that a finding is one line. A message of more than 1,000
// bytes is shortened.
func (l *Findings) Add(at Position, rule *Rule, format string, args ...any) {
	message := format
	if len(args) > 0 {
		message = fmt.Sprintf(format, args...)
	}
	*l = append(*l, Finding{Position: at, Rule: rule, Severity: rule.Severity, Message: shorten(strings.Fields(message))})
}

// AddFix is Add for a finding with a fix. Without edits the finding has no fix.
func (l *Findings) AddFix(at Position, rule *Rule, edits []Edit, format string, args ...any) {
	l.Add(at, rule, format, args...)
	if len(edits) > 0 {
		(*l)[len(*l)-1].Fix = &Fix{edits}
	}
}

// Sort orders the list by position, rule, subject and message, and removes
// duplicates. The result depends on the inputs only, and not on the order in
// which they were read.
func (l *Findings) Sort() {
	slices.SortFunc(*l, func(a, b Finding) int {
		return cmp.Or(a.Position.Compare(b.Position), strings.Compare(a.Rule.Name, b.Rule.Name), strings.Compare(a.Subject, b.Subject), strings.Compare(a.Message, b.Message))
	})
	*l = slices.CompactFunc(*l, func(a, b Finding) bool {
		a.Fix, b.Fix = nil, nil
		return a == b
	})
}

// In returns the findings, and the edits of their fixes, with file names
// prefixed with dir. The positions of counterparts don't change, because they
// are relative to another folder.
func (l Findings) In(dir string) Findings {
	moved := slices.Clone(l)
	for i, f := range moved {
		moved[i].Position = f.Position.In(dir)
		if f.Fix == nil {
			continue
		}
		edits := slices.Clone(f.Fix.Edits)
		for j := range edits {
			edits[j].Position = edits[j].Position.In(dir)
		}
		moved[i].Fix = &Fix{edits}
	}
	return moved
}

// OfWriters returns the findings that leave something to correct on the pages:
// see [Rule.Reader].
func (l Findings) OfWriters() Findings {
	return slices.DeleteFunc(slices.Clone(l), func(f Finding) bool { return f.Rule.Reader })
}

// Lost returns the findings about files that were not read, or not completely.
func (l Findings) Lost() Findings {
	return slices.DeleteFunc(slices.Clone(l), func(f Finding) bool { return !f.Rule.Lost })
}

// Count returns the number of findings with at least the given severity.
func (l Findings) Count(least Severity) int {
	n := 0
	for _, f := range l {
		if f.Severity >= least {
			n++
		}
	}
	return n
}

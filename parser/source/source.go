// Package source says where things are in the input and what was found there.
//
// Everything that the parser reads keeps a [Position], and everything that it
// cannot read becomes a [Finding]: a position, a message for the person who
// can mend the page, the stable name of a [Rule], and a severity. Findings are
// collected in a [Findings] list, sorted once, and printed by the commands.
//
// The package knows neither markdown nor Go; every other package may import it.
package source

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Position is a place in an input file. Line and Col count from 1, Col in
// bytes; a zero Line stands for the file as a whole.
type Position struct {
	File string // slash-separated, relative to the folder of pages
	Line int
	Col  int
}

// String formats the position as file:line:col, leaving out what is unknown.
func (p Position) String() string {
	switch {
	case p.Line == 0:
		return p.File
	case p.Col == 0:
		return p.File + ":" + strconv.Itoa(p.Line)
	}
	return p.File + ":" + strconv.Itoa(p.Line) + ":" + strconv.Itoa(p.Col)
}

// At returns the position of the byte at the offset in a text that begins at p.
// The lines of the text are indented alike in the file.
func (p Position) At(text string, offset int) Position {
	before := text[:min(offset, len(text))]
	p.Line += strings.Count(before, "\n")
	p.Col += len(before) - (strings.LastIndexByte(before, '\n') + 1)
	return p
}

// Compare orders positions by file, then line, then column.
func (p Position) Compare(q Position) int {
	return cmp.Or(strings.Compare(p.File, q.File), cmp.Compare(p.Line, q.Line), cmp.Compare(p.Col, q.Col))
}

// In returns the position as seen from where the folder is that its file is relative
// to.
func (p Position) In(dir string) Position {
	p.File = path.Join(filepath.ToSlash(dir), p.File)
	return p
}

// Severity says how much a finding matters. The zero value is Note.
type Severity int

// The severities, in rising order.
const (
	Note    Severity = iota // the input was understood; a person may want to know
	Warning                 // something of the input was left out or assumed
	Error                   // the input is wrong, or could not be read
)

var severityNames = [...]string{"note", "warning", "error"}

// String returns the severity as --fail-on spells it.
func (s Severity) String() string { return severityNames[s] }

// MarshalText encodes the severity by its name.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// ParseSeverity reads the name of a severity.
func ParseSeverity(name string) (Severity, error) {
	if i := slices.Index(severityNames[:], name); i >= 0 {
		return Severity(i), nil
	}
	return 0, fmt.Errorf("unknown severity %q: want error, warning or note", name)
}

// Finding is something said about an input.
type Finding struct {
	Position Position
	Rule     *Rule
	// Severity is that of the rule when the finding is made. A configuration may
	// change it before the finding is printed.
	Severity Severity
	// Subject is what the finding is about, in the API's words: a type or enum, with
	// a property or member after a slash, or a request line; empty where only the
	// position says.
	Subject string
	Message string

	// Other is the place of a counterpart, where two inputs are compared.
	Other Position
	// Fingerprint identifies the finding when lines move; empty where it has none
	// of its own. See [Finding.Identity].
	Fingerprint string
	// Fix mends what the finding is about, where there is one way to; else nil.
	Fix *Fix
}

// Fix is what to change in a file so that a finding goes away. Its edits are made
// together or not at all.
type Fix struct{ Edits []Edit }

// Edit replaces some text. Was stands at the position, on one line, and is never
// empty: a fix that no longer fits its file is known by that.
type Edit struct {
	Position  Position
	Was, With string
}

// Text is the message, behind the subject where there is one.
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

// lineNumber is what messages call a line of their page.
var lineNumber = regexp.MustCompile(`\bline \d+`)

// Identity identifies the finding whatever line it is on and whatever folder the
// pages are in: its own fingerprint, or else a hash of the rule, the page and the
// message.
func (f Finding) Identity() string {
	if f.Fingerprint != "" {
		return f.Fingerprint
	}
	page := path.Join(path.Base(path.Dir(f.Position.File)), path.Base(f.Position.File))
	sum := sha256.Sum256([]byte(f.Rule.Name + "\x00" + page + "\x00" + lineNumber.ReplaceAllString(f.Text(), "line")))
	return hex.EncodeToString(sum[:16])
}

// Findings is a list that grows while an input is read.
type Findings []Finding

// Add appends a finding of the rule at the position. The message is formatted
// as by fmt.Sprintf; a newline in it is replaced, so that a finding is a line.
func (l *Findings) Add(at Position, rule *Rule, format string, args ...any) {
	message := format
	if len(args) > 0 {
		message = fmt.Sprintf(format, args...)
	}
	*l = append(*l, Finding{Position: at, Rule: rule, Severity: rule.Severity, Message: strings.Join(strings.Fields(message), " ")})
}

// AddFix is Add for a finding with a fix. Without edits it is Add.
func (l *Findings) AddFix(at Position, rule *Rule, edits []Edit, format string, args ...any) {
	l.Add(at, rule, format, args...)
	if len(edits) > 0 {
		(*l)[len(*l)-1].Fix = &Fix{edits}
	}
}

// Sort orders the list by position, then rule, then message, and drops
// findings that repeat one to the letter, so that the list is a function of
// the inputs and not of the order in which they were read.
func (l *Findings) Sort() {
	slices.SortFunc(*l, func(a, b Finding) int {
		return cmp.Or(a.Position.Compare(b.Position), strings.Compare(a.Rule.Name, b.Rule.Name), strings.Compare(a.Subject, b.Subject), strings.Compare(a.Message, b.Message))
	})
	*l = slices.CompactFunc(*l, func(a, b Finding) bool {
		a.Fix, b.Fix = nil, nil
		return a == b
	})
}

// In returns the findings, and the edits of their fixes, as seen from where the
// folder is that their files are relative to. Counterparts keep their place: they are
// relative to something else.
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

// Count returns how many findings are at or above the severity.
func (l Findings) Count(least Severity) int {
	n := 0
	for _, f := range l {
		if f.Severity >= least {
			n++
		}
	}
	return n
}

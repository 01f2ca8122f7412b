package source

import (
	"crypto/sha256"
	"encoding/hex"
	"path"
	"strings"
)

// Extent says which findings of a rule have one cause, if they have no subject.
type Extent int

// The extents of causes.
const (
	// OneMessage is for findings with the same message on one page.
	OneMessage Extent = iota
	// OneName is for findings with the same message on any page. The message
	// has the name or value that is wrong wherever it is used.
	OneName
	// OnePage is for all findings of the rule on one page, such as the missing
	// rows of a table.
	OnePage
)

// Cause names what the finding has in common with other findings of its rule
// that one correction can remove: the type of a property, the enum of a member,
// the first names of the path of an operation, a wrong name, or a page.
func (f Finding) Cause() string {
	switch {
	case f.Subject != "":
		return causeOfSubject(f.Subject)
	case f.Owner != "":
		return f.Owner
	}
	switch f.Rule.Cause {
	case OneName:
		return f.nameless()
	case OnePage:
		return f.page()
	}
	return f.page() + ": " + f.nameless()
}

// CauseIdentity identifies the cause of the finding. It is a hash of the rule, the
// cause and the difference, so it stays the same when one of several findings is
// corrected.
func (f Finding) CauseIdentity() string {
	return digest("cause", f.Rule.Name, strings.ToLower(f.Cause()), f.Difference)
}

// page returns the name of the page without the folders that the reference is
// in.
func (f Finding) page() string {
	return path.Join(path.Base(path.Dir(f.Position.File)), path.Base(f.Position.File))
}

// nameless returns the text of the finding without line numbers.
func (f Finding) nameless() string { return lineNumber.ReplaceAllString(f.Text(), "line") }

// digest returns a hash of the parts.
func digest(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:16])
}

// causeOfSubject returns the type or enum of a property or member, and the root of
// a request line.
func causeOfSubject(subject string) string {
	method, line, isLine := strings.Cut(subject, " ")
	if !isLine {
		name, _, _ := strings.Cut(method, "/")
		return name
	}
	line, _, _ = strings.Cut(line, "?")
	if strings.HasPrefix(line, "/") {
		return rootOf(line)
	}
	name, _, _ := strings.Cut(line, "/") // an operation that is bound to a type
	return name
}

// rootNames is the number of names in the root of a path: an entity set or
// singleton, and what it contains.
const rootNames = 2

// rootOf returns the first names of a path, up to a call of a function. Keys
// between them are written as {}.
func rootOf(line string) string {
	var root strings.Builder
	names, keys := 0, ""
	for segment := range strings.FieldsFuncSeq(line, func(r rune) bool { return r == '/' }) {
		name, _, called := strings.Cut(segment, "(")
		switch {
		case names == rootNames || called && names > 0:
			return root.String()
		case strings.HasPrefix(segment, "{"):
			keys += "/{}"
			continue
		}
		root.WriteString(keys + "/" + name)
		names, keys = names+1, ""
	}
	if names == 0 {
		return line
	}
	return root.String()
}

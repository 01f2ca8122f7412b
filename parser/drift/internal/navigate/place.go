package navigate

import "github.com/docwright/docwright/parser/model"

// Place is the place that a path, or the first segments of it, lead to.
type Place struct {
	Ref model.Ref // the type at the place
	// Calls are the actions or functions that the last segment names: overloads
	// with the same name. It is empty if the segment is not a call.
	Calls []*model.Operation
	// Arguments are the names of the arguments in the last segment.
	Arguments []string
	// Root is the entity set or singleton at the start of the path. Element is
	// the last property of the path, or Root. Path has the properties from Root
	// to Element, without keys. All are zero after an action or function.
	Root, Element *model.Property
	Path          string
	// Option is the system segment at the end of the path: "$value", "$ref" or
	// "$count".
	Option string
	// Guessed reports whether the last segment is unknown, and can only be a
	// well-known key, such as the name of a folder.
	Guessed bool
}

// choose chooses an element of a collection if the step has a key in
// parentheses. An alternate key is written with its name, like an argument of a
// function (OData URL Conventions 4.01, section 4.3.5). Choose returns a name in
// the key that is not a property of the elements, or "".
func (p *Place) choose(s step) (unknown string) {
	if len(p.Calls) > 0 || !p.Ref.Collection || !s.key && len(s.arguments) == 0 {
		return ""
	}
	p.Ref.Collection = false
	for _, name := range s.arguments {
		if p.Ref.Struct != nil && !p.Ref.Struct.Open && p.Ref.Struct.PropertyFold(name) == nil {
			return name
		}
	}
	return ""
}

// Ending is the way in which a path ends.
type Ending int

// The endings. A path with any other ending does not exist.
const (
	Arrived  Ending = iota
	Unclear         // the model does not determine what a segment is
	nowhere         // the type before a segment has no member with its name
	unrooted        // the service has no root with the name of the first segment
)

// End is the end of a path: the place that it leads to, or the last place
// before the segment that could not be followed.
type End struct {
	Place
	How     Ending
	Segment string
}

// Reason explains, for a message, why the path could not be followed.
func (e End) Reason() string {
	switch {
	case e.How == Unclear:
		return e.unclearReason()
	case e.How == unrooted:
		return e.Segment + " is not an entity set or singleton"
	case e.Ref.Collection:
		return e.Ref.CSDL() + " has no action or function " + e.Segment
	}
	return e.Ref.CSDL() + " has no " + e.Segment
}

// unclearReason explains why it is unclear where the path leads.
func (e End) unclearReason() string {
	switch {
	case e.Guessed:
		return e.Segment + " may be a well-known key of " + e.Ref.Type
	case e.Segment == "" && e.Ref.Type != "":
		return "a parameter follows " + e.Ref.CSDL()
	case e.Ref.Struct != nil && e.Ref.Struct.Open:
		return e.Ref.CSDL() + " is open, so " + e.Segment + " may be a property"
	case len(e.Calls) > 0:
		return "the call before " + e.Segment + " has overloads with different results, or no result"
	}
	return e.Segment
}

// Streams reports whether values of the type may have a stream at $value. It is
// true if the type, a base type or a subtype is a media entity, because paths
// may omit casts.
func Streams(t *model.Type) bool {
	for base := range t.Lineage() {
		if base.Media {
			return true
		}
	}
	for sub := range t.Subtypes() {
		if sub.Media {
			return true
		}
	}
	return false
}

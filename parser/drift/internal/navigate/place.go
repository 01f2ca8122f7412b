package navigate

import "github.com/docwright/docwright/parser/model"

// Place is where a path has come to.
type Place struct {
	Ref model.Ref // what is there
	// Calls are the actions or functions that the last segment may be: overloads
	// of one name. It is empty where the segment is none.
	Calls []*model.Operation
	// Arguments are the names that the last segment gives values for.
	Arguments []string
	// Root is the entity set or singleton with which the path begins, Element the last
	// property that it leads to, or Root; nil behind an action or function. Path is
	// that of Element from Root on, without keys.
	Root, Element *model.Property
	Path          string
	// Option is the system segment that the path ends in: "$value", "$ref", "$count".
	Option string
	// Guessed is set where the last segment can only be a well-known key, such as
	// the name of a folder, or else nothing.
	Guessed bool
}

// Ending is a way in which a path ends.
type Ending int

// The endings. All others are of paths that lead nowhere.
const (
	Arrived  Ending = iota
	Unclear         // what a segment is can't be known from the model
	nowhere         // a segment is nothing that the type before it has
	unrooted        // the first segment begins no path of the service
)

// End is the end of a path: the place that it arrives at, or the last place before
// the segment at which it ends.
type End struct {
	Place
	How     Ending
	Segment string
}

// Reason says why the path doesn't arrive, for a message.
func (e End) Reason() string {
	switch {
	case e.How == Unclear:
		return e.doubt()
	case e.How == unrooted:
		return e.Segment + " is no entity set or singleton"
	case e.Ref.Collection:
		return e.Ref.CSDL() + " has no action or function " + e.Segment
	}
	return e.Ref.CSDL() + " has no " + e.Segment
}

// doubt says why it is unclear where the path leads.
func (e End) doubt() string {
	switch {
	case e.Guessed:
		return e.Segment + " is a well-known key of a " + e.Ref.Type + ", or nothing"
	case e.Segment == "" && e.Ref.Type != "":
		return "a parameter stands for what follows " + e.Ref.CSDL()
	case e.Ref.Struct != nil && e.Ref.Struct.Open:
		return e.Ref.CSDL() + " is open, and " + e.Segment + " may be anything"
	case len(e.Calls) > 0:
		return "what " + e.Segment + " follows has overloads with other results, or none"
	}
	return e.Segment
}

// Streams reports whether values of the type may have a stream at $value: it is a
// media entity, or a base type or a subtype of it is, since paths leave out casts.
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

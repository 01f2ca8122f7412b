package lines

import (
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/model"
)

// resources finds the resource of a path.
type resources struct {
	types *paths
	// results has the types that functions return, by path.
	results map[string]*model.Type
}

func newResources(all []*Line, types *paths) *resources {
	r := &resources{types: types, results: map[string]*model.Type{}}
	for _, l := range all {
		if l.Kind() == model.Function && l.Result != nil && l.Result.Struct != nil {
			r.results[l.Shape] = l.Result.Struct
		}
	}
	return r
}

// Resource is the subject of a request line.
type Resource struct {
	// Type is the type of the resource. It is nil if the pages document none.
	Type *model.Type
	// Word is a name in the path, in the singular, if Type is nil.
	Word string
}

// of returns the resource of a line: the type that the path leads to, if the
// last name of the path is that of the type, and otherwise the owner. The
// members of a group belong to the group; its events belong to events.
func (r *resources) of(l *Line) Resource {
	path := l.Shape
	if k := l.Kind(); k == model.Action || k == model.Function {
		path = path[:max(0, strings.LastIndexByte(path, '/'))]
	}
	for path = collection(path); ; path = collection(path) {
		i := strings.LastIndexByte(path, '/')
		if i < 0 {
			return Resource{Word: dialect.Singular(strings.Trim(l.Shape, "/"))}
		}
		word, _, _ := strings.Cut(path[i+1:], "(")
		word = strings.TrimSuffix(word, ":")
		if edm.SegmentNamed(word).Name == "" && !strings.ContainsAny(word, ".{") {
			t := r.types.at(path)
			if t == nil {
				t = r.results[path]
			}
			switch {
			case t != nil && (i == 0 || endsIn(t.Name, word)):
				return Resource{Type: t}
			case i == 0:
				return Resource{Word: dialect.Singular(word)}
			}
		}
		path = path[:i]
	}
}

// endsIn reports whether the name of a type ends with the word or its singular.
func endsIn(name, word string) bool {
	name = strings.ToLower(name)
	return strings.HasSuffix(name, word) || strings.HasSuffix(name, dialect.Singular(word))
}

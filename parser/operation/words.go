package operation

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/internal/notation"
	"github.com/docwright/docwright/parser/internal/payload"
	"github.com/docwright/docwright/parser/lenient"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/schema"
)

// placeWords is the word that all paths of an operation end in, besides keys: the name
// of a set of entities is that of their type in the plural. It is none where they
// differ, or one ends in something else.
func placeWords(d *draft) []schema.Word {
	name := ""
	for _, l := range d.lines {
		last := placeOf(l.Path)
		if last == "" || name != "" && dialect.Fold(last) != dialect.Fold(name) {
			return nil
		}
		name = last
	}
	return []schema.Word{{Name: name, Plain: true}}
}

// expanded are the names of what all request lines of an operation expand.
func expanded(d *draft) []string {
	var names []string
	for _, l := range d.lines {
		i := slices.IndexFunc(l.Path.Query, func(o notation.Option) bool { return strings.EqualFold(o.Name, "$expand") })
		if i < 0 {
			return nil
		}
		for _, piece := range l.Path.Query[i].Value {
			for name := range strings.SplitSeq(piece.Text, ",") {
				names = append(names, strings.TrimSpace(name))
			}
		}
	}
	return names
}

// placeOf is the last word of a path that is no key; empty where the path ends in a
// call, a cast or one of OData's own segments.
func placeOf(p *notation.Path) string {
	i := len(p.Segments) - 1
	if i > 0 && p.Segments[i].IsKey() {
		i--
	}
	if i < 0 {
		return ""
	}
	word := p.Segments[i].Word()
	if !notation.IsName(word) || strings.ContainsAny(word, "$.") || strings.Contains(p.Segments[i][0].Text, ".") {
		return ""
	}
	return word
}

// isCall reports whether an operation calls an action or a function, so that its path
// ends in the name of that.
func (d *draft) isCall() bool {
	return d.op.Kind == model.Action || d.op.Kind == model.Function || d.ending.Form == notation.Call || d.ending.Form == notation.Special
}

// bodies are the bodies in JSON that examples show of a status.
func bodies(d *draft, status int) []*lenient.Value {
	var list []*lenient.Value
	for _, e := range d.shown {
		if e.Response != nil && e.Response.Response.Status == status && e.Response.JSON != nil {
			list = append(list, e.Response.JSON)
		}
	}
	return list
}

// fitting are the bodies in JSON of a status that examples show whose request the page
// has, or all where it has none of these requests.
func fitting(d *draft, status int) []*lenient.Value {
	var list []*lenient.Value
	for _, e := range d.shown {
		if e.Example.Route != nil && e.Response != nil && e.Response.Response.Status == status && e.Response.JSON != nil {
			list = append(list, e.Response.JSON)
		}
	}
	if len(list) == 0 {
		return bodies(d, status)
	}
	return list
}

// sent are the bodies in JSON that examples of an operation send.
func sent(d *draft) []*lenient.Value {
	var list []*lenient.Value
	for _, e := range d.shown {
		if e.Request.JSON != nil && e.Request.Request.Method == d.op.Method {
			list = append(list, e.Request.JSON)
		}
	}
	return list
}

// fits returns whether a type has most of the properties that bodies show, in any case;
// nil where there are no bodies.
func fits(shown []*lenient.Value) func(*model.Type) bool {
	if len(shown) == 0 {
		return nil
	}
	return func(t *model.Type) bool {
		known, all := 0, 0
		for _, v := range shown {
			for _, object := range payload.Objects(v) {
				for i := range object.Members {
					if key := object.Members[i].Key; !payload.IsAnnotation(key) {
						all++
						if t.PropertyFold(key) != nil {
							known++
						}
					}
				}
			}
		}
		return 2*known >= all
	}
}

// shownObjects returns the objects of bodies. It returns none if a body has no objects,
// or its object may be an incorrect list.
func shownObjects(bodies []*lenient.Value) []*lenient.Value {
	var list []*lenient.Value
	for _, v := range bodies {
		objects := payload.Objects(v)
		if payload.HoldsList(v) || len(objects) == 0 && payload.ShapeOf(v) != payload.List {
			return nil
		}
		for _, o := range objects {
			if o.Kind != lenient.Object || payload.Tag(o) != "" {
				return nil
			}
			list = append(list, o)
		}
	}
	return list
}

// withRows narrows what fits to types that have all properties of a table.
func withRows(fits func(*model.Type) bool, rows []*model.Parameter) func(*model.Type) bool {
	if len(rows) == 0 {
		return fits
	}
	return func(t *model.Type) bool {
		for _, row := range rows {
			if t.Property(row.Name) == nil {
				return false
			}
		}
		return fits == nil || fits(t)
	}
}

package explain

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/docwright/docwright/parser/model"
)

// lineText returns the text for a line of the page, or "" if the line is unknown.
func lineText(line int) string { return when(line > 0, "line "+strconv.Itoa(line)) }

// content is a type, an enum or an operation that a page describes.
type content struct {
	line        int // 0 if unknown
	kind        Kind
	name        string
	declaration string // its Go name
	thing       any    // *model.Type, *model.Enum or *model.Operation
	of          subject
}

// on returns the contents of a page, sorted by line.
func (x *Index) on(page string) []content {
	var on []content
	for _, t := range x.m.Types {
		if slices.Contains(t.Pages, page) {
			on = append(on, content{typeLine(t, page), Type, t.Qualified(), x.names.Type(t).String(), t, typeSubject{t}})
		}
	}
	for _, e := range x.m.Enums {
		if e.Page == page {
			on = append(on, content{e.Line, Enum, e.Qualified(), x.names.Enum(e).String(), e, enumSubject{e}})
		}
	}
	for _, op := range x.m.Operations {
		if op.Page == page {
			name := ""
			if f := x.function(op, nil); f != nil {
				name = f.Name.String()
			}
			on = append(on, content{op.Line, Operation, op.Method + " " + firstPath(op), name, op, operationSubject{op, nil}})
		}
	}
	slices.SortStableFunc(on, func(a, b content) int { return cmp.Compare(a.line, b.line) })
	return on
}

func firstPath(op *model.Operation) string {
	if len(op.Paths) == 0 {
		return ""
	}
	return op.Paths[0]
}

// typeLine returns the line of a type's title on one of its pages.
func typeLine(t *model.Type, page string) int {
	if t.Pages[0] == page {
		return t.Line
	}
	for _, r := range t.Reasons {
		if r.Aspect == "page" && r.Position.File == page {
			return r.Position.Line
		}
	}
	return 0
}

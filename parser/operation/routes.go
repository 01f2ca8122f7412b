package operation

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/internal/notation"
	"github.com/docwright/docwright/parser/internal/note"
	"github.com/docwright/docwright/parser/internal/outline"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/schema"
	"github.com/docwright/docwright/parser/source"
)

// router makes operations and their routes from request lines.
type router struct {
	decl *schema.Declarations
	rows *parameterRows
	out  *Page
	why  *model.Why // the reason for paths

	drafts []*draft
	// literals has the names of placeholders that differ from those of their
	// parameters.
	literals map[*model.Parameter]string
}

// group combines the lines with the same method and ending into one operation.
// A line with the same shape as an earlier one only adds query options.
func (r *router) group(lines []*line, plain []notation.Line) {
	type key struct {
		method string
		ending notation.Ending
	}
	drafts := map[key]*draft{}
	shapes := map[string]bool{}
	endings := notation.NewEndings(plain)
	for _, l := range lines {
		k := key{l.Method, endings.Of(l.Line)}
		d := drafts[k]
		if shape := l.Method + l.Path.Shape(); shapes[shape] {
			for _, o := range l.Path.Query {
				r.systemOption(d, o)
			}
			continue
		} else {
			shapes[shape] = true
		}
		if d == nil {
			d = r.draft(l, k.ending)
			drafts[k] = d
		}
		d.lines = append(d.lines, l)
	}
	for _, d := range r.drafts {
		r.routes(d)
	}
}

// draft begins an operation.
func (r *router) draft(l *line, ending notation.Ending) *draft {
	p := r.out.page
	op := &model.Operation{Method: l.Method, Page: p.Path, Line: l.pos.Line, Title: p.Title, PathParameters: []*model.Parameter{}}
	op.Reasons = make(model.Reasons, 0, 8)
	d := &draft{op: op, note: &note.Operation{}, ending: ending}
	d.note.Op = op
	r.drafts = append(r.drafts, d)
	r.out.Operations = append(r.out.Operations, op)
	r.out.Notes.Operations = append(r.out.Notes.Operations, d.note)
	return d
}

// routes makes the routes of an operation. Parameters with the same name are
// one parameter in all routes.
func (r *router) routes(d *draft) {
	params := map[string]*model.Parameter{}
	for _, l := range d.lines {
		route := &model.Route{Path: l.Path.Text, Position: l.pos}
		if n := len(l.Path.Segments); n > 0 {
			route.Segments = make([]model.Segment, n)
		}
		for k, s := range l.Path.Segments {
			segment := make(model.Segment, len(s))
			for i := range s {
				segment[i] = r.part(d, l, &s[i], params, len(s) == 1)
			}
			route.Segments[k] = segment
		}
		for _, o := range l.Path.Query {
			r.option(d, route, o)
		}
		for _, o := range l.optional {
			param := r.parameter(o.Name, o.Name, l.pos)
			r.typ(d.op, param, &notation.Piece{Name: o.Name}, false)
			param.Required = false
			d.op.QueryParameters = addParameter(d.op.QueryParameters, param)
		}
		d.op.Reasons.Add("path", r.why, l.pos, route.Path)
		d.op.Routes = append(d.op.Routes, route)
		d.op.Paths = append(d.op.Paths, route.Path)
	}
}

// part makes a part of a route from a piece of its path, which may be a whole segment.
func (r *router) part(d *draft, l *line, p *notation.Piece, params map[string]*model.Parameter, whole bool) model.Part {
	if !p.Placeholder {
		return model.Part{Text: p.Text}
	}
	key := strings.ToLower(p.Parameter)
	param := params[key]
	if param == nil {
		param = r.parameter(p.Parameter, p.Name, l.pos)
		param.Aliases = append(param.Aliases, p.Aliases...)
		params[key] = param
		d.op.PathParameters = append(d.op.PathParameters, param)
		r.typ(d.op, param, p, whole)
	}
	for _, alias := range p.Aliases {
		if !slices.Contains(param.Aliases, alias) {
			param.Aliases = append(param.Aliases, alias)
		}
	}
	return model.Part{Param: param, Quoted: p.Quoted, Path: p.Path}
}

// parameter makes a parameter. The literal is the name of its placeholder.
func (r *router) parameter(name, literal string, at source.Position) *model.Parameter {
	param := &model.Parameter{Name: name, Aliases: []string{}, Required: true, Position: at}
	param.Type = edm.String
	if literal != name {
		r.literals[param] = literal
	}
	return param
}

// typ sets the type and description of a parameter from the tables. A parameter
// without a row is a string, or the enum that a literal in the path names. A number
// that is a whole segment of a path is a key or an index, and has no fraction.
func (r *router) typ(op *model.Operation, param *model.Parameter, p *notation.Piece, segment bool) {
	because := func(why *model.Why, words string) {
		op.Reasons.Add("parameter "+param.Name, why, param.Position, words)
	}
	row := r.rows.of(param.Name)
	if row == nil {
		row = r.rows.of(p.Name)
	}
	switch {
	case row != nil:
	case p.Enum != "":
		because(whyParameterEnum, p.Enum)
		r.decl.ReferName(&param.Ref, p.Enum, "", param.Position)
		return
	default:
		because(whyParameterPlaceholder, param.Name)
		return
	}
	row.used = true
	param.Position = row.Pos()
	because(whyParameterTable, outline.Plain(row.Type()))
	param.Description = row.Description()
	switch {
	case segment && edm.IsSizeless(outline.Plain(row.Type())):
		param.Type = "Edm.Int64"
	case row.HasType():
		r.decl.Refer(&param.Ref, row.Type(), row.Text(), "", param.Name, row.Pos())
	}
	if p.Quoted && edm.Named(param.Type).Unquoted {
		because(whyQuoted, param.Type)
		param.Type = edm.String // the request line takes precedence over the table: a value in quotes is a string
	}
}

// systemOption adds an OData option in a request line as an option of the
// operation.
func (r *router) systemOption(d *draft, o notation.Option) {
	if o.System() {
		at := source.Position{File: d.op.Page, Line: d.op.Line}
		d.op.QueryParameters = addParameter(d.op.QueryParameters, queryOption(strings.ToLower(o.Name), at))
	}
}

// option adds a query option of a request line. System query options are
// optional and belong to the operation. Others are required and belong to the
// route.
func (r *router) option(d *draft, route *model.Route, o notation.Option) {
	if o.System() {
		r.systemOption(d, o)
		return
	}
	for _, known := range d.op.Routes {
		for _, p := range known.Query {
			if p.Name == o.Name {
				route.Query = append(route.Query, p)
				return
			}
		}
	}
	literal := o.Name
	if len(o.Value) == 1 && o.Value[0].Placeholder {
		literal = o.Value[0].Name
	}
	param := r.parameter(o.Name, literal, route.Position)
	r.typ(d.op, param, &notation.Piece{Name: o.Name}, false)
	param.Required = true
	route.Query = append(route.Query, param)
}

// queryOption makes the parameter of a query option from its name in lower
// case. Options other than system query options are strings.
func queryOption(name string, pos source.Position) *model.Parameter {
	p := &model.Parameter{Name: name, Aliases: []string{}, Position: pos}
	p.Type = edm.String
	if o := edm.OptionNamed(name); o.Name != "" {
		p.Type, p.Collection = o.Type, o.Collection
	}
	return p
}

// addParameter adds a parameter, unless the list has one with the same name,
// ignoring case.
func addParameter(list []*model.Parameter, p *model.Parameter) []*model.Parameter {
	if model.ParameterNamed(list, p.Name) != nil {
		return list
	}
	return append(list, p)
}

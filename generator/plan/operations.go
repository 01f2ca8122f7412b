package plan

import (
	"net/http"
	"slices"
	"strings"

	"github.com/docwright/docwright/generator/ident"
	"github.com/docwright/docwright/generator/text"
	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/model"
)

// methods are those that functions are made for.
var methods = map[string]bool{"GET": true, "HEAD": true, "POST": true, "PUT": true, "PATCH": true, "DELETE": true}

func hasOptions(op *model.Operation) bool {
	return len(op.QueryOptions()) > 0 || len(op.Headers) > 0
}

func hasBodyStruct(op *model.Operation) bool {
	return op.Request != nil && op.Request.Type == "" && len(op.Request.Parameters) > 0
}

// Declarations are what belongs to an operation. Each is nil where the operation
// has none.
type Declarations struct {
	Options, Body *Struct
	Functions     []*Function // by route; none where the method is unknown
	Permissions   *Permissions
}

// declare plans what belongs to an operation: a struct for its options and one
// for its body, where it has them, and the functions of its routes.
func (p *planner) declare(op *model.Operation) *Declarations {
	d := &Declarations{}
	names := p.names[op]
	if !names.options.IsZero() {
		d.Options = p.options(op, names.options, names.routes)
	}
	if !names.body.IsZero() {
		d.Body = p.bodyStruct(op, names.body, names.routes)
	}
	if !methods[op.Method] {
		p.findings.Add(at(op), ruleMethod, "operation %s: no function is made for method %q", op.Name, op.Method)
	} else {
		for i, r := range op.Routes {
			d.Functions = append(d.Functions, p.function(op, r, names, i))
		}
	}
	if !names.permissions.IsZero() {
		d.Permissions = p.permissions(op, names)
	}
	return d
}

// operation puts what belongs to an operation into its group, with its examples
// unless the operation has no name.
func (p *planner) operation(op *model.Operation) {
	g := p.group(operationStem(op))
	g.Operations = append(g.Operations, op)
	if p.names[op].routes == nil && len(op.Routes) > 0 {
		return // a finding has said why
	}
	d := p.declare(op)
	p.made[op] = d
	if d.Options != nil {
		g.Decls = append(g.Decls, d.Options)
	}
	if d.Body != nil {
		g.Decls = append(g.Decls, d.Body)
	}
	functions := make(map[*model.Route]*Function, len(op.Routes))
	for i, f := range d.Functions {
		functions[op.Routes[i]] = f
		g.Decls = append(g.Decls, f)
	}
	if d.Permissions != nil {
		g.Decls = append(g.Decls, d.Permissions)
	}
	for _, e := range op.Examples {
		g.Examples = append(g.Examples, p.example(op, e, functions, d.Options))
	}
}

// optionFields are the names that no field of an options struct may have.
var optionFields = map[string]bool{"Options": true, "Query": true, "Header": true}

// queryOption returns the field for a query option of OData, which has the same
// type on all pages: these say no more than that they have it.
func queryOption(name string) (field ident.Ident, typ Type, ok bool) {
	o := edm.OptionNamed(name)
	if o.Name == "" {
		return field, typ, false
	}
	typ = Type{Plain, goType(o.Go)}
	if o.Collection {
		typ.Form = Slice
	}
	return ident.Must(o.Field), typ, true
}

// options plans the struct of the query options and headers of a page.
func (p *planner) options(op *model.Operation, name ident.Ident, routes []ident.Ident) *Struct {
	p.use("Options")
	s := &Struct{Name: name, Embed: "Options", Doc: Doc{Text: name.String() + " are the options of [" + first(routes, op).String() + "]."}}
	names := fieldNames{byName: map[ident.Ident]*Field{}, wires: map[string]bool{}}
	add := func(q *model.Parameter, key string, name ident.Ident, typ Type) {
		f := &Field{Name: name, Type: p.useType(typ), Tag: text.Tag(key, q.Name), Doc: Doc{Text: sentence(q.Description)}, wire: optionWire(key, q.Name)}
		if !names.add(f) {
			p.findings.Add(at(op), ruleFieldTaken, "option %q of operation %s: the Go field %s is there already", q.Name, op.Name, name)
			return
		}
		s.Fields = append(s.Fields, f)
	}
	for _, q := range op.QueryOptions() {
		if field, typ, ok := queryOption(q.Name); ok {
			add(q, "query", field, typ)
			continue
		}
		if id, ok := p.optionName(op, q); ok {
			add(q, "query", id, p.argument(&q.Ref))
		}
	}
	for _, q := range op.Headers {
		if id, ok := p.optionName(op, q); ok {
			add(q, "header", id, Type{Plain, Basic{Name: "string"}})
		}
	}
	return s
}

// optionWire tells the options of a page apart. The names of headers are the
// same in any case.
func optionWire(key, name string) string {
	if key == "header" {
		name = strings.ToLower(name)
	}
	return key + ":" + name
}

func (p *planner) optionName(op *model.Operation, q *model.Parameter) (ident.Ident, bool) {
	id, err := fieldName(q.Name, optionFields)
	if err != "" {
		p.findings.Add(at(op), ruleNameInvalid, "option %q of operation %s: %s", q.Name, op.Name, err)
	}
	return id, err == ""
}

// first returns the name of the first route's function.
func first(routes []ident.Ident, op *model.Operation) ident.Ident {
	if len(routes) > 0 {
		return routes[0]
	}
	id, _ := ident.Exported(op.Name)
	return id
}

// bodyStruct plans the struct of an action's parameters.
func (p *planner) bodyStruct(op *model.Operation, name ident.Ident, routes []ident.Ident) *Struct {
	p.use("encodeObject")
	p.use("decodeObject")
	s := &Struct{Name: name, Codec: true, Doc: Doc{Text: name.String() + " is what [" + first(routes, op).String() + "] sends."}}
	names := fieldNames{byName: map[ident.Ident]*Field{}, wires: map[string]bool{}}
	for _, q := range op.Request.Parameters {
		id, err := fieldName(q.Name, modelFields)
		if err != "" {
			p.findings.Add(q.Position, ruleWireName, "parameter %q of operation %s: %s", q.Name, op.Name, err)
			continue
		}
		f := &Field{Name: id, Type: p.useType(p.property(&q.Ref)), Tag: text.Tag("json", q.Name), Doc: Doc{Text: sentence(q.Description)}, wire: q.Name}
		if !names.add(f) {
			p.findings.Add(q.Position, ruleFieldTaken, "parameter %q of operation %s: the Go field %s is there already", q.Name, op.Name, id)
			continue
		}
		s.Fields = append(s.Fields, f)
	}
	return s
}

// permissions plans the variable with the permissions of an operation.
func (p *planner) permissions(op *model.Operation, names operationName) *Permissions {
	p.use("Permissions")
	d := &Permissions{Name: names.permissions, Doc: Doc{Text: names.permissions.String() + " are those for [" + first(names.routes, op).String() + "]."}}
	if differByPath(op.Permissions) {
		d.Doc.Text += " They depend on the path: the documentation of each function has its own."
	}
	for _, n := range permissionNames {
		if list := scopes(op.Permissions, n.kind); len(list) > 0 {
			d.Kinds = append(d.Kinds, PermissionKind{n.field, list})
		}
	}
	return d
}

// function plans the functions of a route.
func (p *planner) function(op *model.Operation, r *model.Route, names operationName, i int) *Function {
	f := &Function{
		Name:    names.routes[i],
		Request: builder(names.routes[i]),
		Method:  op.Method,
		Options: names.options,
		Result:  p.result(op),
	}
	f.Doc.Code = op.Method + " " + r.Path
	f.Doc.Notes = p.pageNote([]string{op.Page})
	f.Doc.Deprecated = op.Deprecated
	if i == 0 {
		f.Doc.Text = functionDoc(f.Name, op.Description)
	} else {
		f.Doc.Text = f.Name.String() + " is [" + names.routes[0].String() + "] on another path."
	}
	if i == 0 || differByPath(op.Permissions) {
		if note := permissionNote(op.PermissionsOf(r)); note != "" {
			f.Doc.Notes = append([]string{note}, f.Doc.Notes...)
		}
	}
	if f.Options.IsZero() {
		p.use("Options")
	}
	p.use("Client")
	p.use("newRequest")
	p.use(f.Result.Kind.Sender())
	if f.Result.Kind == Delta {
		p.use("Delta")
	}
	p.helpers(f, op)
	p.template(f, r)
	for _, q := range f.Params {
		if text := sentence(q.of.Description); text != "" {
			f.Doc.Items = append(f.Doc.Items, Item{q.Name, text})
		}
	}
	p.addBody(f, op)
	return f
}

// helpers notes what the run-time part has for callers of such a function, and
// what of it the documentation should lead to.
func (p *planner) helpers(f *Function, op *model.Operation) {
	p.use("Batch")
	switch {
	case f.Result.Kind == Pages || f.Result.Kind == Delta:
		p.use("EachPage")
	case f.Result.Kind == None && givesMonitor(op):
		p.use("Begin")
		f.Doc.Notes = append([]string{"The work goes on after the answer: [Begin] and [Await] send the request of [" + f.Request.String() + "] and wait for it."}, f.Doc.Notes...)
	case f.Result.Kind == One && isUploadSession(op.Result().Struct):
		p.use("UploadChunks")
		f.Doc.Notes = append([]string{"Send the bytes to the session with [UploadChunks]."}, f.Doc.Notes...)
	}
}

// givesMonitor reports whether an operation answers 202 and says in Location
// where to look how the work fares.
func givesMonitor(op *model.Operation) bool {
	for _, r := range op.Responses {
		if r.Status == http.StatusAccepted && slices.ContainsFunc(r.Headers, isLocation) {
			return true
		}
	}
	for _, e := range op.Examples {
		if e.Response != nil && e.Response.Status == http.StatusAccepted &&
			slices.ContainsFunc(e.Response.Headers, func(h model.Header) bool { return isLocation(h.Name) }) {
			return true
		}
	}
	return false
}

func isLocation(header string) bool { return strings.EqualFold(header, "Location") }

// isUploadSession reports whether a type is that of upload sessions, whatever it
// is called: it says where to send bytes and which are missing.
func isUploadSession(t *model.Type) bool {
	has := func(name string) bool {
		return t != nil && slices.ContainsFunc(t.Properties, func(q *model.Property) bool { return q.Name == name })
	}
	return has("uploadUrl") && has("nextExpectedRanges")
}

// template writes a route's path as the run-time part takes it, and gives the
// function a parameter for each of the path's.
func (p *planner) template(f *Function, r *model.Route) {
	var b strings.Builder
	param := func(q *model.Parameter) {
		f.Args = append(f.Args, p.param(f, q))
	}
	for _, s := range r.Segments {
		b.WriteByte('/')
		for _, part := range s {
			switch {
			case part.Param == nil:
				appendPath(&b, part.Text)
			case part.Path:
				b.WriteString("{+}")
				param(part.Param)
			default:
				b.WriteString("{}")
				param(part.Param)
			}
		}
	}
	for i, q := range r.Query {
		b.WriteByte("?&"[min(i, 1)])
		appendQuery(&b, q.Name)
		b.WriteString("={}")
		param(q)
	}
	f.Template = b.String()
	if len(f.Args) > 0 {
		p.use("args")
	}
}

// param returns the function's parameter for one of a request line. Where the
// line has it twice it is one.
func (p *planner) param(f *Function, q *model.Parameter) *Param {
	for _, had := range f.Params {
		if had.of == q {
			return had
		}
	}
	taken := func(name string) bool {
		if inScope[name] {
			return true
		}
		for _, had := range f.Params {
			if had.Name.String() == name {
				return true
			}
		}
		return false
	}
	id, err := ident.Local(q.Name, taken)
	if err != nil {
		id, _ = ident.Local("arg", taken) // what the argument is called matters to nobody else
	}
	base := id.String()
	for n := 2; taken(id.String()); n++ {
		id = ident.Must(base + number(n).String())
	}
	param := &Param{Name: id, Type: p.useType(p.argument(&q.Ref)), of: q}
	f.Params = append(f.Params, param)
	return param
}

// inScope are the names that an argument would hide from the function's body.
var inScope = wordSet("ctx c opts body req err args context http json time iter io newRequest sendNone sendOne sendValue sendPages sendStream sendDelta maybe readOnlyToo")

var bodyName = ident.Must("body")

// addBody gives the function a parameter for what it sends.
func (p *planner) addBody(f *Function, op *model.Operation) {
	if op.Request == nil {
		return
	}
	var t Type
	switch {
	case op.Request.Type != "":
		t = p.body(&op.Request.Ref)
	case hasBodyStruct(op):
		t = Type{Pointer, Basic{Name: p.names[op].body.String()}}
	default:
		return
	}
	f.Body = &Param{Name: bodyName, Type: p.useType(t)}
	f.Params = append(f.Params, f.Body)
	switch {
	case op.Request.ReadOnlyToo:
		f.BodyWrap = "readOnlyToo"
	case op.Request.Type == "" && !slices.ContainsFunc(op.Request.Parameters, func(q *model.Parameter) bool { return q.Required }):
		f.BodyWrap = "maybe"
		f.Doc.Items = append(f.Doc.Items, Item{bodyName, "May be nil, and is not sent then."})
	}
	if f.BodyWrap != "" {
		p.use(f.BodyWrap)
	}
}

// result returns what an operation gives.
func (p *planner) result(op *model.Operation) Result {
	r := op.Result()
	if r == nil {
		return Result{}
	}
	b := p.basic(&r.Ref)
	t := Type{Plain, b}
	if r.Struct != nil && b != raw {
		t.Form = Pointer
	}
	switch {
	case op.Kind == model.Delta && (r.Collection || r.Struct != nil):
		return Result{Delta, p.useType(t)}
	case r.Type == stream:
		return Result{Kind: Stream}
	case r.Collection:
		return Result{Pages, p.useType(t)}
	case t.Form == Pointer:
		return Result{One, p.useType(t.In(Plain))}
	}
	return Result{Scalar, p.useType(t)}
}

const hexDigits = "0123456789ABCDEF"

// appendPath appends literal text of a path, with what a path can't hold, and
// what the template would read as a parameter, percent-encoded (RFC 3986,
// section 3.3).
func appendPath(b *strings.Builder, s string) {
	appendEscaped(b, s, "-_.~!$&'()*+,;=:@%")
}

func appendQuery(b *strings.Builder, s string) {
	appendEscaped(b, s, "-_.~!$'()*,;:@/")
}

func appendEscaped(b *strings.Builder, s, allowed string) {
	for i := range len(s) {
		c := s[i]
		if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte(allowed, c) >= 0 {
			b.WriteByte(c)
			continue
		}
		b.Write([]byte{'%', hexDigits[c>>4], hexDigits[c&15]})
	}
}

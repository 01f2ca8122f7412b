package plan

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"github.com/docwright/docwright/generator/ident"
	"github.com/docwright/docwright/generator/lines"
	"github.com/docwright/docwright/generator/text"
	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/model"
)

// methods are those that functions are made for.
var methods = map[string]bool{"GET": true, "HEAD": true, "POST": true, "PUT": true, "PATCH": true, "DELETE": true}

func hasOptions(l *lines.Line) bool { return len(l.Options) > 0 || len(l.Headers) > 0 }

func hasBodyStruct(l *lines.Line) bool {
	return l.Request != nil && l.Request.Type == "" && len(l.Request.Parameters) > 0
}

// Declarations are what belongs to an operation of the model. Each is nil where
// the operation has none. Other operations may share them, with the request line.
type Declarations struct {
	Options, Body *Struct     // of the first of the functions that has one
	Functions     []*Function // by route; none where the method is unknown
	// Aliases are the names that the functions would have if no other page had the
	// request line, by route; zero where they have them.
	Aliases []ident.Ident
}

// operations plans the functions of all request lines that a chosen operation has,
// with what they share, and the examples of the chosen operations.
func (p *planner) operations(m *model.Model, chosen []*model.Operation) {
	wanted := map[*lines.Line]bool{}
	for _, op := range chosen {
		if !methods[op.Method] {
			p.findings.Add(at(op), ruleMethod, "operation %s: no function is made for method %q", op.Name, op.Method)
			continue
		}
		for _, r := range op.Routes {
			wanted[p.lines.Of(r)] = true
		}
	}
	for _, op := range m.Operations {
		if slices.ContainsFunc(p.lines.Owned(op), func(l *lines.Line) bool { return wanted[l] }) {
			p.declare(op, wanted)
		}
	}
	for _, op := range chosen {
		d := p.declarations(op)
		p.made[op] = d
		g := p.group(p.homes.operation(op))
		g.Operations = append(g.Operations, op)
		if d == nil {
			continue // a finding has said why
		}
		for _, e := range op.Examples {
			g.Examples = append(g.Examples, p.example(op, e))
		}
	}
}

// declarations are those of an operation; nil where its lines got no names.
func (p *planner) declarations(op *model.Operation) *Declarations {
	d := &Declarations{}
	if !methods[op.Method] {
		return d
	}
	for _, r := range op.Routes {
		f := p.functions[p.lines.Of(r)]
		if f == nil {
			return nil
		}
		if d.Options == nil {
			d.Options = f.options
		}
		if d.Body == nil {
			d.Body = f.body
		}
		d.Functions = append(d.Functions, f)
		d.Aliases = append(d.Aliases, alias(op, r, f.Name))
	}
	return d
}

// alias is the name that a route alone would give the function of its line; zero
// where it has that name, or none could be made.
func alias(op *model.Operation, r *model.Route, name ident.Ident) ident.Ident {
	id, err := ident.Exported(cmp.Or(r.Name, op.Name+r.Suffix))
	if err != nil || id == name {
		return ident.Ident{}
	}
	return id
}

// pages lists the pages that have a request line, with the names that each alone
// would give its function.
func (p *planner) pages(l *lines.Line, name ident.Ident) []Item {
	if len(l.Pages()) == 1 {
		return p.link(l.Pages()[0])
	}
	var list []Item
	for i, u := range l.Uses {
		if slices.ContainsFunc(l.Uses[:i], func(before *lines.Use) bool { return before.Operation.Page == u.Operation.Page }) {
			continue
		}
		id := alias(u.Operation, u.Route, name)
		if id.IsZero() {
			id = name
		}
		list = append(list, Item{id, p.target(u.Operation.Page)})
	}
	return list
}

// declare plans what belongs to an operation that is principal for some of the
// wanted lines: a struct for the options and one for the body of all its lines,
// where they have them, and the functions of those that are wanted.
func (p *planner) declare(op *model.Operation, wanted map[*lines.Line]bool) {
	names := p.names[op]
	if names.lines == nil {
		return // a finding has said why
	}
	g := p.group(p.homes.operation(op))
	owned := p.lines.Owned(op)
	var options, body *Struct
	if !names.options.IsZero() {
		options = p.options(op, names)
		g.Decls = append(g.Decls, options)
	}
	if !names.body.IsZero() {
		body = p.bodyStruct(op, names)
		g.Decls = append(g.Decls, body)
	}
	for i, l := range owned {
		if !wanted[l] {
			continue
		}
		f := p.function(l, names.lines[i], names)
		f.options, f.body = options, body
		p.functions[l] = f
		g.Decls = append(g.Decls, f)
		p.addPermissions(f.Name, l.Permissions)
		if f.Result.Kind == None {
			p.unreturned(f)
		}
	}
}

// unreturned reports the pages that document a body of the response of a function
// that returns none.
func (p *planner) unreturned(f *Function) {
	principal := f.line.Principal().Operation
	for _, u := range f.line.Uses {
		line := u.Operation.Method + " " + u.Route.Path
		if r := u.Operation.Result(); r != nil {
			p.findings.Add(at(u.Operation), ruleNotReturned, "the page documents that %s answers %d with %s; %s returns nothing, as %s documents it", line, r.Status, r.Words(), f.Name, principal.Page)
			continue
		}
		i := slices.IndexFunc(u.Operation.Examples, func(e *model.Example) bool { return e.Route == u.Route && e.Response != nil && hasBody(e.Response) })
		if i >= 0 {
			e := u.Operation.Examples[i]
			p.findings.Add(e.Request.Position, ruleNotReturned, "the example shows that %s answers %d with a body; %s returns nothing, as %s documents it", line, e.Response.Status, f.Name, principal.Page)
		}
	}
}

// hasBody reports whether the response of an example is a success with a body.
func hasBody(r *model.ExampleResponse) bool {
	return 200 <= r.Status && r.Status < 300 && (r.JSON != "" || r.Text != "")
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

// options plans the struct of the query options and headers of an operation's
// request lines.
func (p *planner) options(op *model.Operation, of operationName) *Struct {
	p.use("Options")
	s := &Struct{Name: of.options, Embed: "Options", Doc: Doc{Text: of.options.String() + " are the options of [" + of.lines[0].String() + "]."}}
	names := fieldNames{byName: map[ident.Ident]*Field{}, wires: map[string]bool{}}
	add := func(q *model.Parameter, key string, name ident.Ident, typ Type) {
		f := &Field{Name: name, Type: p.useType(typ), Tag: text.Tag(key, q.Name), Doc: Doc{Text: sentence(q.Description)}, wire: optionWire(key, q.Name)}
		if names.wires[f.wire] {
			return // another line has it, too
		}
		if !names.add(f) {
			p.findings.Add(at(op), ruleFieldTaken, "option %q of operation %s: the Go field %s is there already", q.Name, op.Name, name)
			return
		}
		s.Fields = append(s.Fields, f)
	}
	if slices.ContainsFunc(p.lines.Owned(op), isDownload) {
		p.use(byteRange.Name)
		add(p.rangeOf(op), "header", ident.Must("Range"), byteRange)
	}
	named := p.inRequestLine(op)
	for _, l := range p.lines.Owned(op) {
		for _, q := range l.Options {
			if named[q.Name] {
				continue
			}
			if field, typ, ok := queryOption(q.Name); ok {
				add(q, "query", field, typ)
			} else if id, ok := p.optionName(op, q); ok {
				add(q, "query", id, p.argument(&q.Ref))
			}
		}
	}
	for _, l := range p.lines.Owned(op) {
		for _, q := range l.Headers {
			if id, ok := p.optionName(op, q); ok {
				add(q, "header", id, Type{Plain, Basic{Name: "string"}})
			}
		}
	}
	return s
}

// rangeOf returns the Range header of an operation's pages, or one that stands for
// it.
func (p *planner) rangeOf(op *model.Operation) *model.Parameter {
	for _, l := range p.lines.Owned(op) {
		for _, q := range l.Headers {
			if strings.EqualFold(q.Name, "Range") {
				return q
			}
		}
	}
	return &model.Parameter{Name: "Range", Description: "Which bytes are asked for; all where it is empty. [Bytes] makes one."}
}

// inRequestLine returns the query options that are arguments of some function of
// the operation: the request line itself names them.
func (p *planner) inRequestLine(op *model.Operation) map[string]bool {
	named := map[string]bool{}
	for _, l := range p.lines.Owned(op) {
		for _, q := range l.Principal().Route.Query {
			named[q.Name] = true
		}
	}
	return named
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

// bodyStruct plans the struct of an action's parameters.
func (p *planner) bodyStruct(op *model.Operation, of operationName) *Struct {
	p.use("encodeObject")
	p.use("decodeObject")
	p.use("textOf")
	s := &Struct{Name: of.body, Codec: true, Doc: Doc{Text: of.body.String() + " is what [" + of.lines[0].String() + "] sends."}}
	names := fieldNames{byName: map[ident.Ident]*Field{}, wires: map[string]bool{}}
	for _, l := range p.lines.Owned(op) {
		if !hasBodyStruct(l) {
			continue
		}
		for _, q := range l.Request.Parameters {
			p.addParameter(s, &names, op, q)
		}
	}
	return s
}

// addParameter adds a field for a parameter of an action to its body.
func (p *planner) addParameter(s *Struct, names *fieldNames, op *model.Operation, q *model.Parameter) {
	if names.wires[q.Name] {
		return // another line has it, too
	}
	id, err := fieldName(q.Name, modelFields)
	if err != "" {
		p.findings.Add(q.Position, ruleWireName, "parameter %q of operation %s: %s", q.Name, op.Name, err)
		return
	}
	f := &Field{Name: id, Type: p.useType(p.property(&q.Ref)), Tag: text.Tag("json", q.Name), Doc: Doc{Text: sentence(q.Description)}, wire: q.Name}
	if !names.add(f) {
		p.findings.Add(q.Position, ruleFieldTaken, "parameter %q of operation %s: the Go field %s is there already", q.Name, op.Name, id)
		return
	}
	s.Fields = append(s.Fields, f)
}

// addPermissions notes what callers of a function need.
func (p *planner) addPermissions(function ident.Ident, permissions []*model.Permission) {
	all := &Permissions{Function: function}
	kinds := map[model.PermissionKind]*[]string{model.DelegatedWork: &all.Delegated, model.DelegatedPersonal: &all.DelegatedPersonal, model.Application: &all.Application}
	for _, q := range permissions {
		sets := kinds[q.Kind]
		if sets == nil || !q.Supported {
			continue
		}
		for _, set := range q.Alternatives() {
			*sets = append(*sets, strings.Join(set, " "))
		}
	}
	if len(all.Delegated)+len(all.DelegatedPersonal)+len(all.Application) > 0 {
		p.use("PermissionsOf")
		p.permissions = append(p.permissions, all)
	}
}

// function plans the functions of a request line.
func (p *planner) function(l *lines.Line, name ident.Ident, names operationName) *Function {
	op, r := l.Principal().Operation, l.Principal().Route
	f := &Function{
		Name:    name,
		Request: builder(name),
		Method:  l.Method,
		Options: names.options,
		Result:  p.result(l),
		line:    l,
	}
	f.Doc.Code = op.Method + " " + r.Path
	f.Doc.Pages = p.pages(l, name)
	f.Doc.Deprecated = l.Deprecated
	f.Doc.Text = p.summary(l, name, names.lines[0])
	f.Doc.Notes = permissionNotes(l, name)
	switch {
	case f.Options.IsZero() && isDownload(l):
		f.Options = downloadOptions
		p.use(downloadOptions.String())
	case f.Options.IsZero():
		p.use("Options")
	}
	p.use("Client")
	p.use("newRequest")
	p.use(f.Result.Kind.Sender())
	if f.Result.Kind == Delta {
		p.use("Delta")
	}
	p.helpers(f, l)
	p.template(f, r)
	for _, q := range f.Params {
		if text := sentence(q.of.Description); text != "" {
			f.Doc.Items = append(f.Doc.Items, Item{q.Name, text})
		}
	}
	p.addBody(f, l, names.body)
	return f
}

// isDownload reports whether a line gets bytes, of which callers may ask for a part.
func isDownload(l *lines.Line) bool {
	return l.Method == http.MethodGet && l.Result != nil && l.Result.Type == stream
}

// downloadOptions are those of a download whose page has none.
var downloadOptions = ident.Must("DownloadOptions")

// byteRange is the type of the part of a file that is asked for.
var byteRange = Type{Plain, Basic{Name: "ByteRange"}}

// summary says what a function does: what its page says, or where it goes besides
// the first of its operation, or, where pages are about one subtype each, what it
// does with any of them.
func (p *planner) summary(l *lines.Line, name, first ident.Ident) string {
	op := l.Principal().Operation
	switch main := p.lines.Owned(op)[0]; {
	case called(l, op.Name) != op.Name:
		return name.String() + " " + doings[op.Kind] + " a " + l.Type.Name + " of any type that derives from it."
	case l != main && called(main, op.Name) == op.Name:
		return name.String() + " is [" + first.String() + "] on another path."
	}
	return functionDoc(name, op.Description, op.Title)
}

// doings are the verbs for what functions do with a resource.
var doings = map[model.OperationKind]string{
	model.List: "lists", model.Get: "gets", model.Create: "creates", model.Update: "updates", model.Delete: "deletes",
}

// helpers notes what the run-time part has for callers of such a function, and
// what of it the documentation should lead to.
func (p *planner) helpers(f *Function, l *lines.Line) {
	for _, name := range []string{"Batch", "NewRequest", "Send", "Open"} {
		p.use(name)
	}
	note := func(text string) { f.Doc.Notes = append([]string{text}, f.Doc.Notes...) }
	switch {
	case f.Result.Kind == Pages || f.Result.Kind == Delta:
		p.use("EachPage")
		p.use("Where")
		if t := l.Result.Struct; t != nil && len(t.Derived) > 0 && f.Result.Kind == Pages {
			p.use("Only")
			note("Values of the types that derive from it are among them: [Only] narrows the list to those of one type.")
		}
	case f.Result.Kind == Work:
		p.use("Work")
		note("The work goes on after the response: Await of the [Work] waits for it.")
	case f.Result.Kind == One && isUploadSession(l.Result.Struct):
		p.use("UploadChunks")
		note("Send the bytes to the session with [UploadChunks].")
	}
}

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
	param := func(q *model.Parameter, mark string) {
		arg := p.param(f, q)
		f.Args = append(f.Args, arg)
		b.WriteString("{" + mark + arg.Name.String() + "}")
	}
	for _, s := range r.Segments {
		b.WriteByte('/')
		for _, part := range s {
			switch {
			case part.Param == nil:
				appendPath(&b, part.Text)
			case part.Path:
				param(part.Param, "+")
			default:
				param(part.Param, "")
			}
		}
	}
	for i, q := range r.Query {
		b.WriteByte("?&"[min(i, 1)])
		appendQuery(&b, q.Name)
		b.WriteByte('=')
		param(q, "")
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
var inScope = wordSet("ctx c opts body req err args context http json time iter io newRequest sendNone sendOne sendValue sendPages sendStream sendDelta sendWork typed subtype maybe readOnlyToo")

var bodyName = ident.Must("body")

// addBody gives the function a parameter for what it sends.
func (p *planner) addBody(f *Function, l *lines.Line, name ident.Ident) {
	if l.Request == nil {
		return
	}
	var t Type
	switch {
	case l.Request.Type != "":
		t = p.body(&l.Request.Ref)
		if family := p.families[l.Request.Struct]; l.TakesSubtypes() && !family.name.IsZero() && t.Form == Pointer {
			f.BodyBase = ident.Must(t.Name)
			t = Type{Plain, Basic{Name: family.name.String()}}
			p.use("subtype")
		}
	case hasBodyStruct(l):
		t = Type{Pointer, Basic{Name: name.String()}}
	default:
		return
	}
	f.Body = &Param{Name: bodyName, Type: p.useType(t)}
	f.Params = append(f.Params, f.Body)
	switch {
	case l.Request.ReadOnlyToo:
		f.BodyWrap = "readOnlyToo"
	case mayBeLeftOut(l.Request, t):
		f.BodyWrap = wrapMaybe
		f.Doc.Items = append(f.Doc.Items, Item{bodyName, "May be nil, and is not sent then."})
	}
	if f.BodyWrap != "" {
		p.use(f.BodyWrap)
	}
	if m := l.MediaType(); m != "" && m != usualMediaType(t) {
		f.MediaType = m
		p.use("typed")
	}
}

// wrapMaybe is the function of the run-time part for a body that may be left out.
const wrapMaybe = "maybe"

// mayBeLeftOut reports whether an operation can be called without the body: the page
// says so, or none of its parameters is required.
func mayBeLeftOut(body *model.Body, t Type) bool {
	if t.Form != Pointer {
		return false
	}
	return body.Optional || body.Type == "" && !slices.ContainsFunc(body.Parameters, func(q *model.Parameter) bool { return q.Required })
}

// usualMediaType is the media type that the run-time part gives a body of the type.
func usualMediaType(t Type) string {
	switch {
	case t == reader || t.Bytes:
		return "application/octet-stream"
	case t == Type{Plain, Basic{Name: "string"}}:
		return "text/plain"
	}
	return "application/json"
}

// result returns what a request line gives.
func (p *planner) result(l *lines.Line) Result {
	r := l.Result
	switch {
	case r == nil && l.GivesMonitor():
		return Result{Work, Type{Plain, raw}}
	case r == nil:
		return Result{}
	}
	b := p.basic(&r.Ref)
	t := Type{Plain, b}
	if r.Struct != nil && b != raw {
		t.Form = Pointer
	}
	switch {
	case l.Kind() == model.Delta && (r.Collection || r.Struct != nil):
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

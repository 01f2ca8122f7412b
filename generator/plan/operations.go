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

// methods has the HTTP methods that functions are made for.
var methods = map[string]bool{"GET": true, "HEAD": true, "POST": true, "PUT": true, "PATCH": true, "DELETE": true}

func hasOptions(l *lines.Line) bool { return len(l.Options) > 0 || len(l.Headers) > 0 }

// hasBodyStruct reports whether the body of a line has a struct of its own.
func hasBodyStruct(l *lines.Line) bool {
	return l.Request != nil && l.Request.Type == "" && len(l.Request.Parameters) > 0 && !isReference(l)
}

// isReference reports whether the body of a line is only a reference to an
// entity.
func isReference(l *lines.Line) bool {
	return l.Request != nil && l.Request.Type == "" && len(l.Request.Parameters) == 1 && l.Request.Parameters[0].Name == odataID
}

// odataID is the name of the member with the URL of an entity.
const odataID = "@odata.id"

// reference is the type of the runtime for a body that is only a reference.
var reference = &Struct{Name: ident.Must("EntityRef"), Fields: []*Field{{Name: ident.Must("ODataID"), Type: Type{Optional, primitives[edm.String]}, wire: odataID}}}

// Declarations are the declarations of an operation. Each is nil if the
// operation has none. Operations with the same request line may share them.
type Declarations struct {
	Options, Body *Struct     // those of the first function that has them
	Functions     []*Function // by route; none if the method is not supported
	// Aliases has the names that the functions would have if no other page had
	// the request line, by route. A zero Ident means that there is no
	// difference.
	Aliases []ident.Ident
}

// operations plans the functions for all request lines of the chosen
// operations, with the declarations that they share, and the examples of the
// chosen operations.
func (p *planner) operations(m *model.Model, chosen []*model.Operation) {
	wanted := map[*lines.Line]bool{}
	for _, op := range chosen {
		if !methods[op.Method] {
			p.findings.Add(at(op), ruleMethod, "operation %s: the method %q is not supported, so there is no function", op.Name, op.Method)
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
			continue // a finding has the reason
		}
		for _, e := range op.Examples {
			g.Examples = append(g.Examples, p.example(op, e))
		}
	}
}

// declarations returns the declarations of an operation, or nil if its lines
// have no names.
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

// alias returns the name that the function of a line would have if only this
// route had the line. It returns the zero Ident if that is the name of the
// function, or if there is no such name.
func alias(op *model.Operation, r *model.Route, name ident.Ident) ident.Ident {
	id, err := ident.Exported(cmp.Or(r.Name, op.Name+r.Suffix))
	if err != nil || id == name {
		return ident.Ident{}
	}
	return id
}

// pages returns the pages that have a request line, with the name that the
// function would have on each page alone.
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

// declare plans the declarations of an operation that is principal for some of
// the wanted lines: a struct for the options and one for the body of all its
// lines, and the functions of the wanted lines.
func (p *planner) declare(op *model.Operation, wanted map[*lines.Line]bool) {
	names := p.names[op]
	if names.lines == nil {
		return // a finding has the reason
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
		if isReference(l) {
			f.body = reference
			note := "Use [Ref] to make the body from the path of the entity."
			f.Doc.Notes = append([]string{note}, f.Doc.Notes...)
		}
		p.functions[l] = f
		g.Decls = append(g.Decls, f)
		p.addPermissions(f.Name, l.Permissions)
		if f.Result.Kind == None {
			p.unreturned(f)
		}
	}
}

// unreturned reports pages that document a response body if the function
// returns none.
func (p *planner) unreturned(f *Function) {
	principal := f.line.Principal().Operation
	for _, u := range f.line.Uses {
		line := u.Operation.Method + " " + u.Route.Path
		if r := u.Operation.Result(); r != nil {
			p.findings.Add(at(u.Operation), ruleNotReturned, "the page documents that %s returns %d with %s, but %s returns nothing, as documented on %s", line, r.Status, r.Words(), f.Name, principal.Page)
			continue
		}
		i := slices.IndexFunc(u.Operation.Examples, func(e *model.Example) bool { return e.Route == u.Route && e.Response != nil && hasBody(e.Response) })
		if i >= 0 {
			e := u.Operation.Examples[i]
			p.findings.Add(e.Request.Position, ruleNotReturned, "the example shows that %s returns %d with a body, but %s returns nothing, as documented on %s", line, e.Response.Status, f.Name, principal.Page)
		}
	}
}

// hasBody reports whether the response of an example is a success with a body.
func hasBody(r *model.ExampleResponse) bool {
	return 200 <= r.Status && r.Status < 300 && (r.JSON != "" || r.Text != "")
}

// optionFields has the names that fields of an options struct can't have.
var optionFields = map[string]bool{"Options": true, "Query": true, "Header": true}

// queryOption returns the field for an OData query option. Its type is the same
// on all pages, because pages rarely document it.
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

// options plans the struct with the query options and headers of the request
// lines of an operation.
func (p *planner) options(op *model.Operation, of operationName) *Struct {
	p.use("Options")
	s := &Struct{Name: of.options, Embed: "Options", Doc: Doc{Text: of.options.String() + " are the options of " + linked(of.lines) + "."}}
	names := fieldNames{byName: map[ident.Ident]*Field{}, wires: map[string]bool{}}
	add := func(q *model.Parameter, key string, name ident.Ident, typ Type) {
		f := &Field{Name: name, Type: p.useType(typ), Tag: text.Tag(key, q.Name), Doc: Doc{Text: sentence(q.Description)}, wire: optionWire(key, q.Name)}
		if names.wires[f.wire] {
			return // another line has it too
		}
		if !names.add(f) {
			p.findings.Add(at(op), ruleFieldTaken, "option %q of operation %s: the Go field %s is already taken", q.Name, op.Name, name)
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

// linked returns links to functions in words.
func linked(functions []ident.Ident) string {
	links := make([]string, len(functions))
	for i, f := range functions {
		links[i] = "[" + f.String() + "]"
	}
	return enumerate(links)
}

// rangeOf returns the Range header on the pages of an operation, or a
// substitute.
func (p *planner) rangeOf(op *model.Operation) *model.Parameter {
	for _, l := range p.lines.Owned(op) {
		for _, q := range l.Headers {
			if strings.EqualFold(q.Name, "Range") {
				return q
			}
		}
	}
	return &model.Parameter{Name: "Range", Description: "The range of bytes, as returned by [Bytes]. The default is the whole file."}
}

// inRequestLine returns the query options in the request lines of the
// operation, which are arguments of its functions.
func (p *planner) inRequestLine(op *model.Operation) map[string]bool {
	named := map[string]bool{}
	for _, l := range p.lines.Owned(op) {
		for _, q := range l.Principal().Route.Query {
			named[q.Name] = true
		}
	}
	return named
}

// optionWire returns a key that identifies an option. Names of headers ignore
// case.
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

// bodyStruct plans the struct with the parameters of an action.
func (p *planner) bodyStruct(op *model.Operation, of operationName) *Struct {
	p.use("encodeObject")
	p.use("decodeObject")
	p.use("textOf")
	s := &Struct{Name: of.body, Codec: true}
	var senders []ident.Ident
	names := fieldNames{byName: map[ident.Ident]*Field{}, wires: map[string]bool{}}
	for i, l := range p.lines.Owned(op) {
		if !hasBodyStruct(l) {
			continue
		}
		senders = append(senders, of.lines[i])
		needed := sentEmpty(l)
		for _, q := range l.Request.Parameters {
			p.addParameter(s, &names, op, q, slices.Contains(needed, q))
		}
	}
	s.Doc.Text = of.body.String() + " is the request body of " + linked(senders) + "."
	return s
}

// addParameter adds the field for a parameter of an action to its body. A needed
// list is sent even if it has no values.
func (p *planner) addParameter(s *Struct, names *fieldNames, op *model.Operation, q *model.Parameter, needed bool) {
	if names.wires[q.Name] {
		return // another line has it too
	}
	id, err := fieldName(q.Name, modelFields)
	if err != "" {
		p.findings.Add(q.Position, ruleWireName, "parameter %q of operation %s: %s", q.Name, op.Name, err)
		return
	}
	f := &Field{Name: id, Type: p.useType(p.property(&q.Ref)), Tag: text.Tag("json", q.Name), Doc: Doc{Text: sentence(q.Description)}, wire: q.Name}
	if needed {
		f.Tag = text.Tag("json", q.Name, "odata", "required")
		f.Doc.Text = strings.TrimSpace(f.Doc.Text + " If it is nil, an empty list is sent.")
	}
	if !names.add(f) {
		p.findings.Add(q.Position, ruleFieldTaken, "parameter %q of operation %s: the Go field %s is already taken", q.Name, op.Name, id)
		return
	}
	s.Fields = append(s.Fields, f)
}

// addPermissions records the permissions of a function.
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
	f.Doc.Notes = p.permissionNotes(l)
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

// isDownload reports whether a line returns bytes, of which callers can request
// a range.
func isDownload(l *lines.Line) bool {
	return l.Method == http.MethodGet && l.Result != nil && l.Result.Type == stream
}

// downloadOptions is the name of the options of downloads whose page has no
// options.
var downloadOptions = ident.Must("DownloadOptions")

// byteRange is the type of the option Range of a download.
var byteRange = Type{Plain, Basic{Name: "ByteRange"}}

// summary returns the first sentence of the documentation of a function. It is
// that of the page. A further line of an operation refers to the function of
// the first line. A function for several subtypes has a summary for all of
// them.
func (p *planner) summary(l *lines.Line, name, first ident.Ident) string {
	op := l.Principal().Operation
	switch main := p.lines.Owned(op)[0]; {
	case called(l, op.Name) != op.Name:
		return name.String() + " " + doings[op.Kind] + " a " + l.Type.Name + " or one of its subtypes."
	case l != main && called(main, op.Name) == op.Name:
		return name.String() + " is [" + first.String() + "] with another path."
	}
	return functionDoc(name, op.Description, op.Title)
}

// doings has the verbs for the kinds of operations.
var doings = map[model.OperationKind]string{
	model.List: "lists", model.Get: "gets", model.Create: "creates", model.Update: "updates", model.Delete: "deletes",
}

// helpers records the names of the runtime that callers of such a function
// need, and adds notes about them to the documentation.
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
			note("The list may have values of subtypes. Use [Only] to select those of one subtype.")
		}
	case f.Result.Kind == Work:
		p.use("Work")
		text := "The operation continues after the response. Use the method Await of [Work] to wait for its end."
		if l.Monitor.Type == nil {
			text += " It returns the last response of the monitor as JSON, because the page does not document its type."
		}
		note(text)
	case f.Result.Kind == One && isUploadSession(l.Result.Struct):
		p.use("UploadChunks")
		note("Send the bytes to the session with [UploadChunks].")
	}
}

// isUploadSession reports whether a type is that of upload sessions, regardless
// of its name: it has the URL to send bytes to, and the missing ranges.
func isUploadSession(t *model.Type) bool {
	has := func(name string) bool {
		return t != nil && slices.ContainsFunc(t.Properties, func(q *model.Property) bool { return q.Name == name })
	}
	return has("uploadUrl") && has("nextExpectedRanges")
}

// template returns the path of a route as a template of the runtime. It adds a
// parameter to the function for each parameter of the path.
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

// param returns the parameter of the function for a parameter of a request
// line. Repeated parameters share one.
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
		id, _ = ident.Local("arg", taken) // the name of an argument is not part of the API of the package
	}
	base := id.String()
	for n := 2; taken(id.String()); n++ {
		id = ident.Must(base + number(n).String())
	}
	param := &Param{Name: id, Type: p.useType(p.argument(&q.Ref)), of: q}
	f.Params = append(f.Params, param)
	return param
}

// inScope has the names that an argument would hide in the body of the
// function.
var inScope = wordSet("ctx c opts body req err args context http json time iter io newRequest sendNone sendOne sendValue sendPages sendStream sendDelta sendWork typed subtype maybe readOnlyToo")

var bodyName = ident.Must("body")

// addBody adds the parameter for the request body to the function.
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
	case isReference(l):
		t = Type{Pointer, Basic{Name: reference.Name.String()}}
		p.use(reference.Name.String())
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
		f.Doc.Items = append(f.Doc.Items, Item{bodyName, "Optional. If it is nil, no body is sent."})
	}
	if f.BodyWrap != "" {
		p.use(f.BodyWrap)
	}
	if m := l.MediaType(); m != "" && m != usualMediaType(t) {
		f.MediaType = m
		p.use("typed")
	}
}

// wrapMaybe is the function of the runtime for an optional body.
const wrapMaybe = "maybe"

// mayBeLeftOut reports whether the body is optional: the page says so, or no parameter
// in it is required.
func mayBeLeftOut(body *model.Body, t Type) bool {
	if t.Form != Pointer {
		return false
	}
	return body.Optional || body.Type == "" && !slices.ContainsFunc(body.Parameters, func(q *model.Parameter) bool { return q.Required })
}

// usualMediaType returns the media type that the runtime sets for a body of the
// type.
func usualMediaType(t Type) string {
	switch {
	case t == reader || t.Bytes:
		return "application/octet-stream"
	case t == Type{Plain, Basic{Name: "string"}}:
		return "text/plain"
	}
	return "application/json"
}

// result returns the result of the function for a request line.
func (p *planner) result(l *lines.Line) Result {
	r := l.Result
	switch {
	case r == nil && l.GivesMonitor():
		return Result{Work, p.useType(Type{Plain, p.monitor(l)})}
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

// monitor returns the type that the monitor of a long-running operation returns.
func (p *planner) monitor(l *lines.Line) Basic {
	if l.Monitor.Type == nil {
		return raw
	}
	return p.basic(&model.Ref{Struct: l.Monitor.Type})
}

const hexDigits = "0123456789ABCDEF"

// appendPath appends literal text to a path template. It percent-encodes
// characters that a path can't contain (RFC 3986, section 3.3), and braces.
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

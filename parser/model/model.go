// Package model is what the pages say about an API, in the API's own words:
// types with their properties, enums with their members, and operations with
// their request lines, parameters, permissions and examples.
//
// The model is pure data. It knows neither markdown nor Go: the parser makes
// it, the generator reads it, and `docwright inspect --json` prints it (see
// [Model]). Names are the API's own. The type of a property, parameter or body
// is written as OData's CSDL writes it, "Edm.String" or a qualified name such
// as "microsoft.graph.user"; after linking, [Ref] also holds the real pointer.
package model

import (
	"bytes"
	"encoding/json"
	"strings"

	"github.com/docwright/docwright/parser/source"
)

// Version is the version of the JSON form of [Model].
const Version = 1

// Model is everything that a folder of pages says. Its JSON form is stable:
// types and enums are sorted by qualified name, operations by page and line,
// and every list is present even where it is empty.
type Model struct {
	Version    int          `json:"version"`
	Types      []*Type      `json:"types"`
	Enums      []*Enum      `json:"enums"`
	Operations []*Operation `json:"operations"`
	Coverage   Coverage     `json:"coverage"`

	// BaseURL is where the service answers, without a trailing slash, as the URLs of
	// the pages give it: "https://api.harbor.example/v1.0". It has placeholders where
	// that is another URL for each tenant.
	BaseURL string `json:"-"`
	// Unread are the files of the folder that are no pages, sorted.
	Unread []Unread `json:"-"`
	// Roots are the entity sets and singletons with which paths begin, as the
	// service's metadata names them, sorted by name. Pages declare none.
	Roots []*Property `json:"-"`
}

// Coverage counts what the pages hold and how much of it is in the model.
// What is not read is the subject of a finding.
type Coverage struct {
	Pages        int   `json:"pages"`
	Operations   int   `json:"operations"`
	RequestLines Count `json:"requestLines"`
	Rows         Count `json:"rows"`
	Annotations  Count `json:"annotations"`
	Examples     Count `json:"examples"`
	// Files counts the markdown files of the folder, and those that are pages.
	Files Count `json:"files"`
	Kinds Kinds `json:"kinds"`
}

// Kinds counts the pages by what they are.
type Kinds struct {
	Operations int `json:"operations"`
	Types      int `json:"types"`
	Enums      int `json:"enums"`
}

// Unread is a markdown file that is no page of the API.
type Unread struct {
	File   string // relative to the folder of pages
	Reason string
}

// Count is how many of something were read.
type Count struct {
	Read int `json:"read"`
	Of   int `json:"of"`
}

// Ref names a type. Type is an Edm primitive or a qualified name; exactly one
// of Struct and Enum is set after linking where the name is in the model, and
// neither is for primitives.
type Ref struct {
	Type       string `json:"type"`
	Collection bool   `json:"collection"`

	Struct *Type `json:"-"`
	Enum   *Enum `json:"-"`
	// Values are those that the description lists, as it spells them; nil where it
	// lists none, or the type is no enum.
	Values []string `json:"-"`
	// Listed is set where Enum is known by a list of its values alone: the page
	// names no enum, and may call the type a string.
	Listed bool `json:"-"`
}

// TypeKind tells an entity type (it has a key or lies under one that has)
// from a complex type. See OData CSDL 4.01, sections 6 and 9.
type TypeKind string

// The kinds of structured type.
const (
	Entity  TypeKind = "entity"
	Complex TypeKind = "complex"
)

// Type is a structured type.
type Type struct {
	Namespace   string      `json:"namespace"`
	Name        string      `json:"name"`
	Kind        TypeKind    `json:"kind"`
	Base        string      `json:"base"` // qualified name; empty where the type has no base type
	Abstract    bool        `json:"abstract"`
	Open        bool        `json:"open"` // instances may have properties that no page names
	Description string      `json:"description"`
	Pages       []string    `json:"pages"` // those that describe the type, sorted; the first is the principal one
	Line        int         `json:"line"`  // of the title on the principal page
	Properties  []*Property `json:"properties"`

	// BaseType is the type that Base names; nil where no page describes it.
	BaseType *Type `json:"-"`
	// Derived holds the types whose BaseType this is, sorted by qualified name.
	Derived []*Type `json:"-"`
	// Media is set where the type is a media entity, whose $value is a stream.
	Media bool `json:"-"`
	// AnyJSON is set where the type has no properties and is called Json: its
	// values are JSON of any kind, arrays as well as objects.
	AnyJSON bool `json:"-"`
	// Deprecated is set where the page, or the metadata, says so of the type as a whole.
	Deprecated bool `json:"-"`
	// Implied is set where no page describes the type by itself and it was
	// made from the request table of an operation that takes it.
	Implied bool `json:"-"`
	// Reasons says where name, kind, base type and the rest were read.
	Reasons Reasons `json:"-"`
}

// Qualified returns namespace.name.
func (t *Type) Qualified() string { return t.Namespace + "." + t.Name }

// Property is a structural property, or a relationship where Navigation is set.
type Property struct {
	Name string `json:"name"`
	Ref
	Navigation bool  `json:"navigation"`
	Nullable   *bool `json:"nullable"` // nil where the pages don't say
	ReadOnly   bool  `json:"readOnly"`
	Required   bool  `json:"required"`
	Key        bool  `json:"key"`
	Deprecated bool  `json:"deprecated"`
	// Default is the value that the description says the property has unless it
	// is set, as the page writes it; nil, and left out of the JSON form, where it says none.
	Default *string `json:"default,omitempty"`
	// SelectOnly is set where the service returns the property only to requests
	// that name it in $select; left out of the JSON form otherwise.
	SelectOnly  bool   `json:"selectOnly,omitempty"`
	Description string `json:"description"`

	// InheritedFrom is the short name in "Inherited from x", or empty.
	InheritedFrom string `json:"-"`
	// Position is that of the table row or JSON member. The JSON form has its file
	// and line as "page" and "line".
	Position source.Position `json:"-"`
	// Restrictions are what can't be done with the values of a relationship, or of
	// an entity set, as the service's metadata says. Pages declare none.
	Restrictions []Restriction `json:"-"`
	// Reasons says where type, facts and the rest were read.
	Reasons Reasons `json:"-"`
}

// MarshalJSON returns the property with its page and line.
func (p *Property) MarshalJSON() ([]byte, error) {
	type fields Property
	return marshal(struct {
		*fields
		Page string `json:"page"`
		Line int    `json:"line"`
	}{(*fields)(p), p.Position.File, p.Position.Line})
}

// marshal returns the JSON of a value without escapes for HTML, which the encoder
// around it makes if it is to.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(v)
	return b.Bytes(), err
}

// Capability is something that can be done with the values of a relationship or
// an entity set.
type Capability string

// The capabilities, as the vocabulary Org.OData.Capabilities.V1 names them.
const (
	Insertable    Capability = "Insertable"
	Updatable     Capability = "Updatable"
	Deletable     Capability = "Deletable"
	Readable      Capability = "Readable"
	ReadableByKey Capability = "ReadByKeyRestrictions/Readable"
)

// Restriction says whether something can be done.
type Restriction struct {
	Capability Capability
	Allowed    bool
	// Path names the relationship that the restriction of an entity set is for;
	// empty where it is for the set itself.
	Path     string
	Position source.Position
}

// Enum is an enumeration type.
type Enum struct {
	Namespace string    `json:"namespace"`
	Name      string    `json:"name"`
	Flags     bool      `json:"flags"` // a value is a set of members (CSDL 4.01, section 10.3)
	Members   []*Member `json:"members"`
	Page      string    `json:"page"`
	Line      int       `json:"line"`

	Description string `json:"-"`
	// Deprecated is set where the metadata says so.
	Deprecated bool `json:"-"`
	// Implied is set where no page names the enum: it was made from a list of
	// values, and is called after what has them.
	Implied bool `json:"-"`
	// Reasons says where the enum and its members were read.
	Reasons Reasons `json:"-"`
}

// Qualified returns namespace.name.
func (e *Enum) Qualified() string { return e.Namespace + "." + e.Name }

// Member is a member of an enum. Value is nil where the pages give no number.
type Member struct {
	Name        string `json:"name"`
	Value       *int64 `json:"value"`
	Description string `json:"description"`

	// Position is that of the row or list item; zero where a sentence names the member.
	Position source.Position `json:"-"`
	// Deprecated is set where the metadata says so.
	Deprecated bool `json:"-"`
}

// OperationKind says what an operation does, as far as code differs by it.
type OperationKind string

// The kinds of operation.
const (
	List      OperationKind = "list"      // GET of a collection
	Get       OperationKind = "get"       // GET of one value
	Create    OperationKind = "create"    // POST to a collection, or PUT that creates
	Update    OperationKind = "update"    // PATCH, or PUT that replaces
	Delete    OperationKind = "delete"    // DELETE of an entity
	Action    OperationKind = "action"    // POST to a bound or unbound action
	Function  OperationKind = "function"  // GET of a bound or unbound function
	Reference OperationKind = "reference" // any method on …/$ref
	Content   OperationKind = "content"   // bytes up or down: …/$value, …/content
	Counting  OperationKind = "count"     // GET of …/$count
	Delta     OperationKind = "delta"     // GET of …/delta
)

// Operation is what one page says of one method on paths of one shape. A page
// that documents PATCH and PUT, or an entity and its $value, gives several.
type Operation struct {
	// Name says what the operation does in upper camel case, made from the page
	// alone: "ListUsers". It is unique in the model and carries no Go spelling.
	Name  string        `json:"name"`
	Page  string        `json:"page"`
	Line  int           `json:"line"` // of the first request line
	Title string        `json:"title"`
	Kind  OperationKind `json:"kind"`

	Method string   `json:"method"`
	Paths  []string `json:"paths"` // as documented, from the slash on, without a query
	// PathParameters are those of all Paths, in order of first appearance,
	// each name once.
	PathParameters  PathParameters `json:"pathParameters"`
	QueryParameters []*Parameter   `json:"queryParameters"`
	Headers         []*Parameter   `json:"headers"` // without Authorization and the Content- headers
	Permissions     []*Permission  `json:"permissions"`
	Request         *Body          `json:"request"` // nil where no body is sent
	Responses       []*Response    `json:"responses"`
	Examples        []*Example     `json:"examples"`

	// Deprecated is set where the page says so of the operation as a whole; left
	// out of the JSON form otherwise.
	Deprecated bool `json:"deprecated,omitempty"`

	Description string `json:"-"` // the page's own summary
	// Routes are the request lines, parsed: Routes[i] is Paths[i].
	Routes []*Route `json:"-"`
	// Binding is the type that a bound action or function is called on, as the
	// service's metadata declares it; nil for operations of pages, whose paths say
	// where they are called.
	Binding *Ref `json:"-"`
	// Reasons says where name, kind, bodies and the rest were read.
	Reasons Reasons `json:"-"`
}

// Result returns the response whose body code gets back: the first documented
// 2xx response that has a body. It is nil where there is none.
func (o *Operation) Result() *Response {
	for _, r := range o.Responses {
		if r.Type != "" && 200 <= r.Status && r.Status < 300 {
			return r
		}
	}
	return nil
}

// QueryOptions returns those of QueryParameters that a caller may leave out:
// the ones that no request line names. See [Route.Query] for the others.
func (o *Operation) QueryOptions() []*Parameter {
	required := map[string]bool{}
	for _, route := range o.Routes {
		for _, p := range route.Query {
			required[p.Name] = true
		}
	}
	if len(required) == 0 {
		return o.QueryParameters
	}
	var options []*Parameter
	for _, p := range o.QueryParameters {
		if !required[p.Name] {
			options = append(options, p)
		}
	}
	return options
}

// Route is one request line: a path and the parameters that it takes.
type Route struct {
	Path     string // as Operation.Paths has it
	Position source.Position
	Segments []Segment
	// Query holds the parameters that the request line itself names after the
	// question mark and that don't begin with "$": the caller has to give them.
	Query []*Parameter
	// Suffix tells this route from the others of its operation, in upper camel
	// case: "Me", "InGroupCalendar", "ByPath". It is empty for the principal
	// route, which is the one that takes the operation's plain name.
	Suffix string
	// Name is the operation's name with what tells this route, in upper camel
	// case: "ListMyEvents", "ListEventsInGroup". No two routes of a model have
	// the same.
	Name string
}

// Segment is what stands between two slashes of a path, cut into literal text
// and parameters: "range(address='" + {address} + "')".
type Segment []Part

// Part is literal text (Param is nil) or a parameter.
type Part struct {
	Text  string
	Param *Parameter
	// Quoted is set where the parameter stands between single quotes, so that
	// its value is an OData string literal (OData URL Conventions 4.01, 5.1.1.1.1).
	Quoted bool
	// Path is set where the value is itself a path, of any number of segments,
	// as in OneDrive's "root:/{item-path}:/content".
	Path bool
}

// Parameter is a parameter in a path, a query, a header or an action's body.
type Parameter struct {
	Name string `json:"name"`
	Ref
	Aliases     []string `json:"-"` // of a path parameter: {id | userPrincipalName} has one
	Required    bool     `json:"required"`
	Description string   `json:"description"`

	Position source.Position `json:"-"`
	// General is set where the page supports the query options as such, and names none.
	General bool `json:"-"`
	// ByTable is set where Required is what the page says of all that a table lists,
	// and not of this row.
	ByTable bool `json:"-"`
}

// PathParameters are the parameters in the paths of an operation. Their JSON
// form has what is to be said of those: they are never collections, and always
// required.
type PathParameters []*Parameter

// MarshalJSON returns the list with name, type and aliases of each.
func (l PathParameters) MarshalJSON() ([]byte, error) {
	type parameter struct {
		Name    string   `json:"name"`
		Type    string   `json:"type"`
		Aliases []string `json:"aliases"`
	}
	list := make([]parameter, len(l))
	for i, p := range l {
		list[i] = parameter{p.Name, p.Type, append([]string{}, p.Aliases...)}
	}
	return json.Marshal(list)
}

// PermissionKind is the row of a permissions table.
type PermissionKind string

// The kinds of permission.
const (
	DelegatedWork     PermissionKind = "delegatedWork"
	DelegatedPersonal PermissionKind = "delegatedPersonal"
	Application       PermissionKind = "application"
)

// Permission is what callers of one kind need. Scopes run from the least to
// the most privileged. Where Supported is false the kind cannot call at all.
type Permission struct {
	Kind      PermissionKind `json:"kind"`
	Scopes    []string       `json:"scopes"`
	Supported bool           `json:"supported"`

	// Sets are the sets of Scopes of which a caller needs one, in their order, where
	// the page says that some are needed together; else nil. See [Permission.Alternatives].
	Sets [][]string `json:"-"`
	// ByResource is set where the page has a row for each of several resources, which
	// are listed together.
	ByResource bool `json:"-"`
	// Position is that of the first row of the table that is for the kind.
	Position source.Position `json:"-"`
}

// Alternatives returns the sets of scopes of which a caller needs one: one for
// each of Scopes, or those that are needed together.
func (p *Permission) Alternatives() [][]string {
	if p.Sets != nil {
		return p.Sets
	}
	sets := make([][]string, len(p.Scopes))
	for i := range p.Scopes {
		sets[i] = p.Scopes[i : i+1 : i+1]
	}
	return sets
}

// Text returns the alternatives as people write them: "A, B and C" for A alone,
// or B together with C.
func (p *Permission) Text() string {
	var b strings.Builder
	for i, set := range p.Alternatives() {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(strings.Join(set, " and "))
	}
	return b.String()
}

// Body is what a request carries: a value of a named type, or the parameters
// of an action. Type is empty in the second case, and "Edm.Stream" for bytes.
type Body struct {
	Ref
	Parameters []*Parameter `json:"parameters"`

	// ReadOnlyToo is set where the page of the operation itself sends a property
	// that the page of its type calls read-only, by a row of its table or in an
	// example: the operation's word is then believed.
	ReadOnlyToo bool `json:"-"`
	// Optional is set where the page says that no body has to be sent, and describes
	// or shows one that may be.
	Optional bool `json:"-"`
}

// Response is an answer that the page documents. Type is empty where it has
// no body.
type Response struct {
	Status int `json:"status"`
	Ref

	// Headers are those that the page promises besides the usual: "Location".
	Headers []string `json:"-"`
	// Unseen is set where what changes something answers with Type, and no example of
	// the status shows a body: an annotation, or a link, may be about something else.
	Unseen bool `json:"-"`
	// Wrapped is set where the value arrives as {"value": …} though it is no
	// collection: primitive results of functions do (OData JSON Format 4.01,
	// section 11).
	Wrapped bool `json:"-"`
}

// Example is a request of the page's examples and the response that follows
// it. A request that answers in several steps, a redirect and then a file,
// has an example for each.
type Example struct {
	Name     string // unique on its page
	Request  *ExampleRequest
	Response *ExampleResponse // nil where the page shows none

	// Route is the one that the request's URL fits; nil where none does.
	Route *Route
	// StandIn is the route to call in place of Route where that is nil; nil where
	// there is none, because the request has another method. What is sent then
	// is not the example's request, but its response can still be read.
	StandIn *Route
	// Arguments holds the values of Route's parameters in the URL, by name,
	// decoded, with sample values in place of placeholders, or sample values for
	// those of StandIn.
	Arguments []Argument
}

// MarshalJSON returns the name, the line of the request, and both messages.
func (e *Example) MarshalJSON() ([]byte, error) {
	return marshal(struct {
		Name     string           `json:"name"`
		Line     int              `json:"line"`
		Request  *ExampleRequest  `json:"request"`
		Response *ExampleResponse `json:"response"`
	}{e.Name, e.Request.Position.Line, e.Request, e.Response})
}

// Argument is the value that an example gives to a parameter.
type Argument struct {
	Param *Parameter
	Value string
}

// ExampleRequest is the request of an example. JSON holds the body as strict
// JSON; Text holds it as it stands where it is no JSON.
type ExampleRequest struct {
	Method  string   `json:"method"`
	URL     string   `json:"url"` // as the page has it
	Headers []Header `json:"headers"`
	JSON    RawJSON  `json:"body,omitempty"`
	Text    string   `json:"text,omitempty"`

	Position source.Position `json:"-"`
	// Path and Query are those of the URL relative to the service's base, with
	// sample values in place of placeholders; Query keeps the order and has
	// names and values decoded.
	Path  string      `json:"-"`
	Query []NameValue `json:"-"`
	// Gap is the rule that says why the request contradicts its page, so that
	// no code made from the page can send it; nil where it doesn't.
	Gap *source.Rule `json:"-"`
	// Elsewhere is set where the request goes to another service: it is none of
	// the operation's, and neither is its response. Gap is then set too.
	Elsewhere bool `json:"-"`
}

// ExampleResponse is the response of an example.
type ExampleResponse struct {
	Status  int      `json:"status"`
	Headers []Header `json:"headers"`
	JSON    RawJSON  `json:"body,omitempty"`
	Text    string   `json:"text,omitempty"`

	// Unknown are the names of properties in JSON that no page names for the
	// types of their objects, sorted, each once.
	Unknown []string `json:"-"`
	// Gap is the rule that says why the response contradicts its page, so that
	// code made from the page can't keep it as it is; nil where it doesn't.
	Gap *source.Rule `json:"-"`
}

// Header is a header of an example.
type Header struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// NameValue is a query option of an example.
type NameValue struct{ Name, Value string }

// RawJSON is strict JSON text.
type RawJSON string

// MarshalJSON returns the text itself.
func (r RawJSON) MarshalJSON() ([]byte, error) {
	if r == "" {
		return []byte("null"), nil
	}
	return []byte(r), nil
}

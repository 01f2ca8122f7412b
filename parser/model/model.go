// Package model represents an API as its reference pages describe it: types
// with properties, enums with members, and operations with request lines,
// parameters, permissions and examples.
//
// The model is pure data, independent of markdown and Go. The parser makes it,
// the generator reads it, and `docwright inspect --json` prints it (see
// [Model]). Names are those of the API. The type of a property, parameter or
// body has the form it has in OData CSDL: "Edm.String", or a qualified name
// such as "microsoft.graph.user". After linking, [Ref] also has the pointer to
// the type.
package model

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/source"
)

// Version is the version of the JSON form of [Model].
const Version = 1

// Model is the content of a folder of pages. Its JSON form is stable: types and
// enums are sorted by qualified name, operations by page and line, and empty
// lists are present.
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
	// Overlooked has the names in tables that a page has and that were not read,
	// by page. A correction of the markdown makes them readable, which is no
	// change of the API.
	Overlooked map[string][]string `json:"-"`
	// Unread are the files of the folder that are no pages, sorted.
	Unread []Unread `json:"-"`
	// Roots are the entity sets and singletons with which paths begin, as the
	// service's metadata names them, sorted by name. Pages declare none.
	Roots []*Property `json:"-"`
}

// Coverage counts the elements of the pages, and those of them that were read
// into the model. Each element that was not read has a finding.
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
	// Requests counts the blocks on pages of operations that begin with a request, and
	// those that were read as request lines or examples.
	Requests Count `json:"requests"`
	// Bodies counts the requests and responses with a body, and those whose type is
	// known.
	Bodies Count `json:"bodies"`
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

// Count is the number of elements read, of all elements of a kind.
type Count struct {
	Read int `json:"read"`
	Of   int `json:"of"`
}

// Ref refers to a type. Type is an Edm primitive type or a qualified name.
// Linking sets Struct or Enum if the model has a type or an enum with that
// name. Both are nil for primitive types.
type Ref struct {
	Type       string `json:"type"`
	Collection bool   `json:"collection"`

	Struct *Type `json:"-"`
	Enum   *Enum `json:"-"`
	// Values are the enum members listed in the description, as spelled there.
	// It is nil if none are listed, or if the type is not an enum.
	Values []string `json:"-"`
	// Loose reports whether the type is one of several that the source may mean, all of
	// the same kind in JSON: a page that calls a number numeric, an OpenAPI description
	// with a string of no format.
	Loose bool `json:"-"`
	// Listed reports whether the pages name no enum here, and Enum was found or
	// made by a list of its values. The page may call the type a string.
	Listed bool `json:"-"`
}

// Claim is what the pages say about a type at another place than the one that
// the model follows, if the two contradict each other: the table of a type and
// its JSON representation, or the text about a response and an annotation.
type Claim struct {
	// Ref is the claimed type. Its Type is empty if the place shows only a
	// value of some kind.
	Ref
	// Kind is the kind of the value in JSON if Type is empty: "string",
	// "number", "boolean" or "object".
	Kind     string
	Position source.Position
}

// TypeKind is the kind of a structured type. An entity type has a key, its own
// or an inherited one; a complex type has none (OData CSDL 4.01, sections 6 and
// 9).
type TypeKind string

// The kinds of structured types.
const (
	Entity  TypeKind = "entity"
	Complex TypeKind = "complex"
)

// Type is a structured type.
type Type struct {
	Namespace   string      `json:"namespace"`
	Name        string      `json:"name"`
	Kind        TypeKind    `json:"kind"`
	Base        string      `json:"base"` // qualified name, or empty
	Abstract    bool        `json:"abstract"`
	Open        bool        `json:"open"` // instances may have properties that no page names
	Description string      `json:"description"`
	Pages       []string    `json:"pages"` // pages that describe the type, sorted; the first one is the main page
	Line        int         `json:"line"`  // line of the title on the main page
	Properties  []*Property `json:"properties"`

	// Entries is the type of the properties that no page names, in an open type that
	// is a dictionary. It is nil, and absent from the JSON form, for other types.
	Entries *Ref `json:"entries,omitempty"`
	// Requires are the inherited properties that the page of the type requires, and
	// those of its base types do not. It is absent from the JSON form if empty.
	Requires []string `json:"requires,omitempty"`

	// BaseType is the type that Base names. It is nil if no page describes that
	// type.
	BaseType *Type `json:"-"`
	// Derived are the types whose BaseType is this type, sorted by qualified
	// name.
	Derived []*Type `json:"-"`
	// Media reports whether the type is a media entity, whose $value is a
	// stream.
	Media bool `json:"-"`
	// AnyJSON reports whether a value of the type is any JSON value, arrays
	// included. The type is named Json and has no properties.
	AnyJSON bool `json:"-"`
	// Unplaced reports whether no page names the namespace: it is the one of most
	// pages.
	Unplaced bool `json:"-"`
	// Deprecated reports whether the page or the metadata calls the whole type
	// deprecated.
	Deprecated bool `json:"-"`
	// Implied reports whether the type was made from the request table of an
	// operation, because no page describes it.
	Implied bool `json:"-"`
	// Partial is set where nothing but a table of a request body describes the type:
	// what the service answers with may have other properties besides.
	Partial bool `json:"-"`
	// Writable has the properties of base types that are read-only there, and that
	// the page of the type describes without saying so.
	Writable []*Property `json:"-"`
	// Reasons says where name, kind, base type and the rest were read.
	Reasons Reasons `json:"-"`
}

// Qualified returns the name with its namespace: "harbor.port.berth". A name in an
// OpenAPI description may have none.
func (t *Type) Qualified() string { return qualified(t.Namespace, t.Name) }

func qualified(namespace, name string) string {
	if namespace == "" {
		return name
	}
	return namespace + "." + name
}

// JSONName is the name, in any case, of a type with any JSON value.
const JSONName = "json"

// SaysOnlyJSON reports whether the description of the type says only that its
// values are JSON, as for microsoft.graph.Json. The cells of a worksheet, for
// example, are an array of arrays. See [Type.AnyJSON].
func (t *Type) SaysOnlyJSON() bool {
	return t != nil && strings.EqualFold(t.Name, JSONName) && len(t.Properties) == 0 && t.Base == "" && len(t.Derived) == 0
}

// Property is a structural property, or a relationship if Navigation is set.
type Property struct {
	Name string `json:"name"`
	Ref
	Navigation bool  `json:"navigation"`
	Nullable   *bool `json:"nullable"` // nil if unknown
	ReadOnly   bool  `json:"readOnly"`
	Required   bool  `json:"required"`
	Key        bool  `json:"key"`
	Deprecated bool  `json:"deprecated"`
	// Default is the value of the property if it is not set, as the description
	// spells it. It is nil, and absent from the JSON form, if the description
	// names no default.
	Default *string `json:"default,omitempty"`
	// SelectOnly reports whether responses have the property only if the
	// request names it in $select. It is absent from the JSON form if false.
	SelectOnly  bool   `json:"selectOnly,omitempty"`
	Description string `json:"description"`

	// Opposite is the relationship of the related entities that refers back to the
	// owner, as the description names it. It is empty if the description names none.
	Opposite string `json:"-"`
	// InheritedFrom is the short name of the type in "Inherited from x", or
	// empty.
	InheritedFrom string `json:"-"`
	// Position is the position of the table row or JSON member. The JSON form
	// has its file and line as "page" and "line".
	Position source.Position `json:"-"`
	// Shown reports whether the JSON representation of the type has the property.
	Shown bool `json:"-"`
	// Restrictions state what the service allows and forbids for a relationship
	// or an entity set. They come from the metadata of the service; pages have
	// none.
	Restrictions []Restriction `json:"-"`
	// Claims are contradictions to the type.
	Claims []Claim `json:"-"`
	// Listing has the words that the JSON representation lists for a string, as in
	// "summer | fall". The property is still a string.
	Listing []string `json:"-"`
	// Reasons are the sources of the type and other aspects.
	Reasons Reasons `json:"-"`
}

// MarshalJSON returns the JSON form of the property, with its page and line.
func (p *Property) MarshalJSON() ([]byte, error) {
	type fields Property
	return marshal(struct {
		*fields
		Page string `json:"page"`
		Line int    `json:"line"`
	}{(*fields)(p), p.Position.File, p.Position.Line})
}

// marshal returns the JSON form of v without HTML escapes. The encoder that
// calls MarshalJSON adds them if its options ask for them.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(v)
	return b.Bytes(), err
}

// Capability is something that a service can allow for a relationship or an
// entity set.
type Capability string

// The capabilities, with their names in the vocabulary
// Org.OData.Capabilities.V1.
const (
	Insertable    Capability = "Insertable"
	Updatable     Capability = "Updatable"
	Deletable     Capability = "Deletable"
	Readable      Capability = "Readable"
	ReadableByKey Capability = "ReadByKeyRestrictions/Readable"
)

// Restriction states whether the service allows something.
type Restriction struct {
	Capability Capability
	Allowed    bool
	// Path names the relationship that a restriction of an entity set applies
	// to. It is empty if the restriction applies to the entity set itself.
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
	// Deprecated reports whether the metadata calls the enum deprecated.
	Deprecated bool `json:"-"`
	// Unplaced reports whether no page names the namespace, as in [Type].
	Unplaced bool `json:"-"`
	// Implied reports whether the enum was made from a list of values and got
	// its name from their owner, because no page names an enum.
	Implied bool `json:"-"`
	// Reasons are the sources of the enum and its members.
	Reasons Reasons `json:"-"`
}

// Qualified returns the name with its namespace: "harbor.port.tide".
func (e *Enum) Qualified() string { return qualified(e.Namespace, e.Name) }

// Member is a member of an enum. Value is nil if the pages give no number.
type Member struct {
	Name        string `json:"name"`
	Value       *int64 `json:"value"`
	Description string `json:"description"`

	// Position is the position of the row or list item. It is zero if a
	// sentence names the member.
	Position source.Position `json:"-"`
	// Deprecated reports whether the metadata calls the member deprecated.
	Deprecated bool `json:"-"`
}

// OperationKind is the kind of an operation. Operations of different kinds
// differ in code.
type OperationKind string

// The kinds of operations.
const (
	List      OperationKind = "list"      // GET of a collection
	Get       OperationKind = "get"       // GET of one value
	Create    OperationKind = "create"    // POST to a collection, or PUT that creates
	Update    OperationKind = "update"    // PATCH, or PUT that replaces a value
	Delete    OperationKind = "delete"    // DELETE of an entity
	Action    OperationKind = "action"    // POST to a bound or unbound action
	Function  OperationKind = "function"  // GET of a bound or unbound function
	Reference OperationKind = "reference" // any method on …/$ref
	Content   OperationKind = "content"   // upload or download of bytes: …/$value, …/content
	Counting  OperationKind = "count"     // GET of …/$count
	Delta     OperationKind = "delta"     // GET of …/delta
)

// Operation is one method on paths of one shape, as one page describes it. A
// page that documents both PATCH and PUT, or an entity and its $value,
// describes several operations.
type Operation struct {
	// Name is the name of the operation in upper camel case, such as
	// "ListUsers". It is made from the page alone, unique in the model, and
	// independent of Go.
	Name  string        `json:"name"`
	Page  string        `json:"page"`
	Line  int           `json:"line"` // of the first request line
	Title string        `json:"title"`
	Kind  OperationKind `json:"kind"`

	Method string   `json:"method"`
	Paths  []string `json:"paths"` // as documented, without scheme, host and query
	// PathParameters are the parameters in all Paths, without duplicates, in
	// order of first appearance.
	PathParameters  PathParameters `json:"pathParameters"`
	QueryParameters []*Parameter   `json:"queryParameters"`
	Headers         []*Parameter   `json:"headers"` // without Authorization and the Content- headers
	Permissions     []*Permission  `json:"permissions"`
	Request         *Body          `json:"request"` // nil if there is no request body
	Responses       []*Response    `json:"responses"`
	Examples        []*Example     `json:"examples"`

	// Deprecated reports whether the page calls the whole operation deprecated.
	// It is absent from the JSON form if false.
	Deprecated bool `json:"deprecated,omitempty"`

	// NoOptions reports whether the page says that the operation supports no query
	// options, and names none.
	NoOptions bool `json:"-"`
	// Refused are the query options that the page says are not supported.
	Refused []string `json:"-"`

	Description string `json:"-"` // summary of the page
	// Called is the name that the page alone gives. Other operations may have it.
	Called string `json:"-"`
	// Routes are the parsed request lines: Routes[i] belongs to Paths[i].
	Routes []*Route `json:"-"`
	// Binding is the type that a bound action or function is called on. It
	// comes from the metadata of the service. It is nil in a model of pages,
	// where the paths show the binding.
	Binding *Ref `json:"-"`
	// Reasons are the sources of the name, the kind, the bodies and other
	// aspects.
	Reasons Reasons `json:"-"`
}

// Result returns the response whose body a caller receives: the first
// documented 2xx response with a body. It returns nil if there is none.
func (o *Operation) Result() *Response {
	for _, r := range o.Responses {
		if r.Type != "" && 200 <= r.Status && r.Status < 300 {
			return r
		}
	}
	return nil
}

// Omits reports whether an example of the operation sends a JSON object without the
// property. Such a property is not required, whatever the pages say.
func (o *Operation) Omits(name string) bool {
	return slices.ContainsFunc(o.Examples, func(e *Example) bool {
		var members map[string]json.RawMessage
		if e.Request.Method != o.Method || json.Unmarshal([]byte(e.Request.JSON), &members) != nil || len(members) == 0 {
			return false
		}
		for member := range members {
			if strings.EqualFold(strings.TrimSuffix(member, "@odata.bind"), name) {
				return false
			}
		}
		return true
	})
}

// QueryOptions returns the optional query parameters: those that no request
// line names. [Route.Query] has the others.
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

// Route is a parsed request line: a path and its parameters.
type Route struct {
	Path     string // the element of Operation.Paths
	Position source.Position
	Segments []Segment
	// Query are the parameters that the request line names after the question
	// mark, without those that begin with "$". Callers must pass them.
	Query []*Parameter
	// Suffix is what distinguishes the route from other routes of the operation,
	// in upper camel case: "Me", "Group", "ByPath". It is empty for the main route.
	Suffix string
	// Name is the name of the route in upper camel case, made from the name of
	// the operation and the path: "ListMyEvents", "ListGroupEvents". Routes with
	// different request lines have different names.
	Name string
	// Aside reports whether the path leads to something else than most paths of the
	// operation: /users/{id} on the page of a user's manager.
	Aside bool
}

// Segment is a path segment, split into literal text and parameters:
// "range(address='" + {address} + "')".
type Segment []Part

// Part is literal text or a parameter. Param is nil for literal text.
type Part struct {
	Text  string
	Param *Parameter
	// Quoted reports whether the parameter is between single quotes. Its value
	// is then an OData string literal (OData URL Conventions 4.01, section
	// 5.1.1.1.1).
	Quoted bool
	// Path reports whether the value is itself a path of one or more segments,
	// as in OneDrive's "root:/{item-path}:/content".
	Path bool
}

// Parameter is a parameter in a path, a query, a header or the body of an
// action.
type Parameter struct {
	Name string `json:"name"`
	Ref
	Aliases     []string `json:"-"` // further names of a path parameter: {id | userPrincipalName} has one
	Required    bool     `json:"required"`
	Description string   `json:"description"`

	Position source.Position `json:"-"`
	// General reports whether the page supports query options without naming
	// any.
	General bool `json:"-"`
	// ByTable reports whether Required applies to all rows of the table, and is
	// not stated in this row.
	ByTable bool `json:"-"`
}

// PathParameters are the parameters in the paths of an operation. Their JSON
// form omits facts that are the same for all of them: they are required, and
// not collections.
type PathParameters []*Parameter

// MarshalJSON returns the JSON form of the list: the name, type and aliases of
// each parameter.
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

// PermissionKind is a row of a permissions table.
type PermissionKind string

// The kinds of permissions.
const (
	DelegatedWork     PermissionKind = "delegatedWork"
	DelegatedPersonal PermissionKind = "delegatedPersonal"
	Application       PermissionKind = "application"
)

// Permission lists the scopes for callers of one kind. Scopes are sorted from
// least to most privileged. If Supported is false, callers of the kind cannot
// call the operation. An operation may have several of a kind, each for other
// paths.
type Permission struct {
	Kind   PermissionKind `json:"kind"`
	Scopes []string       `json:"scopes"`
	// Paths are the paths of the routes that need these scopes, nil for all routes.
	// See [Operation.PermissionsOf].
	Paths     []string `json:"paths,omitempty"`
	Supported bool     `json:"supported"`

	// Sets are the sets of Scopes of which a caller needs one, in order. It is
	// nil unless the page says that scopes are needed together. See
	// [Permission.Alternatives].
	Sets [][]string `json:"-"`
	// ByResource reports whether the page has a row for each of several
	// resources. Scopes has the scopes of all these rows.
	ByResource bool `json:"-"`
	// Resources are the rows if ByResource is set, with the names of the
	// resources.
	Resources []ResourcePermission `json:"-"`
	// Position is the position of the first table row for the kind.
	Position source.Position `json:"-"`
}

// ResourcePermission is the row of one resource in a table of permissions.
type ResourcePermission struct {
	Label string
	*Permission
}

// Alternatives returns the sets of scopes of which a caller needs one. Without
// Sets, each scope is a set of its own.
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

// Together returns the sets of several scopes that are needed at once.
func (p *Permission) Together() [][]string {
	return slices.DeleteFunc(slices.Clone(p.Sets), func(set []string) bool { return len(set) < 2 })
}

// MarshalJSON adds the scopes that are needed together.
func (p *Permission) MarshalJSON() ([]byte, error) {
	type fields Permission
	return json.Marshal(struct {
		*fields
		Together [][]string `json:"together,omitempty"`
	}{(*fields)(p), p.Together()})
}

// PermissionsOf returns the permissions for a route.
func (o *Operation) PermissionsOf(r *Route) []*Permission {
	return slices.DeleteFunc(slices.Clone(o.Permissions), func(p *Permission) bool { return p.Paths != nil && !slices.Contains(p.Paths, r.Path) })
}

// Text returns the alternatives in words. "A, B and C" means A alone, or B
// together with C.
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

// Body is a request body: a value of a named type, or the parameters of an
// action. Type is empty for parameters, and "Edm.Stream" for bytes.
type Body struct {
	Ref
	Parameters []*Parameter `json:"parameters"`

	// MediaTypes are the media types of the body that the page names, in lower case
	// and in the order of the page.
	MediaTypes []string `json:"-"`
	// ReadOnlyToo reports whether the page of the operation sends a property
	// that the page of the type calls read-only, in a table row or in an
	// example. The page of the operation then takes precedence.
	ReadOnlyToo bool `json:"-"`
	// Optional reports whether the page allows requests without a body, and
	// describes or shows a body.
	Optional bool `json:"-"`
	// Claims are contradictions to the type.
	Claims []Claim `json:"-"`
}

// Response is a documented response. Type is empty if the response has no body.
type Response struct {
	Status int `json:"status"`
	Ref

	// Headers are the documented headers, such as "Location", without the usual
	// ones.
	Headers []string `json:"-"`
	// Monitor is the type of what the URL in the header Location or
	// Operation-Location returns, if the page names it. MonitorPage is the name
	// of the page of a request for it, without folders.
	Monitor     Ref    `json:"-"`
	MonitorPage string `json:"-"`
	// Unseen reports whether no example confirms Type: the operation changes
	// something, and no example of the status has a body. An annotation or a
	// link may then be wrong.
	Unseen bool `json:"-"`
	// Wrapped reports whether the value is sent as {"value": …} although it is
	// not a collection, as are primitive results of functions (OData JSON
	// Format 4.01, section 11).
	Wrapped bool `json:"-"`
	// Claims are contradictions to the type.
	Claims []Claim `json:"-"`
}

// Example is an example request and the response that follows it. A request
// with several responses, such as a redirect and then a file, makes an example
// for each response.
type Example struct {
	Name     string // unique on its page
	Request  *ExampleRequest
	Response *ExampleResponse // nil if the page shows none

	// Route is the route that matches the URL of the request, or nil.
	Route *Route
	// StandIn is the route to call if Route is nil. It is nil if the request
	// has another method than the operation. A call of StandIn does not send
	// the example request, but the example response can still be decoded.
	StandIn *Route
	// Arguments are the values of the parameters of Route in the URL, decoded,
	// with sample values instead of placeholders. If Route is nil, they are
	// sample values for the parameters of StandIn.
	Arguments []Argument
}

// MarshalJSON returns the JSON form of the example: its name, the line of the
// request, and both messages.
func (e *Example) MarshalJSON() ([]byte, error) {
	return marshal(struct {
		Name     string           `json:"name"`
		Line     int              `json:"line"`
		Request  *ExampleRequest  `json:"request"`
		Response *ExampleResponse `json:"response"`
	}{e.Name, e.Request.Position.Line, e.Request, e.Response})
}

// Argument is the value of a parameter in an example.
type Argument struct {
	Param *Parameter
	Value string
}

// ExampleRequest is the request of an example. JSON is the body as strict JSON.
// Text is the body as written if it is not JSON.
type ExampleRequest struct {
	Method  string   `json:"method"`
	URL     string   `json:"url"` // as written on the page
	Headers []Header `json:"headers"`
	JSON    RawJSON  `json:"body,omitempty"`
	Text    string   `json:"text,omitempty"`

	Position source.Position `json:"-"`
	// Path and Query are relative to the base URL of the service, with sample
	// values instead of placeholders. Query keeps the order of the URL; its
	// names and values are decoded.
	Path  string      `json:"-"`
	Query []NameValue `json:"-"`
	// Gap is the rule that explains why the request contradicts its page, so
	// that generated code cannot send it. It is nil if the request agrees with
	// the page.
	Gap *source.Rule `json:"-"`
	// Elsewhere reports whether the request goes to another service. Request
	// and response then don't belong to the operation, and Gap is set.
	Elsewhere bool `json:"-"`
}

// ExampleResponse is the response of an example.
type ExampleResponse struct {
	Status  int      `json:"status"`
	Headers []Header `json:"headers"`
	JSON    RawJSON  `json:"body,omitempty"`
	Text    string   `json:"text,omitempty"`

	// Unknown are the names of JSON properties that no page describes for the
	// types of their objects, sorted, without duplicates.
	Unknown []string `json:"-"`
	// Gap is the rule that explains why the response contradicts its page, so
	// that generated code cannot decode it without loss. It is nil if the
	// response agrees with the page.
	Gap *source.Rule `json:"-"`
}

// Header is a header of an example.
type Header struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// NameValue is a query option in the URL of an example.
type NameValue struct{ Name, Value string }

// RawJSON is a strict JSON text, or empty.
type RawJSON string

// MarshalJSON returns r, or null if r is empty.
func (r RawJSON) MarshalJSON() ([]byte, error) {
	if r == "" {
		return []byte("null"), nil
	}
	return []byte(r), nil
}

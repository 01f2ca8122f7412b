// Package plan decides the contents of a generated package: its declarations,
// their names, Go types, tags and documentation, and their files.
//
// [New] makes a [Package] from a model. Package print writes it and decides
// nothing; package verify compares the printed source with it. Names depend on
// the whole model, and not on the chosen part. Everything else about a
// declaration depends only on that declaration and on the types that it needs.
// A declaration is therefore the same in a small and in a large package.
// [NewLookup] plans in the same way, to look up the Go names of parts of the
// model.
package plan

import (
	"time"

	"github.com/docwright/docwright/generator/ident"
	"github.com/docwright/docwright/generator/lines"
	"github.com/docwright/docwright/parser/model"
)

// Package is the plan of a package.
type Package struct {
	Name    string // a valid package name
	Doc     []Block
	BaseURL string
	// PerTenant is the base URL with placeholders, if it differs between tenants.
	// BaseURL is then empty.
	PerTenant string
	Groups    []*Group // sorted by stem
	// Permissions has the permissions of the functions that have any, sorted by
	// function.
	Permissions []*Permissions
	// Records has the names that a later package keeps, sorted by name.
	Records []Record
	// Unused has the names of the options that belong to no part of the package.
	Unused []Override
	// Uses has the package-level names of the runtime that the package uses,
	// sorted.
	Uses []string
}

// Examples returns the number of examples in all groups.
func (p *Package) Examples() int {
	n := 0
	for _, g := range p.Groups {
		n += len(g.Examples)
	}
	return n
}

// Group is the content of a file: the declarations about one resource, and the
// examples of its operations.
type Group struct {
	Stem     string      // the stem of its file names, such as "user"
	Decls    []Decl      // types by name, then operations by page and line
	Test     ident.Ident // the test function; zero without examples
	Examples []*Example  // in the order of the operations

	// Operations, Types and Enums are the parts of the model that the fake of
	// the service needs.
	Operations []*model.Operation
	Types      []*model.Type // in the order of the model
	Enums      []*model.Enum // in the order of the model
}

// Decl is a declaration: *Struct, *Enum, *Interface or *Function.
type Decl interface{ decl() }

func (*Struct) decl()    {}
func (*Enum) decl()      {}
func (*Interface) decl() {}
func (*Function) decl()  {}

// Doc is the documentation of a declaration. It contains text of the pages,
// which print encodes.
type Doc struct {
	Text  string   // begins with the name of the declaration
	Code  string   // the request line, on a line of its own
	Items []Item   // the arguments, as a list
	Notes []string // paragraphs about permissions and related functions
	Pages []Item   // links to the pages, or their paths: one without a name, or a list
	// Deprecated is set if the page marks the declaration as deprecated. It
	// does not depend on the words of a description.
	Deprecated bool
}

// Item is an item of a list in the documentation: an argument with its
// description, or a page with the name of the function on that page alone.
type Item struct {
	Name ident.Ident
	Text string
}

// Struct is a struct type.
type Struct struct {
	Name   ident.Ident
	Doc    Doc
	Fields []*Field
	// Inherited has the fields of base types, nearest first.
	Inherited []Inherited
	// Embed is the runtime type at the end of the struct. Models have a field
	// Object of the type Object, options embed Options, and the bodies of
	// actions have none.
	Embed    string
	EmbedTag string // a literal; may be empty
	// Codec is set if the struct has methods for JSON, including String.
	Codec bool
	// Marks has the methods of pointers to the struct that make it part of an
	// [Interface].
	Marks []ident.Ident
}

// Interface is the type of a request body that may be a type or any of its
// subtypes.
type Interface struct {
	Name   ident.Ident
	Doc    Doc
	Method ident.Ident // unexported: only types of the package have it
}

// IsModel reports whether the struct is a type of the API.
func (s *Struct) IsModel() bool { return s.Embed == "Object" }

// Inherited has the fields that a model inherits from one base type.
type Inherited struct {
	From   string // the name of the base type in the API
	Fields []*Field
}

// Field is a field of a struct.
type Field struct {
	Name ident.Ident
	Type Type
	Tag  string // a literal
	Doc  Doc

	wire string
}

// Enum is a string type with constants.
type Enum struct {
	Name    ident.Ident
	Doc     Doc
	Flags   bool
	Members []*Member
}

// Member is a constant of an enum.
type Member struct {
	Name  ident.Ident
	Value string // as sent
	Doc   string
}

// Function is the pair of functions for a request line: one builds the request,
// and one sends it.
type Function struct {
	Name    ident.Ident // the sender
	Request ident.Ident // the builder
	Doc     Doc
	Method  string // of the request: GET
	// Template is the path as a template of the runtime: "/users/{userID}".
	Template string
	Params   []*Param // in the order of the template, then the body
	Args     []*Param // the arguments of the template, in order
	Body     *Param   // nil if no body is sent
	// BodyBase is the base type of the body if the body may be any of its
	// subtypes; otherwise it is zero.
	BodyBase ident.Ident
	// BodyWrap is the function of the runtime that is called on the body, or
	// empty.
	BodyWrap string
	// MediaType is the media type of the body if it is not the default.
	MediaType string
	Options   ident.Ident
	Result    Result

	line          *lines.Line
	options, body *Struct
}

// Permissions has the permissions of a function by kind of caller. A caller
// needs one set of scopes of a list. The scopes of a set are separated by
// spaces.
type Permissions struct {
	Function                                  ident.Ident
	Delegated, DelegatedPersonal, Application []string
}

// PermissionsTable is the name of the table of permissions.
const PermissionsTable = "permissions"

// Scopes has the sets of scopes for one kind of caller.
type Scopes struct {
	Field string // the field of Permissions in the runtime
	Sets  []string
}

// Kinds returns the sets of scopes by kind of caller.
func (p *Permissions) Kinds() []Scopes {
	return []Scopes{{"Delegated", p.Delegated}, {"DelegatedPersonal", p.DelegatedPersonal}, {"Application", p.Application}}
}

// Param is a parameter of a function.
type Param struct {
	Name ident.Ident
	Type Type

	of *model.Parameter
}

// Result is the result of sending a request.
type Result struct {
	Kind ResultKind
	Type Type // of one item; zero for None and Stream
}

// ResultKind is the kind of a result. Each kind has a function of the runtime
// that sends the request.
type ResultKind int

// The kinds of results.
const (
	None   ResultKind = iota // only an error
	One                      // a struct
	Scalar                   // any other single value
	Pages                    // a list
	Stream                   // bytes
	Delta                    // a round of change tracking
	Work                     // an operation that continues after the response
)

var senders = [...]string{None: "sendNone", One: "sendOne", Scalar: "sendValue", Pages: "sendPages", Stream: "sendStream", Delta: "sendDelta", Work: "sendWork"}

// Sender returns the function of the runtime that returns this kind of result.
func (k ResultKind) Sender() string { return senders[k] }

// Example is an example on a page, with its call.
type Example struct {
	Name        string // the page and the example: "user-get/get_user"
	Of          *model.Example
	RequestGap  string // the rule of the known mismatch of the request, or empty
	ResponseGap string
	Function    *Function // nil if no function can send the request
	Path        string    // the path of the request, with the literal parts of the function's request line
	Args        []Value   // the values of Function.Params without the body
	Body        Type      // the type that the body is decoded as, which Function.Body accepts
	Options     []Option
	Query       []model.NameValue // query options without a field
	Header      []model.Header    // headers without a field
	// Headers has all headers of the request that the test compares.
	Headers []model.Header
	// Unknown has the properties of the response without a field in the types
	// of the package, sorted.
	Unknown []string
}

// Option is a field of an options struct with a value.
type Option struct {
	Field ident.Ident
	Value Value
}

// Value is a value in a test.
type Value struct {
	Kind ValueKind
	Text string
	List []string
	Time time.Time
}

// ValueKind is the way that a value is written.
type ValueKind int

// The kinds of values.
const (
	TextValue  ValueKind = iota // a string literal
	PlainValue                  // true, false or a decimal number; Text has the digits
	ListValue                   // a []string
	TimeValue                   // a time.Time; Text is RFC 3339
)

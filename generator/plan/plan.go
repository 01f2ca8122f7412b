// Package plan decides everything about a package before a line of it is
// written: which declarations there are, what they are called, their Go types,
// their tags and documentation, and the files that they stand in.
//
// [New] makes a [Package] from a model. Package print writes what it says and
// decides nothing; package verify holds what was printed against it. Names are
// settled over the whole model, whatever was chosen of it, and everything else
// about a declaration comes from that declaration and the types it reaches: so
// it reads the same whether it is alone in the package or among thousands.
// [NewLookup] plans in the same way, to tell what a thing of the model became.
package plan

import (
	"time"

	"github.com/docwright/docwright/generator/ident"
	"github.com/docwright/docwright/generator/lines"
	"github.com/docwright/docwright/parser/model"
)

// Package is a package to be written.
type Package struct {
	Name    string // a valid package name
	Doc     []Block
	BaseURL string
	// PerTenant is where the service answers, with placeholders, where that is another
	// URL for each tenant. BaseURL is then empty.
	PerTenant string
	Groups    []*Group // sorted by stem
	// Permissions are those of the functions that have any, sorted by function.
	Permissions []*Permissions
	// Uses holds the package-level names of the run-time part that the package
	// refers to, sorted.
	Uses []string
}

// Examples returns how many examples there are in all groups.
func (p *Package) Examples() int {
	n := 0
	for _, g := range p.Groups {
		n += len(g.Examples)
	}
	return n
}

// Group is what stands together in a file: the declarations about one resource,
// and the examples of its operations.
type Group struct {
	Stem     string      // of the names of its files: "user"
	Decls    []Decl      // types by name, then operations by page and line
	Test     ident.Ident // the test function; zero without examples
	Examples []*Example  // in the order of the operations

	// What the group is made from: what a fake of the service needs to know.
	Operations []*model.Operation
	Types      []*model.Type // in the order of the model
	Enums      []*model.Enum // likewise
}

// Decl is a declaration with all that belongs to it: one of *Struct, *Enum,
// *Interface and *Function.
type Decl interface{ decl() }

func (*Struct) decl()    {}
func (*Enum) decl()      {}
func (*Interface) decl() {}
func (*Function) decl()  {}

// Doc is the documentation of a declaration, in the pages' own words: it goes
// through an encoder when it is printed.
type Doc struct {
	Text  string   // begins with the name of what it documents
	Code  string   // a line to be set apart: the request line
	Items []Item   // a list: the arguments
	Notes []string // a paragraph each: permissions, what to call next
	Pages []Item   // links to the pages, or their paths; one without a name, or a list
	// Deprecated is set where the pages say so. Their words can't set it.
	Deprecated bool
}

// Item is an item of a list in a documentation: an argument, and what the pages
// say of it, or a page, and what its function would be called if it were alone.
type Item struct {
	Name ident.Ident
	Text string
}

// Struct is a struct type.
type Struct struct {
	Name   ident.Ident
	Doc    Doc
	Fields []*Field
	// Inherited are the fields of base types, nearest first.
	Inherited []Inherited
	// Embed is the run-time type that ends the struct: models have a field of it, called
	// Object, and options embed Options. The bodies of actions have none.
	Embed    string
	EmbedTag string // a literal; may be empty
	// Codec is set where the struct has methods for JSON, which it prints as too.
	Codec bool
	// Marks are the methods, of pointers to the struct, by which it is one of the
	// types that an [Interface] stands for.
	Marks []ident.Ident
}

// Interface stands for a type and those that derive from it, as what a function
// sends.
type Interface struct {
	Name   ident.Ident
	Doc    Doc
	Method ident.Ident // not exported: the types of the package have it
}

// IsModel reports whether the struct is that of a type of the API.
func (s *Struct) IsModel() bool { return s.Embed == "Object" }

// Inherited are the fields that a model has from one base type.
type Inherited struct {
	From   string // name of the base type, as the API has it
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
	Value string // as it is sent
	Doc   string
}

// Function is a request line: a function that builds the request, and one that
// sends it.
type Function struct {
	Name    ident.Ident // of the sender
	Request ident.Ident // of the builder
	Doc     Doc
	Method  string // of the request: GET
	// Template is the path as the run-time part expands it: "/users/{userID}".
	Template string
	Params   []*Param // in the order of the template, then the body
	Args     []*Param // those of Params that the template takes, in its order
	Body     *Param   // nil where no body is sent
	// BodyBase is the type that the body is one of the derived types of; zero where
	// it has that type itself.
	BodyBase ident.Ident
	// BodyWrap is the function of the run-time part that says what is particular
	// about the body; empty where nothing is.
	BodyWrap string
	// MediaType is that of the body where it is not the usual one.
	MediaType string
	Options   ident.Ident
	Result    Result

	line          *lines.Line
	options, body *Struct
}

// Permissions are those for a function, by who calls: one set of scopes of each
// list is needed. The scopes of a set have spaces between them.
type Permissions struct {
	Function                                  ident.Ident
	Delegated, DelegatedPersonal, Application []string
}

// PermissionsTable is the name of the table of permissions.
const PermissionsTable = "permissions"

// Scopes are the sets of scopes for callers of one kind.
type Scopes struct {
	Field string // of the run-time part's Permissions
	Sets  []string
}

// Kinds returns the sets of scopes by who calls.
func (p *Permissions) Kinds() []Scopes {
	return []Scopes{{"Delegated", p.Delegated}, {"DelegatedPersonal", p.DelegatedPersonal}, {"Application", p.Application}}
}

// Param is a parameter of a function.
type Param struct {
	Name ident.Ident
	Type Type

	of *model.Parameter
}

// Result is what sending a request gives.
type Result struct {
	Kind ResultKind
	Type Type // of one item; zero for None and Stream
}

// ResultKind tells the forms of a result; each has a function of the run-time
// part that sends the request.
type ResultKind int

// The forms of a result.
const (
	None   ResultKind = iota // nothing but an error
	One                      // a struct
	Scalar                   // any other single value
	Pages                    // a collection, page by page
	Stream                   // bytes
	Delta                    // a round of change tracking
	Work                     // what goes on after the answer
)

var senders = [...]string{None: "sendNone", One: "sendOne", Scalar: "sendValue", Pages: "sendPages", Stream: "sendStream", Delta: "sendDelta", Work: "sendWork"}

// Sender returns the function of the run-time part that gives such a result.
func (k ResultKind) Sender() string { return senders[k] }

// Example is an example of the pages, and the call that it shows.
type Example struct {
	Name        string // page and example: "user-get/get_user"
	Of          *model.Example
	RequestGap  string // rule that says why the request can't hold, or empty
	ResponseGap string
	Function    *Function // nil where no function can send the request
	Path        string    // of the request, in the spelling of the function's request line
	Args        []Value   // those of Function.Params but the body
	Body        Type      // that the body is read as; a type that Function.Body takes
	Options     []Option
	Query       []model.NameValue // what the options have no field for
	Header      []model.Header    // likewise
	// Headers are all headers of the request that the test compares.
	Headers []model.Header
	// Unknown are the properties of the response that the types of the package have
	// no field for, sorted.
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

// ValueKind says how a value is written.
type ValueKind int

// The kinds of value.
const (
	TextValue  ValueKind = iota // a string literal
	PlainValue                  // true, false or a decimal number, as Text has it
	ListValue                   // a []string
	TimeValue                   // a time.Time; Text is RFC 3339
)

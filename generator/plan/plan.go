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
	"github.com/docwright/docwright/parser/model"
)

// Package is a package to be written.
type Package struct {
	Name    string // a valid package name
	Doc     []string
	BaseURL string
	// PerTenant is where the service answers, with placeholders, where that is another
	// URL for each tenant. BaseURL is then empty.
	PerTenant string
	Groups    []*Group // sorted by stem
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
// *Function and *Permissions.
type Decl interface{ decl() }

func (*Struct) decl()      {}
func (*Enum) decl()        {}
func (*Function) decl()    {}
func (*Permissions) decl() {}

// Doc is the documentation of a declaration, in the pages' own words: it goes
// through an encoder when it is printed.
type Doc struct {
	Text  string   // begins with the name of what it documents
	Code  string   // a line to be set apart: the request line
	Items []Item   // a list: the arguments
	Notes []string // a paragraph each: permissions, the page
	// Deprecated is set where the pages say so. Their words can't set it.
	Deprecated bool
}

// Item is an item of a list in a documentation: an argument, and what the pages
// say of it.
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
	// Embed is the run-time type that the struct embeds: Object in models,
	// Options in options. The bodies of actions embed nothing.
	Embed    string
	EmbedTag string // a literal; may be empty
	// Codec is set where the struct has methods for JSON.
	Codec bool
}

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
	// Template is the path as the run-time part expands it: "/users/{}".
	Template string
	Params   []*Param // in the order of the template, then the body
	Args     []*Param // those of Params that the template takes, in its order
	Body     *Param   // nil where no body is sent
	// BodyWrap is the function of the run-time part that says what is particular
	// about the body; empty where nothing is.
	BodyWrap string
	Options  ident.Ident
	Result   Result
}

// Permissions is a variable with the permissions of an operation.
type Permissions struct {
	Name  ident.Ident
	Doc   Doc
	Kinds []PermissionKind
}

// PermissionKind is what callers of one kind need, from the least privileged on.
type PermissionKind struct {
	Field  ident.Ident // of the run-time part's Permissions
	Scopes []string
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
)

var senders = [...]string{None: "sendNone", One: "sendOne", Scalar: "sendValue", Pages: "sendPages", Stream: "sendStream", Delta: "sendDelta"}

// Sender returns the function of the run-time part that gives such a result.
func (k ResultKind) Sender() string { return senders[k] }

// Example is an example of the pages, and the call that it shows.
type Example struct {
	Name        string // page and example: "user-get/get_user"
	Of          *model.Example
	RequestGap  string // rule that says why the request can't hold, or empty
	ResponseGap string
	Function    *Function // nil where no function can send the request
	Args        []Value   // those of Function.Params but the body
	Options     []Option
	Query       []model.NameValue // what the options have no field for
	Header      []model.Header    // likewise
	// Headers are all headers of the request that the test compares.
	Headers []model.Header
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

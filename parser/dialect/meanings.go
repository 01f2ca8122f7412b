package dialect

// Meaning is the meaning of a phrase.
type Meaning uint8

// The meanings of phrases about a property or parameter, in clauses, in remarks
// and in cells.
const (
	ReadOnly Meaning = iota + 1
	Required
	isRequired   // the parameter is required
	endsRequired // a sentence ends with "required"
	notRequired  // the text says "not required"
	Optional     // the text begins with "optional"
	MayBeLeft    // the text says that the value may be left out
	Instant      // the value is a date and time
	TimeFormat   // the value has the format of dates and times
	Nullable     // null is allowed
	NotNull      // null is not allowed
	Key          // the property is the key, or part of it
	KeyOf        // the name of the type with this key follows
	SelectOnly   // responses have the property only if $select names it
	condition    // the clause holds in some cases only
	Inherited    // the name of the base type with the property follows
	SetToOwner   // the name of a property precedes, which refers to the owner
	Deprecated
	DefaultIs   // the default value follows
	DefaultMark // the default value precedes, in a list of values
	BeforeItem  // a list item may follow
	Yes         // "yes" in a column that asks a question
	Many        // the value is a collection
)

// The meanings of phrases about a type.
const (
	Abstract Meaning = iota + Many + 1
	Open
	Dictionary     // the type is open, and all values in it have one type
	EntryNoun      // a noun after the name of that type
	EntriesOf      // words before the name of that type
	Inherits       // the name of the base type follows
	BaseOf         // the names of derived types follow
	DerivedHeading // the heading of a list of derived types
	OfType         // the paragraph describes the type of its page
	OfOther        // the heading is about something other than a type
	Methods        // a heading
	BoundHeading   // the heading of the actions and functions of a type
	ActionCalled   // words before the name of an action or function
	Members        // a heading
	Values         // a heading after the name of a property
	Namespace      // the label of a line
	None           // the table or list is empty

	// Words around a type name.
	Article
	Demonstrative  // "this" or "that", which is not a value
	TypeNoun       // a noun for any type
	TitleNoun      // a word after the name of a type in the title of its page
	CellNoun       // a noun that stands for any type in a type cell, and for none in a title
	EnumNoun       // a noun for an enum
	ManyNoun       // a noun for a collection
	ListWord       // a word between the names in a list of types
	EnumFiller     // a word after the name in a heading, of an enum or not
	EnumMark       // a word after the name in a heading, of an enum only
	HeadingOfFlags // a word in the heading of an enum with flags
)

// The meanings of phrases about values.
const (
	Lists       Meaning = iota + HeadingOfFlags + 1 // a list of values follows
	ListsAll                                        // a complete list of values follows, unless an Includes phrase follows
	ListsOne                                        // the only value follows
	ListsQuoted                                     // a list of values follows, if it is in quotation marks
	Includes                                        // some of the values follow
	EndsList                                        // the list of values ends here
	Flags                                           // values can be combined
	NoFlags                                         // the description of the member without a flag
)

// The meanings of phrases about requests and responses.
const (
	SendsNothing    Meaning = iota + NoFlags + 1 // the request has no body
	MayBeSent                                    // the request body is optional
	AllRequired                                  // all rows of the table are required
	Parameters                                   // the table lists the parameters of an action
	Supplies                                     // the type of the request body follows
	SuppliesWord                                 // the type of the request body follows as plain text, without a link
	SentBytes                                    // the request body is not JSON
	AnswersNothing                               // the response has no body
	InBody                                       // the type of the response body precedes
	NotSupported                                 // the sentence is about unsupported query options
	GeneralOptions                               // the sentence is about the query options in general
	OptionsRequired                              // the query options are required
	AtBody                                       // the phrase begins after the type of the body
	SourceWord                                   // a preposition before a source or place
	OrWord                                       // a word between names of which one holds
	BesideWord                                   // a preposition before something other than the body
	PartNoun                                     // a noun after the name of a part of the response
	ObjectNoun                                   // a noun after the name of a type
	HeaderNoun                                   // a noun after the name of a header
)

// The meanings of headers and first cells in permission tables.
const (
	PermissionTitle Meaning = iota + HeaderNoun + 1 // the header of a column of permissions
	PersonalAccount
	WorkAccount
	Application
	MostFirst // the most privileged permission comes first
	Unwritten // the permissions are still a TODO
	Together  // the permissions on both sides are required together
	AllNeeded // the permissions in the note are required together
	Condition // the permissions of the line are needed only in the case that it names
	Self      // the permissions of a caller for what belongs to the caller

	meanings
)

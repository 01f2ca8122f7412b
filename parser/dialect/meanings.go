package dialect

// Meaning is what words say.
type Meaning uint8

// What clauses, remarks and cells say of a property or parameter.
const (
	ReadOnly Meaning = iota + 1
	Required
	demands      // a parameter is required
	endsRequired // a sentence ends in the word
	notRequired
	Optional   // the text begins with that
	MayBeLeft  // the text has the word for optional anywhere
	Nullable   // null is a value
	NotNull    // null is no value
	Key        // it is the key, or a part of it
	KeyOf      // before the name of the type that it is the key of
	SelectOnly // it is answered only where it is selected
	condition  // what a clause says holds in some cases only
	Inherited  // before the name of the type that has the property
	Deprecated
	DefaultIs   // before the value that counts where none is sent
	DefaultMark // behind that value in a list of values
	Item        // what stands before an item of a list
	Yes         // in a column that asks a question
	Many        // it is a collection
)

// What pages say of a type.
const (
	Abstract Meaning = iota + Many + 1
	Open
	Inherits       // before the name of the base type
	BaseOf         // before the names of derived types
	DerivedHeading // the section lists derived types
	OfType         // the paragraph is about the type of its page
	OfOther        // the heading is about something that is no type
	Methods        // a heading
	Members        // a heading
	Values         // a heading behind a property's name
	Namespace      // the label of a line
	None           // there is nothing to list

	// Words around the name of a type.
	Article
	Demonstrative  // "this" and "that", which are no values
	TypeNoun       // says no more than that it is a type
	EnumNoun       // says that it is an enum
	ManyNoun       // says that it is a collection
	Joint          // may stand between the names of an enumeration
	EnumWord       // may follow the name of an enum in a heading
	EnumSays       // does so, and says that it is an enum
	HeadingOfFlags // is in the heading of an enum whose members are flags
)

// What descriptions say of values.
const (
	Lists    Meaning = iota + HeadingOfFlags + 1 // before a list of values
	ListsAll                                     // before a list of all of them, unless one of Includes follows
	Includes                                     // before some of the values
	EndsList                                     // what follows is no further value
	Flags                                        // several values may be combined
	NoFlags                                      // describes the member without a flag
)

// What pages say of requests and responses.
const (
	SendsNothing   Meaning = iota + NoFlags + 1 // the request has no body
	MayBeSent                                   // the request may have a body
	AllRequired                                 // all that the table lists has to be sent
	Parameters                                  // the table lists the parameters of an action
	Supplies                                    // before the type of the request's body
	SuppliesWord                                // before its name, which is no link
	SentBytes                                   // the body is no JSON
	AnswersNothing                              // the response has no body
	InBody                                      // behind the type of the response's body
	NotSupported                                // a sentence on query options
	GeneralOptions                              // a sentence on all query options
	Comes                                       // before what something comes from, or is done at
	PartNoun                                    // behind the name of what is a part of the answer
	ObjectNoun                                  // behind the name of a type
	HeaderNoun                                  // behind the name of a header
)

// Whose permissions a row or column of a table has, and in which order.
const (
	PermissionTitle Meaning = iota + HeaderNoun + 1 // the header of a column of permissions
	PersonalAccount
	WorkAccount
	Application
	MostFirst // the most privileged one comes first
	Unwritten // the permissions are still to be written
	Together  // what stands on both sides is needed

	meanings
)

package drift

// Kind says what the pages are compared with.
type Kind int

// The kinds of comparison.
const (
	Revisions Kind = iota // an earlier revision of the pages
	Metadata              // what the service says of itself
)

// words are how messages speak of the two sides.
type words struct {
	is, was string // after a value: "Edm.String now, Edm.Guid before"
	gained  string // of what only the pages have
	lost    string // of what only the other side has
	had     string // of the parts of what only the other side has
	were    string // what the other side says of that: "it was Edm.Guid"
}

var wording = [...]words{
	Revisions: {is: "now", was: "before", gained: "was not there before", lost: "is no longer there", had: "had", were: "was"},
	Metadata:  {is: "in the pages", was: "in the metadata", gained: "is not in the metadata", lost: "is in the metadata and on no page", had: "has", were: "is"},
}

package overlay

import (
	"slices"

	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// kind is a kind of thing that can be corrected.
type kind struct {
	noun string // the key that names the thing
	part bool   // the name has a part behind a slash, "harbor.port.vessel/callSign"
	keys []key  // in the order in which messages name them and changes are made
	// find returns what a correction names: nothing where the pages are as the
	// correction has them.
	find func(x *index, c *Correction) ([]*subject, error)
}

// key is something that can be corrected of a kind of thing.
type key struct {
	name   string
	value  form
	aspect string // explain's name for what changes
	// change returns the edit that the value asks for; nil where the subject has that
	// value already. It is nil for the keys that find deals with.
	change func(x *index, s *subject, v value) (edit, error)
}

// edit changes the model.
type edit func()

// subject is a thing to be corrected: the fields that its kind needs are set.
type subject struct {
	typ      *model.Type
	property *model.Property
	member   *model.Member
	enum     *model.Enum
	op       *model.Operation
	route    int // of op

	// first is what the keys add and remove ask for, with the aspect that it changes.
	// It may be nil.
	first  edit
	aspect string

	// reasons are those of the thing, and at is the position that they are given.
	reasons *model.Reasons
	at      source.Position
}

// kinds is the table of what can be corrected. A key that is given where its kind
// doesn't have it is an error, and so is a correction without any of them.
var kinds = []*kind{
	{noun: "property", part: true, find: (*index).property, keys: []key{
		{"type", text, "type", changeType},
		{"add", yes, "", nil},
		{"remove", yes, "", nil},
		{"rename", text, "name", renameProperty},
		{"description", words, "facts", describe},
		{"navigation", truth, "facts", sets(func(s *subject) *bool { return &s.property.Navigation })},
		{"nullable", truth, "facts", changeNullable},
		{"readOnly", truth, "facts", sets(func(s *subject) *bool { return &s.property.ReadOnly })},
		{"required", truth, "facts", sets(func(s *subject) *bool { return &s.property.Required })},
		{"key", truth, "facts", sets(func(s *subject) *bool { return &s.property.Key })},
		{"deprecated", truth, "facts", sets(func(s *subject) *bool { return &s.property.Deprecated })},
	}},
	{noun: "type", find: (*index).typ, keys: []key{
		{"base", text, "base", changeBase},
		{"abstract", truth, "facts", sets(func(s *subject) *bool { return &s.typ.Abstract })},
		{"open", truth, "facts", sets(func(s *subject) *bool { return &s.typ.Open })},
	}},
	{noun: "enum", find: (*index).enum, keys: []key{
		{"flags", truth, "flags", sets(func(s *subject) *bool { return &s.enum.Flags })},
	}},
	{noun: "member", part: true, find: (*index).member, keys: []key{
		{"add", yes, "", nil},
		{"remove", yes, "", nil},
		{"rename", text, "members", renameMember},
		{"value", number, "members", changeValue},
	}},
	{noun: "operation", find: (*index).operation, keys: []key{
		{"remove", yes, "", nil},
		{"path", text, "path", changePath},
		{"request", text, "request", changeRequest},
		{"response", text, "response", changeResponse},
	}},
}

// sets returns the change of a field that is true or false.
func sets(field func(*subject) *bool) func(*index, *subject, value) (edit, error) {
	return func(_ *index, s *subject, v value) (edit, error) {
		f := field(s)
		if *f == v.truth {
			return nil, nil
		}
		return func() { *f = v.truth }, nil
	}
}

// kindOf returns the kind of the noun.
func kindOf(noun string) *kind {
	return kinds[slices.IndexFunc(kinds, func(k *kind) bool { return k.noun == noun })]
}

// key returns the key of the name; nil where the kind has none.
func (k *kind) key(name string) *key {
	if i := slices.IndexFunc(k.keys, func(k key) bool { return k.name == name }); i >= 0 {
		return &k.keys[i]
	}
	return nil
}

// names returns the names of the keys.
func (k *kind) names() []string {
	list := make([]string, len(k.keys))
	for i, key := range k.keys {
		list[i] = key.name
	}
	return list
}

// isKey reports whether any kind has the key.
func isKey(name string) bool {
	return slices.ContainsFunc(kinds, func(k *kind) bool { return k.key(name) != nil })
}

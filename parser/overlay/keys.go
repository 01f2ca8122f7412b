package overlay

import (
	"slices"

	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// kind is a kind of element that can be corrected.
type kind struct {
	noun string // the key whose value names the element
	part bool   // whether the name has a part after a slash: "harbor.port.vessel/callSign"
	keys []key  // in the order of messages and of changes
	// find returns the elements that a correction names. It returns none if the
	// pages agree with the correction.
	find func(x *index, c *Correction) ([]*subject, error)
}

// key is a property of a kind of element that can be corrected.
type key struct {
	name   string
	value  form
	aspect string // the aspect of the reason, as in explain
	// change returns the edit for the value, or nil if the subject already has
	// the value. It is nil for keys that find handles.
	change func(x *index, s *subject, v value) (edit, error)
}

// edit changes the model.
type edit func()

// subject is an element to be corrected. Only the fields that its kind needs
// are set.
type subject struct {
	typ      *model.Type
	property *model.Property
	member   *model.Member
	enum     *model.Enum
	op       *model.Operation
	route    int // the index of the route of op

	// first is the edit for the keys add and remove, and aspect is the aspect
	// that it changes. It may be nil.
	first  edit
	aspect string

	// reasons are the reasons of the element, and at is the position for new
	// ones.
	reasons *model.Reasons
	at      source.Position
}

// kinds is the table of keys that can be corrected. A correction with another
// key, or without any key, is an error.
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

// sets returns the change for a field of type bool.
func sets(field func(*subject) *bool) func(*index, *subject, value) (edit, error) {
	return func(_ *index, s *subject, v value) (edit, error) {
		f := field(s)
		if *f == v.truth {
			return nil, nil
		}
		return func() { *f = v.truth }, nil
	}
}

// kindOf returns the kind with the noun.
func kindOf(noun string) *kind {
	return kinds[slices.IndexFunc(kinds, func(k *kind) bool { return k.noun == noun })]
}

// key returns the key with the name, or nil if the kind has none.
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

// isKey reports whether any kind has a key with the name.
func isKey(name string) bool {
	return slices.ContainsFunc(kinds, func(k *kind) bool { return k.key(name) != nil })
}

package model

import "strings"

// CSDL returns the type in the notation of CSDL: "Edm.String",
// "Collection(Edm.String)".
func (r Ref) CSDL() string {
	if r.Collection {
		return "Collection(" + r.Type + ")"
	}
	return r.Type
}

// Words returns the type in the notation of messages: "Edm.String", "a
// collection of Edm.String".
func (r Ref) Words() string {
	if r.Collection {
		return "a collection of " + r.Type
	}
	return r.Type
}

// IsUndescribed reports whether nothing is known of the values: the type is
// "Edm.Untyped", or a name that pages use and none describes.
func (r Ref) IsUndescribed() bool {
	return r.Type == "Edm.Untyped" || r.Type != "" && r.Struct == nil && r.Enum == nil && !strings.HasPrefix(r.Type, "Edm.")
}

// IsSame reports whether both refer to the same type, ignoring case, and both
// or neither to a collection.
func (r Ref) IsSame(other Ref) bool {
	return r.Collection == other.Collection && strings.EqualFold(r.Type, other.Type)
}

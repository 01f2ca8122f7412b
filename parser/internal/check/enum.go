package check

import (
	"slices"
	"strconv"
	"strings"

	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/lenient"
	"github.com/docwright/docwright/parser/model"
)

// enumMismatch compares a value with an enum. The value may be several members
// with commas between them. It returns the first mismatch, or ok if there is
// none.
func enumMismatch(v *lenient.Value, ref *model.Ref, name string, sent bool) (m mismatch, ok bool) {
	enum := ref.Enum.Qualified()
	if v.Kind != lenient.String {
		return mismatch{offset: v.Offset, rule: ruleValueKind, message: describe(name) + " is " + article(v.Kind) + ", but its type is the enum " + enum, fails: true}, false
	}
	if ref.Enum.Flags && strings.TrimSpace(v.Text) == "" {
		return m, true // no member is in the set
	}
	if !isMember(ref, v.Text) && isPlaceholder(v.Text, name) {
		return mismatch{offset: v.Offset, rule: rulePlaceholder, message: strconv.Quote(v.Text) + " is a placeholder for a member of the enum " + enum, owner: enum}, false
	}
	for member := range strings.SplitSeq(v.Text, ",") {
		member = strings.TrimSpace(member)
		if sent && strings.EqualFold(member, edm.Sentinel) {
			return mismatch{offset: v.Offset, rule: ruleMarkerSent, message: describe(name) + " is " + edm.Sentinel + ", the marker for future members, which can't be sent", fails: true}, false
		}
		if isMember(ref, member) {
			continue
		}
		message := strconv.Quote(v.Text) + " is not a member of the enum " + enum
		if known := memberFold(ref, member); known != "" {
			message += ", which has " + strconv.Quote(known)
		}
		return mismatch{offset: v.Offset, rule: ruleEnumValue, message: message, owner: enum}, false
	}
	return m, true
}

// isMarker reports whether one of the members in a text is the marker of
// evolvable enums.
func isMarker(text string) bool {
	for member := range strings.SplitSeq(text, ",") {
		if strings.EqualFold(strings.TrimSpace(member), edm.Sentinel) {
			return true
		}
	}
	return false
}

// isPlaceholder reports whether the value of a property in an example is a
// placeholder: "String", "a | b", "<state>", "{state}", "state-value",
// "@odata.type: harbor.port.state".
func isPlaceholder(text, property string) bool {
	rest, ok := strings.CutSuffix(strings.ToLower(text), "value")
	return strings.EqualFold(text, "string") || strings.HasPrefix(text, "String (") || strings.Contains(text, " | ") ||
		strings.HasPrefix(text, "@odata.type") || strings.HasPrefix(text, "<") || strings.HasPrefix(text, "{") ||
		ok && strings.EqualFold(strings.TrimRight(rest, " -_"), property)
}

// isMember reports whether name is a member of the enum or a value in the row
// of the property, which may spell members differently.
func isMember(ref *model.Ref, name string) bool {
	return slices.Contains(ref.Values, name) || slices.ContainsFunc(ref.Enum.Members, func(m *model.Member) bool { return m.Name == name })
}

// memberFold returns the value known to [isMember] that equals name without
// regard to case, or an empty string.
func memberFold(ref *model.Ref, name string) string {
	if m := ref.Enum.Member(name); m != nil {
		return m.Name
	}
	for _, value := range ref.Values {
		if strings.EqualFold(value, name) {
			return value
		}
	}
	return ""
}

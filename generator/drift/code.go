package drift

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/docwright/docwright/generator/gocode"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// The rules of pages held against Go code. Was is the code, Is the pages.
var (
	codeType = &Rule{Name: "type-undocumented", Summary: "The code has a type that no page describes.", Weight: breaks,
		Was: "//docwright:type harbor.port.slip"}
	codeTypeCase = &Rule{Name: "type-case-differs", Summary: "The code spells the name of a type with other capitals.", Weight: harmless,
		Was: "//docwright:type harbor.port.pilotboat", Is: "pilotBoat resource type"}
	codeMap = &Rule{Name: "type-differs", Summary: "The code has a map for a type that is not open.", Weight: breaks,
		Was: "type Berth map[string]any", Is: "berth resource type"}
	codeBase = &Rule{Name: "base-differs", Summary: "The code embeds the struct of a type that the type does not inherit from.", Weight: mayBreak,
		Was: "type Tug struct{ Asset }", Is: "Inherits from vessel"}
	codePropertyMissing = &Rule{Name: "property-missing", Summary: "The pages describe a property that the struct has no field for, and it is not said to be partial.", Weight: harmless,
		Is: "|depth|Double|The depth.|"}
	codePropertyUndocumented = &Rule{Name: "property-undocumented", Summary: "The struct has a field that is no property of the type.", Weight: mayFail,
		When: "the type is not open, and all its base types are described", Otherwise: harmless, Was: "Dept float64 `json:\"dept\"`"}
	codeShadowed = &Rule{Name: "field-shadowed", Summary: "Several fields of a struct have one name in JSON, and encoding/json leaves all of them out.", Weight: mayBreak,
		Was: "Number, Label string `json:\"number\"`", Is: "|number|String|Its number.|"}
	codePropertyType = &Rule{Name: "property-type-differs", Summary: "The type of a field can't hold what the property is.", Weight: breaks,
		When: "JSON writes the two types differently, the field can't read the text or can't be JSON at all, or the two enums have no member in common", Otherwise: mayBreak, Was: "Depth string `json:\"depth\"`", Is: "|depth|Double|The depth.|"}
	codePropertyCollection = &Rule{Name: "property-collection-differs", Summary: "A field has one value where the property has many, or the other way round.", Weight: breaks,
		Was: "Flags string `json:\"flags\"`", Is: "|flags|String collection|The flags.|"}
	codePropertyCase = &Rule{Name: "property-case-differs", Summary: "The name of a field in JSON is spelled with other capitals than the property.", Weight: breaks,
		Was: "CallSign string `json:\"callsign\"`", Is: "|callSign|String|Its name.|"}
	codePropertyReadOnly = &Rule{Name: "property-readonly-differs", Summary: "Generated code and pages differ in whether a property can be written, or a struct that is sent and never received has a field for one that can't be.", Weight: breaksSender,
		When: "the code is generated, and the property is read-only in the pages", Otherwise: harmless, Was: "Depth Opt[float64] `json:\"depth\"`", Is: "|depth|Double|The depth. Read-only.|"}
	codePropertyRequired = &Rule{Name: "property-required-differs", Summary: "The pages say that a property is required, and omitempty leaves a zero value of it out of what a function sends.", Weight: mayBeRefused,
		Was: "Slots int `json:\"slots,omitempty\"`", Is: "|slots|Int32|How many. Required.|"}
	codePropertyNullability = &Rule{Name: "property-nullability-differs", Summary: "The pages say that a property is never null, and a function sends null for a nil pointer.", Weight: mayBeRefused,
		Was: "Depth *float64 `json:\"depth\"`", Is: "|depth|Double|The depth. Not nullable.|"}
	codeDeprecation = &Rule{Name: "deprecation-differs", Summary: "The pages say that a property or an operation is deprecated, and the comment of its field or function has no paragraph that begins with Deprecated:.", Weight: harmless,
		Was: "Depth float64 `json:\"depth\"`", Is: "|depth|Double|The depth. Deprecated.|"}
	codeEnum     = &Rule{Name: "enum-undocumented", Summary: "The code has an enum that no page describes.", Weight: breaks, Was: "//docwright:enum harbor.port.swell"}
	codeEnumCase = &Rule{Name: "enum-case-differs", Summary: "The code spells the name of an enum with other capitals.", Weight: harmless,
		Was: "//docwright:enum harbor.port.Tide", Is: "tide values"}
	codeMemberMissing = &Rule{Name: "enum-member-missing", Summary: "The pages describe a member of an enum that the code has no constant for.", Weight: harmless, Is: "|slack|"}
	codeMember        = &Rule{Name: "enum-member-undocumented", Summary: "The code has a constant that is no member of the enum.", Weight: mayFail, Was: "TideSlck Tide = \"slck\""}
	codeMemberCase    = &Rule{Name: "enum-member-case-differs", Summary: "A constant is spelled with other capitals than the member of the enum.", Weight: mayFail,
		Was: "TideSpring Tide = \"SpringTide\"", Is: "|springTide|"}
	codeOperation = &Rule{Name: "operation-undocumented", Summary: "The code calls what no page documents.", Weight: breaks,
		Was: "//docwright:operation GET /berth/{id}"}
	codeRequest = &Rule{Name: "request-differs", Summary: "A function sends another type than its page says.", Weight: breaksSender,
		Was: "func CreateBerth(b *Mooring)", Is: "a berth object"}
	codeResponse = &Rule{Name: "response-differs", Summary: "A function returns something else than its page says.", Weight: breaksReader,
		When: "the answer is an object, the function returns one, and it has no argument of its own by which to pick it from many", Otherwise: harmless, Was: "func GetBerth() (*Mooring, error)", Is: "200 OK and a berth object"}
	codeArgument = &Rule{Name: "argument-missing", Summary: "A function has fewer arguments than its path has parameters, or none for the body that its page asks for, and nothing else that could hold them.", Weight: mayBreak,
		Was: "func GetBerth(ctx context.Context)", Is: "GET /berths/{id}"}
	codeParameterMissing = &Rule{Name: "parameter-missing", Summary: "The pages describe a parameter of an action that the code's struct has no field for.", Weight: breaksSender,
		When: "the parameter is required", Otherwise: harmless, Is: "|reason|String|Why. Required.|"}
	codeParameter = &Rule{Name: "parameter-undocumented", Summary: "The code sends a parameter that the action does not have.", Weight: breaksSender,
		Was: "Reson string `json:\"reson\"`"}
	codeParameterType = &Rule{Name: "parameter-type-differs", Summary: "The type of a field can't hold what the parameter is.", Weight: breaksSender,
		When: "JSON writes the two types differently", Otherwise: mayBeRefused, Was: "Until int `json:\"until\"`", Is: "|until|DateTimeOffset|Until when.|"}
	codeParameterCase = &Rule{Name: "parameter-case-differs", Summary: "The name of a field in JSON is spelled with other capitals than the parameter.", Weight: mayBeRefused,
		Was: "BerthID string `json:\"berthid\"`", Is: "|berthId|String|Which.|"}
	codeDeprecated = &Rule{Name: "operation-deprecated", Summary: "The code calls an operation that its page says is deprecated.", Weight: mayBreak,
		Was: "//docwright:operation GET /berths", Is: "> This method is deprecated."}
	codeUnused = &Rule{Name: "operation-unused", Summary: "Nothing in the code calls an operation that the pages document.", Weight: harmless, Is: "GET /berths"}
)

// CodeRules returns the rules of [CompareCode], those of one subject together.
func CodeRules() []*Rule {
	return []*Rule{
		codeType, codeTypeCase, codeMap, codeBase,
		codePropertyMissing, codePropertyUndocumented, codeShadowed, codePropertyType, codePropertyCollection, codePropertyCase,
		codePropertyNullability, codePropertyRequired, codePropertyReadOnly, codeDeprecation,
		codeEnum, codeEnumCase, codeMemberMissing, codeMember, codeMemberCase,
		codeOperation, codeRequest, codeResponse, codeArgument,
		codeParameterMissing, codeParameter, codeParameterType, codeParameterCase,
		codeUnused, codeDeprecated,
	}
}

// CompareCode returns where Go code parts ways with the pages, sorted by
// position: that is the line of the code, and Other is that of the page. What
// the code says nothing of is no difference: pages have more than a program needs.
func CompareCode(pages Side, code *gocode.Code) []Change {
	c := newCodeComparison(pages, code)
	for _, s := range code.Structs {
		if t := c.types[s]; t != nil {
			c.structure(s, t)
		}
	}
	for _, e := range code.Enums {
		if m := c.enums[e]; m != nil {
			c.enumeration(e, m)
		}
	}
	for _, f := range code.Functions {
		c.function(f)
	}
	return tidy(c.changes)
}

// Held returns the qualified names of the types and enums of the pages that the code
// has something for.
func Held(pages Side, code *gocode.Code) map[string]bool {
	c := newCodeComparison(pages, code)
	held := map[string]bool{}
	for _, t := range c.types {
		held[t.Qualified()] = true
	}
	for _, e := range c.enums {
		held[e.Qualified()] = true
	}
	return held
}

// Unused returns the documented operations that nothing in the code calls, at
// their pages, and the deprecated ones that something does, at its line.
func Unused(pages Side, code *gocode.Code) []Change {
	c := newCodeComparison(pages, code)
	called := map[string]bool{}
	for _, f := range code.Functions {
		if !f.Called {
			continue
		}
		key := requestKey(f.Method, f.Path)
		called[key] = true
		for _, op := range c.lines[key] {
			if op.Deprecated {
				page := source.Position{File: op.Page, Line: op.Line}
				c.changes = append(c.changes, Change{Rule: codeDeprecated, Subject: op.Method + " " + op.Paths[0], Severity: source.Warning,
					Message: "the page calls it deprecated, and " + f.Name + " calls it", Detail: f.Name, Position: f.Position, Other: c.pages.locate(page)})
				break
			}
		}
	}
	for _, op := range pages.Model.Operations {
		if slices.ContainsFunc(c.keys(op), func(key string) bool { return called[key] }) {
			continue
		}
		name := op.Method + " " + op.Paths[0]
		at := source.Position{File: op.Page, Line: op.Line}
		c.changes = append(c.changes, Change{Rule: codeUnused, Subject: name, Severity: source.Note, Message: "nothing calls it", Position: c.pages.locate(at)})
	}
	return tidy(c.changes)
}

// codeComparison is a comparison of code under way.
type codeComparison struct {
	pages *side
	usage usage
	types map[*gocode.Struct]*model.Type
	enums map[*gocode.Enum]*model.Enum
	sends map[*gocode.Struct][]sending
	gets  map[*gocode.Struct]bool // and all that they hold
	// namesAll holds the receivers whose functions take the values of their paths.
	namesAll map[string]bool
	lines    map[string][]*model.Operation // by their keys, and by those of their paths as pages write them
	changes  []Change
}

func newCodeComparison(pages Side, code *gocode.Code) *codeComparison {
	c := &codeComparison{pages: newSide(pages), usage: newUsage(pages.Model), types: map[*gocode.Struct]*model.Type{}, enums: map[*gocode.Enum]*model.Enum{}}
	c.lines = make(map[string][]*model.Operation, len(pages.Model.Operations))
	for _, op := range pages.Model.Operations {
		for _, key := range c.keys(op) {
			c.lines[key] = append(c.lines[key], op)
		}
	}
	c.matchTypes(code)
	c.matchEnums(code)
	c.namesAll = namesAll(code.Functions)
	c.follow(code.Functions)
	return c
}

// keys returns the keys of an operation's request lines. What a page writes for
// a parameter may be an example of it, or have other brackets.
func (c *codeComparison) keys(op *model.Operation) []string {
	var keys []string
	for _, l := range c.pages.lines.of[op] {
		keys = append(keys, l.key)
		if written := requestKey(op.Method, l.route.Path); written != l.key {
			keys = append(keys, written)
		}
	}
	return keys
}

// matchTypes finds the type that each struct stands for: by what is said, or by
// its name, if that is one type's and the two have a property in common.
func (c *codeComparison) matchTypes(code *gocode.Code) {
	byName := map[string][]*model.Type{}
	for _, t := range c.pages.model.Types {
		byName[strings.ToLower(t.Name)] = append(byName[strings.ToLower(t.Name)], t)
	}
	for _, s := range code.Structs {
		if s.Qualified == "" {
			if t := called(byName, s.Name, s.Aliases); t != nil && c.resembles(s, t) {
				c.types[s] = t
			}
			continue
		}
		t := c.pages.typ(s.Qualified)
		switch {
		case t == nil:
			c.report(codeType, true, 0, s.Qualified, "", s.Position, source.Position{}, "no page describes this type%s", nearest(s.Qualified, c.pages.model.Types, (*model.Type).Qualified))
		case t.Qualified() != s.Qualified:
			c.report(codeTypeCase, true, 0, t.Qualified(), s.Qualified, s.Position, t.Position(), "the name is %s in the pages, %s in the code", t.Qualified(), s.Qualified)
			fallthrough
		default:
			c.types[s] = t
		}
	}
}

// called returns the only one that has the name, or else an alias as its name.
func called[T any](byName map[string][]*T, name string, aliases []string) *T {
	for _, name := range append([]string{name}, aliases...) {
		if list := byName[strings.ToLower(name)]; len(list) == 1 {
			return list[0]
		}
	}
	return nil
}

// resembles reports whether a struct has a field for one of the type's properties.
func (c *codeComparison) resembles(s *gocode.Struct, t *model.Type) bool {
	return slices.ContainsFunc(s.Fields, func(f *gocode.Field) bool {
		p := t.PropertyFold(f.Name)
		return p != nil && p.Name == f.Name
	})
}

// matchEnums finds the enum that each string type stands for: by what is said,
// by its name, or by the properties that have it.
func (c *codeComparison) matchEnums(code *gocode.Code) {
	byName := map[string][]*model.Enum{}
	for _, e := range c.pages.model.Enums {
		byName[strings.ToLower(e.Name)] = append(byName[strings.ToLower(e.Name)], e)
	}
	for _, e := range code.Enums {
		if e.Qualified != "" {
			m := c.pages.enum(e.Qualified)
			switch {
			case m == nil:
				c.report(codeEnum, true, 0, e.Qualified, "", e.Position, source.Position{}, "no page describes this enum%s", nearest(e.Qualified, c.pages.model.Enums, (*model.Enum).Qualified))
				continue
			case m.Qualified() != e.Qualified:
				c.report(codeEnumCase, true, 0, m.Qualified(), e.Qualified, e.Position, m.Position(), "the name is %s in the pages, %s in the code", m.Qualified(), e.Qualified)
			}
			c.enums[e] = m
			continue
		}
		if m := called(byName, e.Name, e.Aliases); m != nil && shared(e, m) > 0 {
			c.enums[e] = m
		}
	}
	c.matchByProperties(code)
}

// matchByProperties has each string type that nothing else is known of stand for
// that enum, of those that properties with it have, which it has the most members of.
func (c *codeComparison) matchByProperties(code *gocode.Code) {
	best := map[*gocode.Enum]*model.Enum{}
	for _, s := range code.Structs {
		if c.types[s] == nil {
			continue
		}
		for _, f := range s.Fields {
			p, e := c.types[s].PropertyFold(f.Name), f.Type.Enum
			if p == nil || p.Enum == nil || e == nil || len(e.Members) == 0 || e.Qualified != "" || c.enums[e] != nil {
				continue
			}
			if best[e] == nil || shared(e, best[e]) < shared(e, p.Enum) {
				best[e] = p.Enum
			}
		}
	}
	maps.Copy(c.enums, best)
}

// shared counts the constants that are members: without one, a name alone says
// little.
func shared(e *gocode.Enum, m *model.Enum) int {
	n := 0
	for _, k := range e.Members {
		if k.Value != "" && memberFold(m, k.Value) != nil {
			n++
		}
	}
	return n
}

// nearest names the one that is nearly the name; it is empty where there is none.
func nearest[T any](name string, list []T, qualified func(T) string) string {
	for _, other := range list {
		if resembles(name, qualified(other)) {
			return "; there is " + qualified(other)
		}
	}
	return ""
}

// report adds a change of the code, at the line of the code.
func (c *codeComparison) report(rule *Rule, weighs bool, u use, subject, detail string, at, other source.Position, format string, args ...any) {
	weight := rule.Weight
	if rule.When != "" && !weighs {
		weight = rule.Otherwise
	}
	c.changes = append(c.changes, Change{Rule: rule, Subject: subject, Detail: detail, Severity: weight.of(u),
		Message: fmt.Sprintf(format, args...), Position: at, Other: c.pages.locate(other)})
}

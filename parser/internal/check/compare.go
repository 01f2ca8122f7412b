package check

import (
	"strconv"
	"strings"

	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/internal/payload"
	"github.com/docwright/docwright/parser/lenient"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// comparison compares JSON with the model by the rules that a generated package
// decodes and encodes by (templates/runtime: decode.go, encode.go and the test
// harness; each rule here has its test there):
//
//   - Property names are exact. What a type doesn't have is kept and written
//     back. It is unknown, unless its name has an "@", the type is open, or the
//     value says by its "@odata.type" that it is of another type than the
//     declared one.
//   - null stands for any scalar, struct or collection. In a collection it is
//     kept only where an object is around that.
//   - Numbers are compared by value, times as instants, all else to the letter.
//   - A request sends neither the marker of evolvable enums nor a read-only
//     property, unless its page sends such ones, or it is the "id" of an object
//     inside of another one, by which that refers to an entity.
type comparison struct {
	sent bool // the JSON is sent

	mismatches []mismatch
	// unknown are the names of properties that the types of their objects don't
	// have, and that are to be kept.
	unknown []string

	objects   int  // how many objects that keep what no field holds are around
	parameter bool // the value is that of an action's parameter
}

func (c *comparison) add(offset int, gap bool, rule *source.Rule, message string) {
	c.mismatches = append(c.mismatches, mismatch{offset, rule, message, gap})
}

// value compares a value with a type. The name is that of the member that has the
// value, for messages, and empty for none.
func (c *comparison) value(v *lenient.Value, ref *model.Ref, name string) {
	if !ref.Collection {
		c.single(v, ref, name)
		return
	}
	switch {
	case v.Kind == lenient.Null:
	case v.Kind != lenient.Array:
		c.add(v.Offset, true, ruleValueKind, describe(name)+" is "+article(v.Kind)+", its type is a collection")
	default:
		for _, item := range v.Items {
			c.element(item, ref, name)
		}
	}
}

func (c *comparison) element(item *lenient.Value, ref *model.Ref, name string) {
	if item.Kind == lenient.Null && !isRaw(ref) {
		c.add(item.Offset, c.objects == 0, ruleNullElement, "null in the collection "+describe(name))
		return
	}
	c.single(item, ref, name)
}

// isRaw reports whether values of a type are kept as the JSON that they are.
func isRaw(ref *model.Ref) bool {
	if ref.Struct != nil {
		return ref.Struct.AnyJSON
	}
	return ref.Enum == nil && edm.Named(ref.Type).Kind == edm.Any
}

func (c *comparison) single(v *lenient.Value, ref *model.Ref, name string) {
	switch {
	case v.Kind == lenient.Null || isRaw(ref):
	case ref.Struct != nil:
		if v.Kind != lenient.Object {
			c.kind(v, ref, name)
			return
		}
		c.object(v, ref.Struct)
	case ref.Enum != nil:
		if m, ok := enumMismatch(v, ref, name, c.sent); !ok {
			c.mismatches = append(c.mismatches, m)
		}
	default:
		c.scalar(v, ref, name)
	}
}

func (c *comparison) kind(v *lenient.Value, ref *model.Ref, name string) {
	c.add(v.Offset, true, ruleValueKind, describe(name)+" is "+article(v.Kind)+", its type is "+ref.Type)
}

func (c *comparison) scalar(v *lenient.Value, ref *model.Ref, name string) {
	p := edm.Named(ref.Type)
	if v.Kind != kinds[p.Kind] {
		if v.Kind != lenient.String || !c.isNumberText(v.Text, p) {
			c.kind(v, ref, name)
		}
		return
	}
	switch {
	case p.Name == "Edm.DateTimeOffset":
		if !isDateTime(v.Text) {
			c.add(v.Offset, true, ruleDateTime, strconv.Quote(v.Text)+" is no date and time with an offset, \"2021-07-01T08:00:00Z\"")
		}
	case p.Name == "Edm.Binary":
		if !isBase64(v.Text, c.objects > 0) {
			c.add(v.Offset, true, ruleBase64, describe(name)+" is not base64")
		}
	case v.Kind == lenient.Number && !inRange(v.Text, p):
		c.add(v.Offset, true, ruleNumberRange, v.Text+" is no "+ref.Type)
	}
}

// isNumberText reports whether a string can stand for a number of a type. An object
// around it keeps how it was written.
func (c *comparison) isNumberText(text string, p edm.Primitive) bool {
	return p.Infinite && isInfinite(text) || p.TextToo && c.objects > 0 && isNumber(text) && inRange(text, p)
}

// object compares an object with a structured type.
func (c *comparison) object(v *lenient.Value, declared *model.Type) {
	c.objects++
	defer func() { c.objects-- }()
	o := object{value: v, declared: declared, shown: declared}
	if tag := payload.Tag(v); tag != "" {
		sub := declared.Subtype(tag[strings.LastIndexByte(tag, '#')+1:])
		o.other = sub != declared
		if sub != nil {
			o.shown = sub
		}
	}
	for i := range v.Members {
		c.repeated(v, i)
		c.member(&o, &v.Members[i])
	}
}

// object is an object that is compared.
type object struct {
	value    *lenient.Value
	declared *model.Type
	shown    *model.Type // the type that the object says it is of, if the model has it below the declared one
	other    bool        // the object says that it is of another type than the declared one
}

// member compares a member of an object with the property of its name.
func (c *comparison) member(o *object, m *lenient.Member) {
	if payload.IsAnnotation(m.Key) {
		c.annotation(o, m)
		return
	}
	if p := o.declared.Property(m.Key); p != nil {
		c.property(o, m, p)
		return
	}
	if o.declared.Open || o.other && o.shown.Open {
		c.slip(o, m)
		return
	}
	if p := o.shown.Property(m.Key); p != nil {
		c.kept(m, p)
		return
	}
	message := strconv.Quote(m.Key) + " is no property of " + o.shown.Qualified()
	near := o.shown.PropertyFold(m.Key)
	if near != nil {
		message += ", which has " + strconv.Quote(near.Name)
	}
	if near != nil || !o.shown.Partial {
		c.add(m.Offset, false, ruleUnknownProperty, message)
	}
	if !o.other {
		c.unknown = append(c.unknown, m.Key)
	}
}

// annotation compares an annotation where the type has a property of its name.
func (c *comparison) annotation(o *object, m *lenient.Member) {
	if p := o.declared.Property(m.Key); p != nil && !strings.HasPrefix(m.Key, "@") {
		c.property(o, m, p)
	}
}

// property compares a member with a property of the declared type.
func (c *comparison) property(o *object, m *lenient.Member, p *model.Property) {
	reference := m.Key == "id" && (c.parameter || c.objects > 1)
	if c.sent && p.ReadOnly && !reference {
		c.add(m.Offset, false, ruleReadOnlySent, strconv.Quote(m.Key)+" of "+o.declared.Qualified()+" is read-only on the page of its type; the operation's page is believed")
	}
	c.value(m.Value, &p.Ref, m.Key)
}

// kept compares a member with a property that only the type has which the object
// says that it is of. Code that reads it as the declared type keeps the value as
// it is, so that no contradiction is a gap.
func (c *comparison) kept(m *lenient.Member, p *model.Property) {
	inner := &comparison{sent: c.sent, objects: c.objects, parameter: c.parameter}
	inner.value(m.Value, &p.Ref, m.Key)
	c.mismatches = append(c.mismatches, withoutGaps(inner.mismatches)...)
}

// slip reports a member of an open type that is called nearly as a property which the
// object has not: any name may be one's own there, but hardly that one.
func (c *comparison) slip(o *object, m *lenient.Member) {
	if o.shown.Property(m.Key) != nil {
		return
	}
	if p := nearProperty(o.shown, m.Key); p != nil && o.value.GetFold(p.Name) == nil {
		c.add(m.Offset, false, ruleUnknownProperty, strconv.Quote(m.Key)+" is no property of "+o.shown.Qualified()+", which is open, but has "+strconv.Quote(p.Name))
	}
}

// nearProperty returns a property that the type has or inherits whose name is nearly
// the one given; nil where there is none.
func nearProperty(t *model.Type, name string) *model.Property {
	for _, p := range t.AllProperties() {
		if p.Name != name && model.Near(p.Name, name) {
			return p
		}
	}
	return nil
}

// repeated reports a member that stands in the object once more, further down.
// The last one counts, and nothing is lost of what a decoder can tell.
func (c *comparison) repeated(v *lenient.Value, i int) {
	for j := i + 1; j < len(v.Members); j++ {
		if v.Members[j].Key == v.Members[i].Key {
			c.add(v.Members[j].Offset, false, ruleDuplicateMember, strconv.Quote(v.Members[i].Key)+" stands in the object twice")
			return
		}
	}
}

// parameters compares the body of an action with its parameters. Nothing keeps what
// they don't hold.
func (c *comparison) parameters(v *lenient.Value, params []*model.Parameter) {
	if v.Kind != lenient.Object {
		c.add(v.Offset, true, ruleValueKind, "the body is "+article(v.Kind)+", not an object of parameters")
		return
	}
	c.parameter = true
	for i := range v.Members {
		m := &v.Members[i]
		c.repeated(v, i)
		p := parameter(params, m.Key)
		if p == nil {
			c.add(m.Offset, true, ruleUnknownProperty, strconv.Quote(m.Key)+" is no parameter of the action")
			continue
		}
		c.value(m.Value, &p.Ref, m.Key)
	}
}

func parameter(params []*model.Parameter, name string) *model.Parameter {
	for _, p := range params {
		if p.Name == name {
			return p
		}
	}
	return nil
}

// result compares the body of a response with the documented one: collections and
// primitives stand in the member "value" of an object (OData JSON Format 4.01,
// sections 11 to 14), a single object may do so too.
func (c *comparison) result(v *lenient.Value, res *model.Response) {
	value := v.Get("value")
	sole := payload.ShapeOf(v) != payload.Object && value != nil
	switch {
	case isError(v) && res.Struct.Property("error") == nil:
		c.add(v.Offset, true, ruleValueKind, "the body is an error")
	case res.Collection:
		c.list(v, value, res)
	case !sole:
		c.single(v, &res.Ref, "")
	case res.Struct == nil:
		c.single(value, &res.Ref, "value")
	case res.Struct.Property("value") != nil:
		c.single(v, &res.Ref, "")
	case value.Kind == lenient.Object:
		c.single(value, &res.Ref, "")
	default:
		c.add(v.Offset, true, ruleValueKind, "the body is a collection or scalar, its type is "+res.Type)
	}
}

// isError reports whether a body is that of an error.
func isError(v *lenient.Value) bool {
	return v.Kind == lenient.Object && len(v.Members) == 1 && v.Members[0].Key == "error"
}

// list compares a page of a list with the type of its items.
func (c *comparison) list(v, value *lenient.Value, res *model.Response) {
	switch {
	case v.Kind == lenient.Array:
		value = v
	case v.Kind != lenient.Object || value == nil || value.Kind != lenient.Array:
		c.add(v.Offset, true, ruleValueKind, "the body is no object with an array \"value\", its type is a collection")
		return
	}
	for i := range v.Members {
		if m := &v.Members[i]; m.Key != "value" && !payload.IsAnnotation(m.Key) {
			c.add(m.Offset, false, ruleUnknownProperty, strconv.Quote(m.Key)+" stands beside the collection")
		}
	}
	c.value(value, &res.Ref, "value")
}

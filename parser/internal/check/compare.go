package check

import (
	"slices"
	"strconv"
	"strings"

	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/internal/payload"
	"github.com/docwright/docwright/parser/lenient"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// comparison compares JSON with the model by the rules that a generated package
// follows when it decodes and encodes (decode.go, encode.go and the test
// harness in templates/runtime; each rule has a test there):
//
//   - Property names are case-sensitive. Members without a property are kept
//     and written back. Such a member is unknown, unless its name contains "@",
//     the type is open, or the value has an "@odata.type" that differs from the
//     declared type.
//   - null is a valid value for any scalar, struct or collection. As an element
//     of a collection it is kept only inside of an object.
//   - Numbers are compared by value, times as instants, and everything else
//     literally.
//   - A request contains neither the marker of evolvable enums nor read-only
//     properties. There are two exceptions: properties that the operation's
//     page sends, and the "id" of a nested object, which refers to an entity.
type comparison struct {
	sent bool // the JSON is a request body
	// keeps reports whether code keeps the values of a property as they are; nil
	// stands for a function that reports false.
	keeps func(*model.Ref) bool

	mismatches []mismatch
	// unknown has the names of members without a property, which are to be
	// kept.
	unknown []string

	objects   int  // the number of enclosing objects, which keep members that no field holds
	kept      bool // an object keeps the text of an enclosing collection
	parameter bool // the value belongs to an action parameter
}

func (c *comparison) add(offset int, fails bool, rule *source.Rule, message string) {
	c.mismatches = append(c.mismatches, mismatch{offset: offset, rule: rule, message: message, fails: fails})
}

// about adds a mismatch of a member with the properties of a type. It does not fail.
func (c *comparison) about(t *model.Type, m *lenient.Member, rule *source.Rule, message string) {
	c.mismatches = append(c.mismatches, mismatch{offset: m.Offset, rule: rule, message: message, owner: t.Qualified()})
}

// value compares a value with a type. The name is that of the member with the
// value, for messages, or empty.
func (c *comparison) value(v *lenient.Value, ref *model.Ref, name string) {
	if !ref.Collection {
		c.single(v, ref, name)
		return
	}
	switch {
	case v.Kind == lenient.Null:
	case v.Kind != lenient.Array:
		c.add(v.Offset, true, ruleValueKind, describe(name)+" is "+article(v.Kind)+", but its type is a collection")
	default:
		was := c.kept
		c.kept = was || c.objects > 0 && slices.ContainsFunc(v.Items, func(item *lenient.Value) bool { return isOdd(item, ref) })
		for _, item := range v.Items {
			c.element(item, ref, name)
		}
		c.kept = was
	}
}

// isOdd reports whether an object keeps the text of a collection because of an
// element, which is null or a number in a string.
func isOdd(item *lenient.Value, ref *model.Ref) bool {
	if isRaw(ref) || ref.Struct != nil && item.Kind != lenient.Null {
		return false
	}
	return item.Kind == lenient.Null || ref.Enum == nil && item.Kind == lenient.String && edm.Named(ref.Type).TextToo
}

func (c *comparison) element(item *lenient.Value, ref *model.Ref, name string) {
	if item.Kind == lenient.Null && !isRaw(ref) {
		c.add(item.Offset, c.objects == 0, ruleNullElement, "null in the collection "+describe(name))
		return
	}
	c.single(item, ref, name)
}

// isRaw reports whether values of a type are kept as raw JSON.
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
	c.add(v.Offset, true, ruleValueKind, describe(name)+" is "+article(v.Kind)+", but its type is "+ref.Type)
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
			c.add(v.Offset, true, ruleDateTime, strconv.Quote(v.Text)+" is not a date and time with an offset, such as \"2021-07-01T08:00:00Z\"")
		}
	case p.Name == "Edm.Binary":
		if !isBase64(v.Text, c.objects > 0) {
			c.add(v.Offset, true, ruleBase64, describe(name)+" is not base64")
			c.mismatches[len(c.mismatches)-1].quiet = isElided(v.Text)
		}
	case c.sent && isMarker(v.Text) && p.Time:
		c.add(v.Offset, true, ruleMarkerSent, describe(name)+" is "+edm.Sentinel+", the marker for future members, which can't be sent")
	case v.Kind == lenient.Number && !inRange(v.Text, p) && !(c.kept && isFinite(v.Text, p)):
		if isFinite(v.Text, p) {
			c.add(v.Offset, true, ruleNumberPrecision, v.Text+" has more digits than "+ref.Type+" keeps")
		} else {
			c.add(v.Offset, true, ruleNumberRange, v.Text+" can't be represented as "+ref.Type)
		}
	}
}

// isNumberText reports whether a string is a valid value of a numeric type:
// INF, -INF, NaN, or a number that the enclosing object keeps as a string.
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
	repeats := repeated(v)
	for i := range v.Members {
		unknown := len(c.unknown)
		found := len(c.mismatches)
		c.member(&o, &v.Members[i])
		if c.duplicate(v, i, repeats) { // the last value counts
			c.unknown = c.unknown[:unknown]
			c.mismatches = append(c.mismatches[:found], tolerated(c.mismatches[found:])...)
		}
	}
}

// object is an object under comparison.
type object struct {
	value    *lenient.Value
	declared *model.Type
	shown    *model.Type // the type that the "@odata.type" names, if it is a subtype of the declared type in the model
	other    bool        // the "@odata.type" names another type than the declared one
}

// member compares a member of an object with the property of the same name.
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
		c.nearMiss(o, m)
		if entries := o.declared.EntriesOf(); entries != nil {
			c.held(m, entries)
		}
		return
	}
	if p := o.shown.Property(m.Key); p != nil {
		c.subtypeProperty(m, p)
		return
	}
	message := strconv.Quote(m.Key) + " is not a property of " + o.shown.Qualified()
	near := o.shown.PropertyFold(m.Key)
	if near != nil {
		message += ", which has " + strconv.Quote(near.Name)
	}
	if near != nil || !o.shown.Partial {
		c.about(o.shown, m, ruleUnknownProperty, message)
	}
	if !o.other {
		c.unknown = append(c.unknown, m.Key)
	}
}

// annotation compares an annotation with the property of the same name, if the
// type has one.
func (c *comparison) annotation(o *object, m *lenient.Member) {
	if p := o.declared.Property(m.Key); p != nil && !strings.HasPrefix(m.Key, "@") {
		c.property(o, m, p)
	}
}

// property compares a member with a property of the declared type.
func (c *comparison) property(o *object, m *lenient.Member, p *model.Property) {
	reference := m.Key == "id" && (c.parameter || c.objects > 1)
	if c.sent && p.ReadOnly && !reference {
		c.about(o.declared, m, ruleReadOnlySent, strconv.Quote(m.Key)+" of "+o.declared.Qualified()+" is read-only on the page of its type; the page of the operation is used")
		c.mismatches[len(c.mismatches)-1].quiet = describesWritable(o.declared, p)
	}
	if m.Value.Kind == lenient.Null && p.Nullable != nil && !*p.Nullable {
		c.add(m.Value.Offset, false, ruleNull, strconv.Quote(m.Key)+" is null, and the page of "+o.declared.Qualified()+" says that it is never null")
	}
	if v := m.Value; v.Kind == lenient.String && len(p.Listing) > 0 && p.Type == edm.String && !slices.Contains(p.Listing, v.Text) && !isSample(v.Text) {
		c.add(v.Offset, false, ruleEnumValue, strconv.Quote(v.Text)+" is not one of the words that the JSON representation lists: "+strings.Join(p.Listing, ", "))
	}
	c.held(m, &p.Ref)
}

// describesWritable reports whether the page of the type, or of a nearer base type
// than the one that declares a property as read-only, describes it without saying
// so.
func describesWritable(t *model.Type, p *model.Property) bool {
	for base := range t.Lineage() {
		if slices.Contains(base.Writable, p) {
			return true
		}
	}
	return false
}

// isSample reports whether a text stands for any value: "String", or a list of
// words.
func isSample(text string) bool {
	return strings.Contains(text, "|") || strings.EqualFold(text, "string")
}

// held compares the value of a member with a type. Where code keeps values as
// they are, a collection still is an array of them.
func (c *comparison) held(m *lenient.Member, ref *model.Ref) {
	if c.isKept(ref) {
		ref = &model.Ref{Type: edm.Untyped, Collection: ref.Collection}
	}
	c.value(m.Value, ref, m.Key)
}

// isKept reports whether code keeps values of a property or parameter as they
// are.
func (c *comparison) isKept(ref *model.Ref) bool {
	return isRaw(ref) || c.keeps != nil && c.keeps(ref)
}

// body compares a body with what an operation sends.
func (c *comparison) body(v *lenient.Value, body *model.Body) {
	switch {
	case body.Type == "":
		c.parameters(v, body.Parameters)
	case v.Kind == lenient.Null && body.Struct != nil && !body.Collection && !isRaw(&body.Ref):
		c.add(v.Offset, true, ruleBodyMissing, "the body is null, but its type is "+body.Type)
	default:
		c.value(v, &body.Ref, "")
	}
}

// subtypeProperty compares a member with a property that the type in
// "@odata.type" has and the declared type lacks. Code that decodes the declared
// type keeps the value as it is, so that no mismatch fails.
func (c *comparison) subtypeProperty(m *lenient.Member, p *model.Property) {
	inner := &comparison{sent: c.sent, keeps: c.keeps, objects: c.objects, parameter: c.parameter}
	inner.value(m.Value, &p.Ref, m.Key)
	c.mismatches = append(c.mismatches, tolerated(inner.mismatches)...)
}

// nearMiss reports a member of an open type whose name is nearly that of a
// property, if the object lacks that property. An open type allows any name,
// but such a name is probably a typing error.
func (c *comparison) nearMiss(o *object, m *lenient.Member) {
	if o.shown.Property(m.Key) != nil {
		return
	}
	if p := nearProperty(o.shown, m.Key); p != nil && o.value.GetFold(p.Name) == nil {
		c.about(o.shown, m, ruleUnknownProperty, strconv.Quote(m.Key)+" is not a property of "+o.shown.Qualified()+", an open type with the property "+strconv.Quote(p.Name))
	}
}

// nearProperty returns a property, declared or inherited, with nearly the given
// name, or nil.
func nearProperty(t *model.Type, name string) *model.Property {
	for _, p := range t.AllProperties() {
		if p.Name != name && model.Near(p.Name, name) {
			return p
		}
	}
	return nil
}

// manyMembers is the number of members of an object from which on they have an index.
const manyMembers = 50

// repeated returns, for each member of an object, the index of the next one with the
// same key. It is 0 for a member without one. The result is nil for few members.
func repeated(v *lenient.Value) []int {
	if len(v.Members) < manyMembers {
		return nil
	}
	next := make([]int, len(v.Members))
	last := make(map[string]int, len(v.Members))
	for i := range slices.Backward(v.Members) {
		next[i] = last[v.Members[i].Key]
		last[v.Members[i].Key] = i
	}
	return next
}

// duplicate reports a member that the object has again further down, and whether it
// has. The last value counts, as in every decoder, so that nothing is lost.
func (c *comparison) duplicate(v *lenient.Value, i int, repeated []int) bool {
	j := 0
	if repeated != nil {
		j = repeated[i]
	} else if n := slices.IndexFunc(v.Members[i+1:], func(m lenient.Member) bool { return m.Key == v.Members[i].Key }); n >= 0 {
		j = i + 1 + n
	}
	if j == 0 {
		return false
	}
	c.add(v.Members[j].Offset, false, ruleDuplicateMember, strconv.Quote(v.Members[i].Key)+" is in the object twice")
	return true
}

// parameters compares the body of an action with its parameters. Members
// without a parameter are lost.
func (c *comparison) parameters(v *lenient.Value, params []*model.Parameter) {
	if v.Kind != lenient.Object {
		c.add(v.Offset, true, ruleValueKind, "the body is "+article(v.Kind)+", not an object of parameters")
		return
	}
	c.parameter = true
	repeats := repeated(v)
	for i := range v.Members {
		m := &v.Members[i]
		c.duplicate(v, i, repeats)
		p := parameter(params, m.Key)
		if p == nil {
			c.add(m.Offset, true, ruleUnknownProperty, strconv.Quote(m.Key)+" is not a parameter of the action")
			continue
		}
		if m.Value.Kind == lenient.Null && (p.Collection || p.Struct != nil && !c.isKept(&p.Ref)) {
			c.add(m.Value.Offset, true, ruleNullParameter, strconv.Quote(m.Key)+" is null, which an action sends by leaving the parameter out")
			continue
		}
		c.held(m, &p.Ref)
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

// result compares the body of a response with the documented response.
// Collections and primitive values are in the member "value" of an object
// (OData JSON Format 4.01, sections 11 to 14); a single object may be there,
// too.
func (c *comparison) result(v *lenient.Value, res *model.Response) {
	value := v.Get("value")
	sole := payload.ShapeOf(v) != payload.Object && value != nil
	switch {
	case isError(v) && res.Struct.Property("error") == nil:
		c.add(v.Offset, true, ruleValueKind, "the body is an error")
	case res.Collection:
		c.list(v, value, res)
	case v.Kind == lenient.Null && !isRaw(&res.Ref), sole && value.Kind == lenient.Null && !isRaw(&res.Ref) && res.Struct == nil:
		c.add(v.Offset, true, ruleValueKind, "the body is null, but its type is "+res.Type)
	case !sole:
		c.single(v, &res.Ref, "")
	case res.Struct == nil:
		c.single(value, &res.Ref, "value")
	case res.Struct.Property("value") != nil || res.Struct.EntriesOf() != nil:
		c.single(v, &res.Ref, "")
	case value.Kind == lenient.Object:
		c.single(value, &res.Ref, "")
	default: // an open type keeps any member
		kind := "the body is a collection"
		if value.Kind != lenient.Array {
			kind = "\"value\" of the body is " + article(value.Kind)
		}
		c.add(v.Offset, !res.Struct.Open, ruleValueKind, kind+", but the type of the body is a single "+res.Type)
	}
}

// isError reports whether a body is an error response.
func isError(v *lenient.Value) bool {
	return v.Kind == lenient.Object && len(v.Members) == 1 && v.Members[0].Key == "error"
}

// pageMembers has the types of the members of a page that generated code reads
// (pageMember in templates/runtime).
var pageMembers = map[string]string{
	"@odata.count": "Edm.Int64", "@count": "Edm.Int64",
	"@odata.nextLink": edm.String, "@nextLink": edm.String, "@odata.deltaLink": edm.String, "@deltaLink": edm.String,
}

// pageMember compares a member of a page. A count may be a string, as in an
// object.
func (c *comparison) pageMember(m *lenient.Member, typ string) {
	c.objects++
	c.single(m.Value, &model.Ref{Type: typ}, m.Key)
	c.objects--
}

// list compares one page of a collection with the type of its items.
func (c *comparison) list(v, value *lenient.Value, res *model.Response) {
	switch {
	case v.Kind == lenient.Array:
		value = v
	case v.Kind != lenient.Object || value == nil || value.Kind != lenient.Array:
		c.add(v.Offset, true, ruleValueKind, "the body is not an object with an array \"value\", but its type is a collection")
		return
	}
	for i := range v.Members {
		m := &v.Members[i]
		if m.Key != "value" && !payload.IsAnnotation(m.Key) {
			c.add(m.Offset, false, ruleUnknownProperty, strconv.Quote(m.Key)+" is an unknown member next to the collection \"value\"")
		}
		if typ := pageMembers[m.Key]; typ != "" {
			c.pageMember(m, typ)
		}
	}
	c.value(value, &res.Ref, "value")
}

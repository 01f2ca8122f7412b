package operation

import (
	"encoding/base64"
	"math"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/docwright/docwright/parser/lenient"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/schema"
	"github.com/docwright/docwright/parser/source"
)

const untyped = "Edm.Untyped"

// Check settles what operations of one page leave open until types are linked,
// and holds their examples against them. An example that contradicts its page
// gets a gap, and a finding at the place of the contradiction. The types are those
// of the model.
func Check(ops []*model.Operation, types []*model.Type) source.Findings {
	var findings source.Findings
	bodies := map[*model.ExampleRequest]*source.Rule{}
	for _, op := range ops {
		settle(op, &findings)
		compareRows(op, &findings)
	}
	for _, op := range ops {
		for _, e := range op.Examples {
			if e.Request.Elsewhere {
				if e.Response != nil {
					e.Response.Gap = e.Request.Gap
				}
				continue
			}
			told := &findings
			if strays(op, e.Request, types) {
				told = &source.Findings{}
			}
			body, done := bodies[e.Request]
			if !done {
				body = requestBodyGap(op, e.Request, types, told)
				bodies[e.Request] = body
				if e.Request.Gap == nil {
					e.Request.Gap = body
				}
			}
			standIn(op, e)
			if e.Response == nil {
				continue
			}
			checkResponse(op, e.Request, e.Response, types, told)
			refused := body == ruleMarkerSent || e.Route == nil && e.StandIn == nil
			if e.Response.Gap == nil && refused {
				e.Response.Gap = e.Request.Gap // nothing is sent that it could answer
			}
		}
	}
	return findings
}

// standIn chooses what to call for an example whose URL fits no route: the
// operation's principal route, with sample values. The request that is sent is
// not the example's, which is its gap; the response is what the page says that
// the operation answers, so that it can be held against the model all the same.
func standIn(op *model.Operation, e *model.Example) {
	if e.Route != nil || e.Request.Method != op.Method {
		return
	}
	for _, route := range op.Routes {
		if route.Suffix == "" {
			e.StandIn = route
		}
	}
	if e.StandIn == nil {
		return
	}
	e.Arguments = nil
	add := func(p *model.Parameter) {
		if p != nil {
			e.Arguments = append(e.Arguments, model.Argument{Param: p, Value: sample(p.Name, p)})
		}
	}
	for _, segment := range e.StandIn.Segments {
		for _, part := range segment {
			add(part.Param)
		}
	}
	for _, p := range e.StandIn.Query {
		add(p)
	}
}

// settle chooses the types of responses: an annotation that names a type of
// the model wins over the link in the prose. Parameters of a typed body are of
// the types that its properties have.
func settle(op *model.Operation, findings *source.Findings) {
	for _, res := range op.Responses {
		if res.Fixed {
			continue
		}
		settleType(op, res, findings)
		res.Unseen = res.Type != "" && op.Method != "GET" && neverShown(op, res.Status)
		narrow(op, res)
		if res.Wrapped && res.Struct != nil && hasProperty(res.Struct, "value") {
			res.Wrapped = false
		}
		res.Collection = res.Collection && !showsObject(op, res)
		if res.Type == "" && res.Collection {
			res.Type = untyped
		}
		res.Collection = res.Collection && res.Type != "Edm.Stream" // bytes are one value
	}
	body := op.Request
	if body == nil {
		return
	}
	if body.Type == untyped && body.Struct == nil && len(body.Parameters) > 0 {
		body.Type = ""
	}
	body.ReadOnlyToo = slices.ContainsFunc(body.Parameters, func(row *model.Parameter) bool {
		p := property(body.Struct, row.Name)
		return p != nil && p.ReadOnly && !schema.SaysReadOnly(row.Description)
	})
}

// showsObject reports whether an example of a response that is said to be a list
// is one object of its type, which has a property "value" and another one of
// those that stand beside it.
func showsObject(op *model.Operation, res *model.Response) bool {
	if res.Struct == nil || !hasProperty(res.Struct, "value") {
		return false
	}
	return slices.ContainsFunc(op.Examples, func(e *model.Example) bool {
		if e.Response == nil || e.Response.Status != res.Status || e.Response.JSON == "" {
			return false
		}
		v, _, err := lenient.Parse(string(e.Response.JSON))
		return err == nil && holdsList(v) && slices.ContainsFunc(v.Members, func(m lenient.Member) bool {
			return m.Key != "value" && hasProperty(res.Struct, m.Key)
		})
	})
}

// compareRows holds the rows of a request table against the properties of the
// type that is sent. A table that has none of them is about something else.
func compareRows(op *model.Operation, findings *source.Findings) {
	if op.Request == nil || op.Request.Struct == nil || op.Request.Struct.Implied {
		return
	}
	own := slices.ContainsFunc(op.Request.Parameters, func(row *model.Parameter) bool { return hasProperty(op.Request.Struct, row.Name) })
	for _, row := range op.Request.Parameters {
		p := property(op.Request.Struct, row.Name)
		if p == nil {
			if own && isForeign(row, op.Request.Struct) {
				findings.Add(row.Position, ruleParameterUnknown, "%q is no property of %s, which is sent", row.Name, op.Request.Struct.Qualified())
			}
			continue
		}
		if row.Type == untyped || row.Type == "" || row.Struct != nil && p.Struct != nil && related(row.Struct, p.Struct) {
			continue
		}
		if row.Type != p.Type && !(row.Type == "Edm.String" && p.Enum != nil) || row.Collection != p.Collection {
			findings.Add(row.Position, ruleParameterType, "%q is %s here and %s on the page of %s (%s:%d): the latter is believed", row.Name, collected(row.Ref), collected(p.Ref), op.Request.Struct.Qualified(), p.Page, p.Line)
		}
	}
}

// isForeign reports whether a row of a request table describes what a value of the
// type can't have: no annotation, no property of a type that derives from it, and
// not what carries values of the type.
func isForeign(row *model.Parameter, t *model.Type) bool {
	return !strings.Contains(row.Name, "@") && !t.Open && (row.Struct == nil || !related(row.Struct, t)) && !hasBelow(t, row.Name)
}

// hasBelow reports whether a type that derives from t has the property.
func hasBelow(t *model.Type, name string) bool {
	for sub := range t.Subtypes() {
		if findProperty(sub.Properties, name) != nil {
			return true
		}
	}
	return false
}

// related reports whether one of two types is the other or derives from it.
func related(a, b *model.Type) bool {
	return derived(a, b.Qualified(), 0) != nil || derived(b, a.Qualified(), 0) != nil
}

// collected writes a type as CSDL does: "Collection(Edm.String)".
func collected(r model.Ref) string {
	if r.Collection {
		return "Collection(" + r.Type + ")"
	}
	return r.Type
}

// narrow gives a response the type that all request lines end in, where that
// derives from the documented one: GET /places/microsoft.graph.room answers
// rooms (OData URL Conventions 4.01, section 4.11).
func narrow(op *model.Operation, res *model.Response) {
	if res.Struct == nil || len(op.Routes) == 0 {
		return
	}
	var to *model.Type
	for _, route := range op.Routes {
		last := route.Segments[len(route.Segments)-1]
		if len(last) != 1 || last[0].Param != nil || !strings.Contains(last[0].Text, ".") {
			return
		}
		t := derived(res.Struct, last[0].Text, 0)
		if t == nil || to != nil && t != to {
			return
		}
		to = t
	}
	res.Struct, res.Type = to, to.Qualified()
	becauseResponse(op, res, whyAnswerCast, op.Routes[0].Position, to.Name)
}

// settleType takes the annotated type of the response's examples. Where they
// name several it is the base type that these have in common. An annotation that
// the body under it contradicts, as the text does, is taken to say what these do.
func settleType(op *model.Operation, res *model.Response, findings *source.Findings) {
	settled, said := false, res.Ref
	for _, e := range op.Examples {
		if e.Response == nil || e.Response.Status != res.Status || e.Response.Ref.Type == "" || !annotationHolds(res, &e.Response.Ref, settled) {
			continue
		}
		if outvoted(e.Response, said.Struct) {
			findings.Add(e.Response.Position, ruleAnswerDiffers, "the annotation says %s, the text and the body %s: these are believed", e.Response.Ref.Type, said.Type)
			e.Response.Ref.Type, e.Response.Ref.Struct = said.Type, said.Struct
			continue
		}
		ref, collection := e.Response.Ref, res.Collection
		if e.Response.JSON == "" {
			collection = collection || ref.Collection
		}
		if settled {
			common := commonBase(res.Struct, ref.Struct)
			if common == nil {
				continue
			}
			ref = model.Ref{Type: common.Qualified(), Struct: common}
		}
		if !settled && res.Struct != nil && ref.Struct != nil && !related(res.Struct, ref.Struct) {
			findings.Add(e.Response.Position, ruleAnswerDiffers, "the annotation says %s and the text %s: the annotation is believed", ref.Type, res.Type)
		}
		if res.Type != ref.Type {
			becauseResponse(op, res, whyAnswerKind, e.Response.Position, ref.Type)
		}
		res.Ref = ref
		res.Collection = collection
		settled = true
	}
}

// neverShown reports whether an operation has examples that answer with a status, and
// none of these has a body.
func neverShown(op *model.Operation, status int) bool {
	some := false
	for _, e := range op.Examples {
		if e.Response == nil || e.Response.Status != status {
			continue
		}
		if !isBlank(e.Response) {
			return false
		}
		some = true
	}
	return some
}

// isBlank reports whether a response has no body, or an object with nothing in it.
func isBlank(r *model.ExampleResponse) bool {
	return r.Text == "" && (r.JSON == "" || strings.Join(strings.Fields(string(r.JSON)), "") == "{}")
}

// commonBase returns the type that both are or derive from, nil if there is
// none.
func commonBase(a, b *model.Type) *model.Type {
	for depth := 0; a != nil && depth < 32; a, depth = a.BaseType, depth+1 {
		for t, n := b, 0; t != nil && n < 32; t, n = t.BaseType, n+1 {
			if t == a {
				return a
			}
		}
	}
	return nil
}

// annotationHolds reports whether an annotated type is to be believed: it is
// in the model, or it is a primitive where nothing better is known.
func annotationHolds(res *model.Response, ref *model.Ref, settled bool) bool {
	switch {
	case settled:
		return ref.Struct != nil
	case ref.Struct != nil || ref.Enum != nil:
		return true
	case ref.Type == untyped:
		return res.Type == ""
	}
	return res.Struct == nil
}

func hasProperty(t *model.Type, name string) bool { return property(t, name) != nil }

// property finds a property of a type or of the types that it derives from.
func property(t *model.Type, name string) *model.Property {
	for depth := 0; t != nil && depth < 32; t, depth = t.BaseType, depth+1 {
		for _, p := range t.Properties {
			if p.Name == name {
				return p
			}
		}
	}
	return nil
}

func propertyFold(t *model.Type, name string) *model.Property {
	for depth := 0; t != nil && depth < 32; t, depth = t.BaseType, depth+1 {
		for _, p := range t.Properties {
			if strings.EqualFold(p.Name, name) {
				return p
			}
		}
	}
	return nil
}

// Mismatch is one contradiction between a JSON value and its type.
type Mismatch struct {
	Offset  int // in the JSON, in bytes
	Rule    *source.Rule
	Message string
	// Gap is set where code made from the type can't keep the value. An enum
	// value that is no member, for one, is kept all the same.
	Gap bool
}

// Checker holds JSON against the model by the rules that a generated package
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
type Checker struct {
	// Request is set for bodies that are sent.
	Request bool
	// Mismatches are what was found so far.
	Mismatches []Mismatch
	// Unknown are the names of properties that the types of their objects don't
	// have, and that are to be kept.
	Unknown []string

	objects int  // how many objects that keep what no field holds are around
	inside  bool // what is held is the value of an action's parameter
}

func (c *Checker) add(offset int, gap bool, rule *source.Rule, message string) {
	c.Mismatches = append(c.Mismatches, Mismatch{Offset: offset, Rule: rule, Message: message, Gap: gap})
}

// Value holds a value against a type.
func (c *Checker) Value(v *lenient.Value, ref *model.Ref) { c.value(v, ref, "") }

func (c *Checker) value(v *lenient.Value, ref *model.Ref, name string) {
	if !ref.Collection {
		c.single(v, ref, name)
		return
	}
	switch {
	case v.Kind == lenient.Null:
	case v.Kind != lenient.Array:
		c.add(v.Offset, true, ruleValueKind, describeValue(name)+" is "+article(v.Kind)+", its type is a collection")
	default:
		for _, item := range v.Items {
			c.element(item, ref, name)
		}
	}
}

func (c *Checker) element(item *lenient.Value, ref *model.Ref, name string) {
	if item.Kind == lenient.Null && !isRaw(ref) {
		c.add(item.Offset, c.objects == 0, ruleNullElement, "null in the collection "+describeValue(name))
		return
	}
	c.single(item, ref, name)
}

func describeValue(name string) string {
	if name == "" {
		return "the value"
	}
	return strconv.Quote(name)
}

func article(k lenient.Kind) string {
	switch k {
	case lenient.Array, lenient.Object:
		return "an " + k.String()
	case lenient.Null:
		return "null"
	}
	return "a " + k.String()
}

// isRaw reports whether values of a type are kept as the JSON that they are.
func isRaw(ref *model.Ref) bool {
	if ref.Struct != nil {
		return ref.Struct.AnyJSON
	}
	return ref.Enum == nil && wants[ref.Type] == lenient.Null
}

func (c *Checker) single(v *lenient.Value, ref *model.Ref, name string) {
	switch {
	case v.Kind == lenient.Null || isRaw(ref):
	case ref.Struct != nil:
		if v.Kind != lenient.Object {
			c.kind(v, ref, name)
			return
		}
		c.Object(v, ref.Struct)
	case ref.Enum != nil:
		c.enum(v, ref, name)
	default:
		c.scalar(v, ref, name)
	}
}

func (c *Checker) kind(v *lenient.Value, ref *model.Ref, name string) {
	c.add(v.Offset, true, ruleValueKind, describeValue(name)+" is "+article(v.Kind)+", its type is "+ref.Type)
}

// Object holds an object against a structured type.
func (c *Checker) Object(v *lenient.Value, declared *model.Type) {
	c.objects++
	defer func() { c.objects-- }()
	t, other := declared, false
	if tag := v.Get("@odata.type").Str(); tag != "" {
		name := tag[strings.LastIndexByte(tag, '#')+1:]
		other = !isNamed(declared, name)
		if d := derived(declared, name, 0); d != nil {
			t = d
		}
	}
	for i := range v.Members {
		m := &v.Members[i]
		c.repeated(v, i)
		if p := property(declared, m.Key); p != nil && !strings.HasPrefix(m.Key, "@") {
			if reference := m.Key == "id" && (c.inside || c.objects > 1); c.Request && p.ReadOnly && !reference {
				c.add(m.Offset, false, ruleReadOnlySent, strconv.Quote(m.Key)+" of "+declared.Qualified()+" is read-only on the page of its type; the operation's page is believed")
			}
			c.value(m.Value, &p.Ref, m.Key)
			continue
		}
		if strings.Contains(m.Key, "@") {
			continue
		}
		if declared.Open || other && t.Open {
			c.slip(v, m, t)
			continue
		}
		if p := property(t, m.Key); p != nil {
			c.kept(m, p)
			continue
		}
		message := strconv.Quote(m.Key) + " is no property of " + t.Qualified()
		if p := propertyFold(t, m.Key); p != nil {
			message += ", which has " + strconv.Quote(p.Name)
		}
		c.add(m.Offset, false, ruleUnknownProperty, message)
		if !other {
			c.Unknown = append(c.Unknown, m.Key)
		}
	}
}

// slip reports a member of an open type that is called nearly as a property which the
// object has not: any name may be one's own there, but hardly that one.
func (c *Checker) slip(v *lenient.Value, m *lenient.Member, t *model.Type) {
	if p := nearProperty(t, m.Key); p != nil && property(t, m.Key) == nil && v.GetFold(p.Name) == nil {
		c.add(m.Offset, false, ruleUnknownProperty, strconv.Quote(m.Key)+" is no property of "+t.Qualified()+", which is open, but has "+strconv.Quote(p.Name))
	}
}

// nearProperty returns a property of the type, or of those that it derives from,
// whose name is nearly the one given; nil where there is none.
func nearProperty(t *model.Type, name string) *model.Property {
	for depth := 0; t != nil && depth < 32; t, depth = t.BaseType, depth+1 {
		for _, p := range t.Properties {
			if p.Name != name && model.Near(p.Name, name) {
				return p
			}
		}
	}
	return nil
}

// kept holds a member against a property that only the type has which the object
// says that it is of. Code that reads it as the declared type keeps the value as
// it is, so that no contradiction is a gap.
func (c *Checker) kept(m *lenient.Member, p *model.Property) {
	inner := &Checker{Request: c.Request, objects: c.objects, inside: c.inside}
	inner.value(m.Value, &p.Ref, m.Key)
	for _, x := range inner.Mismatches {
		x.Gap = false
		c.Mismatches = append(c.Mismatches, x)
	}
}

// repeated reports a member that stands in the object once more, further down.
// The last one counts, and nothing is lost of what a decoder can tell.
func (c *Checker) repeated(v *lenient.Value, i int) {
	for j := i + 1; j < len(v.Members); j++ {
		if v.Members[j].Key == v.Members[i].Key {
			c.add(v.Members[j].Offset, false, ruleDuplicateMember, strconv.Quote(v.Members[i].Key)+" stands in the object twice")
			return
		}
	}
}

func isNamed(t *model.Type, name string) bool {
	return len(t.Namespace)+1+len(t.Name) == len(name) && strings.EqualFold(t.Qualified(), name)
}

// derived finds the type of a name among those that derive from t, or t
// itself.
func derived(t *model.Type, name string, depth int) *model.Type {
	if isNamed(t, name) {
		return t
	}
	if depth > 16 {
		return nil
	}
	for _, d := range t.Derived {
		if found := derived(d, name, depth+1); found != nil {
			return found
		}
	}
	return nil
}

// marker is the member of evolvable enums that stands for members to come. It
// is answered, never sent.
const marker = "unknownFutureValue"

func (c *Checker) enum(v *lenient.Value, ref *model.Ref, name string) {
	e := ref.Enum
	if v.Kind != lenient.String {
		c.add(v.Offset, true, ruleValueKind, describeValue(name)+" is "+article(v.Kind)+", its type is the enum "+e.Qualified())
		return
	}
	if !isMember(ref, v.Text) && isPlaceholder(v.Text, name) {
		c.add(v.Offset, false, ruleEnumPlaceholder, strconv.Quote(v.Text)+" stands for a member of the enum "+e.Qualified())
		return
	}
	for rest, more := v.Text, true; more; {
		var member string
		member, rest, more = strings.Cut(rest, ",")
		member = strings.TrimSpace(member)
		if c.Request && strings.EqualFold(member, marker) {
			c.add(v.Offset, true, ruleMarkerSent, describeValue(name)+" is "+marker+", which stands for values to come and can't be sent")
			return
		}
		if !isMember(ref, member) {
			message := strconv.Quote(v.Text) + " is no member of the enum " + e.Qualified()
			if known := memberFold(ref, member); known != "" {
				message += ", which has " + strconv.Quote(known)
			}
			c.add(v.Offset, false, ruleEnumValue, message)
			return
		}
	}
}

// isPlaceholder reports whether an example's value of a property stands for any
// value: "String", "a | b", "<state>", "{state}", "state-value", "@odata.type: harbor.port.state".
func isPlaceholder(text, property string) bool {
	rest, ok := strings.CutSuffix(strings.ToLower(text), "value")
	return strings.EqualFold(text, "string") || strings.HasPrefix(text, "String (") || strings.Contains(text, " | ") ||
		strings.HasPrefix(text, "@odata.type") || strings.HasPrefix(text, "<") || strings.HasPrefix(text, "{") ||
		ok && strings.EqualFold(strings.TrimRight(rest, " -_"), property)
}

// isMember reports whether a value is one of an enum, or of those that the row of
// the property lists, which may spell them otherwise.
func isMember(ref *model.Ref, name string) bool {
	return slices.Contains(ref.Values, name) || slices.ContainsFunc(ref.Enum.Members, func(m *model.Member) bool { return m.Name == name })
}

// memberFold returns the value of an enum that differs from a name in the case of
// letters only, of those that [isMember] knows; it is empty where none does.
func memberFold(ref *model.Ref, name string) string {
	for _, m := range ref.Enum.Members {
		if strings.EqualFold(m.Name, name) {
			return m.Name
		}
	}
	for _, value := range ref.Values {
		if strings.EqualFold(value, name) {
			return value
		}
	}
	return ""
}

// wants is the JSON kind of each primitive type that isn't kept as it is.
var wants = map[string]lenient.Kind{
	"Edm.String": lenient.String, "Edm.Guid": lenient.String, "Edm.Date": lenient.String, "Edm.TimeOfDay": lenient.String,
	"Edm.Duration": lenient.String, "Edm.DateTimeOffset": lenient.String, "Edm.Binary": lenient.String,
	"Edm.Boolean": lenient.Bool, "Edm.Byte": lenient.Number, "Edm.SByte": lenient.Number, "Edm.Int16": lenient.Number,
	"Edm.Int32": lenient.Number, "Edm.Int64": lenient.Number, "Edm.Single": lenient.Number, "Edm.Double": lenient.Number,
	"Edm.Decimal": lenient.Number,
}

func (c *Checker) scalar(v *lenient.Value, ref *model.Ref, name string) {
	if v.Kind != wants[ref.Type] {
		if v.Kind != lenient.String || !c.numberText(v.Text, ref.Type) {
			c.kind(v, ref, name)
		}
		return
	}
	switch {
	case ref.Type == "Edm.DateTimeOffset":
		if !isDateTime(v.Text) {
			c.add(v.Offset, true, ruleDateTime, strconv.Quote(v.Text)+" is no date and time with an offset, \"2021-07-01T08:00:00Z\"")
		}
	case ref.Type == "Edm.Binary":
		if !c.isBase64(v.Text) {
			c.add(v.Offset, true, ruleBase64, describeValue(name)+" is not base64")
		}
	case v.Kind == lenient.Number && !inRange(v.Text, ref.Type):
		c.add(v.Offset, true, ruleNumberRange, v.Text+" is no "+ref.Type)
	}
}

// numberText reports whether a string can stand for a number of a type: those
// of 64 bits and decimals may be written so (OData JSON Format 4.01, section
// 3.2), and what JSON has no number for.
func (c *Checker) numberText(text, kind string) bool {
	switch kind {
	case "Edm.Double", "Edm.Single":
		return text == "INF" || text == "-INF" || text == "NaN"
	case "Edm.Int64":
		return c.objects > 0 && isNumber(text) && inRange(text, kind)
	case "Edm.Decimal":
		return c.objects > 0 && isNumber(text)
	}
	return false
}

func isNumber(text string) bool {
	v, fixes, err := lenient.Parse(text)
	return err == nil && len(fixes) == 0 && v.Kind == lenient.Number && len(v.Text) == len(text)
}

// ranges are those of the integers.
var ranges = map[string]struct{ low, high float64 }{
	"Edm.Byte": {0, math.MaxUint8}, "Edm.SByte": {math.MinInt8, math.MaxInt8}, "Edm.Int16": {math.MinInt16, math.MaxInt16},
	"Edm.Int32": {math.MinInt32, math.MaxInt32},
}

func inRange(text, kind string) bool {
	switch kind {
	case "Edm.Decimal":
		return true
	case "Edm.Int64":
		if _, err := strconv.ParseInt(text, 10, 64); err == nil {
			return true
		}
		r, ok := new(big.Rat).SetString(text)
		return ok && len(text) < 40 && r.IsInt() && r.Num().IsInt64()
	case "Edm.Double":
		return survives(text, 64)
	case "Edm.Single":
		return survives(text, 32)
	}
	f, err := strconv.ParseFloat(text, 64)
	r := ranges[kind]
	return err == nil && f == math.Trunc(f) && r.low <= f && f <= r.high
}

// survives reports whether a number is the same after it was a float.
func survives(text string, bits int) bool {
	f, err := strconv.ParseFloat(text, bits)
	if err != nil {
		return false
	}
	if len(text) <= 7 || bits == 64 && len(text) <= 15 {
		return true
	}
	x, ok := new(big.Rat).SetString(text)
	y, ok2 := new(big.Rat).SetString(strconv.FormatFloat(f, 'g', -1, bits))
	return ok && ok2 && x.Cmp(y) == 0
}

// isDateTime reports whether s is an RFC 3339 date and time, in which "t" and
// "z" may be small.
func isDateTime(s string) bool {
	if len(s) < 20 || len(s) > 40 {
		return false
	}
	var t time.Time
	return t.UnmarshalText([]byte(s)) == nil || t.UnmarshalText([]byte(strings.ToUpper(s))) == nil
}

// isBase64 reports whether s is base64 that decoding and encoding leaves as it
// is: that of the other alphabet and without padding is kept as text where an
// object is around.
func (c *Checker) isBase64(s string) bool {
	encoding, kept := base64.RawStdEncoding, false
	if strings.ContainsAny(s, "-_") {
		encoding, kept = base64.RawURLEncoding, true
	}
	trimmed := strings.TrimRight(s, "=")
	kept = kept || len(trimmed) == len(s) && len(s)%4 != 0
	b, err := encoding.DecodeString(trimmed)
	return err == nil && (kept && c.objects > 0 || base64.StdEncoding.EncodeToString(b) == s)
}

// report turns mismatches into findings and returns the rule of the gap, if
// there is one: the first that keeps a request from being sent, else the first.
func (c *Checker) report(text model.RawJSON, at source.Position, findings *source.Findings) *source.Rule {
	var first, refused *source.Rule
	unreadable := false
	for i := range c.Mismatches {
		m := &c.Mismatches[i]
		findings.Add(offset(at, string(text), m.Offset), m.Rule, "%s", m.Message)
		switch {
		case !m.Gap:
			continue
		case m.Rule != ruleMarkerSent:
			unreadable = unreadable || m.Rule != ruleNullElement
		case refused == nil && !unreadable: // what follows the unreadable is not read
			refused = m.Rule
		}
		if first == nil {
			first = m.Rule
		}
	}
	if refused != nil {
		return refused
	}
	return first
}

func requestBodyGap(op *model.Operation, e *model.ExampleRequest, types []*model.Type, findings *source.Findings) *source.Rule {
	switch {
	case e.Method != op.Method:
		return nil // a gap already
	case e.JSON == "" && e.Text == "":
		return nil
	case op.Request == nil:
		findings.Add(e.BodyPosition, ruleBodyUnexpected, "the page documents no request body")
		return ruleBodyUnexpected
	case e.JSON == "":
		if op.Request.Type == "Edm.Stream" || op.Request.Type == untyped {
			return nil
		}
		findings.Add(e.BodyPosition, ruleBodyText, "the body is no JSON")
		return ruleBodyText
	}
	v, _, err := lenient.Parse(string(e.JSON))
	if err != nil {
		return ruleBodyText
	}
	c := &Checker{Request: true}
	if op.Request.Type == "" {
		c.Parameters(v, op.Request.Parameters)
	} else {
		c.Value(v, &op.Request.Ref)
	}
	for i := range c.Mismatches {
		if c.Mismatches[i].Rule == ruleReadOnlySent {
			op.Request.ReadOnlyToo = true
		}
	}
	if t := carrier(op.Request.Struct, e.Path, v, types); t != nil {
		c.narrow(func(c *Checker) { c.Object(v, t) })
	}
	return c.report(e.JSON, e.BodyPosition, findings)
}

// Parameters holds the body of an action against its parameters. It keeps
// nothing that they don't hold.
func (c *Checker) Parameters(v *lenient.Value, params []*model.Parameter) {
	if v.Kind != lenient.Object {
		c.add(v.Offset, true, ruleValueKind, "the body is "+article(v.Kind)+", not an object of parameters")
		return
	}
	c.inside = true
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

func checkResponse(op *model.Operation, request *model.ExampleRequest, e *model.ExampleResponse, types []*model.Type, findings *source.Findings) {
	if e.Status >= 300 {
		return
	}
	result := op.Result()
	empty := e.JSON == "" && e.Text == ""
	switch {
	case result == nil && !empty:
		findings.Add(e.BodyPosition, ruleBodyUnexpected, "the page documents no response body")
	case result == nil || result.Type == "Edm.Stream":
	case empty && mayBeEmpty(e.Status):
	case empty:
		findings.Add(e.Position, ruleBodyMissing, "the page documents a response body of %s", result.Type)
		e.Gap = ruleBodyMissing
	case e.JSON == "":
		if !bareText(result, e) {
			findings.Add(e.BodyPosition, ruleBodyText, "the body is no JSON")
			e.Gap = ruleBodyText
		}
	default:
		v, _, err := lenient.Parse(string(e.JSON))
		if err != nil {
			e.Gap = ruleBodyText
			return
		}
		c := &Checker{}
		c.Result(v, result)
		if t := shownType(op, request, e, v, types); t != nil {
			as := *result
			as.Ref = model.Ref{Type: t.Qualified(), Struct: t, Collection: result.Collection}
			c.narrow(func(c *Checker) { c.Result(v, &as) })
		}
		e.Gap = c.report(e.JSON, e.BodyPosition, findings)
		slices.Sort(c.Unknown)
		e.Unknown = slices.Compact(c.Unknown)
	}
}

// mayBeEmpty reports whether a response of a status may lack the body that the
// operation documents: nothing is read from it then.
func mayBeEmpty(status int) bool { return status == 202 || status == 204 || status == 205 }

// bareText reports whether a text is a value of the result's type all the same:
// a count, or a string that is answered as text.
func bareText(result *model.Response, e *model.ExampleResponse) bool {
	if result.Collection || result.Struct != nil {
		return false
	}
	if result.Enum != nil || wants[result.Type] == lenient.String && result.Type != "Edm.DateTimeOffset" && result.Type != "Edm.Binary" {
		return strings.HasPrefix(header(e.Headers, "Content-Type"), "text/")
	}
	text := strings.TrimSpace(e.Text)
	return wants[result.Type] == lenient.Number && isNumber(text) && inRange(text, result.Type)
}

// Result holds the body of a response against the documented one: collections
// and primitives stand in the member "value" of an object (OData JSON Format
// 4.01, sections 11 to 14), a single object may do so too.
func (c *Checker) Result(v *lenient.Value, res *model.Response) {
	value := v.Get("value")
	sole := shapeOf(v) != shapeObject && value != nil
	switch {
	case v.Kind == lenient.Object && len(v.Members) == 1 && v.Members[0].Key == "error" && (res.Struct == nil || !hasProperty(res.Struct, "error")):
		c.add(v.Offset, true, ruleValueKind, "the body is an error")
	case res.Collection:
		c.list(v, value, res)
	case res.Struct != nil:
		if sole && value.Kind == lenient.Object && !hasProperty(res.Struct, "value") {
			v = value
		}
		if sole && v != value && !hasProperty(res.Struct, "value") {
			c.add(v.Offset, true, ruleValueKind, "the body is a collection or scalar, its type is "+res.Type)
			return
		}
		c.single(v, &res.Ref, "")
	case sole:
		c.single(value, &res.Ref, "value")
	default:
		c.single(v, &res.Ref, "")
	}
}

// list holds a page of a list against the type of its items.
func (c *Checker) list(v, value *lenient.Value, res *model.Response) {
	switch {
	case v.Kind == lenient.Array:
		value = v
	case v.Kind != lenient.Object || value == nil || value.Kind != lenient.Array:
		c.add(v.Offset, true, ruleValueKind, "the body is no object with an array \"value\", its type is a collection")
		return
	}
	for i := range v.Members {
		if m := &v.Members[i]; m.Key != "value" && !strings.Contains(m.Key, "@") {
			c.add(m.Offset, false, ruleUnknownProperty, strconv.Quote(m.Key)+" stands beside the collection")
		}
	}
	c.value(value, &res.Ref, "value")
}

package operation

import (
	"math"
	"strconv"
	"strings"
	"time"

	"encoding/base64"

	"github.com/docwright/docwright/parser/lenient"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

const untyped = "Edm.Untyped"

// Check settles what operations of one page leave open until types are linked,
// and holds their examples against them. An example that contradicts its page
// gets a gap, and a finding at the place of the contradiction.
func Check(ops []*model.Operation) source.Findings {
	var findings source.Findings
	done := map[*model.ExampleRequest]bool{}
	for _, op := range ops {
		settle(op)
	}
	for _, op := range ops {
		for _, e := range op.Examples {
			if e.Request != nil && !done[e.Request] {
				done[e.Request] = true
				checkRequest(op, e.Request, &findings)
			}
			if e.Response != nil {
				checkResponse(op, e.Response, &findings)
			}
		}
	}
	return findings
}

// settle chooses the types of responses: an annotation that names a type of
// the model wins over the link in the prose. Parameters of a typed body are of
// the types that its properties have.
func settle(op *model.Operation) {
	for _, res := range op.Responses {
		if !hasBody(res.Status) {
			continue
		}
		for _, e := range op.Examples {
			if e.Response != nil && e.Response.Status == res.Status && e.Response.Ref.Type != "" && annotationHolds(res, &e.Response.Ref) {
				collection := res.Collection
				if e.Response.JSON == "" {
					collection = collection || e.Response.Ref.Collection
				}
				res.Ref = e.Response.Ref
				res.Collection = collection
				break
			}
		}
		if res.Wrapped && res.Struct != nil && hasProperty(res.Struct, "value") {
			res.Wrapped = false
		}
		if res.Type == "" && res.Collection {
			res.Type = untyped
		}
	}
	if body := op.Request; body != nil && body.Type == untyped && body.Struct == nil && len(body.Parameters) > 0 {
		body.Type = ""
	}
}

// annotationHolds reports whether an annotated type is to be believed: it is
// in the model, or it is a primitive where nothing better is known.
func annotationHolds(res *model.Response, ref *model.Ref) bool {
	switch {
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
	// value that is no member is kept all the same.
	Gap bool
}

// Checker holds JSON against the model by the rules that a generated package
// decodes and encodes by: property names are exact, what a type doesn't have
// is unknown unless the type is open or the name has an "@", null stands for
// an absent scalar, struct or collection but not inside of a collection, and a
// value of a base type may be of a derived one by its "@odata.type".
type Checker struct {
	// Request is set for bodies that are sent: read-only properties are a
	// contradiction then.
	Request bool
	// Mismatches are what was found so far.
	Mismatches []Mismatch
}

func (c *Checker) add(offset int, gap bool, rule *source.Rule, message string) {
	c.Mismatches = append(c.Mismatches, Mismatch{Offset: offset, Rule: rule, Message: message, Gap: gap})
}

// Value holds a value against a type.
func (c *Checker) Value(v *lenient.Value, ref *model.Ref) {
	if !ref.Collection {
		c.single(v, ref, "")
		return
	}
	c.collection(v, ref, "")
}

func (c *Checker) collection(v *lenient.Value, ref *model.Ref, name string) {
	switch {
	case ref.Type == untyped || ref.Type == "Edm.Stream":
	case v.Kind == lenient.Null:
	case v.Kind != lenient.Array:
		c.add(v.Offset, true, ruleValueKind, describeValue(name)+" is a "+v.Kind.String()+", its type is a collection")
	default:
		for _, item := range v.Items {
			if item.Kind == lenient.Null {
				c.add(item.Offset, true, ruleNullElement, "null in the collection "+describeValue(name))
				continue
			}
			c.single(item, ref, name)
		}
	}
}

func describeValue(name string) string {
	if name == "" {
		return "the value"
	}
	return strconv.Quote(name)
}

func (c *Checker) single(v *lenient.Value, ref *model.Ref, name string) {
	switch {
	case v.Kind == lenient.Null || ref.Type == untyped || ref.Type == "Edm.Stream" || ref.Type == "":
	case ref.Struct != nil:
		if v.Kind != lenient.Object {
			c.kind(v, ref, name)
			return
		}
		c.Object(v, ref.Struct)
	case ref.Enum != nil:
		c.enum(v, ref.Enum, name)
	default:
		c.scalar(v, ref, name)
	}
}

func (c *Checker) kind(v *lenient.Value, ref *model.Ref, name string) {
	c.add(v.Offset, true, ruleValueKind, describeValue(name)+" is a "+v.Kind.String()+", its type is "+ref.Type)
}

// Object holds an object against a structured type.
func (c *Checker) Object(v *lenient.Value, declared *model.Type) {
	t := declared
	if tag := v.Get("@odata.type").Str(); tag != "" {
		if d := derived(declared, strings.TrimPrefix(tag, "#"), 0); d != nil {
			t = d
		}
	}
	for i := range v.Members {
		m := &v.Members[i]
		if c.repeated(v, i) {
			continue
		}
		if p := property(t, m.Key); p != nil {
			c.member(m, p, t, declared)
			continue
		}
		if strings.Contains(m.Key, "@") || isOpen(t) {
			continue
		}
		message := strconv.Quote(m.Key) + " is no property of " + t.Qualified()
		if p := propertyFold(t, m.Key); p != nil {
			message += ", which has " + strconv.Quote(p.Name)
		}
		c.add(m.Offset, true, ruleUnknownProperty, message)
	}
}

// member checks a property. Those of a derived type that the declared one
// doesn't have are kept as they are, whatever their value.
func (c *Checker) member(m *lenient.Member, p *model.Property, t, declared *model.Type) {
	if c.Request && p.ReadOnly {
		c.add(m.Offset, true, ruleReadOnlySent, strconv.Quote(m.Key)+" of "+t.Qualified()+" is read-only")
	}
	if t != declared && property(declared, m.Key) == nil {
		return
	}
	if p.Collection {
		c.collection(m.Value, &p.Ref, m.Key)
		return
	}
	c.single(m.Value, &p.Ref, m.Key)
}

// repeated reports whether the member stands in the object once more, further
// down, and adds the mismatch.
func (c *Checker) repeated(v *lenient.Value, i int) bool {
	for j := i + 1; j < len(v.Members); j++ {
		if v.Members[j].Key == v.Members[i].Key {
			c.add(v.Members[j].Offset, false, ruleDuplicateMember, strconv.Quote(v.Members[i].Key)+" stands in the object twice")
			return true
		}
	}
	return false
}

// derived finds the type of a name among those that derive from t, or t
// itself.
func derived(t *model.Type, name string, depth int) *model.Type {
	if len(t.Namespace)+1+len(t.Name) == len(name) && strings.EqualFold(t.Qualified(), name) {
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

func isOpen(t *model.Type) bool {
	for depth := 0; t != nil && depth < 32; t, depth = t.BaseType, depth+1 {
		if t.Open {
			return true
		}
	}
	return false
}

func (c *Checker) enum(v *lenient.Value, e *model.Enum, name string) {
	if v.Kind != lenient.String {
		c.add(v.Offset, true, ruleValueKind, describeValue(name)+" is a "+v.Kind.String()+", its type is the enum "+e.Qualified())
		return
	}
	for rest := v.Text; ; {
		var member string
		var more bool
		member, rest, more = strings.Cut(rest, ",")
		if !isMember(e, strings.TrimSpace(member)) {
			c.add(v.Offset, false, ruleEnumValue, strconv.Quote(v.Text)+" is no member of the enum "+e.Qualified())
			return
		}
		if !more {
			return
		}
	}
}

func isMember(e *model.Enum, name string) bool {
	for _, m := range e.Members {
		if m.Name == name {
			return true
		}
	}
	return false
}

// wants is the JSON kind of each primitive type. Int64 and Decimal may be
// strings too where a service is asked to be IEEE 754 compatible, but not in
// the pages' examples.
var wants = map[string]lenient.Kind{
	"Edm.String": lenient.String, "Edm.Guid": lenient.String, "Edm.Date": lenient.String, "Edm.TimeOfDay": lenient.String,
	"Edm.Duration": lenient.String, "Edm.DateTimeOffset": lenient.String, "Edm.Binary": lenient.String,
	"Edm.Boolean": lenient.Bool, "Edm.Byte": lenient.Number, "Edm.SByte": lenient.Number, "Edm.Int16": lenient.Number,
	"Edm.Int32": lenient.Number, "Edm.Int64": lenient.Number, "Edm.Single": lenient.Number, "Edm.Double": lenient.Number,
	"Edm.Decimal": lenient.Number,
}

// bits are the sizes of integers.
var bits = map[string]int{"Edm.SByte": 8, "Edm.Int16": 16, "Edm.Int32": 32, "Edm.Int64": 64}

func (c *Checker) scalar(v *lenient.Value, ref *model.Ref, name string) {
	want, ok := wants[ref.Type]
	if !ok {
		return
	}
	if v.Kind != want {
		float := ref.Type == "Edm.Double" || ref.Type == "Edm.Single"
		if float && v.Kind == lenient.String && (v.Text == "INF" || v.Text == "-INF" || v.Text == "NaN") {
			return
		}
		c.kind(v, ref, name)
		return
	}
	switch ref.Type {
	case "Edm.DateTimeOffset":
		if !isDateTime(v.Text) {
			c.add(v.Offset, true, ruleDateTime, strconv.Quote(v.Text)+" is no date and time with an offset, \"2021-07-01T08:00:00Z\"")
		}
	case "Edm.Binary":
		if !isBase64(v.Text) {
			c.add(v.Offset, true, ruleBase64, describeValue(name)+" is not base64")
		}
	default:
		if v.Kind == lenient.Number && !inRange(v.Text, ref.Type) {
			c.add(v.Offset, true, ruleNumberRange, v.Text+" is no "+ref.Type)
		}
	}
}

func inRange(text, kind string) bool {
	switch kind {
	case "Edm.Byte":
		_, err := strconv.ParseUint(text, 10, 8)
		return err == nil
	case "Edm.Decimal":
		return true
	case "Edm.Double":
		_, err := strconv.ParseFloat(text, 64)
		return err == nil
	case "Edm.Single":
		f, err := strconv.ParseFloat(text, 64)
		if err != nil || math.Abs(f) > math.MaxFloat32 {
			return false
		}
		shortest, _ := strconv.ParseFloat(strconv.FormatFloat(f, 'g', -1, 32), 64)
		return shortest == f
	}
	_, err := strconv.ParseInt(text, 10, bits[kind])
	return err == nil
}

// isDateTime reports whether s is an RFC 3339 date and time.
func isDateTime(s string) bool {
	if len(s) < 20 {
		return false
	}
	_, err := time.Parse(time.RFC3339Nano, s)
	return err == nil
}

// isBase64 reports whether s is canonical base64: what decoding and encoding
// leaves as it is.
func isBase64(s string) bool {
	if len(s)%4 != 0 {
		return false
	}
	_, err := base64.StdEncoding.Strict().DecodeString(s)
	return err == nil && !strings.ContainsAny(s, "\r\n")
}

// report turns mismatches into findings and returns the rule of the first gap.
func (c *Checker) report(text model.RawJSON, at source.Position, findings *source.Findings) *source.Rule {
	var gap *source.Rule
	for i := range c.Mismatches {
		m := &c.Mismatches[i]
		findings.Add(offset(at, string(text), m.Offset), m.Rule, "%s", m.Message)
		if gap == nil && m.Gap {
			gap = m.Rule
		}
	}
	return gap
}

func checkRequest(op *model.Operation, e *model.ExampleRequest, findings *source.Findings) {
	gap := requestBodyGap(op, e, findings)
	if e.Gap == nil {
		e.Gap = gap
	}
}

func requestBodyGap(op *model.Operation, e *model.ExampleRequest, findings *source.Findings) *source.Rule {
	switch {
	case e.Method != op.Method:
		return nil // a gap already
	case e.JSON == "" && e.Text == "":
		return nil
	case op.Request == nil:
		if e.JSON == "{}" {
			return nil
		}
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
	return c.report(e.JSON, e.BodyPosition, findings)
}

// Parameters holds the body of an action against its parameters.
func (c *Checker) Parameters(v *lenient.Value, params []*model.Parameter) {
	if v.Kind != lenient.Object {
		c.add(v.Offset, true, ruleValueKind, "the body is a "+v.Kind.String()+", not an object of parameters")
		return
	}
	for i := range v.Members {
		m := &v.Members[i]
		if c.repeated(v, i) {
			continue
		}
		p := parameter(params, m.Key)
		switch {
		case p == nil:
			c.add(m.Offset, true, ruleUnknownProperty, strconv.Quote(m.Key)+" is no parameter of the action")
		case p.Collection:
			c.collection(m.Value, &p.Ref, m.Key)
		default:
			c.single(m.Value, &p.Ref, m.Key)
		}
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

func checkResponse(op *model.Operation, e *model.ExampleResponse, findings *source.Findings) {
	if e.Status >= 300 || e.Gap != nil {
		return
	}
	result := op.Result()
	empty := e.JSON == "" && e.Text == ""
	switch {
	case result == nil && !empty:
		findings.Add(e.BodyPosition, ruleBodyUnexpected, "the page documents no response body")
		e.Gap = ruleBodyUnexpected
	case result == nil || result.Type == "Edm.Stream" || result.Type == untyped && !result.Collection:
	case empty:
		if e.Status == result.Status {
			findings.Add(e.Position, ruleBodyMissing, "the page documents a response body of %s", result.Type)
			e.Gap = ruleBodyMissing
		}
	case e.JSON == "":
		if op.Kind == model.Counting {
			return
		}
		findings.Add(e.BodyPosition, ruleBodyText, "the body is no JSON")
		e.Gap = ruleBodyText
	default:
		v, _, err := lenient.Parse(string(e.JSON))
		if err != nil {
			e.Gap = ruleBodyText
			return
		}
		c := &Checker{}
		c.Result(v, result)
		e.Gap = c.report(e.JSON, e.BodyPosition, findings)
	}
}

// Result holds the body of a response against the documented one: collections
// and primitives stand in the member "value" of an object (OData JSON Format
// 4.01, sections 11 to 14), a single object may do so too.
func (c *Checker) Result(v *lenient.Value, res *model.Response) {
	value := v.Get("value")
	switch {
	case res.Collection:
		if v.Kind != lenient.Object || value == nil {
			c.add(v.Offset, true, ruleValueKind, "the body is no object with a member \"value\", its type is a collection")
			return
		}
		c.envelope(v)
		c.collection(value, &res.Ref, "value")
	case res.Struct != nil:
		if v.Kind == lenient.Object && value != nil && !hasProperty(res.Struct, "value") && shapeOf(v) == shapeWrapped {
			v = value
		}
		c.single(v, &res.Ref, "")
	case v.Kind == lenient.Object && value != nil:
		c.envelope(v)
		c.single(value, &res.Ref, "value")
	default:
		c.single(v, &res.Ref, "")
	}
}

// envelope reports members beside "value" that are no annotations.
func (c *Checker) envelope(v *lenient.Value) {
	for i := range v.Members {
		if m := &v.Members[i]; m.Key != "value" && !strings.Contains(m.Key, "@") {
			c.add(m.Offset, true, ruleUnknownProperty, strconv.Quote(m.Key)+" stands beside the collection")
		}
	}
}

package openapi

import (
	"encoding/json"
	"math/big"
	"regexp"
	"slices"
	"strings"
	"time"
)

// fits reports whether an example is a value of a schema, as validators of descriptions
// see it. The values are those of [valueIn]. A value that is sent has no read-only
// properties.
func (d *Description) fits(v any, s *schema, sent bool) bool {
	if s.Ref != "" {
		of := d.schemaNamed(strings.TrimPrefix(s.Ref, schemas))
		if of != nil && !d.fits(v, of, sent) {
			return false
		}
	}
	if v == nil && s.Nullable {
		return true
	}
	for _, part := range s.AllOf {
		if !d.fits(v, part, sent) {
			return false
		}
	}
	if len(s.AnyOf) > 0 && !slices.ContainsFunc(s.AnyOf, func(part *schema) bool { return d.fits(v, part, sent) }) {
		return false
	}
	if !isOfType(v, s.Type) {
		return false
	}
	switch v := v.(type) {
	case string:
		return (s.Enum == nil || slices.Contains(s.Enum, v)) && hasFormat(v, s.Format)
	case json.Number:
		return inRange(v, s)
	case []any:
		return s.Items == nil || !slices.ContainsFunc(v, func(item any) bool { return !d.fits(item, s.Items, sent) })
	case object:
		return d.objectFits(v, s, sent)
	}
	return true
}

// objectFits reports whether the members of an object are those of the schema.
func (d *Description) objectFits(o object, s *schema, sent bool) bool {
	isMissing := func(name string) bool {
		return !slices.ContainsFunc(o, func(m member) bool { return m.name == name })
	}
	if slices.ContainsFunc(s.Required, isMissing) {
		return false
	}
	others, _ := s.AdditionalProperties.(*schema)
	for _, m := range o {
		of, ok := s.Properties.get(m.name).(*schema)
		if !ok {
			of = others
		}
		if of != nil && (sent && of.ReadOnly || !d.fits(m.value, of, sent)) {
			return false
		}
	}
	return true
}

// isOfType reports whether a value has the type of a schema: a name, a list of names, or
// nil for any type.
func isOfType(v any, t any) bool {
	switch t := t.(type) {
	case string:
		return isNamedType(v, t)
	case []string:
		return slices.ContainsFunc(t, func(name string) bool { return isNamedType(v, name) })
	}
	return true
}

func isNamedType(v any, name string) bool {
	switch v := v.(type) {
	case nil:
		return name == "null"
	case string:
		return name == "string"
	case bool:
		return name == "boolean"
	case []any:
		return name == "array"
	case object:
		return name == "object"
	case json.Number:
		return name == "number" || name == "integer" && isInteger(v)
	}
	return false
}

// isInteger reports whether a number has no fraction. Numbers with a huge exponent are
// taken for ones that have.
func isInteger(n json.Number) bool {
	if !strings.ContainsAny(n.String(), ".eE") {
		return true
	}
	f, err := n.Float64()
	return err == nil && big.NewFloat(f).IsInt()
}

// inRange reports whether a number is in the range of a schema.
func inRange(n json.Number, s *schema) bool {
	low, high := s.Minimum, s.Maximum
	if s.Format == "int32" {
		low, high = new(int64), new(int64)
		*low, *high = -1<<31, 1<<31-1
	}
	if low == nil || high == nil {
		return true
	}
	f, err := n.Float64()
	return err == nil && float64(*low) <= f && f <= float64(*high)
}

// shapes has the formats that a regular expression describes.
var shapes = map[string]*regexp.Regexp{
	"uuid":     regexp.MustCompile(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`),
	"duration": regexp.MustCompile(`^P(\d+W|(\d+Y)?(\d+M)?(\d+D)?(T(\d+H)?(\d+M)?(\d+S)?)?)$`),
	"byte":     regexp.MustCompile(`^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$`),
}

// layouts has the formats of points in time.
var layouts = map[string]string{"date": time.DateOnly, "date-time": time.RFC3339Nano, "time": time.TimeOnly}

// hasFormat reports whether text has a format. Validators take any text for formats that
// they do not know.
func hasFormat(text, format string) bool {
	if layout, ok := layouts[format]; ok {
		_, err := time.Parse(layout, text)
		return err == nil
	}
	shape := shapes[format]
	return shape == nil || shape.MatchString(text) && text != "P" && !strings.HasSuffix(text, "T")
}

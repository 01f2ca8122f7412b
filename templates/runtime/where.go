package runtime

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"time"
)

// Where returns a condition for $filter. Each {} is replaced by the next value,
// in the OData notation of its Go type. Strings are quoted and their quotes are
// doubled, so that no value can change the condition.
//
//	Filter: Where("mail eq {} and crew gt {} and arrival ge {}", mail, 3, time.Now())
//
// Strings and enums are quoted. Numbers, Booleans, times, [Date], [TimeOfDay]
// and [GUID] are not. An array of 16 bytes is a GUID. nil is null, an [Opt] is
// its value or null, and a slice is a list for the operator in. A {} between
// quotes, as in 'N-{}', is replaced by the text of the value without quotes.
//
// As in package fmt, errors are visible in the result, as in %!{}(MISSING). A
// service rejects such a condition.
func Where(condition string, values ...any) string {
	var b strings.Builder
	quoted := false
	for {
		text, rest, more := strings.Cut(condition, "{}")
		b.WriteString(text)
		quoted = quoted != (strings.Count(text, "'")%2 == 1)
		if !more {
			break
		}
		condition = rest
		if len(values) == 0 {
			b.WriteString(amiss("MISSING", quoted))
			continue
		}
		b.WriteString(whereValue(values[0], quoted))
		values = values[1:]
	}
	for _, v := range values {
		fmt.Fprintf(&b, "%%!(EXTRA %T)", v)
	}
	return b.String()
}

// GUID is a string that [Where] writes without quotes, as a value of type
// Edm.Guid. Most ids are strings.
type GUID string

// whereValue returns a value in the notation of a condition.
func whereValue(value any, quoted bool) string {
	text, isText, ok := literal(value)
	switch {
	case !ok:
		return amiss(fmt.Sprintf("%T", value), quoted)
	case quoted:
		return strings.ReplaceAll(text, "'", "''")
	case isText:
		return "'" + strings.ReplaceAll(text, "'", "''") + "'"
	}
	return text
}

// amiss returns the text for an error. A service can't read it as part of a
// string.
func amiss(what string, quoted bool) string {
	text := "%!{}(" + what + ")"
	if quoted {
		return "'" + text + "'"
	}
	return text
}

// literal returns the text of a value, and whether it is written between quotes
// (OData URL Conventions 4.01, section 5.1.1.6.1).
func literal(value any) (text string, isText, ok bool) {
	switch v := value.(type) {
	case nil:
		return "null", false, true
	case time.Time:
		return v.UTC().Format("2006-01-02T15:04:05.9999999Z"), false, v.Year() >= 0 && v.Year() <= 9999
	case Date:
		return string(v), false, isPlain(string(v))
	case TimeOfDay:
		return string(v), false, isPlain(string(v))
	case GUID:
		return string(v), false, isPlain(string(v))
	case Duration:
		return "duration'" + string(v) + "'", false, isPlain(string(v))
	case time.Duration:
		return literal(DurationOf(v))
	case json.Number:
		return string(v), false, numberLen([]byte(v)) == len(v)
	case []byte:
		return "binary'" + base64.URLEncoding.EncodeToString(v) + "'", false, true
	case [16]byte:
		return guidText(v), false, true
	case optional:
		return literalOfOpt(v)
	}
	return literalOf(reflect.ValueOf(value))
}

// literalOf returns the text of a value, given its kind.
func literalOf(v reflect.Value) (text string, isText, ok bool) {
	switch {
	case v.Kind() == reflect.Pointer && v.IsNil():
		return "null", false, true
	case v.Kind() == reflect.Pointer:
		return literal(v.Elem().Interface())
	case v.Type().ConvertibleTo(reflect.TypeFor[[16]byte]()) && v.Kind() == reflect.Array:
		return guidText(v.Convert(reflect.TypeFor[[16]byte]()).Interface().([16]byte)), false, true
	case v.Kind() == reflect.Slice:
		return literalList(v)
	case reflect.PointerTo(v.Type()).Implements(optionalType):
		p := reflect.New(v.Type())
		p.Elem().Set(v)
		return literalOfOpt(p.Interface().(optional))
	}
	text, err := argumentText(v.Interface())
	return text, v.Kind() == reflect.String, err == nil
}

// literalList returns the text of a list with the elements of v.
func literalList(v reflect.Value) (text string, isText, ok bool) {
	texts := make([]string, v.Len())
	for i := range texts {
		texts[i] = whereValue(v.Index(i).Interface(), false)
	}
	return "(" + strings.Join(texts, ",") + ")", false, true
}

// literalOfOpt returns the text of an Opt, or null if it has no value.
func literalOfOpt(o optional) (text string, isText, ok bool) {
	if v := valueOf(o); v.IsValid() {
		return literal(v.Interface())
	}
	return "null", false, true
}

// isPlain reports whether text without quotes is a single value.
func isPlain(text string) bool {
	return text != "" && !strings.ContainsFunc(text, func(r rune) bool {
		return (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') && !strings.ContainsRune("-:.+", r)
	})
}

func guidText(b [16]byte) string {
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

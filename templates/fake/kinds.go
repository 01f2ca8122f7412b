package fake

import (
	"encoding/base64"
	"encoding/json"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// kinds maps the primitive types to the JSON values that they accept (OData JSON
// Format 4.01, section 7.1).
var kinds = map[string]func(any) bool{
	"Edm.String": isText, "Edm.Guid": texted(isGUID), "Edm.Binary": texted(isBase64),
	"Edm.Date": texted(isDate), "Edm.DateTimeOffset": texted(isDateTime),
	"Edm.TimeOfDay": texted(isClock), "Edm.Duration": texted(isDuration),
	"Edm.Boolean": isBool,
	"Edm.Byte":    whole(0, 1<<8-1), "Edm.SByte": whole(-1<<7, 1<<7-1), "Edm.Int16": whole(-1<<15, 1<<15-1), "Edm.Int32": whole(-1<<31, 1<<31-1),
	"Edm.Int64": isInt64, "Edm.Decimal": isNumeric, "Edm.Single": isNumeric, "Edm.Double": isNumeric,
}

func isText(v any) bool { _, ok := v.(string); return ok }
func isBool(v any) bool { _, ok := v.(bool); return ok }

// texted returns the test for a string of a form.
func texted(form func(string) bool) func(any) bool {
	return func(v any) bool {
		text, ok := v.(string)
		return ok && form(text)
	}
}

// whole returns the test for an integer between two numbers.
func whole(least, most int64) func(any) bool {
	return func(v any) bool {
		n, ok := v.(json.Number)
		i, err := strconv.ParseInt(n.String(), 10, 64)
		return ok && err == nil && least <= i && i <= most
	}
}

// isInt64 also accepts strings, because JSON numbers of other clients have less
// digits.
func isInt64(v any) bool {
	text := keyText(v)
	_, err := strconv.ParseInt(text, 10, 64)
	return err == nil
}

// isNumeric also accepts numbers as strings, INF and NaN.
func isNumeric(v any) bool {
	_, err := strconv.ParseFloat(keyText(v), 64)
	return err == nil
}

var (
	guid  = regexp.MustCompile(`^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$`)
	clock = regexp.MustCompile(`^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,12})?)?$`)
)

func isGUID(text string) bool  { return guid.MatchString(text) }
func isClock(text string) bool { return clock.MatchString(text) }

func isDate(text string) bool {
	_, err := time.Parse(time.DateOnly, text)
	return err == nil
}

func isDateTime(text string) bool {
	_, ok := readTime(text)
	return ok
}

func isDuration(text string) bool {
	_, ok := readDuration(text)
	return ok
}

// isBase64 accepts both alphabets, with or without padding.
func isBase64(text string) bool {
	text = strings.NewReplacer("+", "-", "/", "_").Replace(strings.TrimRight(text, "="))
	_, err := base64.RawURLEncoding.DecodeString(text)
	return err == nil
}

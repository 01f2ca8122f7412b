package check

import (
	"encoding/base64"
	"math"
	"math/big"
	"strconv"
	"strings"
	"time"

	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/lenient"
)

// kinds maps the JSON form of a primitive type to the kind of JSON value.
var kinds = map[edm.Kind]lenient.Kind{edm.Text: lenient.String, edm.Number: lenient.Number, edm.Bool: lenient.Bool}

// isNumber reports whether a text is exactly one JSON number.
func isNumber(text string) bool {
	v, fixes, err := lenient.Parse(text)
	return err == nil && len(fixes) == 0 && v.Kind == lenient.Number && len(v.Text) == len(text)
}

// inRange reports whether decoding and encoding as a numeric type preserves a
// number.
func inRange(text string, p edm.Primitive) bool {
	switch {
	case p.Float > 0:
		return survives(text, p.Float)
	case p.Low < p.High:
		return isInteger(text, p.Low, p.High)
	}
	return true
}

// isInteger reports whether a number is an integer within the bounds. It may
// have a fraction or an exponent.
func isInteger(text string, low, high int64) bool {
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		return low <= n && n <= high
	}
	if f, err := strconv.ParseFloat(text, 64); err != nil || f != math.Trunc(f) || len(text) >= 40 {
		return false
	}
	r, ok := new(big.Rat).SetString(text)
	if !ok || !r.IsInt() || !r.Num().IsInt64() {
		return false
	}
	n := r.Num().Int64()
	return low <= n && n <= high
}

// survives reports whether conversion to a float preserves a number.
func survives(text string, bits int) bool {
	f, err := strconv.ParseFloat(text, bits)
	if err != nil {
		return false
	}
	if f == 0 { // the exponent may be of any length
		mantissa, _, _ := strings.Cut(strings.ToLower(text), "e")
		return !strings.ContainsAny(mantissa, "123456789")
	}
	if len(text) <= 7 || bits == 64 && len(text) <= 15 {
		return true
	}
	x, ok := new(big.Rat).SetString(text)
	y, ok2 := new(big.Rat).SetString(strconv.FormatFloat(f, 'g', -1, bits))
	return ok && ok2 && x.Cmp(y) == 0
}

// isFinite reports whether a number can be read as a float type, if not exactly.
func isFinite(text string, p edm.Primitive) bool {
	_, err := strconv.ParseFloat(text, p.Float)
	return p.Float > 0 && err == nil
}

// isInfinite reports whether a string is one of the float values that have no
// JSON number.
func isInfinite(text string) bool { return text == "INF" || text == "-INF" || text == "NaN" }

// isDateTime reports whether s is an RFC 3339 date and time. The letters "T"
// and "Z" may be in lower case.
func isDateTime(s string) bool {
	if len(s) < 20 || len(s) > 40 {
		return false
	}
	var t time.Time
	return t.UnmarshalText([]byte(s)) == nil || t.UnmarshalText([]byte(strings.ToUpper(s))) == nil
}

// isElided reports whether a page leaves out a part of a long value.
func isElided(s string) bool { return strings.Contains(s, "...") || strings.Contains(s, "…") }

// isBase64 reports whether s is base64 text that decoding and encoding
// preserves. An object keeps the text of the URL alphabet and text without
// padding; elsewhere they are not preserved.
func isBase64(s string, inObject bool) bool {
	encoding, kept := base64.RawStdEncoding, false
	if strings.ContainsAny(s, "-_") {
		encoding, kept = base64.RawURLEncoding, true
	}
	trimmed := strings.TrimRight(s, "=")
	kept = kept || len(trimmed) == len(s) && len(s)%4 != 0
	b, err := encoding.DecodeString(trimmed)
	return err == nil && (kept && inObject || base64.StdEncoding.EncodeToString(b) == s)
}

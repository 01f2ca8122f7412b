package fake

import (
	"cmp"
	"encoding/json"
	"math"
	"strconv"
	"strings"
	"time"
)

// Expressions have JSON values, with numbers as json.Number. Dates and times are
// of type time.Time. Durations and times of day are of type time.Duration. A
// string that is compared with one of these is parsed first.

// typed converts a JSON value to the value of its type.
func typed(v any, typ string) any {
	text, ok := v.(string)
	if !ok {
		return v
	}
	switch edmClasses[typ] {
	case times:
		if t, ok := readTime(text); ok {
			return t
		}
	case durations:
		if d, ok := readDuration(text); ok {
			return d
		}
	case numbers:
		return json.Number(text)
	}
	return v
}

// comparisons maps the comparison operators to their functions.
var comparisons = map[string]func(x, y any) any{
	"eq":  func(x, y any) any { return equal(x, y) },
	"ne":  func(x, y any) any { return !equal(x, y) },
	"gt":  func(x, y any) any { n, ok := compare(x, y); return ok && n > 0 },
	"ge":  func(x, y any) any { n, ok := compare(x, y); return ok && n >= 0 },
	"lt":  func(x, y any) any { n, ok := compare(x, y); return ok && n < 0 },
	"le":  func(x, y any) any { n, ok := compare(x, y); return ok && n <= 0 },
	"has": func(x, y any) any { return has(x, y) },
}

// equal reports whether two values are equal. Strings compare without regard to
// case, as in the examples of the pages.
func equal(x, y any) bool {
	if x == nil || y == nil {
		return x == y
	}
	n, ok := compare(x, y)
	return ok && n == 0
}

// compare orders two values. It is not ok for values of different kinds.
func compare(x, y any) (n int, ok bool) {
	switch x := x.(type) {
	case string:
		if text, ok := y.(string); ok {
			return strings.Compare(strings.ToLower(x), strings.ToLower(text)), true
		}
		n, ok := compare(y, x)
		return -n, ok
	case json.Number:
		return compareNumbers(x, y)
	case bool:
		y, ok := y.(bool)
		return boolean(x) - boolean(y), ok
	case time.Time:
		t, ok := typed(y, "Edm.DateTimeOffset").(time.Time)
		return x.Compare(t), ok
	case time.Duration:
		d, ok := typed(y, "Edm.Duration").(time.Duration)
		return cmp.Compare(x, d), ok
	}
	return 0, false
}

func boolean(b bool) int {
	if b {
		return 1
	}
	return 0
}

// compareNumbers orders a number and another value. 64-bit integers compare
// exactly, others as float64.
func compareNumbers(x json.Number, other any) (n int, ok bool) {
	y, ok := typed(other, "Edm.Double").(json.Number)
	if !ok {
		return 0, false
	}
	i, err := x.Int64()
	j, err2 := y.Int64()
	if err == nil && err2 == nil {
		return cmp.Compare(i, j), true
	}
	f, ok := float(x)
	g, ok2 := float(y)
	return cmp.Compare(f, g), ok && ok2
}

// float returns the number as a float64, including INF (OData JSON Format 4.01,
// section 7.1). NaN is not ok.
func float(n json.Number) (float64, bool) {
	switch n {
	case "INF":
		return math.Inf(1), true
	case "-INF":
		return math.Inf(-1), true
	}
	f, err := strconv.ParseFloat(string(n), 64)
	return f, err == nil && !math.IsNaN(f)
}

func number(n int) json.Number { return json.Number(strconv.Itoa(n)) }

// has reports whether x has all flags of y.
func has(x, y any) bool {
	flags, ok := x.(string)
	wanted, ok2 := y.(string)
	for flag := range strings.SplitSeq(wanted, ",") {
		ok = ok && ok2 && hasFlag(flags, strings.TrimSpace(flag))
	}
	return ok
}

func hasFlag(flags, wanted string) bool {
	for flag := range strings.SplitSeq(flags, ",") {
		if strings.EqualFold(strings.TrimSpace(flag), wanted) {
			return true
		}
	}
	return false
}

// function is a function of expressions (OData URL Conventions 4.01, section
// 5.1.1). The fake does not evaluate functions without apply.
type function struct {
	takes []class
	class class
	fewer bool // the last argument is optional
	apply func(args []any) any
}

// functions maps the names of functions, in lower case.
var functions = map[string]function{
	"contains":   textual(booleans, 2, func(a []string) any { return strings.Contains(a[0], a[1]) }),
	"startswith": textual(booleans, 2, func(a []string) any { return strings.HasPrefix(a[0], a[1]) }),
	"endswith":   textual(booleans, 2, func(a []string) any { return strings.HasSuffix(a[0], a[1]) }),
	"indexof":    textual(numbers, 2, func(a []string) any { return number(strings.Index(a[0], a[1])) }),
	"concat":     textual(texts, 2, func(a []string) any { return a[0] + a[1] }),
	"length":     textual(numbers, 1, func(a []string) any { return number(len([]rune(a[0]))) }),
	"tolower":    textual(texts, 1, func(a []string) any { return a[0] }), // comparisons ignore case
	"toupper":    textual(texts, 1, func(a []string) any { return a[0] }),
	"trim":       textual(texts, 1, func(a []string) any { return strings.TrimSpace(a[0]) }),
	"substring":  {[]class{texts, numbers, numbers}, texts, true, substring},

	"year":   ofTime(func(t time.Time) int { return t.Year() }),
	"month":  ofTime(func(t time.Time) int { return int(t.Month()) }),
	"day":    ofTime(func(t time.Time) int { return t.Day() }),
	"hour":   ofTime(func(t time.Time) int { return t.Hour() }),
	"minute": ofTime(func(t time.Time) int { return t.Minute() }),
	"second": ofTime(func(t time.Time) int { return t.Second() }),
	"date":   {[]class{times}, times, false, day},
	"now":    {nil, times, false, func([]any) any { return time.Now() }},

	"round":   rounded(math.Round),
	"floor":   rounded(math.Floor),
	"ceiling": rounded(math.Ceil),

	"isof": {class: booleans, apply: func([]any) any { return nil }}, // the parser turns it into a comparison

	"cast": {}, "time": {}, "fractionalseconds": {}, "totalseconds": {}, "totaloffsetminutes": {}, "mindatetime": {}, "maxdatetime": {},
	"matchespattern": {}, "hassubset": {}, "hassubsequence": {}, "case": {}, "geo.distance": {}, "geo.length": {}, "geo.intersects": {}, "substringof": {},
}

// textual returns a function of strings. Its arguments are converted to lower
// case.
func textual(result class, n int, f func([]string) any) function {
	return function{[]class{texts, texts}[:n], result, false, func(args []any) any {
		list := make([]string, n)
		for i, arg := range args {
			text, ok := arg.(string)
			if !ok {
				return nil
			}
			list[i] = strings.ToLower(text)
		}
		return f(list)
	}}
}

// ofTime returns a function that extracts a part of a date and time.
func ofTime(f func(time.Time) int) function {
	return function{[]class{times}, numbers, false, func(args []any) any {
		if t, ok := typed(args[0], "Edm.DateTimeOffset").(time.Time); ok {
			return number(f(t.UTC()))
		}
		return nil
	}}
}

func day(args []any) any {
	if t, ok := typed(args[0], "Edm.DateTimeOffset").(time.Time); ok {
		return t.UTC().Truncate(24 * time.Hour)
	}
	return nil
}

func rounded(f func(float64) float64) function {
	return function{[]class{numbers}, numbers, false, func(args []any) any {
		if n, ok := typed(args[0], "Edm.Double").(json.Number); ok {
			if x, ok := float(n); ok {
				return json.Number(strconv.FormatFloat(f(x), 'f', -1, 64))
			}
		}
		return nil
	}}
}

func substring(args []any) any {
	text, ok := args[0].(string)
	runes := []rune(text)
	from, to := 0, len(runes)
	for i, arg := range args[1:] {
		n, isNumber := arg.(json.Number)
		k, err := n.Int64()
		ok = ok && isNumber && err == nil && k >= 0
		if k = min(max(k, 0), int64(len(runes))); i == 0 {
			from = int(k)
		} else {
			to = min(from+int(k), len(runes))
		}
	}
	if !ok {
		return nil
	}
	return string(runes[from:to])
}

package check

import (
	"slices"

	"github.com/docwright/docwright/parser/lenient"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// SentBody returns the gap of a request body: see package fit.
func SentBody(v *lenient.Value, body *model.Body, keeps func(*model.Ref) bool) (gap *source.Rule, refused bool) {
	c := &comparison{sent: true, keeps: keeps}
	c.body(v, body)
	gap = failingRule(c.mismatches)
	return gap, isRefused(gap)
}

// AnsweredBody returns the gap and the unknown properties of a response body: see
// package fit.
func AnsweredBody(v *lenient.Value, result *model.Response, keeps func(*model.Ref) bool) (gap *source.Rule, unknown []string) {
	c := &comparison{keeps: keeps}
	c.result(v, result)
	slices.Sort(c.unknown)
	return failingRule(c.mismatches), slices.Compact(c.unknown)
}

package drift

import (
	"slices"
	"strconv"
	"strings"

	"github.com/docwright/docwright/generator/gocode"
	"github.com/docwright/docwright/parser/model"
)

// arguments finds a function that has fewer arguments than its path has parameters.
// Nothing is said of one that may have them from elsewhere.
func (c *codeComparison) arguments(f *gocode.Function, name string, ops []*model.Operation) {
	has, wants := scalars(f), placeholders(f.Path)
	if has >= wants || f.On != nil && c.types[f.On] != nil || f.Holds && !c.namesAll[f.Receiver] {
		return
	}
	for _, p := range f.Params {
		if carriesAny(p) {
			return
		}
	}
	c.report(codeArgument, true, sent, name, f.Name, f.Position, ops[0].Position(), "the path has %s, and %s has %s to give: add what is missing",
		counted(wants, "parameter"), f.Name, counted(has, "argument"))
}

// bodies finds a function that has nothing to make the body from which all its pages
// ask for. Nothing is said of one that may have it from elsewhere.
func (c *codeComparison) bodies(f *gocode.Function, name string, ops []*model.Operation) {
	if slices.ContainsFunc(ops, not(needsBody)) || f.On != nil && c.types[f.On] != nil || f.Holds && !c.namesAll[f.Receiver] {
		return
	}
	if scalars(f) > placeholders(f.Path) || slices.ContainsFunc(f.Params, maySend) {
		return
	}
	body := "the parameters of an action"
	if r := ops[0].Request.Ref; r.Type != "" {
		body = inWords(r)
	}
	c.report(codeArgument, true, sent, name, f.Name+" body", f.Position, ops[0].Position(), "it takes %s in the pages, and %s has nothing to send: add what is missing", body, f.Name)
}

// needsBody reports whether the operation makes no sense without a body. An action all
// of whose parameters are optional does.
func needsBody(op *model.Operation) bool {
	b := op.Request
	return b != nil && (b.Type != "" || slices.ContainsFunc(b.Parameters, func(p *model.Parameter) bool { return p.Required }))
}

// maySend reports whether an argument may be a body, or have one made of it.
func maySend(p gocode.Param) bool {
	return carriesAny(p) || p.Func || p.Kind == gocode.Bytes || p.Text == "io.Reader"
}

func counted(n int, noun string) string {
	switch n {
	case 0:
		return "no " + noun
	case 1:
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}

// placeholders counts the parameters of a path as code writes it.
func placeholders(path string) int { return strings.Count(requestKey("", path), "{}") }

// scalars counts the arguments of which each is one value of a path or query.
func scalars(f *gocode.Function) int {
	n := 0
	for _, p := range f.Params {
		if isScalar(p) {
			n++
		}
	}
	return n
}

func isScalar(p gocode.Param) bool {
	return !p.Func && !p.Collection && p.Kind != gocode.Any && p.Kind != gocode.Object
}

// bare are the types of parameters that hold no value of a path.
var bare = map[string]bool{"context.Context": true, "*http.Client": true, "io.Reader": true, "io.Writer": true}

// carriesAny reports whether an argument may be several values, or one that can't
// be seen.
func carriesAny(p gocode.Param) bool {
	return p.Variadic || !p.Func && !isScalar(p) && !bare[p.Text]
}

// namesAll returns the receivers that have a function with an argument for each
// parameter of its path, called by the name of one: a receiver that stands for
// something in the path would have that itself.
func namesAll(functions []*gocode.Function) map[string]bool {
	all := map[string]bool{}
	for _, f := range functions {
		names := 0
		for _, p := range f.Params {
			if isScalar(p) && isKey(p.Name) {
				names++
			}
		}
		if n := placeholders(f.Path); n > 0 && names >= n {
			all[f.Receiver] = true
		}
	}
	return all
}

// isKey reports whether a parameter is called like the key of something: id,
// userID, user_id.
func isKey(name string) bool { return strings.HasSuffix(strings.ToLower(name), "id") }

package lines_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/generator/lines"
	"github.com/docwright/docwright/parser/model"
)

// port builds a model for tests.
type port struct {
	model.Model
	entity, gear, crane, winch *model.Type
}

func newPort() *port {
	p := &port{}
	p.entity = p.typ("entity", nil)
	p.entity.Properties = []*model.Property{{Name: "id"}}
	p.gear = p.typ("gear", p.entity, "maker")
	p.crane = p.typ("crane", p.gear, "reach")
	p.winch = p.typ("winch", p.gear, "pull")
	return p
}

func (p *port) typ(name string, base *model.Type, properties ...string) *model.Type {
	t := &model.Type{Namespace: "harbor.port", Name: name, Kind: model.Entity, BaseType: base}
	if base != nil {
		t.Base = base.Qualified()
		base.Derived = append(base.Derived, t)
	}
	for _, name := range properties {
		t.Properties = append(t.Properties, &model.Property{Name: name, Ref: model.Ref{Type: "Edm.String"}})
	}
	p.Types = append(p.Types, t)
	return t
}

// op adds an operation with the given routes, such as "GET /gear/{id}".
func (p *port) op(page, name string, kind model.OperationKind, request string, more ...string) *model.Operation {
	method, path, _ := strings.Cut(request, " ")
	op := &model.Operation{Name: name, Page: "api/" + page + ".md", Kind: kind, Method: method}
	for i, path := range append([]string{path}, more...) {
		r := &model.Route{Path: path, Name: fmt.Sprint(name, strings.Repeat("In", i))}
		for word := range strings.SplitSeq(strings.Trim(path, "/"), "/") {
			if inner, ok := strings.CutPrefix(word, "{"); ok {
				r.Segments = append(r.Segments, model.Segment{{Param: &model.Parameter{Name: strings.TrimSuffix(inner, "}")}}})
			} else {
				r.Segments = append(r.Segments, model.Segment{{Text: word}})
			}
		}
		op.Routes = append(op.Routes, r)
	}
	p.Operations = append(p.Operations, op)
	return op
}

func ref(t *model.Type, collection bool) model.Ref {
	return model.Ref{Type: t.Qualified(), Struct: t, Collection: collection}
}

func answers(op *model.Operation, t *model.Type, collection bool) *model.Operation {
	op.Responses = []*model.Response{{Status: 200, Ref: ref(t, collection)}}
	return op
}

func sends(op *model.Operation, t *model.Type) *model.Operation {
	op.Request = &model.Body{Ref: ref(t, false)}
	return op
}

func pages(l *lines.Line) []string {
	var list []string
	for _, page := range l.Pages() {
		list = append(list, strings.TrimSuffix(strings.TrimPrefix(page, "api/"), ".md"))
	}
	return list
}

// TestListOfSubtypes checks a list with a page for each subtype. Its type is
// the common base type, and its name is on the page about this type.
func TestListOfSubtypes(t *testing.T) {
	p := newPort()
	crane := answers(p.op("crane-list", "ListCranes", model.List, "GET /gear"), p.crane, true)
	answers(p.op("gear-list", "ListGears", model.List, "GET /Gear"), p.gear, true)
	answers(p.op("winch-list", "ListWinches", model.List, "GET /gear"), p.winch, true)
	x := lines.New(&p.Model)
	require.Len(t, x.All(), 1, "request lines ignore case")
	l := x.Of(crane.Routes[0])
	assert.Equal(t, []string{"gear-list", "crane-list", "winch-list"}, pages(l))
	assert.Same(t, p.gear, l.Type)
	assert.Equal(t, ref(p.gear, true), l.Result.Ref)
	assert.Same(t, p.crane, crane.Responses[0].Struct, "the operation of the page is unchanged")
	assert.Empty(t, x.Owned(crane))
	assert.Equal(t, []*lines.Line{l}, x.Owned(p.Operations[1]))
}

// TestCreateAnySubtype checks that a line that creates values of subtypes takes
// the base type, even if no page is about the base type.
func TestCreateAnySubtype(t *testing.T) {
	p := newPort()
	for _, typ := range []*model.Type{p.crane, p.winch} {
		answers(sends(p.op(typ.Name+"-create", "Create"+typ.Name, model.Create, "POST /gear"), typ), typ, false)
	}
	p.Operations[1].Request.ReadOnlyToo = true
	l := lines.New(&p.Model).All()[0]
	assert.Equal(t, ref(p.gear, false), l.Request.Ref)
	assert.Equal(t, ref(p.gear, false), l.Result.Ref)
	assert.True(t, l.Request.ReadOnlyToo)
	assert.True(t, l.TakesSubtypes())
	assert.False(t, p.Operations[0].Request.ReadOnlyToo)
}

func TestOneTypeTakesNoOther(t *testing.T) {
	p := newPort()
	sends(p.op("crane-create", "CreateCrane", model.Create, "POST /cranes"), p.crane)
	sends(p.op("gear-sort", "SortGear", model.Action, "POST /gear/sort"), p.gear)
	for _, l := range lines.New(&p.Model).All() {
		assert.False(t, l.TakesSubtypes(), l.Shape)
	}
}

// TestPageOfManyResources checks a page that adds something to many kinds of
// resources. Its types and permissions do not apply to the line.
func TestPageOfManyResources(t *testing.T) {
	p := newPort()
	tag, pier := p.typ("tag", p.entity), p.typ("pier", p.entity)
	many := answers(p.op("tag-get", "GetTag", model.Get, "GET /piers/{id}", "/gear/{id}", "/ropes/{id}"), tag, false)
	many.Permissions = []*model.Permission{{Kind: model.Application, Scopes: []string{"Tag.Read"}, Supported: true}}
	many.Headers = []*model.Parameter{{Name: "Tag-Kind"}}
	own := answers(p.op("pier-get", "GetPier", model.Get, "GET /piers/{pierId}"), pier, false)
	own.Headers = []*model.Parameter{{Name: "tag-kind"}, {Name: "Pier"}}
	own.Permissions = []*model.Permission{{Kind: model.Application, Scopes: []string{"Pier.Read"}, Supported: true}}
	x := lines.New(&p.Model)
	l := x.Of(own.Routes[0])
	assert.Equal(t, []string{"pier-get", "tag-get"}, pages(l))
	assert.False(t, l.Uses[1].Own)
	assert.Same(t, pier, l.Result.Struct)
	assert.Equal(t, []string{"Pier.Read"}, l.Permissions[0].Scopes)
	assert.Equal(t, []string{"tag-kind", "Pier"}, []string{l.Headers[0].Name, l.Headers[1].Name}, "names of headers ignore case")
	assert.Same(t, tag, x.Of(many.Routes[2]).Result.Struct, "where no other page is, it is about the line")
}

// TestListIsOfWhatTheOwnerDeclares checks that a list has the type of its
// property, even if the page and its example have only a subtype.
func TestListIsOfWhatTheOwnerDeclares(t *testing.T) {
	p := newPort()
	pier := p.typ("pier", p.entity)
	pier.Properties = []*model.Property{{Name: "gear", Ref: ref(p.gear, true)}, {Name: "things", Ref: ref(p.entity, true)}}
	answers(p.op("pier-get", "GetPier", model.Get, "GET /piers/{id}"), pier, false)
	gear := answers(p.op("pier-list-gear", "ListPierGear", model.List, "GET /piers/{id}/Gear"), p.crane, true)
	things := answers(p.op("pier-list-things", "ListPierThings", model.List, "GET /piers/{id}/things"), p.crane, true)
	change := sends(p.op("crane-update", "UpdateCrane", model.Update, "PATCH /piers/{id}/gear/{gearId}"), p.crane)
	answers(change, p.crane, false)
	x := lines.New(&p.Model)
	assert.Same(t, p.gear, x.Of(gear.Routes[0]).Result.Struct)
	assert.Same(t, p.crane, x.Of(things.Routes[0]).Result.Struct, "the root does not identify a resource")
	assert.Same(t, p.crane, x.Of(change.Routes[0]).Result.Struct, "the response has the changed type")
	assert.Same(t, p.gear, x.Of(change.Routes[0]).Type)
}

// TestDetailOfASummary checks that a line that returns a subtype of the type of
// a list keeps the subtype: two lines may have different types.
func TestDetailOfASummary(t *testing.T) {
	p := newPort()
	answers(p.op("gear-list", "ListGear", model.List, "GET /gear"), p.gear, true)
	detail := answers(p.op("crane-get", "GetCrane", model.Get, "GET /gear/{id}"), p.crane, false)
	l := lines.New(&p.Model).Of(detail.Routes[0])
	assert.Same(t, p.crane, l.Result.Struct)
	assert.Same(t, p.gear, l.Type)
}

func TestTypesThatHaveNothingInCommon(t *testing.T) {
	p := newPort()
	pier := p.typ("pier", p.entity)
	answers(p.op("crane-list", "ListCranes", model.List, "GET /things"), p.crane, true)
	answers(p.op("pier-list", "ListPieces", model.List, "GET /things"), pier, true)
	l := lines.New(&p.Model).All()[0]
	assert.Nil(t, l.Type)
	assert.Same(t, p.crane, l.Result.Struct, "the first of equal pages")
}

func TestPrincipalPage(t *testing.T) {
	for _, test := range []struct {
		why, want string
		make      func(p *port)
	}{
		{"the verb goes with the method", "b", func(p *port) {
			p.op("a", "MovePier", model.Update, "PATCH /piers/{id}")
			p.op("b", "UpdatePier", model.Update, "PATCH /piers/{id}")
		}},
		{"the name has the word that the path ends with", "b", func(p *port) {
			p.op("a", "AddNote", model.Action, "POST /piers/{id}/reply")
			p.op("b", "ReplyToPier", model.Action, "POST /piers/{id}/reply")
		}},
		{"the word is plural where no key follows", "b", func(p *port) {
			answers(p.op("a", "GetSwap", model.Get, "GET /swaps"), p.crane, false)
			answers(p.op("b", "ListSwaps", model.List, "GET /swaps"), p.crane, true)
		}},
		{"the request line has no query of its own", "b", func(p *port) {
			p.op("a", "GetPier", model.Get, "GET /piers/{id}").Routes[0].Query = []*model.Parameter{{Name: "tide"}}
			p.op("b", "GetPierByTide", model.Get, "GET /piers/{id}")
		}},
		{"nothing is added to the name", "b", func(p *port) {
			p.op("a", "CreateOldPier", model.Create, "POST /piers")
			p.op("b", "CreatePier", model.Create, "POST /piers")
		}},
		{"the first page otherwise", "a", func(p *port) {
			p.op("a", "CreateOldPier", model.Create, "POST /piers")
			p.op("b", "CreateNewPier", model.Create, "POST /piers")
		}},
	} {
		p := newPort()
		test.make(p)
		assert.Equal(t, test.want, pages(lines.New(&p.Model).All()[0])[0], test.why)
	}
}

// TestQueryOfOneRequestLine checks that an argument in the query of one request
// line is an option of other lines.
func TestQueryOfOneRequestLine(t *testing.T) {
	p := newPort()
	hidden := &model.Parameter{Name: "hidden"}
	op := p.op("pier-list", "ListPiers", model.List, "GET /piers", "/piers")
	op.Routes[1].Query = []*model.Parameter{hidden}
	op.QueryParameters = []*model.Parameter{hidden, {Name: "$top"}}
	x := lines.New(&p.Model)
	require.Len(t, x.All(), 1)
	assert.Same(t, op.Routes[0], x.All()[0].Principal().Route)
	assert.Contains(t, x.All()[0].Options, hidden)

	op.Routes[0].Query = []*model.Parameter{hidden}
	assert.NotContains(t, lines.New(&p.Model).All()[0].Options, hidden, "the option is an argument")
}

func TestPermissionsAreUnited(t *testing.T) {
	p := newPort()
	a := p.op("a-list", "ListA", model.List, "GET /things")
	b := p.op("b-list", "ListBB", model.List, "GET /things")
	a.Permissions = []*model.Permission{
		{Kind: model.Application},
		{Kind: model.DelegatedWork, Supported: true, Scopes: []string{"Read", "Write"}},
		{Kind: model.DelegatedPersonal, Supported: true, Scopes: []string{"Any"}, ByResource: true},
	}
	b.Permissions = []*model.Permission{
		{Kind: model.Application, Supported: true, Scopes: []string{"Read", "Tide"}, Sets: [][]string{{"Read", "Tide"}}},
		{Kind: model.DelegatedWork, Supported: true, Scopes: []string{"Write", "All"}},
		{Kind: model.DelegatedPersonal, Supported: true, Scopes: []string{"Mine"}},
	}
	got := map[model.PermissionKind]string{}
	for _, q := range lines.New(&p.Model).All()[0].Permissions {
		got[q.Kind] = q.Text()
		assert.True(t, q.Supported)
	}
	assert.Equal(t, map[model.PermissionKind]string{
		model.Application: "Read and Tide", model.DelegatedWork: "Read, Write, All", model.DelegatedPersonal: "Mine",
	}, got)
}

// TestActionOfSeveralPages checks that an action has the parameters of all
// pages. If a page has none, the body is optional.
func TestActionOfSeveralPages(t *testing.T) {
	p := newPort()
	level, mode := &model.Parameter{Name: "level"}, &model.Parameter{Name: "mode"}
	p.op("gauge-set", "SetGauge", model.Action, "POST /gauges/{id}/set").Request = &model.Body{Parameters: []*model.Parameter{level}}
	p.op("gauge-setmode", "SetGaugeMode", model.Action, "POST /gauges/{id}/set").Request = &model.Body{Parameters: []*model.Parameter{{Name: "level"}, mode}}
	l := lines.New(&p.Model).All()[0]
	assert.Equal(t, []*model.Parameter{level, mode}, l.Request.Parameters)
	assert.False(t, l.Request.Optional)

	p.op("gauge-setall", "SetGaugeAll", model.Action, "POST /gauges/{id}/set")
	assert.True(t, lines.New(&p.Model).All()[0].Request.Optional)
}

func TestDeprecatedWhereAllPagesSaySo(t *testing.T) {
	p := newPort()
	p.op("a", "DeleteA", model.Delete, "DELETE /things/{id}").Deprecated = true
	other := p.op("b", "DeleteB", model.Delete, "DELETE /things/{id}")
	assert.False(t, lines.New(&p.Model).All()[0].Deprecated)
	other.Deprecated = true
	assert.True(t, lines.New(&p.Model).All()[0].Deprecated)
}

// TestCircles checks base types and owners that form a cycle.
func TestCircles(t *testing.T) {
	p := newPort()
	p.entity.BaseType = p.crane
	p.crane.Properties = append(p.crane.Properties, &model.Property{Name: "gear", Ref: ref(p.crane, true)})
	answers(p.op("gear-list", "ListGear", model.List, "GET /gear/{id}/gear/{id}/gear"), p.winch, true)
	assert.Len(t, lines.New(&p.Model).All(), 1)
}

// TestLineOfSubtypes checks that the name of a line on a single page is the
// name on that page.
func TestLineOfSubtypes(t *testing.T) {
	p := newPort()
	answers(p.op("gear-list", "ListGear", model.List, "GET /gear"), p.gear, true)
	create := sends(p.op("crane-create", "CreateCrane", model.Create, "POST /gear"), p.crane)
	remove := p.op("crane-delete", "DeleteCrane", model.Delete, "DELETE /gear/{id}")
	x := lines.New(&p.Model)
	assert.False(t, x.Of(create.Routes[0]).IsOfSubtypes())
	assert.False(t, x.Of(remove.Routes[0]).IsOfSubtypes())

	sends(p.op("winch-create", "CreateWinch", model.Create, "POST /gear"), p.winch)
	p.op("winch-delete", "DeleteWinch", model.Delete, "DELETE /gear/{id}")
	x = lines.New(&p.Model)
	assert.True(t, x.Of(create.Routes[0]).IsOfSubtypes())
	assert.True(t, x.Of(remove.Routes[0]).IsOfSubtypes())
}

// TestOptionsOfLists checks that a list has the common query options, unless
// its page says that it has none.
func TestOptionsOfLists(t *testing.T) {
	names := func(l *lines.Line) string {
		var list []string
		for _, q := range l.Options {
			list = append(list, q.Name)
		}
		return strings.Join(list, " ")
	}
	p := newPort()
	silent := answers(p.op("pier-list", "ListPiers", model.List, "GET /piers"), p.gear, true)
	some := answers(p.op("gear-list", "ListGear", model.List, "GET /gear"), p.gear, true)
	filter := &model.Parameter{Name: "$filter", Description: "By maker."}
	some.QueryParameters = []*model.Parameter{{Name: "tide"}, {Name: "$skiptoken"}, filter}
	none := answers(p.op("rope-list", "ListRopes", model.List, "GET /ropes"), p.gear, true)
	none.NoOptions = true
	one := answers(p.op("gear-get", "GetGear", model.Get, "GET /gear/{id}"), p.gear, false)
	one.QueryParameters = []*model.Parameter{{Name: "$expand"}, {Name: "$select"}}
	without := answers(p.op("wharf-list", "ListWharves", model.List, "GET /wharves"), p.gear, true)
	without.Refused = []string{"$search", "$count"}
	x := lines.New(&p.Model)
	const usual = "$select $filter $orderby $expand $top $skip $count $search"
	assert.Equal(t, usual, names(x.Of(silent.Routes[0])))
	assert.Equal(t, usual+" tide $skiptoken", names(x.Of(some.Routes[0])))
	assert.Same(t, filter, x.Of(some.Routes[0]).Options[1], "with what its page says")
	assert.Empty(t, names(x.Of(none.Routes[0])))
	assert.Equal(t, "$select $filter $orderby $expand $top $skip", names(x.Of(without.Routes[0])))
	assert.Equal(t, "$select $expand", names(x.Of(one.Routes[0])))
}

// TestLinesThatAnswerWithBytes checks that a line returns bytes if a page
// documents bytes and no value: its path ends in content, or its response
// redirects to a file.
func TestLinesThatAnswerWithBytes(t *testing.T) {
	p := newPort()
	content := p.op("photo-content", "GetPhoto", model.Content, "GET /photos/{id}/content")
	found := p.op("photo-found", "GetPhotoFile", model.Get, "GET /photos/{id}/file")
	found.Responses = []*model.Response{{Status: 302, Headers: []string{"Location"}}}
	shown := p.op("photo-shown", "GetPhotoCopy", model.Get, "GET /photos/{id}/copy")
	shown.Examples = []*model.Example{{}, {Response: &model.ExampleResponse{Status: 302, Headers: []model.Header{{Name: "location", Value: "x"}}}}}
	notFound := p.op("photo-gone", "GetPhotoGone", model.Get, "GET /photos/{id}/gone")
	notFound.Responses = []*model.Response{{Status: 404, Headers: []string{"Location"}}, {Status: 302}}
	other := p.op("photo-post", "PostPhoto", model.Action, "POST /photos/{id}/content")
	other.Responses = found.Responses
	typed := answers(p.op("photo-typed", "GetPhotoGear", model.Content, "GET /photos/{id}/typed"), p.gear, false)
	x := lines.New(&p.Model)
	for _, op := range []*model.Operation{content, found, shown} {
		l := x.Of(op.Routes[0])
		require.NotNil(t, l.Result, op.Name)
		assert.Equal(t, "Edm.Stream", l.Result.Type, op.Name)
	}
	for _, op := range []*model.Operation{notFound, other} {
		assert.Nil(t, x.Of(op.Routes[0]).Result, op.Name)
	}
	assert.Same(t, p.gear, x.Of(typed.Routes[0]).Result.Struct)
}

// TestLinesThatGiveAMonitor checks lines with a 202 response and the URL of a
// monitor.
func TestLinesThatGiveAMonitor(t *testing.T) {
	p := newPort()
	p.op("a", "RefitA", model.Action, "POST /a").Responses = []*model.Response{{Status: 202, Headers: []string{"Location"}}}
	p.op("b", "RefitB", model.Action, "POST /b").Responses = []*model.Response{{Status: 202, Headers: []string{"Retry-After", "operation-location"}}}
	p.op("c", "RefitC", model.Action, "POST /c").Responses = []*model.Response{{Status: 202}}
	p.op("d", "RefitD", model.Action, "POST /d").Responses = []*model.Response{{Status: 201, Headers: []string{"Location"}}}
	var got []bool
	for _, l := range lines.New(&p.Model).All() {
		got = append(got, l.GivesMonitor())
	}
	assert.Equal(t, []bool{true, true, false, false}, got)
}

// TestMediaTypeOfALine checks that the media type of a line is that of all its
// pages, if there is only one.
func TestMediaTypeOfALine(t *testing.T) {
	p := newPort()
	a := sends(p.op("a", "PutPhoto", model.Content, "PUT /photos/{id}"), p.gear)
	b := sends(p.op("b", "ReplacePhoto", model.Content, "PUT /photos/{id}"), p.gear)
	l := lines.New(&p.Model).All()[0]
	assert.Empty(t, l.MediaType())
	a.Request.MediaTypes = []string{"image/jpeg"}
	assert.Equal(t, "image/jpeg", l.MediaType())
	b.Request.MediaTypes = []string{"image/jpeg"}
	assert.Equal(t, "image/jpeg", l.MediaType())
	b.Request.MediaTypes = []string{"image/png"}
	assert.Empty(t, l.MediaType())
}

package naming

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/docwright/docwright/parser/internal/notation"
	"github.com/docwright/docwright/parser/model"
)

// routesOf names the request lines of pages, each a file name, a title and lines
// of one method.
func routesOf(pages ...[]string) map[string]string {
	var ops []*Named
	for _, page := range pages {
		list := lines(page[2:]...)
		p := NewPage(page[1], "api/"+page[0]+".md", list)
		named := Operation{Method: list[0].Method, Ending: notation.NewEndings(list).Of(list[0])}
		if p.Title.Lists() {
			named.Kind = model.List
		}
		if p.Title.Action != "" {
			named.Kind = model.Action
		}
		op := &model.Operation{Page: "api/" + page[0] + ".md", Title: page[1], Method: named.Method, Kind: named.Kind}
		for _, l := range list {
			named.Paths = append(named.Paths, l.Path)
			op.Paths = append(op.Paths, l.Path.Text)
			op.Routes = append(op.Routes, &model.Route{Path: l.Path.Text, Segments: segments(l.Path.Text)})
		}
		if op.Kind == "" {
			op.Kind = map[string]model.OperationKind{"GET": model.Get, "POST": model.Create, "PATCH": model.Update, "DELETE": model.Delete}[op.Method]
		}
		name := p.Names([]Operation{named}, 0)[0]
		op.Name = name.Name
		ops = append(ops, &Named{Op: op, Verb: name.Verb, Entity: name.Entity, Page: p})
	}
	Unique(ops, nil)
	got := map[string]string{}
	for _, n := range ops {
		for _, r := range n.Op.Routes {
			got[n.Op.Page[4:len(n.Op.Page)-3]+" "+r.Path] = r.Name
		}
	}
	return got
}

// segments splits a path into its segments, each a literal or a parameter.
func segments(path string) []model.Segment {
	var list []model.Segment
	for text := range strings.SplitSeq(strings.Trim(path, "/"), "/") {
		name, isParam := strings.CutPrefix(strings.TrimSuffix(text, "}"), "{")
		if isParam {
			list = append(list, model.Segment{{Param: &model.Parameter{Name: name}}})
		} else {
			list = append(list, model.Segment{{Text: text}})
		}
	}
	return list
}

// The path decides the target, and the title its name.
func TestRoutes(t *testing.T) {
	for _, test := range []struct{ page, want []string }{
		{[]string{"crane-list", "List cranes", "GET /cranes", "GET /berths/{id}/cranes"}, []string{"ListCranes", "ListBerthCranes"}},
		{[]string{"user-list-manager", "List manager", "GET /me/manager", "GET /users/{id}/manager", "GET /users/{id}", "GET /me"}, []string{"ListMyManager", "ListUserManager", "ListUser", "ListMe"}},
		{[]string{"calendar-get", "Get calendar", "GET /me/calendar", "GET /me/calendars/{calendarId}", "GET /users/{id}/calendar", "GET /groups/{id}/calendar"},
			[]string{"GetMyCalendar", "GetMyCalendarByCalendarId", "GetUserCalendar", "GetGroupCalendar"}},
		{[]string{"person-get", "Get person", "GET /people/{id}", "GET /people/{id}/supervisor"}, []string{"GetPerson", "GetPersonSupervisor"}},
		{[]string{"crane-lift", "Lift a crane", "POST /cranes/{id}/lift", "POST /berths/{id}/cranes/{id}/lift"}, []string{"LiftCrane", "LiftBerthCrane"}},
		{[]string{"attachment-get", "Get attachment", "GET /users/{id}/events/{id}/attachments/{id}", "GET /me/messages/{id}/attachments/{id}"}, []string{"GetUserEventAttachment", "GetMyMessageAttachment"}},
		{[]string{"portcranelog-get", "Get portCraneLog", "GET /cranes/{id}/logs/{id}", "GET /ferries/{id}/logs/{id}"}, []string{"GetCraneLog", "GetFerryLog"}},
		{[]string{"member-list", "List members", "GET /crews/{id}/members", "GET /crews/{id}/members/harbor.port.pilot"}, []string{"ListMembers", "ListMembersAsPilot"}},
	} {
		got := routesOf(test.page)
		for i, line := range test.page[2:] {
			_, path, _ := strings.Cut(line, " ")
			assert.Equal(t, test.want[i], got[test.page[0]+" "+path], line)
		}
	}
}

// TestU13 tests that an added page does not change other names, in any sort order.
func TestU13(t *testing.T) {
	lamp := []string{"lamp-get", "Get lamp", "GET /lamps/{id}"}
	other := func(file string) []string { return []string{file, "Get lamp", "GET /quays/{id}/lamp"} }
	assert.Equal(t, "GetLamp", routesOf(lamp)["lamp-get /lamps/{id}"])
	for _, file := range []string{"a-lamp-get", "z-lamp-get"} {
		pages := [][]string{lamp, other(file)}
		if file < lamp[0] {
			pages = [][]string{other(file), lamp}
		}
		got := routesOf(pages...)
		assert.NotEqual(t, "GetLamp", got[file+" /quays/{id}/lamp"])
		assert.Equal(t, "GetQuayLamp", got[file+" /quays/{id}/lamp"])
		assert.Equal(t, "GetLamp", got["lamp-get /lamps/{id}"])
	}
}

// Pages with the same request line give it one name.
func TestSameLine(t *testing.T) {
	got := routesOf([]string{"a-lamp-get", "Get lamp", "GET /lamps/{id}"}, []string{"b-lamp-get", "Get lamp", "GET /lamps/{key}"})
	assert.Equal(t, "GetLamp", got["a-lamp-get /lamps/{id}"])
	assert.Equal(t, "GetLamp", got["b-lamp-get /lamps/{key}"])
}

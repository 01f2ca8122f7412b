package lines

import (
	"net/http"
	"path"
	"slices"

	"github.com/docwright/docwright/parser/model"
)

// Monitor is what the monitor of a long-running operation returns.
type Monitor struct {
	Type *model.Type
	// Page is the page of a request for it, if the type is known from there.
	Page string
}

// findMonitors sets the monitors of the lines. The page of a line names the type
// of its monitor, or the page of a request for it.
func (x *Index) findMonitors(m *model.Model) {
	var byPage map[string]*model.Operation
	for _, l := range x.all {
		for _, u := range l.Uses {
			i := slices.IndexFunc(u.Operation.Responses, func(r *model.Response) bool { return r.Status == http.StatusAccepted })
			if i < 0 || !u.Own || l.Monitor.Type != nil {
				continue
			}
			r := u.Operation.Responses[i]
			l.Monitor.Type = r.Monitor.Struct
			if r.MonitorPage == "" {
				continue
			}
			if byPage == nil {
				byPage = gets(m)
			}
			if op := byPage[r.MonitorPage]; op != nil && l.Monitor.Type == nil {
				l.Monitor = Monitor{op.Result().Struct, op.Page}
			}
		}
	}
}

// gets returns the operations that return an entity, by the names of their
// pages. A page with several such operations, and pages with the same name, have
// none.
func gets(m *model.Model) map[string]*model.Operation {
	found := map[string]*model.Operation{}
	for _, op := range m.Operations {
		r := op.Result()
		if op.Method != http.MethodGet || r == nil || r.Struct == nil || r.Collection {
			continue
		}
		name := path.Base(op.Page)
		if _, repeated := found[name]; repeated {
			op = nil
		}
		found[name] = op
	}
	return found
}

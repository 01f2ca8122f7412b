package operation

import (
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/internal/notation"
	"github.com/docwright/docwright/parser/internal/part"
	"github.com/docwright/docwright/parser/model"
)

// Complete reads the bound actions that the pages of types name without a request line.
// The line is that of a value of the type, with the action behind it, if the other pages
// have only one such line. The method of a function is not certain.
func Complete(pages []*Page, base *notation.Base) {
	var routes *valueRoutes
	for _, p := range pages {
		for i := range p.lost {
			if routes == nil {
				routes = readRoutes(pages)
			}
			p.complete(&p.lost[i], routes, base)
		}
	}
}

func (p *Page) complete(l *part.Lost, routes *valueRoutes, base *notation.Base) {
	var lines []string
	if len(p.decl.Types) > 0 {
		lines = routes.byName[dialect.Fold(p.decl.Types[0].Name)]
	}
	if len(lines) != 1 || l.IsFunction() {
		p.Findings.Add(l.Position, ruleActionLost, "the page shows no request line of %q; add it below the heading, as in POST /…/%s", l.Text, l.Text)
		return
	}
	line := part.Line{Method: "POST", URL: lines[0] + "/" + routes.namespace + l.Text, Pos: l.Position}
	one := l.With(p.page, line)
	made := readPage(one.Page, one.Name, p.decl, base)
	made.RequestLines = model.Count{} // the page has no such line
	p.add(made)
	p.Findings.Add(l.Position, ruleActionRoute, "the page shows no request line of %q; it is taken to be %s %s", l.Text, line.Method, line.URL)
}

// valueRoutes are the request lines of single values.
type valueRoutes struct {
	byName    map[string][]string // by the fold of the name of their set, one of each shape
	namespace string              // of the actions in request lines, with a dot; empty if they have none
}

func readRoutes(pages []*Page) *valueRoutes {
	r := &valueRoutes{byName: map[string][]string{}}
	shapes := map[string]bool{}
	for _, p := range pages {
		for _, op := range p.Operations {
			for _, route := range op.Routes {
				path := notation.Parse(route.Path, nil)
				switch op.Kind {
				case model.Get, model.Update, model.Delete:
					if name := placeOf(path); name != "" && path.EndsInKey() && !shapes[path.Shape()] {
						shapes[path.Shape()] = true
						r.byName[dialect.Fold(name)] = append(r.byName[dialect.Fold(name)], route.Path)
					}
				case model.Action:
					if last := path.LastText(); r.namespace == "" && notation.IsQualified(last) {
						r.namespace = last[:strings.LastIndexByte(last, '.')+1]
					}
				}
			}
		}
	}
	return r
}

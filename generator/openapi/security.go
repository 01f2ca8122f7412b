package openapi

import (
	"cmp"
	"slices"

	"github.com/docwright/docwright/generator/lines"
	"github.com/docwright/docwright/parser/model"
)

// security has the security schemes of a description: one for the callers of each kind,
// and one for request lines whose pages state no permissions.
type security struct {
	scopes map[model.PermissionKind][]string // sorted
	// bearer reports whether some line has no permissions.
	bearer bool
}

// bearerScheme is the scheme of request lines without documented permissions.
const bearerScheme = "token"

// kinds has the kinds of callers in the order of requirements, with their descriptions.
var kinds = []struct {
	kind        model.PermissionKind
	description string
}{
	{model.DelegatedWork, "Calls for a signed-in user with a work or school account."},
	{model.DelegatedPersonal, "Calls for a signed-in user with a personal account."},
	{model.Application, "Calls of an application without a user."},
}

// findSecurity collects the scopes of all lines.
func (d *Description) findSecurity() {
	d.security.scopes = map[model.PermissionKind][]string{}
	for _, p := range d.paths {
		for _, l := range p.lines {
			if len(d.security.of(l)) == 0 {
				d.security.bearer = true
			}
			for _, q := range l.Permissions {
				if q.Supported {
					d.security.scopes[q.Kind] = append(d.security.scopes[q.Kind], q.Scopes...)
				}
			}
		}
	}
	for _, k := range kinds {
		if list, ok := d.security.scopes[k.kind]; ok {
			slices.Sort(list)
			d.security.scopes[k.kind] = slices.Compact(list)
		}
	}
}

// of returns the requirements of a line: one of them is enough. Those with the least
// privileges come first among those of a kind.
func (s *security) of(l *lines.Line) []requirement {
	var list []requirement
	for _, k := range kinds {
		for _, q := range l.Permissions {
			if q.Kind != k.kind || !q.Supported {
				continue
			}
			for _, set := range q.Alternatives() {
				list = append(list, requirement{string(q.Kind): set})
			}
		}
	}
	return list
}

// schemes returns the security schemes.
func (d *Description) schemes() object {
	var list object
	for _, k := range kinds {
		scopes, ok := d.security.scopes[k.kind]
		if !ok {
			continue
		}
		f := &flow{TokenURL: cmp.Or(d.o.TokenURL, "token"), Scopes: map[string]string{}}
		for _, name := range scopes {
			f.Scopes[name] = ""
		}
		name := "clientCredentials"
		if k.kind != model.Application {
			name, f.AuthorizationURL = "authorizationCode", cmp.Or(d.o.AuthorizeURL, "authorize")
		}
		list = append(list, member{string(k.kind), &securityScheme{Type: "oauth2", Description: k.description, Flows: object{{name, f}}}})
	}
	if d.security.bearer {
		list = append(list, member{bearerScheme, &securityScheme{Type: "http", Scheme: "bearer", Description: "A token for the service. The pages of these operations state no permissions."}})
	}
	return list
}

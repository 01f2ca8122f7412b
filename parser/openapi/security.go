package openapi

import (
	"slices"

	"github.com/docwright/docwright/parser/internal/tree"
	"github.com/docwright/docwright/parser/model"
)

// security reads the OAuth2 scopes that an operation requires. Each element of the list
// is enough, and its scopes are needed together. The order of the list has no meaning.
// An element without scopes, or with several schemes, says nothing that pages do; nor
// does the security of the whole description, which is not about the operation.
func (d *document) security(op *model.Operation, list *tree.Node) {
	if !d.want(list, tree.List, "security") {
		return
	}
	for _, f := range list.Fields {
		if !f.Value.IsObject() || len(f.Value.Fields) != 1 {
			continue
		}
		scheme := f.Value.Fields[0]
		kind := d.callers(scheme.Key)
		var scopes []string
		for _, s := range scheme.Value.Each() {
			scopes = append(scopes, s.Value.Str())
		}
		if kind == "" || len(scopes) == 0 {
			continue
		}
		i := slices.IndexFunc(op.Permissions, func(p *model.Permission) bool { return p.Kind == kind })
		if i < 0 {
			i = len(op.Permissions)
			op.Permissions = append(op.Permissions, &model.Permission{Kind: kind, Supported: true, Position: d.tree.Position(list.At)})
		}
		p := op.Permissions[i]
		p.Sets = append(p.Sets, scopes)
		for _, s := range scopes {
			if !slices.Contains(p.Scopes, s) {
				p.Scopes = append(p.Scopes, s)
			}
		}
	}
}

// callers returns the kind of callers that use a security scheme, or "" for a scheme
// other than OAuth2. A scheme may have the name of a kind. Otherwise one with a user is for
// accounts of work or school, and one without is for applications.
func (d *document) callers(name string) model.PermissionKind {
	scheme := d.deref(d.tree.Root.Get("components").Get("securitySchemes").Get(name))
	if scheme.Get("type").Str() != "oauth2" {
		return ""
	}
	switch kind := model.PermissionKind(name); kind {
	case model.DelegatedWork, model.DelegatedPersonal, model.Application:
		return kind
	}
	flows := scheme.Get("flows")
	if flows.Get("clientCredentials") != nil && len(flows.Fields) == 1 {
		return model.Application
	}
	return model.DelegatedWork
}

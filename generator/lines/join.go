package lines

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/model"
)

// join combines the uses of the line.
func (l *Line) join() {
	own := slices.DeleteFunc(slices.Clone(l.Uses), func(u *Use) bool { return !u.Own })
	l.Deprecated = !slices.ContainsFunc(own, func(u *Use) bool { return !u.Operation.Deprecated })
	l.Result = l.joinResults(own)
	l.Request = l.joinRequests(own)
	l.Permissions = joinPermissions(own)
	l.Options = l.joinOptions(own)
	for _, u := range l.Uses {
		for _, q := range u.Operation.Headers {
			if !slices.ContainsFunc(l.Headers, func(had *model.Parameter) bool { return strings.EqualFold(had.Name, q.Name) }) {
				l.Headers = append(l.Headers, q)
			}
		}
	}
}

// joinOptions returns the query options of all pages, except for
// arguments of the request line. The order is given by ranks. A list has all
// common options, unless a page says that it supports none, because most pages
// list only some.
func (l *Line) joinOptions(own []*Use) []*model.Parameter {
	named := map[string]bool{}
	for _, q := range l.Principal().Route.Query {
		named[q.Name] = true
	}
	var list []*model.Parameter
	for _, u := range l.Uses {
		for _, q := range u.Operation.QueryParameters {
			if !named[q.Name] {
				named[q.Name] = true
				list = append(list, q)
			}
		}
	}
	if l.Kind() == model.List && !slices.ContainsFunc(own, func(u *Use) bool { return u.Operation.NoOptions }) {
		for _, o := range edm.Options() {
			refused := slices.ContainsFunc(own, func(u *Use) bool { return slices.Contains(u.Operation.Refused, o.Name) })
			if o.Usual && !named[o.Name] && !refused {
				list = append(list, &model.Parameter{Name: o.Name, Ref: model.Ref{Type: o.Type, Collection: o.Collection}, General: true})
			}
		}
	}
	slices.SortStableFunc(list, func(a, b *model.Parameter) int { return cmp.Compare(rank(a), rank(b)) })
	return list
}

// ranks has the common query options in order.
var ranks = []string{"$select", "$filter", "$orderby", "$expand", "$top", "$skip", "$count", "$search"}

func rank(q *model.Parameter) int {
	if i := slices.Index(ranks, q.Name); i >= 0 {
		return i
	}
	return len(ranks)
}

// joinResults returns the response of the principal page. Its type is the
// common base type of the responses of all pages about the line and, for lines
// that read values, of the declared type of the path.
func (l *Line) joinResults(own []*Use) *model.Response {
	result := l.Principal().result
	if result == nil && l.Method == http.MethodGet && slices.ContainsFunc(own, (*Use).givesBytes) {
		return &model.Response{Status: http.StatusOK, Ref: model.Ref{Type: edm.Stream}}
	}
	if result == nil || result.Struct == nil {
		return result
	}
	types := []*model.Type{result.Struct}
	for _, u := range own {
		if r := u.result; r != nil && r.Struct != nil && r.Collection == result.Collection {
			types = append(types, r.Struct)
		}
	}
	if l.declared != nil && l.Method == "GET" {
		types = append(types, l.declared)
	}
	return widened(result, &result.Ref, types, func(r *model.Response) *model.Ref { return &r.Ref })
}

// givesBytes reports whether the page documents a file without a type of the
// response: the path ends in a file, or the response redirects to it.
func (u *Use) givesBytes() bool {
	return u.Operation.Kind == model.Content || u.answers(http.StatusMultipleChoices, http.StatusBadRequest, "Location")
}

// answers reports whether the page or an example has a response with a status
// from from up to, but not including, below, and with one of the headers.
func (u *Use) answers(from, to int, headers ...string) bool {
	isOne := func(name string) bool {
		return slices.ContainsFunc(headers, func(h string) bool { return strings.EqualFold(h, name) })
	}
	return slices.ContainsFunc(u.Operation.Responses, func(r *model.Response) bool {
		return from <= r.Status && r.Status < to && slices.ContainsFunc(r.Headers, isOne)
	}) || slices.ContainsFunc(u.Operation.Examples, func(e *model.Example) bool {
		return e.Response != nil && from <= e.Response.Status && e.Response.Status < to &&
			slices.ContainsFunc(e.Response.Headers, func(h model.Header) bool { return isOne(h.Name) })
	})
}

// GivesMonitor reports whether the line has a 202 response with the URL of a
// monitor.
func (l *Line) GivesMonitor() bool {
	return slices.ContainsFunc(l.Uses, func(u *Use) bool {
		return u.Own && u.answers(http.StatusAccepted, http.StatusAccepted+1, "Location", "Operation-Location")
	})
}

// MediaType returns the media type of the request body if the pages about the
// line have exactly one. Otherwise it returns "".
func (l *Line) MediaType() string {
	var all []string
	for _, u := range l.Uses {
		if u.Own && u.Operation.Request != nil {
			all = append(all, u.Operation.Request.MediaTypes...)
		}
	}
	slices.Sort(all)
	if all = slices.Compact(all); len(all) != 1 {
		return ""
	}
	return all[0]
}

// joinRequests returns the request body of the principal page. Its type is the
// common base type of the request bodies of the pages about the line. The
// parameters of an action come from all pages.
func (l *Line) joinRequests(own []*Use) *model.Body {
	body, optional := l.firstRequest()
	if body == nil {
		return nil
	}
	joined := *body
	joined.Optional = joined.Optional || optional
	var types []*model.Type
	for _, u := range own {
		if r := u.Operation.Request; r != nil && r.Struct != nil {
			types = append(types, r.Struct)
		}
	}
	for _, u := range l.Uses {
		if other := u.Operation.Request; other != nil && (other.Type == joined.Type || u.Own && other.Struct != nil) {
			joined.ReadOnlyToo = joined.ReadOnlyToo || other.ReadOnlyToo
			joined.Parameters = joinParameters(joined.Parameters, other.Parameters)
		}
	}
	return widened(&joined, &joined.Ref, types, func(b *model.Body) *model.Ref { return &b.Ref })
}

// firstRequest returns the request body of the principal page, or else of the first
// page about the line that has one. Optional is set if one of the pages has none.
func (l *Line) firstRequest() (body *model.Body, optional bool) {
	body = l.Principal().Operation.Request
	optional = body == nil
	for _, u := range l.Uses {
		if !u.Own {
			continue
		}
		optional = optional || u.Operation.Request == nil
		body = cmp.Or(body, u.Operation.Request)
	}
	return body, optional
}

// joinParameters appends the parameters of more that list lacks.
func joinParameters(list, more []*model.Parameter) []*model.Parameter {
	list = slices.Clip(list)
	for _, q := range more {
		if !slices.ContainsFunc(list, func(had *model.Parameter) bool { return had.Name == q.Name }) {
			list = append(list, q)
		}
	}
	return list
}

// widened returns x, or a copy with the common type of all types if that is a
// base type of its own type.
func widened[T any](x *T, ref *model.Ref, types []*model.Type, in func(*T) *model.Ref) *T {
	t := common(types)
	if t == nil || t == ref.Struct || !ref.Struct.DerivesFrom(t) {
		return x
	}
	wide := *x
	in(&wide).Struct, in(&wide).Type = t, t.Qualified()
	return &wide
}

// joinPermissions returns one permission of each kind, with the alternatives of
// all pages. Those of the principal page come first. A table for several
// resources is used only if no other table is for this resource.
func joinPermissions(own []*Use) []*model.Permission {
	var list []*model.Permission
	for _, kind := range [...]model.PermissionKind{model.DelegatedWork, model.DelegatedPersonal, model.Application} {
		var given, general []*model.Permission
		for _, u := range own {
			for _, q := range u.Operation.PermissionsOf(u.Route) {
				switch {
				case q.Kind != kind:
				case q.ByResource:
					general = append(general, q)
				default:
					given = append(given, q)
				}
			}
		}
		if len(given) == 0 {
			given = general
		}
		if len(given) > 0 {
			list = append(list, united(kind, given))
		}
	}
	return list
}

// united returns a permission of the given kind, with the alternatives of all
// given permissions without duplicates.
func united(kind model.PermissionKind, given []*model.Permission) *model.Permission {
	all := &model.Permission{Kind: kind, Position: given[0].Position, Scopes: []string{}}
	for _, q := range given {
		if !q.Supported {
			continue
		}
		all.Supported = true
		for _, set := range q.Alternatives() {
			if slices.ContainsFunc(all.Sets, func(had []string) bool { return slices.Equal(had, set) }) {
				continue
			}
			all.Sets = append(all.Sets, set)
			for _, scope := range set {
				if !slices.Contains(all.Scopes, scope) {
					all.Scopes = append(all.Scopes, scope)
				}
			}
		}
	}
	return all
}

// TakesSubtypes reports whether the request body may be of any subtype of its
// type: the line creates or changes a value, and the type has subtypes.
func (l *Line) TakesSubtypes() bool {
	kind := l.Kind()
	return (kind == model.Create || kind == model.Update) && l.Request != nil && !l.Request.Collection &&
		l.Request.Struct != nil && !l.Request.Struct.AnyJSON && len(l.Request.Struct.Derived) > 0
}

// IsOfSubtypes reports whether several pages are about the line, and the line
// is of the type that the path leads to. The name on one page may then be too
// narrow.
func (l *Line) IsOfSubtypes() bool {
	return l.Type != nil && len(l.Uses) > 1 && l.Uses[1].Own &&
		(l.Request == nil || l.Request.Struct == nil || l.Request.Struct == l.Type)
}

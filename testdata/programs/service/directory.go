package service

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
)

var (
	userProperties  = []string{"id", "displayName", "userPrincipalName", "mail", "accountEnabled", "department", "jobTitle"}
	groupProperties = []string{"id", "displayName", "description", "mailEnabled", "securityEnabled"}
)

// AddUser adds a user with a manager and licenses.
func (s *Service) AddUser(user Object, manager string, licenses ...string) {
	id := user["id"].(string)
	s.users = append(s.users, user)
	s.managers[id], s.licenses[id], s.settings[id] = manager, licenses, Object{}
	s.changes = append(s.changes, change{id: id})
}

// RemoveUser removes a user.
func (s *Service) RemoveUser(id string) {
	s.users = slices.DeleteFunc(s.users, func(o Object) bool { return o["id"] == id })
	s.changes = append(s.changes, change{id, "deleted"})
}

// AddGroup adds a group with members.
func (s *Service) AddGroup(group Object, members ...string) {
	s.groups = append(s.groups, group)
	s.members[group["id"].(string)] = members
}

// user returns the user that a segment of the path names, by id or principal name.
func (s *Service) user(r *http.Request) (Object, string, error) {
	name := r.PathValue("user")
	for _, u := range s.users {
		if id := u["id"].(string); id == name || strings.EqualFold(text(u, "userPrincipalName"), name) {
			return u, id, nil
		}
	}
	return nil, "", notFound(name)
}

// typed returns the objects as a collection of directory objects has them.
func typed(all []Object, typ string) []Object {
	var out []Object
	for _, o := range all {
		t := Object{"@odata.type": "#microsoft.graph." + typ}
		for name, v := range o {
			t[name] = v
		}
		out = append(out, t)
	}
	return out
}

func (s *Service) directory() map[string]handler {
	return map[string]handler{
		"GET /users": func(r *http.Request, _ Object) (*reply, error) {
			return list(r, s.users, 100, userProperties...)
		},
		"GET /users/delta":    s.delta,
		"GET /users/{user}":   s.getUser,
		"PATCH /users/{user}": s.patchUser,
		"POST /users/{user}/revokeSignInSessions": s.ofUser(func(*http.Request, Object, string, Object) (*reply, error) {
			return noContent, nil
		}),
		"GET /users/{user}/licenseDetails": s.ofUser(func(r *http.Request, _ Object, id string, _ Object) (*reply, error) {
			var all []Object
			for _, l := range s.licenses[id] {
				all = append(all, Object{"id": "license-" + l, "skuId": l})
			}
			return list(r, all, 100)
		}),
		"POST /users/{user}/assignLicense": s.ofUser(s.assignLicense),
		"GET /users/{user}/memberOf": s.ofUser(func(r *http.Request, _ Object, id string, _ Object) (*reply, error) {
			var in []Object
			for _, g := range s.groups {
				if slices.Contains(s.members[g["id"].(string)], id) {
					in = append(in, g)
				}
			}
			return list(r, typed(in, "group"), 100, groupProperties...)
		}),
		"GET /users/{user}/directReports": s.ofUser(func(r *http.Request, _ Object, id string, _ Object) (*reply, error) {
			var under []Object
			for _, u := range s.users {
				if s.managers[u["id"].(string)] == id {
					under = append(under, u)
				}
			}
			return list(r, typed(under, "user"), 100, userProperties...)
		}),
		"GET /users/{user}/manager": s.ofUser(func(_ *http.Request, _ Object, id string, _ Object) (*reply, error) {
			m := find(s.users, s.managers[id])
			if m == nil {
				return nil, notFound("manager")
			}
			return ok(typed([]Object{m}, "user")[0]), nil
		}),
		"PUT /users/{user}/manager/$ref": s.ofUser(s.setManager),
		"PATCH /users/{user}/mailboxSettings": s.ofUser(func(_ *http.Request, _ Object, id string, object Object) (*reply, error) {
			if err := known(object, "automaticRepliesSetting", "timeZone", "language", "workingHours"); err != nil {
				return nil, err
			}
			for name, v := range object {
				s.settings[id][name] = v
			}
			return ok(object), nil
		}),
		"GET /groups":                                  s.listGroups,
		"GET /groups/{group}/members":                  s.listMembers,
		"DELETE /groups/{group}/members/{member}/$ref": s.removeMember,
	}
}

// ofUser finds the user first.
func (s *Service) ofUser(h func(r *http.Request, user Object, id string, object Object) (*reply, error)) handler {
	return func(r *http.Request, object Object) (*reply, error) {
		u, id, err := s.user(r)
		if err != nil {
			return nil, err
		}
		return h(r, u, id, object)
	}
}

func (s *Service) getUser(r *http.Request, _ Object) (*reply, error) {
	u, _, err := s.user(r)
	if err != nil {
		return nil, err
	}
	one, err := selected([]Object{u}, r.URL.Query(), userProperties)
	if err != nil {
		return nil, err
	}
	return ok(one[0]), nil
}

func (s *Service) patchUser(r *http.Request, object Object) (*reply, error) {
	u, id, err := s.user(r)
	if err != nil {
		return nil, err
	}
	for name, v := range object {
		if !slices.Contains(userProperties, name) {
			return nil, badRequest("Property '%s' does not exist.", name)
		}
		if _, isBool := v.(bool); isBool != (name == "accountEnabled") {
			return nil, badRequest("A value of another type was expected for the property '%s'.", name)
		}
		u[name] = v
	}
	s.changes = append(s.changes, change{id: id})
	return noContent, nil
}

// assignLicense needs both of its parameters.
func (s *Service) assignLicense(_ *http.Request, u Object, id string, object Object) (*reply, error) {
	for _, name := range []string{"addLicenses", "removeLicenses"} {
		if _, isList := object[name].([]any); !isList {
			return nil, badRequest("The parameter %s is missing.", name)
		}
	}
	for _, l := range object["removeLicenses"].([]any) {
		at := slices.Index(s.licenses[id], l.(string))
		if at < 0 {
			return nil, badRequest("User does not have a corresponding license.")
		}
		s.licenses[id] = slices.Delete(s.licenses[id], at, at+1)
	}
	return ok(u), nil
}

func (s *Service) setManager(_ *http.Request, _ Object, id string, object Object) (*reply, error) {
	ref, _ := object["@odata.id"].(string)
	if ref == "" {
		return nil, badRequest("The reference has no @odata.id.")
	}
	to := ref[strings.LastIndex(ref, "/")+1:]
	if find(s.users, to) == nil {
		return nil, notFound(to)
	}
	s.managers[id] = to
	return noContent, nil
}

func (s *Service) listGroups(r *http.Request, _ Object) (*reply, error) {
	all := s.groups
	switch expand := r.URL.Query().Get("$expand"); expand {
	case "":
	case "members":
		all = nil
		for _, g := range s.groups {
			with := typed([]Object{g}, "group")[0]
			delete(with, "@odata.type")
			with["members"] = typed(s.membersOf(g["id"].(string)), "user")
			all = append(all, with)
		}
	default:
		return nil, badRequest("Could not find a property named '%s'.", expand)
	}
	return list(r, all, 100, groupProperties...)
}

func (s *Service) membersOf(group string) (in []Object) {
	for _, id := range s.members[group] {
		in = append(in, find(s.users, id))
	}
	return in
}

func (s *Service) listMembers(r *http.Request, _ Object) (*reply, error) {
	if find(s.groups, r.PathValue("group")) == nil {
		return nil, notFound(r.PathValue("group"))
	}
	return list(r, typed(s.membersOf(r.PathValue("group")), "user"), 100, userProperties...)
}

func (s *Service) removeMember(r *http.Request, _ Object) (*reply, error) {
	group, member := r.PathValue("group"), r.PathValue("member")
	at := slices.Index(s.members[group], member)
	if at < 0 {
		return nil, notFound(member)
	}
	s.members[group] = slices.Delete(s.members[group], at, at+1)
	return noContent, nil
}

// delta tells all users, or those that have changed since a token.
func (s *Service) delta(r *http.Request, _ Object) (*reply, error) {
	q := r.URL.Query()
	from := 0
	if token := q.Get("$deltatoken"); token != "" {
		n, err := strconv.Atoi(token)
		if err != nil || n > len(s.changes) {
			return nil, &problem{http.StatusGone, "syncStateNotFound", "The sync state is not found."}
		}
		from = n
	}
	var changed []Object
	seen := map[string]bool{}
	for _, c := range slices.Backward(s.changes[from:]) {
		u := find(s.users, c.id)
		switch {
		case seen[c.id] || u == nil && from == 0:
		case u == nil:
			changed = append(changed, Object{"id": c.id, "@removed": Object{"reason": c.removed}})
		default:
			changed = append(changed, u)
		}
		seen[c.id] = true
	}
	slices.Reverse(changed)
	link := "http://" + r.Host + r.URL.Path + "?$deltatoken=" + strconv.Itoa(len(s.changes))
	return ok(Object{"value": changed, "@odata.deltaLink": link}), nil
}

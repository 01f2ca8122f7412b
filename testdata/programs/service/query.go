package service

import (
	"cmp"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// list answers with those of the objects that the query options ask for. known are
// the properties that may be named.
func list(r *http.Request, all []Object, pageSize int, known ...string) (*reply, error) {
	q := r.URL.Query()
	kept, err := filtered(all, q.Get("$filter"), known)
	if err != nil {
		return nil, err
	}
	if err := ordered(kept, q.Get("$orderby"), known); err != nil {
		return nil, err
	}
	page := Object{}
	if q.Get("$count") == "true" {
		page["@odata.count"] = len(kept)
	}
	if q.Has("$top") {
		top, err := strconv.Atoi(q.Get("$top"))
		if err != nil || top < 1 {
			return nil, badRequest("Invalid value for $top.")
		}
		pageSize = min(pageSize, top)
	}
	from := 0
	if q.Has("$skiptoken") {
		if from, err = strconv.Atoi(q.Get("$skiptoken")); err != nil || from < 0 || from > len(kept) {
			return nil, badRequest("The skip token is not valid.")
		}
	}
	to := min(from+pageSize, len(kept))
	if to < len(kept) {
		q.Set("$skiptoken", strconv.Itoa(to))
		page["@odata.nextLink"] = "http://" + r.Host + r.URL.Path + "?" + q.Encode()
	}
	if page["value"], err = selected(kept[from:to], q, known); err != nil {
		return nil, err
	}
	return ok(page), nil
}

// selected returns the objects with those properties that $select names.
func selected(all []Object, q url.Values, known []string) ([]Object, error) {
	out := []Object{}
	for _, o := range all {
		copied := Object{}
		if !q.Has("$select") {
			copied = o
		}
		for name := range strings.SplitSeq(q.Get("$select"), ",") {
			if name = strings.TrimSpace(name); name == "" {
				continue
			}
			if !slices.Contains(known, name) {
				return nil, badRequest("Could not find a property named '%s'.", name)
			}
			if v, has := o[name]; has {
				copied[name] = v
			}
		}
		if copied["id"] == nil {
			copied["id"] = o["id"]
		}
		if t := o["@odata.type"]; t != nil {
			copied["@odata.type"] = t
		}
		out = append(out, copied)
	}
	return out, nil
}

var comparison = regexp.MustCompile(`^([A-Za-z/]+) (eq|ne|ge|gt|le|lt) ('(?:[^']|'')*'|[0-9T:.Z+-]+|true|false)$`)

// filtered returns those objects that fulfill the condition: comparisons that are
// joined by and.
func filtered(all []Object, condition string, known []string) ([]Object, error) {
	kept := slices.Clone(all)
	if condition == "" {
		return kept, nil
	}
	for part := range strings.SplitSeq(condition, " and ") {
		m := comparison.FindStringSubmatch(strings.TrimSpace(part))
		if m == nil {
			return nil, badRequest("Invalid filter clause: %s.", part)
		}
		name, _, _ := strings.Cut(m[1], "/")
		if !slices.Contains(known, name) {
			return nil, badRequest("Invalid filter clause: Could not find a property named '%s'.", name)
		}
		want := strings.ReplaceAll(strings.Trim(m[3], "'"), "''", "'")
		kept = slices.DeleteFunc(kept, func(o Object) bool {
			n := cmp.Compare(strings.ToLower(text(o, m[1])), strings.ToLower(want))
			return !map[string]bool{"eq": n == 0, "ne": n != 0, "ge": n >= 0, "gt": n > 0, "le": n <= 0, "lt": n < 0}[m[2]]
		})
	}
	return kept, nil
}

func ordered(all []Object, by string, known []string) error {
	if by == "" {
		return nil
	}
	name, direction, _ := strings.Cut(by, " ")
	if !slices.Contains(known, name) {
		return badRequest("Could not find a property named '%s'.", name)
	}
	slices.SortStableFunc(all, func(a, b Object) int {
		n := cmp.Compare(text(a, name), text(b, name))
		if direction == "desc" {
			return -n
		}
		return n
	})
	return nil
}

// text returns the text of a property, which may be one inside of others.
func text(o Object, path string) string {
	name, rest, more := strings.Cut(path, "/")
	switch v := o[name].(type) {
	case Object:
		if more {
			return text(v, rest)
		}
	case string:
		return v
	case bool:
		return strconv.FormatBool(v)
	}
	return ""
}

package fake

import (
	"net/http"
	"slices"
	"strings"
	"time"
)

// during is the time between two parameters of a request, and the properties that
// say when an item starts and ends. A list has the items that overlap that time:
// calendarView?startDateTime=…&endDateTime=….
type during struct {
	from, to     time.Time
	starts, ends string
}

// readDuring reads the time that the request asks for. The list has no items of
// other times, whatever collection holds them.
func (v *visit) readDuring() error {
	t := v.op.result()
	starts, ends := v.op.duringNames()
	if starts == "" || v.ask.method != http.MethodGet || !t.Collection || v.api.structures[t.Type] == nil {
		return nil
	}
	values := valuesOf(v.ask.query, v.ask.path)
	if e := v.example; e != nil && v.pristine() {
		shown := valuesOf(e.Query, e.paths[0])
		if v.sameTime = shown[fold(starts)] == values[fold(starts)] && shown[fold(ends)] == values[fold(ends)]; v.sameTime {
			return nil
		}
	}
	d := &during{}
	for _, limit := range [...]struct {
		name string
		at   *time.Time
	}{{starts, &d.from}, {ends, &d.to}} {
		text, ok := values[fold(limit.name)]
		if !ok {
			return nil
		}
		if *limit.at, ok = readTime(text); !ok {
			return bad("The value of %s can't be '%s': want a date and a time.", limit.name, text)
		}
	}
	if d.to.Before(d.from) {
		return bad("%s is before %s.", ends, starts)
	}
	if d.starts, d.ends = v.api.duringProperties(t.Type, starts); d.starts == "" {
		return beyond("The fake can't tell which of '%s' are between %s and %s: the pages don't say when one starts and ends.", t.Type, starts, ends)
	}
	v.query.during = d
	return nil
}

// valuesOf returns the values of the parameters in a query and in the parentheses at
// the end of a path, by name in lower case. The values are in lower case, too.
func valuesOf(query [][2]string, path string) map[string]string {
	values := map[string]string{}
	for _, q := range slices.Concat(query, arguments(path)) {
		values[fold(q[0])] = fold(q[1])
	}
	return values
}

// duringNames returns the names of the two parameters that limit a list to a time.
// They are empty if there are none.
func (op *operation) duringNames() (starts, ends string) {
	names := slices.Concat(op.Query, op.Options)
	for _, p := range op.patterns {
		for _, q := range arguments(p.path) {
			names = append(names, q[0])
		}
	}
	for _, name := range names {
		end := ended(name)
		if isTime := strings.Contains(fold(name), "date") || strings.Contains(fold(name), "time"); !isTime || end == "" {
			continue
		}
		if slices.ContainsFunc(names, func(other string) bool { return strings.EqualFold(other, end) }) {
			return name, end
		}
	}
	return "", ""
}

// ended returns the name for the end of what a name says the start of: endTime for
// startTime. It is empty for other names.
func ended(name string) string {
	for _, pair := range [...][2]string{{"start", "end"}, {"Start", "End"}} {
		if strings.Contains(name, pair[0]) {
			return strings.Replace(name, pair[0], pair[1], 1)
		}
	}
	return ""
}

// arguments returns the names and values in the parentheses at the end of a path:
// view(from='1',to='2').
func arguments(path string) (list [][2]string) {
	_, last, _ := cutLast(path)
	_, inside, ok := strings.Cut(strings.TrimSuffix(last, ")"), "(")
	if !ok {
		return nil
	}
	parts, err := split("", inside, ',')
	if err != nil {
		return nil
	}
	for _, part := range parts {
		if name, value, ok := strings.Cut(part, "="); ok {
			list = append(list, [2]string{strings.TrimSpace(name), strings.Trim(strings.TrimSpace(value), "'")})
		}
	}
	return list
}

// duringProperties returns the properties that say when an entity of the structure
// starts and ends. Those with the names of the parameters come first, then the
// shortest names. They are empty if there are none.
func (a *api) duringProperties(typ, parameter string) (starts, ends string) {
	known, _ := a.properties(typ)
	for _, p := range known {
		q := propertyNamed(known, ended(p.Name))
		switch {
		case q == nil || !a.isTime(p.Type) || !a.isTime(q.Type):
		case strings.EqualFold(p.Name, parameter):
			return p.Name, q.Name
		case starts == "" || len(p.Name) < len(starts):
			starts, ends = p.Name, q.Name
		}
	}
	return starts, ends
}

// The members of a structure that is a time with its zone.
const (
	zonedTime = "dateTime"
	timeZone  = "timeZone"
)

// isTime reports whether values of the type are times, with or without a zone.
func (a *api) isTime(typ string) bool {
	known, _ := a.properties(typ)
	return edmClasses[typ] == times || propertyNamed(known, zonedTime) != nil && propertyNamed(known, timeZone) != nil
}

// holds reports whether the item overlaps the time. The error is for an item of
// which the fake can't tell.
func (d *during) holds(s *Server, it *item) (bool, error) {
	start, ok := instantOf(it.members, d.starts)
	end, ok2 := instantOf(it.members, d.ends)
	switch {
	case !ok || !ok2:
		return false, beyond("The fake can't tell when %s is: it has no %s and %s.", s.nameOf(it), d.starts, d.ends)
	case !start.earliest.Before(d.to):
		return false, nil
	}
	if p := s.recurs(it); p != "" {
		return false, beyond("The fake does not work out when %s is again: it has a %s.", s.nameOf(it), p)
	}
	from := d.from
	if start == end { // an item without a duration is not over when it starts
		from = from.Add(-1)
	}
	switch {
	case start.latest.Before(d.to) && end.earliest.After(from):
		return true, nil
	case !end.latest.After(from):
		return false, nil
	}
	return false, beyond("The fake can't tell when %s is: it does not know the time zone.", s.nameOf(it))
}

// nameOf returns the path of an item for messages, or its key.
func (s *Server) nameOf(it *item) string {
	switch {
	case it.path != "":
		return shownPath(it.path)
	case it.key != "":
		return it.key
	}
	return strings.TrimSpace("an item of an example " + keyText(it.members[s.api.keyOf(it.typ)]))
}

// recurs returns the property by which the item happens again and again, or an empty
// string.
func (s *Server) recurs(it *item) string {
	known, _ := s.api.properties(it.typ)
	for _, p := range known {
		value, _ := lookup(it.members, p.Name)
		if pattern, ok := value.(map[string]any); ok && len(pattern) > 0 && strings.Contains(fold(p.Type), "recurrence") {
			return p.Name
		}
	}
	return ""
}

// instant is a time. Without a known zone it is between two times.
type instant struct{ earliest, latest time.Time }

// instantOf returns the time in a member.
func instantOf(members map[string]any, name string) (instant, bool) {
	value, _ := lookup(members, name)
	zone := "UTC"
	if zoned, ok := value.(map[string]any); ok {
		value, _ = lookup(zoned, zonedTime)
		if named, _ := lookup(zoned, timeZone); named != nil {
			zone, _ = named.(string)
		}
	}
	text, _ := value.(string)
	t, ok := readTime(text)
	if !ok {
		return instant{}, false
	}
	if hasOffset(text) {
		return instant{t, t}, true
	}
	if place, err := time.LoadLocation(zone); err == nil && zone != "Local" && zone != "" {
		t = time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), place)
		return instant{t, t}, true
	}
	return instant{t.Add(-14 * time.Hour), t.Add(12 * time.Hour)}, true // from UTC+14 to UTC-12
}

// hasOffset reports whether the text of a time ends in Z or in an offset.
func hasOffset(text string) bool {
	_, clock, _ := strings.Cut(strings.ToUpper(text), "T")
	return strings.ContainsAny(clock, "Z+-")
}

// seenAt returns the paths of the collection that a list of a time shows a part of, if
// the fake holds it, and the paths of the list otherwise.
func (v *visit) seenAt(path, raw string) (string, string) {
	if v.query.during == nil || v.store.collections[path] != nil {
		return path, raw
	}
	if at, rawAt := v.siblingOf(path, raw); at != "" && (v.place.own || v.store.collections[at] != nil) {
		return at, rawAt
	}
	return path, raw
}

// siblingOf returns the collection of which a list of a time shows a part: the one
// list beside it with the same type of items. The path is empty if there is none.
func (v *visit) siblingOf(path, raw string) (at, rawAt string) {
	above, own, _ := cutLast(path)
	rawAbove, _, _ := cutLast(raw)
	for _, p := range v.api.lines[line{http.MethodGet, strings.Count(raw, "/")}] {
		_, name, _ := cutLast(p.path)
		if p.of.Kind != kindList || p.of.result() != v.op.result() || fold(name) == own || strings.ContainsAny(name, "{(") {
			continue
		}
		if starts, _ := p.of.duringNames(); starts != "" || len(p.of.Query) > 0 {
			continue
		}
		if _, ok := p.fits(rawAbove + "/" + name); !ok {
			continue
		}
		beside := above + "/" + fold(name)
		if at != beside && at != "" {
			return "", "" // one of several
		}
		at, rawAt = beside, rawAbove+"/"+name
	}
	return at, rawAt
}

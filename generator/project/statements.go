package project

import (
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"

	"github.com/docwright/docwright/generator/lock"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// statements returns a hash of what each of the named pages says about the API: its
// operations, types and enums, wherever they are on the page. A page may say the same
// although its text has changed. What several pages say together counts for each.
func statements(m *model.Model, names []string) map[string]string {
	parts := make(map[string][][]byte, len(names))
	for _, name := range names {
		parts[name] = [][]byte{}
	}
	add := func(v any, pages ...string) {
		if !slices.ContainsFunc(pages, func(name string) bool { return parts[name] != nil }) {
			return
		}
		text := []byte(statement(v))
		for _, name := range pages {
			if parts[name] != nil {
				parts[name] = append(parts[name], text)
			}
		}
	}
	for _, op := range m.Operations {
		add(op, op.Page)
	}
	for _, t := range m.Types {
		add(t, t.Pages...)
	}
	for _, e := range m.Enums {
		add(e, e.Page)
	}
	sums := make(map[string]string, len(names))
	for _, name := range names {
		sums[name] = lock.Sum(parts[name]...)
	}
	return sums
}

// statement returns a text with all facts about a part of a model, apart from positions.
func statement(v any) string {
	var b strings.Builder
	s := stater{&b, map[uintptr]bool{}}
	s.state(reflect.ValueOf(v), true)
	return b.String()
}

// stater writes the facts of a part of a model.
type stater struct {
	io.Writer
	seen map[uintptr]bool // the pointers that were followed
}

// places are the types of values that say where something is on a page.
var places = map[reflect.Type]bool{
	reflect.TypeFor[source.Position](): true,
	reflect.TypeFor[model.Reasons]():   true,
}

// state writes a value. Other parts of the model are written by their names, unless the
// value is the part itself.
func (s *stater) state(v reflect.Value, itself bool) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() && (itself || !s.stateName(v)) {
			s.follow(v)
		}
	case reflect.Interface:
		s.state(v.Elem(), false)
	case reflect.Struct:
		s.stateFields(v)
	case reflect.Slice, reflect.Array:
		fmt.Fprintf(s, "%d[", v.Len())
		for i := range v.Len() {
			s.state(v.Index(i), false)
		}
	case reflect.Map:
		s.stateMap(v)
	case reflect.String:
		fmt.Fprintf(s, "%q;", v.String())
	case reflect.Invalid, reflect.Func, reflect.Chan, reflect.UnsafePointer:
		// no facts
	default:
		fmt.Fprintf(s, "%v;", v)
	}
}

// follow writes what a pointer points to, once.
func (s *stater) follow(v reflect.Value) {
	if s.seen[v.Pointer()] {
		return
	}
	s.seen[v.Pointer()] = true
	s.state(v.Elem(), false)
}

func (s *stater) stateFields(v reflect.Value) {
	for i := range v.NumField() {
		if f := v.Type().Field(i); !places[f.Type] && f.Name != "Line" {
			fmt.Fprintf(s, "%s:", f.Name)
			s.state(v.Field(i), false)
		}
	}
}

func (s *stater) stateMap(v reflect.Value) {
	keys := v.MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
	for _, key := range keys {
		fmt.Fprintf(s, "%q=", fmt.Sprint(key))
		s.state(v.MapIndex(key), false)
	}
}

// stateName writes the name of a part of the model or of a rule, and reports whether the
// value is one.
func (s *stater) stateName(v reflect.Value) bool {
	switch v.Type() {
	case reflect.TypeFor[*model.Type](), reflect.TypeFor[*model.Enum]():
		fmt.Fprintf(s, "%q.%q;", v.Elem().FieldByName("Namespace").String(), v.Elem().FieldByName("Name").String())
	case reflect.TypeFor[*model.Operation]():
		fmt.Fprintf(s, "%q %q;", v.Elem().FieldByName("Method").String(), v.Elem().FieldByName("Page").String())
	case reflect.TypeFor[*source.Rule]():
		fmt.Fprintf(s, "%q;", v.Elem().FieldByName("Name").String())
	default:
		return false
	}
	return true
}

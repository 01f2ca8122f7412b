package dialect

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
)

// all maps the names of the tables to the tables.
var all = map[string]any{
	"propertyPhrases": &propertyPhrases, "parameterPhrases": &parameterPhrases, "typePhrases": &typePhrases, "valuePhrases": &valuePhrases, "bodyPhrases": &bodyPhrases,
	"permissionPhrases": &permissionPhrases, "remarks": &remarks, "modifiers": &modifiers, "cellCollections": &cellCollections, "proseCollections": &proseCollections,
	"headers": &headers, "memberEndings": &memberEndings, "operationHeadings": &operationHeadings, "typeHeadings": &typeHeadings,
	"vagueHeadings": &vagueHeadings, "verbs": &verbs, "actionVerbs": &actionVerbs, "adverbs": &adverbs, "plurals": &plurals, "hostWords": &hostWords, "methodHeaders": &methodHeaders, "urlHeaders": &urlHeaders,
}

// Tables returns the names of the tables, sorted.
func Tables() []string { return slices.Sorted(maps.Keys(all)) }

// Rows returns the rows of a table as text, and the first field of each row.
func Rows(table string) (rows, words []string) {
	v := reflect.ValueOf(all[table]).Elem()
	for i := range v.Len() {
		row := v.Index(i)
		rows = append(rows, fmt.Sprint(row))
		if row.Kind() == reflect.Struct {
			row = row.Field(0)
		}
		words = append(words, row.String())
	}
	return rows, words
}

// Drop removes a row from a table until restore is called.
func Drop(table string, row int) (restore func()) {
	v := reflect.ValueOf(all[table]).Elem()
	was := reflect.ValueOf(v.Interface())
	v.Set(reflect.AppendSlice(reflect.AppendSlice(reflect.MakeSlice(v.Type(), 0, v.Len()), was.Slice(0, row)), was.Slice(row+1, was.Len())))
	index()
	return func() {
		v.Set(was)
		index()
	}
}

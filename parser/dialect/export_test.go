package dialect

import (
	"fmt"
	"reflect"
)

// all are the tables, by name.
var all = map[string]any{
	"propertyPhrases": &propertyPhrases, "typePhrases": &typePhrases, "valuePhrases": &valuePhrases, "bodyPhrases": &bodyPhrases,
	"permissionPhrases": &permissionPhrases, "remarks": &remarks, "cellCollections": &cellCollections, "proseCollections": &proseCollections,
	"headers": &headers, "memberEndings": &memberEndings, "operationHeadings": &operationHeadings, "typeHeadings": &typeHeadings,
	"vagueHeadings": &vagueHeadings, "verbs": &verbs, "actionVerbs": &actionVerbs, "adverbs": &adverbs, "plurals": &plurals,
}

// Tables returns the rows of all tables, as text, by the name of the table.
func Tables() map[string][]string {
	tables := map[string][]string{}
	for name, table := range all {
		rows := reflect.ValueOf(table).Elem()
		for i := range rows.Len() {
			tables[name] = append(tables[name], fmt.Sprint(rows.Index(i)))
		}
	}
	return tables
}

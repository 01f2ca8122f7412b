package edm

import (
	"reflect"
	"slices"
)

// Part is the part of a row that one stage reads: a spelling or a column.
type Part struct {
	Table, Name, Words string
	Drop               func() (restore func())
}

var columns = []struct{ table, name string }{
	{"forms in JSON", "Kind"}, {"forms in JSON", "TextToo"}, {"forms in JSON", "Time"},
	{"numbers", "Infinite"}, {"numbers", "Low"}, {"numbers", "High"}, {"numbers", "Float"},
	{"literals", "Unquoted"}, {"literals", "Sample"},
}

// Parts returns the parts of all rows that affect the reading of pages. A row
// with a replacement in the model contributes its spellings and the replacement
// only.
func Parts() []Part {
	var parts []Part
	for i := range primitives {
		p := &primitives[i]
		parts = append(parts, spellings("spellings in cells", p.Name, &p.Cell)...)
		parts = append(parts, spellings("words without a size", p.Name, &p.Sizeless)...)
		parts = append(parts, spellings("spellings in sentences", p.Name, &p.Prose)...)
		parts = append(parts, spellings("remarks", p.Name, &p.Remarks)...)
		if p.Model != "" {
			parts = append(parts, part("types of the model", p.Name, p.Cell[0], p, "Model")...)
			continue
		}
		for _, column := range columns {
			if p.Bits() < 64 || column.name != "Low" && column.name != "High" { // the next larger type has 64 bits, too
				parts = append(parts, part(column.table, p.Name, p.Cell[0], p, column.name)...)
			}
		}
	}
	for i := range options {
		for _, column := range [...]string{"Type", "Collection", "Usual", "Prose", "Entity", "Count", "References"} {
			words := options[i].Name
			if column == "Usual" || column == "Entity" {
				words = "odata query"
			}
			parts = append(parts, part("query options", options[i].Name, words, &options[i], column)...)
		}
	}
	for i := range segments {
		for _, column := range [...]string{"Name", "Kind", "Type", "Word"} {
			parts = append(parts, part("segments", segments[i].Name, segments[i].Name, &segments[i], column)...)
		}
	}
	return parts
}

func spellings(table, name string, list *[]string) []Part {
	var parts []Part
	for i, word := range *list {
		parts = append(parts, Part{table, word + " as " + name, word, func() func() {
			was := *list
			*list = slices.Delete(slices.Clone(was), i, i+1)
			index()
			return func() {
				*list = was
				index()
			}
		}})
	}
	return parts
}

// part returns the column of a row, or nothing if the column has its zero
// value.
func part(table, name, words string, row any, column string) []Part {
	v := reflect.ValueOf(row).Elem().FieldByName(column)
	if v.IsZero() {
		return nil
	}
	return []Part{{table, column + " of " + name, words, func() func() {
		was := reflect.ValueOf(v.Interface())
		v.SetZero()
		index()
		return func() {
			v.Set(was)
			index()
		}
	}}}
}

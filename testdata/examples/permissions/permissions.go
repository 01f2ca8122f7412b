// Permissions prints a table of the permissions that each operation needs, as CSV, from
// the model that docwright writes:
//
//	docwright export --docs DIR --format json --quiet | go run ./permissions
package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

// model has the parts of the model that the table needs. The file
// parser/model/model.schema.json of docwright describes all of it.
type model struct {
	Version    int
	Operations []struct {
		Name, Page, Method string
		Paths              []string
		Permissions        []struct {
			Kind      string
			Scopes    []string
			Paths     []string
			Supported bool
			Together  [][]string
		}
	}
}

func main() {
	if err := write(os.Stdout, os.Stdin); err != nil {
		fmt.Fprintln(os.Stderr, "permissions:", err)
		os.Exit(1)
	}
}

// write writes a row for each request line and kind of caller.
func write(w io.Writer, r io.Reader) error {
	var m model
	if err := json.NewDecoder(r).Decode(&m); err != nil {
		return err
	}
	if m.Version != 1 {
		return fmt.Errorf("the model has version %d, and this program reads version 1", m.Version)
	}
	table := csv.NewWriter(w)
	rows := [][]string{{"request line", "caller", "least privileged", "also enough", "page"}}
	for _, op := range m.Operations {
		for _, path := range op.Paths {
			for _, p := range op.Permissions {
				if len(p.Paths) > 0 && !slices.Contains(p.Paths, path) {
					continue
				}
				least, others := "not supported", []string{}
				if p.Supported && len(p.Scopes) > 0 {
					least, others = p.Scopes[0], p.Scopes[1:]
				}
				for _, set := range p.Together {
					if slices.Contains(set, least) {
						least = strings.Join(set, " with ")
						others = slices.DeleteFunc(slices.Clone(others), func(s string) bool { return slices.Contains(set, s) })
					}
				}
				rows = append(rows, []string{op.Method + " " + path, p.Kind, least, strings.Join(others, ", "), op.Page})
			}
		}
	}
	return table.WriteAll(rows)
}

package lock_test

import (
	"fmt"

	"github.com/docwright/docwright/generator/lock"
)

// One page changes, and another one becomes part of the package.
func ExampleCompare() {
	was, err := lock.Parse([]byte(`tool v0.4.0
target internal/harbor
option include 0b1c
files 77e0
page api/berth-get.md 8c1f
`))
	if err != nil {
		fmt.Println(err)
		return
	}
	is := &lock.Target{Out: "internal/harbor", Options: []lock.Option{{Name: "include", Sum: "0b1c"}}, Files: "c3d2", Pages: []lock.Page{
		{Name: "api/berth-free.md", Sum: "22d0"},
		{Name: "api/berth-get.md", Sum: "9e47"},
	}}
	for _, d := range lock.Compare(was.Target("internal/harbor"), is, lock.Output) {
		fmt.Println(d.Page, d.How)
	}
	// Output:
	// api/berth-free.md new
	// api/berth-get.md changed
}

package lenient_test

import (
	"fmt"

	"github.com/docwright/docwright/parser/lenient"
)

// Each repair is reported with its offset.
func ExampleParse() {
	v, fixes, err := lenient.Parse(`{ number: 12, "free": true, }`)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range fixes {
		fmt.Println(f.Offset, f.Mend)
	}
	fmt.Println(v.Get("number").Str(), string(v.AppendJSON(nil)))
	// Output:
	// 2 key without quotes
	// 26 trailing comma
	// 12 {"number":12,"free":true}
}

// Strict keeps the layout of the text.
func ExampleStrict() {
	text, err := lenient.Strict("{\n  'number': 12,\n  free: true, }")
	fmt.Println(text, err)
	// Output:
	// {
	//   "number": 12,
	//   "free": true } <nil>
}

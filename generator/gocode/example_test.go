package gocode_test

import (
	"context"
	"fmt"
	"log"

	"github.com/docwright/docwright/generator/gocode"
)

// Directives name the operations that hand-written functions call.
func ExampleRead() {
	code, _, err := gocode.Read(context.Background(), "../..", "./testdata/client")
	if err != nil {
		log.Fatal(err)
	}
	for _, f := range code.Functions[:2] {
		fmt.Println(f.Name, "calls", f.Method, f.Path)
	}
	// Output:
	// Berths calls GET /berths
	// Berth calls GET /berths/{id}
}

package verify_test

import (
	"bytes"
	"fmt"

	"github.com/docwright/docwright/generator/plan"
	"github.com/docwright/docwright/generator/print"
	"github.com/docwright/docwright/generator/verify"
)

// Source with a declaration that is not in the plan is refused.
func ExampleBaseURL() {
	pkg := &plan.Package{Name: "harbor", BaseURL: "https://harbor.example"}
	src := print.BaseURL(pkg)
	formatted, err := verify.BaseURL(pkg, src)
	fmt.Println(bytes.Contains(formatted, []byte("const BaseURL = ")), err)
	_, err = verify.BaseURL(pkg, append(src, "\nfunc init() {}\n"...))
	fmt.Println(err)
	// Output:
	// true <nil>
	// internal error: baseurl.go:8:1: func init is not in the plan
}

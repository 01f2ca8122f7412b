package project_test

import (
	"context"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"github.com/docwright/docwright/generator/output"
	"github.com/docwright/docwright/generator/project"
	"github.com/docwright/docwright/generator/project/config"
	"github.com/docwright/docwright/generator/project/target"
)

// A program generates and checks a package as the command does. The configuration
// is the file docwright.yaml in the folder of the project.
func Example() {
	ctx := context.Background()
	dir, err := os.MkdirTemp("", "harbor")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	if err := os.CopyFS(filepath.Join(dir, "docs"), os.DirFS("../../testdata/docs")); err != nil {
		log.Fatal(err)
	}
	configuration := "docs: docs\nout: internal/harbor\ninclude: [api/berth-get.md]\n"
	if err := os.WriteFile(filepath.Join(dir, config.Name), []byte(configuration), 0o644); err != nil {
		log.Fatal(err)
	}

	p, err := project.Open(dir)
	if err != nil {
		log.Fatal(err)
	}
	targets, err := p.Targets(ctx)
	if err != nil {
		log.Fatal(err)
	}
	made, _, err := p.Make(ctx, targets)
	if err != nil {
		log.Fatal(err)
	}
	written, err := p.Write(ctx, made, project.Options{Update: true})
	if err != nil {
		log.Fatal(err)
	}
	for _, w := range written {
		fmt.Println(filepath.ToSlash(w.Target.Out), "has", len(w.Chosen.Operations), "operation")
	}

	// A file of the package is replaced by hand.
	if err := os.WriteFile(filepath.Join(dir, "internal", "harbor", "berth.go"), []byte("package harbor\n"), 0o644); err != nil {
		log.Fatal(err)
	}
	_, findings, err := p.Check(ctx, made)
	if err != nil {
		log.Fatal(err)
	}
	for _, f := range findings {
		fmt.Println(f)
	}
	// Output:
	// internal/harbor has 1 operation
	// internal/harbor/berth.go: was not written by docwright; move it away, or choose another folder [file-foreign]
}

// A program may make settings itself instead of reading them from a file. The
// folder of a package can then be anywhere.
func ExampleProject_Check() {
	ctx := context.Background()
	p, err := project.New("../..", &config.Config{})
	if err != nil {
		log.Fatal(err)
	}
	tugs, err := target.New(p.Dir, config.Settings{Docs: "testdata/cmd/docs", Out: "nowhere/tugs"}, false)
	if err != nil {
		log.Fatal(err)
	}
	made, _, err := p.Make(ctx, []*target.Target{tugs})
	if err != nil {
		log.Fatal(err)
	}
	differences, findings, err := p.Check(ctx, made)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(len(differences[0].Of(output.Missing)) == len(findings))
	fmt.Println(findings[0])
	// Output:
	// true
	// nowhere/tugs/.gitattributes: is missing; run "docwright generate" and commit the file [file-missing]
}

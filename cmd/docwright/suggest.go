package main

import (
	"bufio"
	"context"
	"fmt"
	"io"

	"github.com/docwright/docwright/generator/codedrift"
	"github.com/docwright/docwright/generator/gocode"
	"github.com/docwright/docwright/parser/drift"
	"github.com/docwright/docwright/parser/source/report"
)

// compared says how much of the Go code is compared, so that no differences are not
// taken for agreement.
func compared(list []codedrift.Declaration, functions int) string {
	var n, of [2]int // structs and string types
	for _, d := range list {
		i := 0
		if d.Enum {
			i = 1
		}
		of[i]++
		if d.Subject != "" {
			n[i]++
		}
	}
	text := fmt.Sprintf("Go code: %d of %s and %d of %s are compared", n[0], plural(of[0], "struct"), n[1], plural(of[1], "string type"))
	if functions == 0 {
		text += ", and no requests, because no function has a directive //docwright:operation"
	} else {
		text += ", and the requests of " + plural(functions, "function")
	}
	if n != of {
		text += "; --suggest prints directives for the others"
	}
	return text
}

// printDirectives prints the directives that fit the declarations that are not compared.
func (d *drifting) printDirectives(ctx context.Context, stdout io.Writer, is drift.Side) error {
	code, findings, err := gocode.Read(ctx, "", d.code)
	if err != nil {
		return err
	}
	list := codedrift.Declarations(is, code)
	b := bufio.NewWriter(stdout)
	for _, one := range list {
		if one.Subject == "" {
			writeDirectives(b, one)
		}
	}
	for _, r := range codedrift.Requests(is, code) {
		writeRequest(b, r)
	}
	if err := b.Flush(); err != nil {
		return err
	}
	if err := d.warn(findings, 0); err != nil {
		return err
	}
	if !d.quiet {
		fmt.Fprintln(d.stderr, compared(list, len(code.Functions)))
	}
	return nil
}

// writeDirectives prints the directives that fit a declaration, the best one first.
func writeDirectives(b *bufio.Writer, d codedrift.Declaration) {
	at, why := report.Visible(d.Position.String()), report.Visible(d.Why)
	switch {
	case d.Action != "":
		fmt.Fprintf(b, "%s: %s: %s; its fields are parameters of an action; above the function that sends it:\n//docwright:operation %s\n\n", at, d.Name, why, report.Visible(d.Action))
		return
	case len(d.Fits) == 0:
		fmt.Fprintf(b, "%s: %s: %s, and none fits\n\n", at, d.Name, why)
		return
	}
	fmt.Fprintf(b, "%s: %s: %s; %s\n%s\n", at, d.Name, why, report.Visible(d.Fits[0].Reason), report.Visible(d.Directive(d.Fits[0])))
	for _, f := range d.Fits[1:] {
		fmt.Fprintf(b, "  or %s\n     %s\n", report.Visible(d.Directive(f)), report.Visible(f.Reason))
	}
	fmt.Fprintln(b)
}

// writeRequest prints the directives that fit a function that may send a request.
func writeRequest(b *bufio.Writer, r codedrift.Request) {
	fmt.Fprintf(b, "%s: %s: no directive; it has the path %s\n%s\n", report.Visible(r.Position.String()), r.Name, report.Visible(r.Path), report.Visible(r.Directive(r.Lines[0])))
	for _, line := range r.Lines[1:] {
		fmt.Fprintf(b, "  or %s\n", report.Visible(r.Directive(line)))
	}
	fmt.Fprintln(b)
}

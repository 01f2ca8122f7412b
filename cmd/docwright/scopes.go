package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/docwright/docwright/generator/codedrift"
	"github.com/docwright/docwright/generator/gocode"
	"github.com/docwright/docwright/parser/drift"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/permissions"
	"github.com/docwright/docwright/parser/source"
	"github.com/docwright/docwright/parser/source/report"
)

// callerNames are the values of --caller, in the order of callerKinds.
var callerNames = [...]string{"delegated", "personal", "application"}

var callerKinds = [...]model.PermissionKind{model.DelegatedWork, model.DelegatedPersonal, model.Application}

// isAboutScopes reports whether the permissions of Go code are asked for.
func (d *drifting) isAboutScopes() bool { return d.code != "" && d.permissions != "" }

// needs reads what the calls of the Go code need.
func (d *drifting) needs(ctx context.Context, is drift.Side) ([]codedrift.Need, source.Findings, error) {
	lines, findings, err := readSide(d.permissions, "the permissions", permissions.Read)
	if err != nil {
		return nil, nil, err
	}
	calls, err := gocode.Calls(ctx, "", d.code)
	if err != nil {
		return nil, nil, err
	}
	if len(calls) == 0 {
		return nil, nil, fmt.Errorf("--go %s: the code calls no operation: want code that uses a package made by docwright, or functions with //docwright:operation", d.code)
	}
	return codedrift.Needs(is, calls, drift.NewGranted(lines)), findings, nil
}

// compareScopes compares --scopes with what the calls need.
func (d *drifting) compareScopes(ctx context.Context, is drift.Side) ([]drift.Change, error) {
	scopes := make([]string, len(d.scopes))
	for i, s := range d.scopes {
		scopes[i] = s[strings.LastIndexByte(s, '/')+1:] // without the URL of the service
		if scopes[i] == ".default" || scopes[i] == "" {
			return nil, fmt.Errorf("--scopes: %q names no permission; list the permissions that the program is granted", s)
		}
	}
	needs, findings, err := d.needs(ctx, is)
	if err != nil {
		return nil, err
	}
	kind := callerKinds[slices.Index(callerNames[:], d.caller)]
	return withFaults(codedrift.CompareScopes(is, needs, kind, scopes, d.code), findings), nil
}

// neededBy is what callers of a kind need.
type neededBy struct {
	Caller string `json:"caller"`
	// Scopes are enough for all calls but those that are impossible or unknown.
	Scopes []string `json:"scopes"`
	Calls  []called `json:"calls"`
}

// called is a call, and what it needs.
type called struct {
	Line   string   `json:"line"`
	Scopes []string `json:"scopes"` // of the scopes for all calls; empty if the call is impossible or unknown
	Known  bool     `json:"known"`  // whether the permissions are known; without scopes, the call is then impossible
	File   string   `json:"file"`
	AtLine int      `json:"atLine"`
	By     string   `json:"by"` // where the permissions were read
}

// printNeeds prints the scopes that the calls of the Go code need at least.
func (d *drifting) printNeeds(ctx context.Context, stdout io.Writer, is drift.Side) error {
	needs, findings, err := d.needs(ctx, is)
	if err != nil {
		return err
	}
	list := make([]neededBy, len(callerKinds))
	for i, kind := range callerKinds {
		list[i] = neededBy{callerNames[i], append([]string{}, codedrift.Least(needs, kind)...), make([]called, len(needs))}
		for j, n := range needs {
			list[i].Calls[j] = called{n.Line, append([]string{}, n.Enough(kind, list[i].Scopes)...), n.Source.File != "", n.Position.File, n.Position.Line, n.Source.String()}
		}
	}
	if err := d.warn(findings, source.Warning); err != nil {
		return err
	}
	if d.format == "json" {
		e := json.NewEncoder(stdout)
		e.SetIndent("", " ")
		e.SetEscapeHTML(false)
		return e.Encode(list)
	}
	b := bufio.NewWriter(stdout)
	for i, by := range list {
		by.write(b, drift.Callers(callerKinds[i]))
	}
	return b.Flush()
}

// write prints the scopes, and then each call with what it needs of them.
func (n neededBy) write(b *bufio.Writer, name string) {
	scopes := strings.Join(n.Scopes, ", ")
	if scopes == "" {
		scopes = "none of the calls is possible"
	}
	fmt.Fprintf(b, "%s: %s\n", name, report.Visible(scopes))
	for _, c := range n.Calls {
		what := strings.Join(c.Scopes, " with ")
		switch {
		case what != "":
		case c.Known:
			what = "not possible"
		default:
			what = "not known"
		}
		fmt.Fprintf(b, "  %s: %s (%s:%d)\n", report.Visible(c.Line), report.Visible(what), report.Visible(c.File), c.AtLine)
	}
}

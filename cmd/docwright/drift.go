package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/docwright/docwright/generator/drift"
	"github.com/docwright/docwright/parser/metadata"
	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
	"github.com/docwright/docwright/parser/source/report"
)

// drifting holds the flags of the verb.
type drifting struct {
	common
	from, metadata string
}

func newDrift() *cobra.Command {
	var d drifting
	c := &cobra.Command{
		Use:   "drift --docs DIR (--from DIR | --metadata FILE)",
		Short: "Tell where pages differ in meaning from an earlier revision, or from the service's metadata",
		RunE: func(c *cobra.Command, args []string) error {
			if err := d.load(c); err != nil {
				return err
			}
			if (d.from == "") == (d.metadata == "") {
				return errors.New("nothing to compare with, or two things: give either --from DIR with an earlier revision of the pages,\nor --metadata FILE with the service's CSDL")
			}
			return d.run(c.Context(), c.OutOrStdout())
		},
	}
	d.register(c, source.Error.String())
	c.Flags().StringVar(&d.from, "from", "", "compare with the earlier revision of the pages in `DIR`")
	c.Flags().StringVar(&d.metadata, "metadata", "", "compare with the service's metadata in `FILE`: OData 4 CSDL in XML")
	return c
}

func (d *drifting) run(ctx context.Context, stdout io.Writer) error {
	is, err := d.read(ctx, d.common)
	if err != nil {
		return err
	}
	kind, was := drift.Metadata, drift.Side{}
	if d.from != "" {
		kind = drift.Revisions
		earlier := d.common
		earlier.docs, earlier.root = d.from, ""
		was, err = d.read(ctx, earlier)
	} else {
		was, err = d.readMetadata()
	}
	if err != nil {
		return err
	}
	changes := drift.Compare(is, was, kind)
	findings := drift.Findings(changes)
	if err := d.print(stdout, changes, findings); err != nil {
		return err
	}
	return d.conclude(findings)
}

// read reads a folder of pages. What is wrong in the pages is for inspect to
// say; here only errors are shown, since something may be missing for them.
func (d *drifting) read(ctx context.Context, from common) (drift.Side, error) {
	m, findings, err := from.parse(ctx)
	if err != nil {
		return drift.Side{}, err
	}
	return side(m, from.docs), d.warn(findings, source.Error)
}

func (d *drifting) readMetadata() (drift.Side, error) {
	file, err := os.Open(d.metadata)
	if err != nil {
		return drift.Side{}, fmt.Errorf("cannot read the metadata: %w", err)
	}
	defer file.Close()
	m, findings, err := metadata.Read(file, filepath.ToSlash(d.metadata))
	if err != nil {
		return drift.Side{}, fmt.Errorf("cannot read the metadata: %w", err)
	}
	return drift.Side{Model: m}, d.warn(findings, source.Warning)
}

// side is a model whose positions are shown as seen from the working directory.
func side(m *model.Model, dir string) drift.Side {
	return drift.Side{Model: m, Locate: func(at source.Position) source.Position {
		return located(source.Findings{{Position: at}}, dir)[0].Position
	}}
}

// warn prints the findings on an input that are at least so severe.
func (d *drifting) warn(findings source.Findings, least source.Severity) error {
	if d.quiet {
		return nil
	}
	findings = slices.DeleteFunc(findings, func(f source.Finding) bool { return f.Rule.Severity < least })
	return report.Write(d.stderr, report.Names()[0], findings)
}

func (d *drifting) print(stdout io.Writer, changes []drift.Change, findings source.Findings) error {
	if d.format == "json" {
		return drift.WriteJSON(stdout, changes)
	}
	return report.Write(stdout, d.format, findings)
}

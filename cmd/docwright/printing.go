package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/docwright/docwright/generator/project/config"
	"github.com/docwright/docwright/generator/project/pages"
	"github.com/docwright/docwright/parser/source"
	"github.com/docwright/docwright/parser/source/report"
	"github.com/docwright/docwright/parser/source/textfile"
)

// printing holds the flags that determine how findings are printed.
type printing struct {
	format  string
	outputs []string
	expand  bool
	prefix  string
	failOn  string

	// onDisk returns the name on disk of a file of an earlier revision. It is nil if
	// there are none.
	onDisk func(file string) string
}

// register declares the flags.
func (p *printing) register(c *cobra.Command, failOn string) {
	flags := c.Flags()
	flags.StringVar(&p.format, "format", report.Names()[0], "print findings in `FORMAT`: "+strings.Join(report.Names(), ", "))
	flags.StringArrayVar(&p.outputs, "output", nil, "also write the findings to a file: `FORMAT=FILE`, such as sarif=out.sarif; may be\nrepeated")
	flags.BoolVar(&p.expand, "expand", false, "print each finding, and not one for each cause; json and html always have each")
	flags.StringVar(&p.prefix, "path-prefix", "", "print the names of files below `DIR` (default for all formats but text and json: the\npath from the top of the repository)")
	flags.StringVar(&p.failOn, "fail-on", failOn, "exit with status 1 if a finding has `SEVERITY` or a higher one: error, warning,\nnote; or never")
	complete(c, "format", oneOf(report.Names()...))
	complete(c, "fail-on", oneOf(severities()...))
}

// check checks the flags.
func (p *printing) check() error {
	if err := report.Check(p.format); err != nil {
		return fmt.Errorf("--format: %w", err)
	}
	if _, err := source.ParseSeverity(p.failOn); err != nil && p.failOn != never {
		return fmt.Errorf("--fail-on: unknown severity %q: want error, warning, note or never", p.failOn)
	}
	return p.checkOutputs()
}

// checkOutputs checks the values of --output. Files that cannot be written are errors
// before the pages are read.
func (p *printing) checkOutputs() error {
	var files []string
	for _, output := range p.outputs {
		format, file, _ := strings.Cut(output, "=")
		if err := report.Check(format); err != nil {
			return fmt.Errorf("--output %s: want FORMAT=FILE, such as sarif=out.sarif: %w", output, err)
		}
		if file == "" {
			return fmt.Errorf("--output %s: want FORMAT=FILE, such as sarif=out.sarif", output)
		}
		file = filepath.Clean(file)
		if slices.Contains(files, file) {
			return fmt.Errorf("--output %s: another --output writes the same file; name a different one", output)
		}
		files = append(files, file)
		if err := checkOutput(file); err != nil {
			return fmt.Errorf("--output %s: %w", output, err)
		}
	}
	return nil
}

// checkOutput returns an error if no file with the name can be written.
func checkOutput(file string) error {
	if file == "-" {
		return errors.New("want the name of a file; --format prints on the standard output")
	}
	if at, err := os.Stat(file); err == nil && at.IsDir() {
		return errors.New("want the name of a file, not of a folder")
	}
	if at, err := os.Stat(filepath.Dir(file)); err != nil || !at.IsDir() {
		return fmt.Errorf("there is no folder %s; create it first", filepath.ToSlash(filepath.Dir(file)))
	}
	return nil
}

// fails reports whether a finding with the severity changes the exit status.
func (p *printing) fails(s source.Severity) bool {
	least, err := source.ParseSeverity(p.failOn)
	return err == nil && s >= least
}

// needs reports whether the findings are printed in the format.
func (p *printing) needs(format string) bool {
	return p.format == format || slices.ContainsFunc(p.outputs, func(o string) bool { return strings.HasPrefix(o, format+"=") })
}

// complete sets the parts of a report that depend on the flags.
func (p *printing) complete(r *report.Report) {
	r.Expand, r.Fails, r.Everywhere = p.expand, p.fails, p.prefix != ""
	r.FromTop, r.Line = p.fromTop(), lines()
}

// publish prints the report to w, and writes it to the files of --output. If w is nil,
// it only writes the files.
func (p *printing) publish(w io.Writer, r *report.Report) error {
	if w != nil {
		if err := p.attached(r, p.format).Write(w, p.format); err != nil {
			return err
		}
	}
	for _, output := range p.outputs {
		format, file, _ := strings.Cut(output, "=")
		var text bytes.Buffer
		if err := p.attached(r, format).Write(&text, format); err != nil {
			return err
		}
		if err := os.WriteFile(file, text.Bytes(), 0o644); err != nil {
			return fmt.Errorf("--output %s: %w", output, err)
		}
	}
	return nil
}

// attachedTo lists the formats whose readers open the files of findings. Their names
// cannot begin with a revision.
var attachedTo = []string{"sarif", "github"}

// attached returns the report with the names of files on disk, if the format needs
// them.
func (p *printing) attached(r *report.Report, format string) *report.Report {
	if p.onDisk == nil || !slices.Contains(attachedTo, format) {
		return r
	}
	moved := *r
	moved.Findings = slices.Clone(r.Findings)
	for i := range moved.Findings {
		p.moveToDisk(&moved.Findings[i])
	}
	moved.Suppressed = slices.Clone(r.Suppressed)
	for i := range moved.Suppressed {
		p.moveToDisk(&moved.Suppressed[i].Finding)
	}
	return &moved
}

func (p *printing) moveToDisk(f *source.Finding) {
	f.Position.File, f.Other.File = p.onDisk(f.Position.File), p.onDisk(f.Other.File)
}

// fromTop returns a function that returns the path of a file from the top of its
// repository, or below --path-prefix.
func (p *printing) fromTop() func(file string) string {
	known := map[string]string{} // by folder
	return func(file string) string {
		if p.onDisk != nil && p.onDisk(file) != file {
			return file // the name has a revision
		}
		if p.prefix != "" {
			return path.Join(filepath.ToSlash(p.prefix), file)
		}
		dir, name := path.Split(file)
		if _, ok := known[dir]; !ok {
			known[dir] = path.Dir(pages.FromTop(here, path.Join(dir, "x")))
		}
		return path.Join(known[dir], name)
	}
}

// lineLimit is the maximum size of a file whose lines are read, in bytes.
const lineLimit = 16 << 20

// lines returns a function that returns the text of a line of a file, or the empty
// string if there is none. Positions with the same file should follow each other.
func lines() func(source.Position) string {
	var file string
	var text []string
	return func(at source.Position) string {
		if at.File != file {
			file, text = at.File, nil
			if read, err := textfile.ReadAt(config.Join(here, filepath.FromSlash(file)), lineLimit); err == nil {
				text = strings.Split(string(read), "\n")
			}
		}
		if at.Line < 1 || at.Line > len(text) {
			return ""
		}
		return text[at.Line-1]
	}
}

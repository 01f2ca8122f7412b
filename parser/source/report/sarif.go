package report

import (
	"bufio"
	"cmp"
	"net/url"
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/source"
)

// These types are the subset of SARIF 2.1.0 that findings need. See the OASIS
// standard, sections 3.4 (artifact location), 3.13 (log), 3.14 (run), 3.17
// (automation details), 3.19 (tool component), 3.27 (result), 3.28 (location),
// 3.30 (region), 3.35 (suppression) and 3.49 (rule).
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool                    `json:"tool"`
		Automation *sarifAutomation             `json:"automationDetails,omitempty"`
		Bases      map[string]sarifBaseLocation `json:"originalUriBaseIds"`
		Columns    string                       `json:"columnKind"`
		Results    []sarifResult                `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	// sarifAutomation names a run, so that two runs about the same files are told
	// apart.
	sarifAutomation struct {
		ID string `json:"id"`
	}
	// sarifBaseLocation describes a folder without its path, which is another one on
	// each machine: section 3.14.14.
	sarifBaseLocation struct {
		Description sarifText `json:"description"`
	}
	sarifDriver struct {
		Name           string      `json:"name"`
		Version        string      `json:"version,omitempty"`
		Semantic       string      `json:"semanticVersion,omitempty"` // Version in the form of semver.org
		InformationURI string      `json:"informationUri"`
		Rules          []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID               string      `json:"id"`
		ShortDescription *sarifText  `json:"shortDescription,omitempty"`
		FullDescription  *sarifText  `json:"fullDescription,omitempty"`
		Help             sarifText   `json:"help"`
		HelpURI          string      `json:"helpUri"`
		Configuration    sarifConfig `json:"defaultConfiguration"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifConfig struct {
		Level source.Severity `json:"level"` // SARIF levels have the same names as severities
	}
	sarifResult struct {
		RuleID    string          `json:"ruleId"`
		RuleIndex int             `json:"ruleIndex"`
		Level     source.Severity `json:"level"`
		Message   sarifText       `json:"message"`
		Locations []sarifLocation `json:"locations"`
		Related   []sarifLocation `json:"relatedLocations,omitempty"`
		// Occurrences is the number of findings with the cause, if there are several.
		Occurrences int `json:"occurrenceCount,omitempty"`
		// Fingerprints lets a CI system recognize a result in a later run:
		// section 3.27.17.
		Fingerprints map[string]string `json:"partialFingerprints,omitempty"`
		// Suppressions is nil in all results or in none: section 3.27.23.
		Suppressions []sarifSuppression `json:"suppressions,omitzero"`
	}
	sarifSuppression struct {
		Kind          string `json:"kind"`
		Status        string `json:"status"`
		Justification string `json:"justification,omitempty"`
	}
	sarifLocation struct {
		Physical sarifPhysical `json:"physicalLocation"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   sarifRegion   `json:"region"`
	}
	sarifArtifact struct {
		URI  string `json:"uri"`
		Base string `json:"uriBaseId"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn"`
	}
)

const (
	// homepage is the page of docwright, and rulesPage its list of rules.
	homepage  = "https://github.com/docwright/docwright"
	rulesPage = homepage + "/blob/main/cmd/docwright/RULES.md"
	// sourceRoot names the top of the repository.
	sourceRoot = "%SRCROOT%"
	// mostRelated is the number of related locations that GitHub shows for a result.
	mostRelated = 100
)

// sarifRules are the rules of a log in the order of their first results.
type sarifRules struct {
	list  []sarifRule
	index map[string]int
}

// add returns the index of the rule of a finding.
func (r *sarifRules) add(f source.Finding) int {
	if at, known := r.index[f.Rule.Name]; known {
		return at
	}
	rule := sarifRule{ID: f.Rule.Name, Configuration: sarifConfig{f.Severity}, HelpURI: rulesPage + "#" + f.Rule.Name}
	if f.Rule.Summary != "" {
		rule.ShortDescription, rule.FullDescription = &sarifText{f.Rule.Summary}, &sarifText{f.Rule.Summary}
	}
	rule.Help.Text = strings.TrimSpace(f.Rule.Summary + " Run \"docwright explain " + f.Rule.Name + "\" for all places where the rule applies.")
	r.index[f.Rule.Name] = len(r.list)
	r.list = append(r.list, rule)
	return len(r.list) - 1
}

func printSARIF(w *bufio.Writer, v *view) error {
	rules := sarifRules{list: []sarifRule{}, index: map[string]int{}}
	results := make([]sarifResult, 0, len(v.items))
	for _, i := range v.items {
		r := rules.result(i)
		if len(v.Suppressed) > 0 {
			r.Suppressions = []sarifSuppression{}
		}
		results = append(results, r)
	}
	for _, known := range byReason(v.Suppressed) {
		for _, i := range v.itemsOf(known.findings) {
			r := rules.result(i)
			r.Suppressions = []sarifSuppression{{"external", "accepted", known.reason}}
			results = append(results, r)
		}
	}
	run := sarifRun{
		Tool:    sarifTool{sarifDriver{Name: "docwright", Version: cmp.Or(semantic(v.Tool), v.Tool), Semantic: semantic(v.Tool), InformationURI: homepage, Rules: rules.list}},
		Bases:   map[string]sarifBaseLocation{sourceRoot: {sarifText{"The top of the repository."}}},
		Columns: "utf16CodeUnits",
		Results: results,
	}
	if v.Run != "" {
		run.Automation = &sarifAutomation{"docwright/" + v.Run + "/"}
	}
	return encode(w, sarifLog{Schema: "https://json.schemastore.org/sarif-2.1.0.json", Version: "2.1.0", Runs: []sarifRun{run}})
}

// semantic returns the version of a Go module in the form of semver.org, or the empty
// string for another one, such as that of a build from a working tree.
func semantic(version string) string {
	rest, ok := strings.CutPrefix(version, "v")
	if !ok || rest == "" || rest[0] < '0' || rest[0] > '9' {
		return ""
	}
	return rest
}

// result returns the result for an item.
func (r *sarifRules) result(i item) sarifResult {
	result := sarifResult{RuleID: i.Rule.Name, RuleIndex: r.add(i.Finding), Level: i.Severity, Message: sarifText{i.Text()},
		Locations:    []sarifLocation{sarifAt(i.Position.File, i.line, i.column)},
		Fingerprints: map[string]string{"docwrightCause/v1": i.cause}}
	if i.Other.File != "" {
		result.Related = []sarifLocation{sarifAt(i.Other.File, max(i.Other.Line, 1), max(i.Other.Col, 1))}
	}
	if len(i.members) == 1 {
		result.Fingerprints["docwright/v1"] = i.Fingerprint
		return result
	}
	result.Occurrences = len(i.members)
	// Locations are unique: section 3.27.22.
	for _, m := range i.members[1:] {
		line, column := start(m)
		at := sarifAt(m.Position.File, line, column)
		if len(result.Related) < mostRelated && at != result.Locations[0] && !slices.Contains(result.Related, at) {
			result.Related = append(result.Related, at)
		}
	}
	return result
}

// suppressed are known findings with the same reason.
type suppressed struct {
	reason   string
	findings source.Findings
}

// byReason groups known findings by their reasons, sorted.
func byReason(list []Known) []suppressed {
	sorted := slices.Clone(list)
	slices.SortStableFunc(sorted, func(a, b Known) int { return cmp.Compare(a.Reason, b.Reason) })
	var groups []suppressed
	for _, k := range sorted {
		if len(groups) == 0 || groups[len(groups)-1].reason != k.Reason {
			groups = append(groups, suppressed{reason: k.Reason})
		}
		last := &groups[len(groups)-1]
		last.findings = append(last.findings, k.Finding)
	}
	return groups
}

func sarifAt(file string, line, column int) sarifLocation {
	return sarifLocation{sarifPhysical{sarifArtifact{fileURI(file), sourceRoot}, sarifRegion{StartLine: line, StartColumn: column}}}
}

// fileURI returns the URI reference of a file (RFC 3986, section 4.2).
func fileURI(name string) string { return (&url.URL{Path: name}).String() }

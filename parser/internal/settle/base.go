package settle

import (
	"strings"

	"github.com/docwright/docwright/parser/internal/notation"
	"github.com/docwright/docwright/parser/model"
)

// defaultVersion stands for the version segment where no example has one that
// looks like a version.
const defaultVersion = "v1.0"

// BaseURL returns where the service answers: the origin and version segment
// that most example requests name, of those that fit a request line if any does.
// Pages whose examples are all relative, or name no version, get the origin alone
// or nothing; the caller then says the base itself.
func BaseURL(m *model.Model) string {
	if base := baseOf(m, func(e *model.Example) bool { return e.Route != nil }); base != "" {
		return base
	}
	return baseOf(m, func(*model.Example) bool { return true })
}

// baseOf is the base URL of the examples that are to be counted.
func baseOf(m *model.Model, counts func(*model.Example) bool) string {
	bases, origins := map[string]int{}, map[string]int{}
	for _, op := range m.Operations {
		for _, e := range op.Examples {
			if e.Request == nil || !counts(e) {
				continue
			}
			origin, version := splitBase(e.Request.URL)
			if origin == "" {
				continue
			}
			origins[origin]++
			if notation.IsVersion(version) {
				bases[origin+"/"+strings.ToLower(version)]++
			}
		}
	}
	if base := mostFrequent(bases); base != "" {
		return base
	}
	if origin := mostFrequent(origins); origin != "" {
		return origin + "/" + defaultVersion
	}
	return ""
}

// splitBase cuts the origin and the first path segment out of an absolute
// URL. Both are empty for other URLs.
func splitBase(url string) (origin, first string) {
	scheme, rest, ok := strings.Cut(url, "://")
	if !ok || strings.ToLower(scheme) != "https" {
		return "", ""
	}
	host, rest, _ := strings.Cut(rest, "/")
	if strings.ContainsAny(host, "{}<> @?#\\\"") || !strings.Contains(host, ".") {
		return "", ""
	}
	first, _, _ = strings.Cut(rest, "/")
	first, _, _ = strings.Cut(first, "?")
	return "https://" + strings.ToLower(host), first
}

// mostFrequent returns the key with the highest count, the least of them
// where several have it.
func mostFrequent(counts map[string]int) string {
	best := ""
	for key, n := range counts {
		if n > counts[best] || n == counts[best] && (best == "" || key < best) {
			best = key
		}
	}
	return best
}

package source_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/docwright/docwright/parser/source"
)

func TestCauseOfSubjects(t *testing.T) {
	for subject, want := range map[string]string{
		"harbor.port.tide":                             "harbor.port.tide",
		"harbor.port.tide/ebb":                         "harbor.port.tide",
		"harbor.port.berth/side/port":                  "harbor.port.berth",
		"GET /berths":                                  "/berths",
		"GET /berths/{id}":                             "/berths",
		"GET /berths/{id}/cranes/{crane-id}/lift":      "/berths/{}/cranes",
		"POST /yard/cranes/{id}/checks":                "/yard/cranes",
		"POST /yard/cranes?weight":                     "/yard/cranes",
		"GET /tides/getReadings(gauge={gauge})/$count": "/tides",
		"GET /getReadings(gauge={gauge})":              "/getReadings",
		"GET /":                                        "/",
		"GET /{tenant}":                                "/{tenant}",
		"POST harbor.port.vessel/undock":               "harbor.port.vessel",
		"GET Collection(harbor.port.vessel)/fast":      "Collection(harbor.port.vessel)",
	} {
		assert.Equal(t, want, source.Finding{Rule: &source.Rule{}, Subject: subject}.Cause(), subject)
	}
}

// TestCauseOfPages checks the causes of findings without a subject, for each extent.
func TestCauseOfPages(t *testing.T) {
	at := func(extent source.Extent, file string, line int, message string) string {
		rule := &source.Rule{Name: "tide-unknown", Cause: extent}
		return source.Finding{Position: source.Position{File: file, Line: line}, Rule: rule, Message: message}.CauseIdentity()
	}
	const a, b = "docs/api/a.md", "docs/api/b.md"
	for _, c := range []struct {
		extent                           source.Extent
		otherLine, otherPage, otherWords bool
	}{
		{source.OneMessage, true, false, false},
		{source.OneName, true, true, false},
		{source.OnePage, true, false, true},
	} {
		first := at(c.extent, a, 1, "no such tide, see line 7")
		assert.Equal(t, first, at(c.extent, "v1.0/api/a.md", 1, "no such tide, see line 7"), "the folder of the pages does not count")
		assert.Equal(t, c.otherLine, first == at(c.extent, a, 2, "no such tide, see line 8"))
		assert.Equal(t, c.otherPage, first == at(c.extent, b, 1, "no such tide, see line 7"))
		assert.Equal(t, c.otherWords, first == at(c.extent, a, 1, "no such wind"))
	}
}

// TestCauseIdentity checks what the fingerprint of a cause depends on.
func TestCauseIdentity(t *testing.T) {
	f := source.Finding{Position: source.Position{File: "a.md", Line: 1}, Rule: &source.Rule{Name: "member-missing"}, Subject: "harbor.port.tide/ebb", Message: "one"}
	g := f
	g.Subject, g.Message, g.Position, g.Fingerprint = "harbor.port.Tide/flood", "another", source.Position{File: "b.md"}, "4711"
	assert.Equal(t, f.CauseIdentity(), g.CauseIdentity(), "neither the member, nor the words, nor the place")
	g.Difference = "Edm.String Edm.Guid"
	assert.NotEqual(t, f.CauseIdentity(), g.CauseIdentity())
	owned := source.Finding{Position: source.Position{File: "a.md"}, Rule: &source.Rule{Name: "value-unknown"}, Owner: "harbor.port.tide", Message: "one"}
	other := owned
	other.Message, other.Position.File = "another", "b.md"
	assert.Equal(t, owned.CauseIdentity(), other.CauseIdentity())
	assert.Equal(t, "harbor.port.tide", owned.Cause())
	g = f
	g.Rule = &source.Rule{Name: "member-added"}
	assert.NotEqual(t, f.CauseIdentity(), g.CauseIdentity())
	assert.NotEqual(t, f.CauseIdentity(), f.Identity())
}

package main

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const events = `{"Action":"start","Package":"github.com/docwright/docwright/harbor"}
{"Action":"run","Package":"github.com/docwright/docwright/harbor","Test":"TestTide"}
{"Action":"output","Package":"github.com/docwright/docwright/harbor","Test":"TestTide","Output":"=== RUN TestTide\n"}
{"Action":"output","Package":"github.com/docwright/docwright/crane","Test":"TestHook","Output":"hook\n"}
{"Action":"pass","Package":"github.com/docwright/docwright/harbor","Test":"TestTide/ebb","Elapsed":0.1}
{"Action":"pass","Package":"github.com/docwright/docwright/harbor","Test":"TestTide","Elapsed":0.1}
{"Action":"output","Package":"github.com/docwright/docwright/harbor","Test":"TestFog","Output":"fog.go:7: no sight\n"}
{"Action":"fail","Package":"github.com/docwright/docwright/harbor","Test":"TestFog","Elapsed":0.2}
{"Action":"output","Package":"github.com/docwright/docwright/harbor","Output":"FAIL\n"}
{"Action":"fail","Package":"github.com/docwright/docwright/harbor","Elapsed":0.31}
{"Action":"skip","Package":"github.com/docwright/docwright/crane","Test":"TestHook","Elapsed":0}
{"Action":"pass","Package":"github.com/docwright/docwright/crane","Elapsed":1.5}
{"Action":"skip","Package":"github.com/docwright/docwright/buoy","Elapsed":0}
{"ImportPath":"github.com/docwright/docwright/quay","Action":"build-output","Output":"quay.go:3: undefined: x\n"}
{"Action":"fail","Package":"github.com/docwright/docwright/quay","Elapsed":0,"FailedBuild":"github.com/docwright/docwright/quay"}
`

// Only the output of tests that fail is printed.
func TestReport(t *testing.T) {
	var out strings.Builder
	r := report{out: &out, of: 4}
	require.NoError(t, r.read(strings.NewReader(events)))
	r.end(90 * time.Second)
	assert.Equal(t, `fog.go:7: no sight
FAIL
  1/4  harbor                               0.3 s FAILED
  2/4  crane                                1.5 s
  3/4  buoy                                 no tests
quay.go:3: undefined: x
  4/4  quay                                 0.0 s FAILED
4 packages, 3 tests in 90 s: 1 failed, 1 were skipped
`, out.String())
}

func TestReportOfOtherText(t *testing.T) {
	r := report{out: &strings.Builder{}}
	assert.ErrorContains(t, r.read(strings.NewReader("no JSON")), "cannot be read")
}

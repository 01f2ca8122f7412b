package main

import (
	"bytes"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// TestTable makes the table of the sample.
func TestTable(t *testing.T) {
	export := exec.Command("go", "run", "./cmd/docwright", "export", "--docs", "testdata/docs", "--format", "json", "--quiet")
	export.Dir = "../../.." // the module of docwright
	export.Stderr = os.Stderr
	model, err := export.Output()
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := write(&b, bytes.NewReader(model)); err != nil {
		t.Fatal(err)
	}
	for _, row := range []string{
		"PATCH /vessels/{id},delegatedWork,Vessel.ReadWrite.All,,api/vessel-update.md\n",
		"PATCH /vessels/{id},delegatedPersonal,not supported,,api/vessel-update.md\n",
	} {
		if !strings.Contains(b.String(), row) {
			t.Errorf("no row %s in\n%s", row, b.String())
		}
	}
	if err := write(&b, strings.NewReader(`{"version": 2}`)); err == nil {
		t.Error("a model of another version is read")
	}
}

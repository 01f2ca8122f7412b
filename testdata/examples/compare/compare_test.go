// Package compare shows how to compare models in tests.
package compare

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	harbor "github.com/docwright/docwright/generated"
)

func TestModelsAreCompared(t *testing.T) {
	want := &harbor.Vessel{Name: harbor.Set("Aurora"), Status: harbor.Set(harbor.VesselStatusBerthed), Tags: []string{"a"}}
	var got harbor.Vessel
	if err := json.Unmarshal([]byte(`{"name":"Aurora","status":"berthed","tags":["a"]}`), &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, &got); diff != "" {
		t.Error(diff)
	}

	got.Name = harbor.Null[string]()
	got.Object.SetRaw("unknown", json.RawMessage(`1`))
	diff := cmp.Diff(want, &got)
	for _, part := range []string{"Name:", `"Aurora"`, "Object:"} {
		if !strings.Contains(diff, part) {
			t.Errorf("no %s in %s", part, diff)
		}
	}
	t.Log(diff)
}

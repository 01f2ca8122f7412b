package plan

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/generator/text"
	"github.com/docwright/docwright/parser/model"
)

// functionsOf returns the planned functions by name.
func functionsOf(pkg *Package) map[string]*Function {
	all := map[string]*Function{}
	for _, g := range pkg.Groups {
		for _, d := range g.Decls {
			if f, ok := d.(*Function); ok {
				all[f.Name.String()] = f
			}
		}
	}
	return all
}

// TestMediaTypeOfABody checks that a body has the media type of its page,
// unless it is the default.
func TestMediaTypeOfABody(t *testing.T) {
	tug := typ(port, "tug", "id")
	m := &model.Model{Types: []*model.Type{tug}}
	want := map[string]string{}
	for _, row := range []struct {
		name      string
		ref       model.Ref
		page, out string
	}{
		{"Value", ref(tug, false), "application/json", ""},
		{"ValueOther", ref(tug, false), "application/scim+json", "application/scim+json"},
		{"Bytes", ref("Edm.Stream", false), "application/octet-stream", ""},
		{"Picture", ref("Edm.Stream", false), "image/jpeg", "image/jpeg"},
		{"Binary", ref("Edm.Binary", false), "application/octet-stream", ""},
		{"Text", str(), "text/plain", ""},
		{"Page", str(), "text/html", "text/html"},
		{"Unsaid", ref("Edm.Stream", false), "", ""},
	} {
		o := routed("put-"+row.name, "Put"+row.name, "PUT", row.name)
		o.Request = &model.Body{Ref: row.ref}
		if row.page != "" {
			o.Request.MediaTypes = []string{row.page}
		}
		m.Operations = append(m.Operations, o)
		want["Put"+row.name] = row.out
	}
	pkg, findings := planAll(t, m)
	assert.Empty(t, findings)
	got := map[string]string{}
	for name, f := range functionsOf(pkg) {
		got[name] = f.MediaType
	}
	assert.Equal(t, want, got)
	assert.Contains(t, pkg.Uses, "typed")
}

// TestRangeOfADownload checks the option Range of downloads: in the options of
// the page, which may have a Range header, or in the options that all downloads
// share.
func TestRangeOfADownload(t *testing.T) {
	plain := returns(routed("photo-get", "GetPhoto", "GET", "photo"), 200, ref("Edm.Stream", false))
	own := returns(routed("film-get", "GetFilm", "GET", "film"), 200, ref("Edm.Stream", false))
	own.Headers = texts("If-None-Match", "range")
	own.Headers[1].Description = "The part to get"
	other := returns(routed("sound-get", "GetSound", "GET", "sound"), 200, ref("Edm.Stream", false))
	other.Headers = texts("If-None-Match")
	post := returns(routed("sound-make", "MakeSound", "POST", "sound"), 200, ref("Edm.Stream", false))
	pkg, findings := planAll(t, &model.Model{Operations: []*model.Operation{plain, own, other, post}})
	assert.Empty(t, findings)
	all := functionsOf(pkg)
	assert.Equal(t, "GetPhoto(ctx context.Context, c *Client, opts *DownloadOptions) (*Download, error)", all["GetPhoto"].Signature())
	assert.Equal(t, "MakeSound(ctx context.Context, c *Client, opts *Options) (*Download, error)", all["MakeSound"].Signature())
	for name, doc := range map[string]string{"GetFilm": "The part to get.", "GetSound": "The range of bytes, as returned by [Bytes]. The default is the whole file."} {
		s := all[name].options
		require.Len(t, s.Fields, 2, name)
		assert.Equal(t, "Range ByteRange", s.Fields[0].Name.String()+" "+s.Fields[0].Type.String())
		assert.Equal(t, doc, s.Fields[0].Doc.Text)
	}
	assert.Equal(t, text.Tag("header", "range"), all["GetFilm"].options.Fields[0].Tag)
	assert.Equal(t, text.Tag("header", "Range"), all["GetSound"].options.Fields[0].Tag)
}

// TestWorkThatGoesOn checks that the function of an operation that continues
// after the response returns a Work.
func TestWorkThatGoesOn(t *testing.T) {
	refit := returns(routed("tug-refit", "RefitTug", "POST", "refit"), 202, model.Ref{})
	refit.Responses[0].Headers = []string{"Location"}
	named := returns(routed("tug-paint", "PaintTug", "POST", "paint"), 202, ref(typ(port, "tug", "id"), false))
	named.Responses[0].Headers = []string{"Location"}
	m := &model.Model{Types: []*model.Type{named.Responses[0].Struct}, Operations: []*model.Operation{refit, named}}
	pkg, _ := planAll(t, m)
	all := functionsOf(pkg)
	assert.Equal(t, "(*Work[json.RawMessage], error)", all["RefitTug"].Result.String())
	assert.Equal(t, "(*Tug, error)", all["PaintTug"].Result.String(), "the response has the value")
	assert.Contains(t, all["RefitTug"].Doc.Notes, "The operation continues after the response. Use the method Await of [Work] to wait for its end.")
}

// TestTypesThatDerive checks that the tag of a type lists its subtypes, except
// for the root.
func TestTypesThatDerive(t *testing.T) {
	entity := typ(port, "entity", "id")
	entity.Kind = model.Entity
	vessel, tug, barge := typ(port, "vessel", "name"), typ(port, "tug", "pull"), typ(port, "barge", "load")
	for t, base := range map[*model.Type]*model.Type{vessel: entity, tug: vessel, barge: vessel} {
		t.BaseType = base
	}
	entity.Derived, vessel.Derived = []*model.Type{vessel}, []*model.Type{tug, barge}
	vessel.Open = true
	assert.Equal(t, text.Tag("odata", "harbor.port.vessel harbor.port.entity", "open", "true", "derived", "harbor.port.barge harbor.port.tug"), objectTag(vessel))
	assert.Equal(t, text.Tag("odata", "harbor.port.entity"), objectTag(entity))
	assert.Equal(t, text.Tag("odata", "harbor.port.tug harbor.port.vessel harbor.port.entity"), objectTag(tug))
}

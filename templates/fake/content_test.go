package fake_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/templates/fake"
)

// TestU04 checks that content is returned whole unless the request has a range.
func TestU04(t *testing.T) {
	for _, opts := range [][]fake.Option{nil, {fake.WithoutState()}} {
		h := newHarbor(t, opts...)
		status, header, _ := h.send("GET", "/plans/7/content", "") // the example has only a part
		require.Equal(t, 200, status)
		assert.Equal(t, "text/plain", header.Get("Content-Type"))
		_, _, whole := h.send("GET", "/plans/7/content", "")
		assert.Len(t, whole, 3000, "the length in the example")
		for asked, want := range map[string]string{
			"bytes=0-99":      whole[:100],
			"bytes=100-":      whole[100:],
			"bytes=-7":        whole[2993:],
			"bytes=-9999":     whole,
			"bytes=2990-9999": whole[2990:],
			"bytes=0-0":       whole[:1],
		} {
			status, header, text := h.send("GET", "/plans/7/content", "", "Range: "+asked)
			assert.Equal(t, 206, status, asked)
			assert.Equal(t, want, text, asked)
			assert.Regexp(t, `^bytes \d+-\d+/3000$`, header.Get("Content-Range"))
		}
		_, header, _ = h.send("GET", "/plans/7/content", "", "Range: bytes=100-")
		assert.Equal(t, "bytes 100-2999/3000", header.Get("Content-Range"))
		_, header, _ = h.send("GET", "/plans/7/content", "", "Range: bytes=-1")
		assert.Equal(t, "bytes 2999-2999/3000", header.Get("Content-Range"))
		_, header, _ = h.send("GET", "/plans/7/content", "", "Range: bytes=3000-")
		assert.Equal(t, "bytes */3000", header.Get("Content-Range"))
		h.refused(416, "GET", "/plans/7/content", "", "Range: bytes=3000-")
		h.refused(416, "GET", "/plans/7/content", "", "Range: bytes=-0")
		for _, odd := range []string{"bytes=", "bytes=a-b", "bytes=5-2", "bytes=0-1,4-5", "lines=0-1", "bytes=0-x"} {
			status, header, text := h.send("GET", "/plans/7/content", "", "Range: "+odd)
			assert.Equal(t, 200, status, odd)
			assert.Equal(t, whole, text)
			assert.Equal(t, "bytes", header.Get("Accept-Ranges"))
		}
	}
}

func TestContentOfExamples(t *testing.T) {
	h := newHarbor(t)
	status, header, text := h.send("GET", "/vessels/v-1/photo/$value", "")
	assert.Equal(t, []any{200, "jpeg", "image/jpeg", "inline"}, []any{status, text, header.Get("Content-Type"), header.Get("Content-Disposition")})
	status, _, text = h.send("GET", "/vessels/v-1/photo/$value", "", "Range: bytes=1-2")
	assert.Equal(t, []any{206, "pe"}, []any{status, text})
	status, header, _ = h.send("GET", "/files/f-1/content", "")
	assert.Equal(t, 302, status)
	status, _, text = h.send("GET", header.Get("Location"), "", "Range: bytes=0-2")
	assert.Equal(t, []any{206, "The"}, []any{status, text})
	h.refused(404, "POST", header.Get("Location"), "")

	status, header, _ = h.send("GET", "/charts/root:/north/reef.pdf:/content", "")
	assert.Equal(t, 302, status)
	status, header, text = h.send("GET", header.Get("Location"), "")
	assert.Equal(t, []any{200, "depths in meters", "text/plain"}, []any{status, text, header.Get("Content-Type")})
	h = newHarbor(t, fake.WithoutState())
	status, _, _ = h.send("GET", "/charts/root:/a/b/c.pdf:/content", "")
	assert.Equal(t, 302, status, "a path of any depth")
	h.refused(404, "GET", "/$docwright/file/9", "")
	h.refused(404, "GET", "/$docwright/upload/9", "")
	h.refused(404, "GET", "/$docwright/else", "")
}

// TestU05 checks that the fake rejects media types that the page does not list.
func TestU05(t *testing.T) {
	h := newHarbor(t)
	put := func(contentType string) int {
		status, _, _ := h.send("PUT", "/vessels/v-1/photo/$value", "x", "Content-Type: "+contentType)
		return status
	}
	assert.Equal(t, 200, put("image/jpeg"))
	assert.Equal(t, 200, put("image/png; q=1"))
	assert.Equal(t, 415, put("application/octet-stream"))
	assert.Equal(t, 415, put("imagery/x"))
	assert.Equal(t, 415, put("image"))
	for contentType, want := range map[string]int{
		"application/json": 201, "Application/JSON; charset=utf-8": 201, "application/problem+json": 201, "application/x-www-form-urlencoded": 415, "text/plain": 415, ";": 415,
	} {
		status, _, _ := h.send("POST", "/vessels", `{"name": "A"}`, "Content-Type: "+contentType)
		assert.Equal(t, want, status, contentType)
	}
	assert.Equal(t, "The Content-Type 'text/plain' is not supported: want image/*.", h.refused(415, "PUT", "/vessels/v-1/photo/$value", "x", "Content-Type: text/plain"))
	status, _, _ := h.send("POST", "/berths", "From: pilot", "Content-Type: text/plain")
	assert.Equal(t, 201, status, "a page without media types accepts any")
}

func TestUploadsAndDownloads(t *testing.T) {
	h := newHarbor(t)
	status, header, text := h.send("PUT", "/files/root:/a/b.txt:/content", "hello there", "Content-Type: text/plain")
	require.Equal(t, 201, status, text)
	file := members(t, text)
	id := file["id"].(string)
	assert.Equal(t, map[string]any{"id": id, "name": "b.txt", "size": 11.0}, file)
	assert.NotEqual(t, "f-3", id)
	assert.NotEmpty(t, header.Get("ETag"))
	assert.Equal(t, file, h.get("/files/"+id))
	assert.Equal(t, file, h.get("/files/root:/a/b.txt"))
	download := func(path string) (string, string) {
		status, header, _ := h.send("GET", path, "")
		require.Equal(t, 302, status)
		_, header, text := h.send("GET", header.Get("Location"), "")
		return text, header.Get("Content-Type")
	}
	for _, path := range []string{"/files/root:/a/b.txt:/content", "/files/" + id + "/content"} {
		text, mediaType := download(path)
		assert.Equal(t, []string{"hello there", "text/plain"}, []string{text, mediaType})
	}
	assert.Equal(t, file, h.get("/files/root:%2Fa%2Fb.txt"), "with the path as one segment")
	status, _, text = h.send("PUT", "/files/"+id+"/content", "bye")
	assert.Equal(t, 201, status)
	assert.Equal(t, map[string]any{"id": id, "name": "b.txt", "size": 3.0}, members(t, text), "the same file")
	text, _ = download("/files/root:/a/b.txt:/content")
	assert.Equal(t, "bye", text)
	h.refused(412, "PUT", "/files/"+id+"/content", "x", `If-Match: "old"`)
	h.refused(404, "PUT", "/files/no-such/content", "x")
	h.send("DELETE", "/files/"+id, "")
	h.refused(404, "GET", "/files/root:/a/b.txt", "")
	h.refused(404, "GET", "/files/"+id+"/content", "")

	h.send("PUT", "/files/f-1/content", "new", "Content-Type: ")
	text, mediaType := download("/files/f-1/content")
	assert.Equal(t, []string{"new", "application/octet-stream"}, []string{text, mediaType})
	assert.Equal(t, 3.0, h.get("/files/f-1")["size"])

	photo := func() (int, string) {
		status, _, text := h.send("GET", "/vessels/v-2/photo/$value", "")
		return status, text
	}
	_, text = photo()
	assert.Contains(t, text, "jpeg", "the example's")
	h.send("PUT", "/vessels/v-2/photo/$value", "png", "Content-Type: image/png")
	status, text = photo()
	assert.Equal(t, []any{200, "png"}, []any{status, text})
	made := h.post("/vessels", `{"name": "Hval"}`)["id"].(string)
	assert.Contains(t, h.refused(404, "GET", "/vessels/"+made+"/photo/$value", ""), "has no content")
	h.send("PUT", "/vessels/"+made+"/photo/$value", "gif", "Content-Type: image/gif")
	_, _, text = h.send("GET", "/vessels/"+made+"/photo/$value", "")
	assert.Equal(t, "gif", text)
	status, _, _ = h.send("DELETE", "/vessels/"+made+"/photo/$value", "")
	assert.Equal(t, 204, status)
	h.refused(404, "GET", "/vessels/"+made+"/photo/$value", "")

	require.NoError(t, h.Seed("/files/f-1/content", []byte("seeded")))
	text, mediaType = download("/files/f-1/content")
	assert.Equal(t, []string{"seeded", "text/plain; charset=utf-8"}, []string{text, mediaType})
	require.NoError(t, h.Seed("/files/root:/c.txt:/content", []byte("c")))
	text, _ = download("/files/root:/c.txt:/content")
	assert.Equal(t, "c", text)
	assert.Equal(t, "c.txt", h.get("/files/root:/c.txt")["name"])
}

func TestUploadsComeInParts(t *testing.T) {
	for _, opts := range [][]fake.Option{nil, {fake.WithoutState()}} {
		h := newHarbor(t, opts...)
		start := func(path string) string {
			status, _, text := h.send("POST", path, "{}")
			require.Equal(t, 200, status, text)
			to := members(t, text)["uploadUrl"].(string)
			require.True(t, strings.HasPrefix(to, h.url), to)
			return to
		}
		_, _, text := h.send("POST", "/sketches/root:/b.svg:/createUploadSession", "{}")
		assert.Equal(t, []any{"0-"}, members(t, text)["nextExpectedRanges"], "the page documents it, and the example lacks it")
		to := start("/charts/createUploadSession")
		other := start("/charts/createUploadSession")
		assert.NotEqual(t, to, other, "sessions are independent")
		put := func(chunk, span string) (int, map[string]any) {
			status, _, text := h.send("PUT", to, chunk, "Content-Range: "+span)
			return status, members(t, text)
		}
		status, got := put("abc", "bytes 0-2/5")
		assert.Equal(t, 202, status)
		assert.Equal(t, []any{"3-"}, got["nextExpectedRanges"])
		assert.Equal(t, []any{"0-"}, h.get(other)["nextExpectedRanges"])
		status, got = put("abc", "bytes 0-2/5")
		assert.Equal(t, 416, status, "the id is in use")
		assert.Equal(t, []any{"3-"}, got["nextExpectedRanges"])
		for _, wrong := range []string{"bytes 3-4/5", "bytes 3-3/3", "bytes 3-/5", ""} {
			status, _ = put("d", wrong)
			assert.Equal(t, 400, status, wrong)
		}
		status, _ = put("", "bytes 3-2/5")
		assert.Equal(t, 400, status, "without a byte")
		assert.Equal(t, []any{"3-"}, h.get(to)["nextExpectedRanges"])
		status, got = put("de", "bytes 3-4/5")
		assert.Equal(t, 201, status)
		assert.EqualValues(t, 5, got["size"])
		h.refused(404, "GET", to, "")
		status, _, _ = h.send("DELETE", other, "")
		assert.Equal(t, 204, status)
		h.refused(404, "PUT", other, "a", "Content-Range: bytes 0-0/1")

		if opts != nil {
			continue
		}
		to = start("/files/root:/deep/big.bin:/createUploadSession")
		status, got = put("12345", "bytes 0-4/5")
		assert.Equal(t, 201, status)
		assert.Equal(t, []any{"big.bin", 5.0}, []any{got["name"], got["size"]})
		assert.Equal(t, got, h.get("/files/"+got["id"].(string)))
		_, header, _ := h.send("GET", "/files/root:/deep/big.bin:/content", "")
		_, _, text = h.send("GET", header.Get("Location"), "")
		assert.Equal(t, "12345", text)
		to = start("/files/f-1/createUploadSession")
		status, got = put("new", "bytes 0-2/3")
		assert.Equal(t, 200, status)
		assert.Equal(t, []any{"f-1", 3.0}, []any{got["id"], got["size"]})
	}
}

// TestUploadWithoutAType finds an entity by the id that it got, though no page says
// what it is.
func TestUploadWithoutAType(t *testing.T) {
	h := newHarbor(t)
	_, _, text := h.send("POST", "/sketches/root:/b.svg:/createUploadSession", "")
	status, _, text := h.send("PUT", members(t, text)["uploadUrl"].(string), "abc", "Content-Range: bytes 0-2/3")
	require.Equal(t, 201, status, text)
	status, _, _ = h.send("DELETE", "/sketches/"+members(t, text)["id"].(string), "")
	assert.Equal(t, 204, status)
	h.refused(404, "DELETE", "/sketches/no-such", "")
}

package runtime

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"time"
)

// harborServer answers the examples on the loopback interface.
func harborServer() (c *Client, done func()) {
	var s *httptest.Server
	dropped := false
	received := 0
	var mu sync.Mutex
	s = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		if strings.HasPrefix(r.Host, "localhost") == (r.Header.Get("Authorization") != "") {
			fmt.Println("the token is where it should not be:", r.URL.Path)
		}
		switch r.Method + " " + r.URL.Path {
		case "GET /v1.0/vessels":
			switch r.URL.Query().Get("$skiptoken") {
			case "":
				fmt.Fprintf(w, `{"@odata.count":3,"value":[{"name":"Aurora"}],"@odata.nextLink":"%s/v1.0/vessels?$select=name&$skiptoken=2"}`, s.URL)
			case "2":
				fmt.Fprintf(w, `{"value":[{"name":"Borealis"}],"@odata.nextLink":"%s/v1.0/vessels?$select=name&$skiptoken=3"}`, s.URL)
			default:
				fmt.Fprint(w, `{"value":[{"name":"Corona"}]}`)
			}
		case "PATCH /v1.0/vessels/7":
			_, _ = io.Copy(os.Stdout, r.Body)
			fmt.Println()
			w.WriteHeader(http.StatusNoContent)
		case "GET /v1.0/vessels/7/manifest":
			http.Redirect(w, r, foreignURL(s.URL, "/files/manifest.csv?sig=1"), http.StatusFound)
		case "GET /files/manifest.csv":
			fmt.Fprint(w, "crates,12\n")
		case "PUT /session":
			if received > 0 && !dropped {
				dropped = true
				panic(http.ErrAbortHandler) // the connection breaks
			}
			n, _ := io.Copy(io.Discard, r.Body)
			if received += int(n); received == 20<<20 {
				w.WriteHeader(http.StatusCreated)
				fmt.Fprint(w, `{"name":"log.bin"}`)
				return
			}
			fallthrough
		case "GET /session":
			w.WriteHeader(http.StatusAccepted)
			fmt.Fprintf(w, `{"nextExpectedRanges":["%d-"]}`, received)
		case "POST /v1.0/$batch":
			fmt.Fprint(w, `{"responses":[{"id":"2","status":404,"body":{"error":{"code":"NoVessel","message":"There is no vessel 8."}}},{"id":"1","status":200,"body":{"name":"Aurora"}}]}`)
		case "POST /v1.0/vessels/7/refit":
			w.Header().Set("Location", "/v1.0/work/1")
			w.WriteHeader(http.StatusAccepted)
		case "GET /v1.0/work/1":
			fmt.Fprint(w, `{"status":"succeeded","vesselId":"7"}`)
		default:
			w.WriteHeader(http.StatusNotFound)
			fmt.Fprint(w, `{"error":{"code":"NoVessel","message":"There is no such vessel."}}`)
		}
	}))
	return NewClient(s.Client(), WithBaseURL(s.URL+"/v1.0"), WithToken(secretToken)), s.Close
}

// foreignURL returns a URL of the server with another host name.
func foreignURL(base, path string) string {
	_, p, _ := strings.Cut(strings.TrimPrefix(base, "http://"), ":")
	p, _, _ = strings.Cut(p, "/")
	return "http://localhost:" + p + path
}

func ExampleListVessels() {
	ctx := context.Background()
	c, done := harborServer()
	defer done()
	for v, err := range ListVessels(ctx, c, &ListVesselsOptions{Select: []string{"name"}}) {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(v.Name.Get())
	}
	// Output:
	// Aurora
	// Borealis
	// Corona
}

func ExampleEachPage() {
	ctx := context.Background()
	c, done := harborServer()
	defer done()
	req, err := ListVesselsRequest(ctx, &ListVesselsOptions{Count: true})
	if err != nil {
		fmt.Println(err)
		return
	}
	for page, err := range EachPage[*Vessel](c, req) {
		if err != nil {
			fmt.Println(err)
			return
		}
		if count, ok := page.Count.Lookup(); ok {
			fmt.Println(count, "in all")
		}
		fmt.Println(len(page.Items))
	}
	// Output:
	// 3 in all
	// 1
	// 1
	// 1
}

func ExampleNull() {
	ctx := context.Background()
	c, done := harborServer()
	defer done()
	err := UpdateVessel(ctx, c, "7", &Vessel{Name: Set("Aurora"), Flag: Null[Flag]()}, nil)
	fmt.Println(err)
	// Output:
	// {"name":"Aurora","flag":null}
	// <nil>
}

func ExampleError() {
	ctx := context.Background()
	c, done := harborServer()
	defer done()
	_, err := GetVessel(ctx, c, "8", nil)
	fmt.Println(errors.Is(err, ErrNotFound))
	var e *Error
	if errors.As(err, &e) {
		fmt.Println(e.Code)
	}
	fmt.Println(err)
	// Output:
	// true
	// NoVessel
	// GET /v1.0/vessels/8: 404 Not Found: NoVessel: There is no such vessel.
}

func ExampleUploadChunks() {
	ctx := context.Background()
	c, done := harborServer()
	defer done()
	log := make([]byte, 20<<20)
	v, err := UploadChunks[Vessel](ctx, c, foreignURL(c.base.String(), "/session"), bytes.NewReader(log), int64(len(log)), &ChunkOptions{
		Progress: func(sent int64) { fmt.Println(sent>>20, "MiB") },
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(v.Name.Get())
	// Output:
	// 10 MiB
	// 10 MiB
	// 20 MiB
	// log.bin
}

func ExampleBatch() {
	ctx := context.Background()
	c, done := harborServer()
	defer done()
	var b Batch
	aurora := b.Add(GetVesselRequest(ctx, "7", nil))
	missing := b.Add(GetVesselRequest(ctx, "8", nil))
	if err := b.Send(ctx, c); err != nil {
		fmt.Println(err)
		return
	}
	v, err := BatchOne[Vessel](aurora)
	fmt.Println(v.Name.Get(), err)
	fmt.Println(missing.Err())
	// Output:
	// Aurora <nil>
	// GET /v1.0/vessels/8: 404 Not Found: NoVessel: There is no vessel 8.
}

func ExampleAwait() {
	ctx := context.Background()
	c, done := harborServer()
	defer done()
	req, err := NewRequest(ctx, http.MethodPost, "/vessels/{id}/refit", nil, nil, "7")
	if err != nil {
		fmt.Println(err)
		return
	}
	monitor, err := Begin(c, req)
	if err != nil {
		fmt.Println(err)
		return
	}
	work, err := Await[refit](ctx, c, monitor)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(work.VesselID)
	// Output: 7
}

func ExampleWork() {
	ctx := context.Background()
	c, done := harborServer()
	defer done()
	work, err := RefitVessel(ctx, c, "7", nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	refit, err := work.Await(ctx)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(refit.VesselID)
	// Output: 7
}

func ExampleGetManifest() {
	ctx := context.Background()
	c, done := harborServer()
	defer done()
	report, err := GetManifest(ctx, c, "7", nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer report.Close()
	_, err = io.Copy(os.Stdout, report)
	fmt.Println(err)
	// Output:
	// crates,12
	// <nil>
}

// logging is a transport that logs each request and its status.
type logging struct {
	http.RoundTripper
	log *slog.Logger
}

func (l logging) RoundTrip(r *http.Request) (*http.Response, error) {
	res, err := l.RoundTripper.RoundTrip(r)
	if err != nil {
		l.log.ErrorContext(r.Context(), "failed", "method", r.Method, "path", r.URL.Path, "error", err)
		return nil, err
	}
	l.log.InfoContext(r.Context(), "answered", "method", r.Method, "path", r.URL.Path, "status", res.StatusCode)
	return res, nil
}

// All requests go through the transport: here three pages of a list, and a
// download with a redirect to another origin. The transport logs neither
// headers nor the query, which may be secret.
func ExampleWithTransport() {
	ctx := context.Background()
	base, done := harborServer()
	defer done()
	log := slog.New(slog.NewTextHandler(os.Stdout, withoutTime))
	c := NewClient(nil, WithBaseURL(base.base.String()), WithToken(secretToken), WithTransport(logging{http.DefaultTransport, log}))
	for _, err := range ListVessels(ctx, c, nil) {
		if err != nil {
			fmt.Println(err)
			return
		}
	}
	manifest, err := GetManifest(ctx, c, "7", nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer manifest.Close()
	// Output:
	// level=INFO msg=answered method=GET path=/v1.0/vessels status=200
	// level=INFO msg=answered method=GET path=/v1.0/vessels status=200
	// level=INFO msg=answered method=GET path=/v1.0/vessels status=200
	// level=INFO msg=answered method=GET path=/v1.0/vessels/7/manifest status=302
	// level=INFO msg=answered method=GET path=/files/manifest.csv status=200
}

func ExampleSend() {
	ctx := context.Background()
	c, done := harborServer()
	defer done()
	req, err := NewRequest(ctx, http.MethodGet, "/work/{id}", nil, nil, 1)
	if err != nil {
		fmt.Println(err)
		return
	}
	work, err := Send[json.RawMessage](c, req)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(string(*work))
	// Output: {"status":"succeeded","vesselId":"7"}
}

func ExampleWhere() {
	since := time.Date(2026, 3, 1, 6, 30, 0, 0, time.UTC)
	fmt.Println(Where("name eq {} and crew gt {} and arrival ge {}", "Queen's Pride", 3, since))
	fmt.Println(Where("flag in {} and startswith(name,'N-{}')", []Flag{FlagMalta, FlagNorway}, "it's"))
	// Output:
	// name eq 'Queen''s Pride' and crew gt 3 and arrival ge 2026-03-01T06:30:00Z
	// flag in ('malta','norway') and startswith(name,'N-it''s')
}

func ExampleBytes() {
	ctx := context.Background()
	c, done := harborServer()
	defer done()
	manifest, err := GetManifest(ctx, c, "7", &DownloadOptions{Range: Bytes(0, 6)})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer manifest.Close()
	_, err = io.Copy(os.Stdout, manifest)
	fmt.Println(err)
	// Output: crates<nil>
}

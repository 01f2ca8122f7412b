package fake

import (
	"bytes"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
)

// maxBatch is the maximum number of requests in a batch.
const maxBatch = 20

// batched is a request of a batch.
type batched struct {
	ID        string            `json:"id"`
	Method    string            `json:"method"`
	URL       string            `json:"url"`
	Headers   map[string]string `json:"headers"`
	Body      json.RawMessage   `json:"body"`
	DependsOn []string          `json:"dependsOn"`
}

// batch answers the requests of a batch one by one, in their order (OData JSON
// Format 4.01, section 19).
func (s *Server) batch(r *http.Request, ask *asked) *reply {
	var sent struct {
		Requests []batched `json:"requests"`
	}
	if err := json.Unmarshal(ask.text, &sent); err != nil || len(sent.Requests) == 0 || len(sent.Requests) > maxBatch {
		return refuse(bad("A batch is an object with 1 to 20 requests."))
	}
	if err := checkBatch(sent.Requests); err != nil {
		return refuse(err)
	}
	var responses []any
	failed := map[string]bool{}
	for _, q := range sent.Requests {
		if slices.ContainsFunc(q.DependsOn, func(id string) bool { return failed[id] }) {
			failed[q.ID] = true
			responses = append(responses, map[string]any{"id": q.ID, "status": http.StatusFailedDependency})
			continue
		}
		one, err := http.NewRequestWithContext(r.Context(), q.Method, ask.self+"/"+strings.TrimPrefix(q.URL, "/"), bytes.NewReader(q.Body))
		if err != nil || strings.HasPrefix(strings.TrimPrefix(q.URL, "/"), "$batch") {
			return refuse(bad("The request '%s' can't be part of a batch.", q.ID))
		}
		if bearer := r.Header.Values("Authorization"); len(bearer) > 0 {
			one.Header["Authorization"] = bearer
		}
		for name, value := range q.Headers {
			one.Header.Set(name, value)
		}
		w := &recorder{header: http.Header{}}
		s.ServeHTTP(w, one)
		failed[q.ID] = w.status >= 400
		responses = append(responses, w.response(q.ID))
	}
	return &reply{status: http.StatusOK, value: map[string]any{"responses": responses}}
}

// checkBatch checks what the requests of a batch need besides what requests need that
// are sent alone.
func checkBatch(requests []batched) error {
	ids := map[string]bool{}
	for _, q := range requests {
		_, typed := lookup(anyOf(q.Headers), "Content-Type")
		switch {
		case q.ID == "" || q.Method == "" || q.URL == "":
			return bad("Each request of a batch must have an id, a method and a url.")
		case ids[q.ID]:
			return bad("Two requests of the batch have the id '%s'.", q.ID)
		case len(q.Body) > 0 && !typed:
			return bad("The request '%s' of the batch has a body and no header Content-Type.", q.ID)
		}
		for _, id := range q.DependsOn {
			if !ids[id] {
				return bad("The request '%s' depends on '%s', which is not before it in the batch.", q.ID, id)
			}
		}
		ids[q.ID] = true
	}
	return nil
}

func anyOf(headers map[string]string) map[string]any {
	all := map[string]any{}
	for name, value := range headers {
		all[name] = value
	}
	return all
}

// recorder is a ResponseWriter that keeps the response.
type recorder struct {
	header http.Header
	status int
	body   bytes.Buffer
}

// Header returns the header of the response.
func (w *recorder) Header() http.Header { return w.header }

// WriteHeader keeps the status.
func (w *recorder) WriteHeader(status int) { w.status = status }

// Write appends to the body.
func (w *recorder) Write(text []byte) (int, error) { return w.body.Write(text) }

// response returns the response in the form of a batch. A body that is not JSON
// is base64.
func (w *recorder) response(id string) map[string]any {
	headers := map[string]string{}
	for name := range w.header {
		headers[name] = w.header.Get(name)
	}
	response := map[string]any{"id": id, "status": w.status, "headers": headers}
	if text := w.body.Bytes(); json.Valid(text) {
		response["body"] = json.RawMessage(text)
	} else if len(text) > 0 {
		response["body"] = text
	}
	return response
}

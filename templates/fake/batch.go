package fake

import (
	"bytes"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
)

// maxBatch is how many requests a batch may have.
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

// batch answers the requests of a batch, each as if it had come by itself, in
// the order in which they stand (OData JSON Format 4.01, section 19).
func (s *Server) batch(r *http.Request, ask *asked) *reply {
	var sent struct {
		Requests []batched `json:"requests"`
	}
	if err := json.Unmarshal(ask.text, &sent); err != nil || len(sent.Requests) == 0 || len(sent.Requests) > maxBatch {
		return refuse(bad("A batch is an object with 1 to 20 requests."))
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
			return refuse(bad("The request '%s' of the batch is none that can be in one.", q.ID))
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

// recorder keeps an answer.
type recorder struct {
	header http.Header
	status int
	body   bytes.Buffer
}

// Header returns the header of the answer.
func (w *recorder) Header() http.Header { return w.header }

// WriteHeader keeps the status.
func (w *recorder) WriteHeader(status int) { w.status = status }

// Write keeps a part of the body.
func (w *recorder) Write(text []byte) (int, error) { return w.body.Write(text) }

// response returns what was kept as a batch has it. A body that is no JSON is in
// base64.
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

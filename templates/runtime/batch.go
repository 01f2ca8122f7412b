package runtime

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
)

// maxBatch is the maximum number of requests in a batch.
const maxBatch = 20

// A Batch sends up to 20 requests in one call, to the $batch URL of the
// service. The zero Batch is empty. The functions named New…Request build the
// requests:
//
//	var b Batch
//	vessel := b.Add(NewGetVesselRequest(ctx, "7", nil))
//	berths := b.Add(NewListBerthsRequest(ctx, nil))
//	if err := b.Send(ctx, c); err != nil {
//		return err // the batch failed
//	}
//	v, err := BatchOne[Vessel](vessel)
//	…
//	for berth, err := range BatchPages[*Berth](berths) {
//
// Each request succeeds or fails on its own. If the service throttles requests
// or is unavailable for them, they are sent again in another batch, together
// with the requests that depend on them. The limits of [WithRetry] apply.
type Batch struct{ items []*BatchItem }

// A BatchItem is a request of a [Batch]. After the batch is sent, it has the
// response too.
type BatchItem struct {
	StatusCode int // 0 if there is no response
	Header     http.Header
	// Body is JSON. A body that is not JSON is a base64 string; use
	// BatchValue[[]byte] to read it.
	Body json.RawMessage

	req   *http.Request
	err   error
	after []*BatchItem
	c     *Client
	token string
}

// Add adds a request. Its arguments are the results of a function named
// New…Request. If err is not nil, Send returns it.
func (b *Batch) Add(req *http.Request, err error) *BatchItem {
	item := &BatchItem{req: req, err: err}
	b.items = append(b.items, item)
	return item
}

// After makes the request depend on others, which must have been added before
// it. The service starts the request after the others have succeeded. If one of
// them fails, the request fails with status 424.
func (i *BatchItem) After(others ...*BatchItem) *BatchItem {
	i.after = append(i.after, others...)
	return i
}

// Send sends the requests. The error is that of the batch as a whole; the
// result of each request is in its item. If the batch is invalid, nothing is
// sent. If Send fails later, items that have a response keep it.
func (b *Batch) Send(ctx context.Context, c *Client) error {
	pending := b.items
	for attempt := 1; len(pending) > 0; attempt++ {
		if err := b.sendItems(ctx, c, pending); err != nil {
			return fmt.Errorf("batch: %w", err)
		}
		again, wait := refused(pending)
		if len(again) == 0 || attempt >= c.attempts || wait > c.maxWait {
			return nil
		}
		if err := sleep(ctx, min(max(c.wait(attempt, nil), wait), c.maxWait)); err != nil {
			return fmt.Errorf("batch: %w while waiting to send %d requests again", err, len(again))
		}
		pending = again
	}
	return nil
}

// refused returns the items to send again, in order, and how long the service
// asks to wait.
func refused(items []*BatchItem) (again []*BatchItem, wait time.Duration) {
	for _, i := range items {
		var e *Error
		switch err := i.Err(); {
		case !errors.As(err, &e):
		case repeatable(i.req, err):
			wait = max(wait, e.RetryAfter)
			again = append(again, i)
		case e.StatusCode == http.StatusFailedDependency && canRepeat(i.req) && i.isAfterAny(again):
			again = append(again, i)
		}
	}
	return again, wait
}

func (i *BatchItem) isAfterAny(others []*BatchItem) bool {
	return slices.ContainsFunc(i.after, func(other *BatchItem) bool { return slices.Contains(others, other) })
}

// sendItems sends the given items.
func (b *Batch) sendItems(ctx context.Context, c *Client, items []*BatchItem) error {
	text, err := b.wireText(c, items)
	if err != nil {
		return err
	}
	req, err := newRequest(ctx, http.MethodPost, "/$batch", nil, nil, text)
	if err != nil {
		return err
	}
	return receive(c, req, func(a answer) error { return b.takeAnswers(c, items, a) })
}

// batchRequest is the JSON of a request in a batch (OData JSON Format 4.01,
// section 19.1).
type batchRequest struct {
	ID        string            `json:"id"`
	Method    string            `json:"method"`
	URL       string            `json:"url"`
	Headers   map[string]string `json:"headers,omitempty"`
	Body      json.RawMessage   `json:"body,omitempty"`
	DependsOn []string          `json:"dependsOn,omitempty"`
}

// wireText returns the body of a batch of the given items.
func (b *Batch) wireText(c *Client, items []*BatchItem) (json.RawMessage, error) {
	if c.err != nil {
		return nil, c.err
	}
	if len(b.items) > maxBatch {
		return nil, fmt.Errorf("%d requests: a batch takes %d at most", len(b.items), maxBatch)
	}
	var batch struct {
		Requests []batchRequest `json:"requests"`
	}
	for n, item := range b.items {
		if !slices.Contains(items, item) {
			continue
		}
		r, err := b.wireRequest(c, n, items)
		if err != nil {
			return nil, fmt.Errorf("request %d: %w", n+1, err)
		}
		batch.Requests = append(batch.Requests, r)
	}
	return json.Marshal(batch)
}

// wireRequest returns the JSON of request n in a batch of the given items.
// Dependencies outside of these items have succeeded and are left out.
func (b *Batch) wireRequest(c *Client, n int, items []*BatchItem) (r batchRequest, err error) {
	item := b.items[n]
	if item.err != nil {
		return r, item.err
	}
	r = batchRequest{ID: strconv.Itoa(n + 1), Method: item.req.Method, Headers: make(map[string]string)}
	for name, values := range item.req.Header {
		if name != "Authorization" { // sent with the batch
			r.Headers[name] = strings.Join(values, ",")
		}
	}
	for _, other := range item.after {
		at := slices.Index(b.items[:n], other)
		if at < 0 {
			return r, errors.New("it depends on a request that was not added before it: call Add for that one first")
		}
		if slices.Contains(items, other) {
			r.DependsOn = append(r.DependsOn, strconv.Itoa(at+1))
		}
	}
	if r.URL, err = c.belowBase(item.req); err != nil {
		return r, err
	}
	r.Body, err = c.batchBody(item.req)
	return r, err
}

// belowBase returns the URL of a request relative to the base URL.
func (c *Client) belowBase(req *http.Request) (string, error) {
	target, err := c.target(req.URL)
	if err != nil {
		return "", err
	}
	path, ok := strings.CutPrefix(target.EscapedPath(), c.base.EscapedPath())
	if !ok || !strings.HasPrefix(path, "/") || !sameOrigin(target, c.base) {
		return "", errors.New("its URL is not below the base URL")
	}
	if target.RawQuery != "" {
		path += "?" + target.RawQuery
	}
	return path, nil
}

// batchBody returns the body of a request as JSON in a batch. Other media types
// are base64.
func (c *Client) batchBody(req *http.Request) (json.RawMessage, error) {
	body := req.Body
	if req.GetBody != nil {
		var err error
		if body, _, err = c.bodyOf(req); err != nil {
			return nil, err
		}
	}
	if body == nil {
		return nil, nil
	}
	defer body.Close()
	text, err := io.ReadAll(body)
	if err != nil || len(text) == 0 {
		return nil, err
	}
	if !strings.Contains(req.Header.Get("Content-Type"), "json") {
		return json.Marshal(base64.StdEncoding.EncodeToString(text))
	}
	return text, nil
}

// takeAnswers assigns the responses to the items. They can have any order.
func (b *Batch) takeAnswers(c *Client, items []*BatchItem, a answer) error {
	var batch struct {
		Responses []struct {
			ID      string          `json:"id"`
			Status  int             `json:"status"`
			Headers json.RawMessage `json:"headers"`
			Body    json.RawMessage `json:"body"`
		} `json:"responses"`
	}
	if err := decode(a.body, &batch); err != nil {
		return err
	}
	for _, i := range items {
		i.StatusCode, i.Header, i.Body = 0, nil, nil
	}
	for _, r := range batch.Responses {
		n, err := strconv.Atoi(r.ID)
		if err != nil || n < 1 || n > len(b.items) || !slices.Contains(items, b.items[n-1]) {
			return fmt.Errorf("unexpected response to request %q, which was not sent", clip([]byte(r.ID)))
		}
		item := b.items[n-1]
		item.StatusCode, item.Header, item.Body = r.Status, batchHeader(r.Headers), r.Body
		item.c, item.token = c, a.token
	}
	return nil
}

// batchHeader reads the headers of a response.
func batchHeader(raw json.RawMessage) http.Header {
	h := make(http.Header)
	var values map[string]any
	if json.Unmarshal(raw, &values) == nil {
		for name, value := range values {
			h.Set(name, fmt.Sprint(value))
		}
	}
	return h
}

// Err returns the error of the request: an [Error] as if it had been sent
// alone, or an error if the batch has no response for it. It returns nil if the
// request succeeded.
func (i *BatchItem) Err() error { return i.useAnswer(func(answer) error { return nil }) }

// useAnswer calls use with the answer if the request succeeded.
func (i *BatchItem) useAnswer(use func(answer) error) error {
	if i.err != nil {
		return i.err
	}
	if i.StatusCode == 0 {
		return fmt.Errorf("%s %s: no response in the batch", i.req.Method, i.req.URL.EscapedPath())
	}
	a := answer{i.req.Method, i.StatusCode, i.Header, i.Body, i.token}
	var err error
	if a.status >= 300 {
		err = failure(a)
	} else {
		err = use(a)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", i.c.requestName(i.req), err)
	}
	return nil
}

// BatchOne returns the response to a request for one T. If there is none, the
// error is [ErrNoContent], or nil as described there.
func BatchOne[T any](i *BatchItem) (*T, error) {
	x := new(T)
	if err := i.useAnswer(func(a answer) error { return readOne(a, x) }); err != nil {
		return nil, err
	}
	return x, nil
}

// BatchValue returns the response to a request for a value, such as a number.
// For bytes, use BatchValue[[]byte]. If there is no value, the error is
// [ErrNoContent].
func BatchValue[T any](i *BatchItem) (x T, err error) {
	err = i.useAnswer(func(a answer) error {
		a.header = nil // text is JSON in a batch
		return readValue(a, &x)
	})
	return x, err
}

// BatchPages returns the items of a list. The first page is in the batch; each
// following page is fetched when it is needed.
func BatchPages[T any](i *BatchItem) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var items []T
		var info pageInfo
		err := i.useAnswer(func(a answer) error { return readPage(a, reflect.ValueOf(&items).Elem(), &info) })
		if !yieldAll(i.c, i.req, items, info.misfits, yield) || err == nil && info.next == "" {
			return
		}
		req := i.req
		if err == nil {
			req, err = i.c.next(req, info.next)
		}
		walk(i.c, req, err, yield)
	}
}

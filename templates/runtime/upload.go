package runtime

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// ChunkOptions are the options of [UploadChunks].
type ChunkOptions struct {
	// Size is the number of bytes in a chunk. It must be a multiple of 320 KiB
	// (327,680). The default is 10 MiB.
	Size int64
	// Resume asks the service first which bytes it has. Set it for a session
	// that an earlier call or another program has partly filled.
	Resume bool
	// Deferred means that the session was created with deferCommit: the service
	// creates the file when it receives [CommitUpload]. The upload is done when
	// the service has all bytes, and the T is empty.
	Deferred bool
	// Progress is called after each chunk with the number of bytes that the
	// service has.
	Progress func(sent int64)
}

// chunkUnit is the number of bytes that the size of a chunk must be a multiple
// of.
const chunkUnit = 320 << 10

// UploadError is the error of an upload that stopped. The session remains.
// Unless Gone is set, call [UploadChunks] with Resume to continue, or
// [CancelUpload] to delete the session.
type UploadError struct {
	// Taken is the number of bytes that the service has confirmed, of the Size
	// bytes in total. If they are equal, the service has not returned the
	// result of the upload.
	Taken, Size int64
	// Gone is set if the service no longer knows the session. Create another
	// session and send all bytes.
	Gone bool
	Err  error
}

// Error returns the number of bytes sent and the cause.
func (e *UploadError) Error() string {
	return fmt.Sprintf("upload: stopped at %d of %d bytes: %v", e.Taken, e.Size, e.Err)
}

// Unwrap returns Err.
func (e *UploadError) Unwrap() error { return e.Err }

// UploadChunks sends size bytes of content to an upload session, and returns
// the result of the upload. The URL of the session is in the response of the
// operation that creates it:
//
//	session, err := CreateUploadSession(ctx, c, id, nil, nil)
//	…
//	item, err := UploadChunks[DriveItem](ctx, c, session.UploadURL.Get(), file, size, nil)
//
// The URL carries its own authorization, so the token is not sent. Chunks are
// sent in order. If a chunk fails because the connection breaks or the service
// has an error, UploadChunks asks the service which bytes are missing and
// continues there. [WithRetry] limits the number of consecutive failures.
// UploadChunks also asks if a response does not list the missing bytes.
//
// The upload is done when the service responds to the last bytes with the
// result. The T is empty if the service responds with 201 and no body, as it
// does for attachments. Any other end of the upload is an [UploadError].
func UploadChunks[T any](ctx context.Context, c *Client, uploadURL string, content io.ReaderAt, size int64, opts *ChunkOptions) (*T, error) {
	x := new(T)
	u := &upload{c: c, content: content, size: size}
	if opts != nil {
		u.ChunkOptions = *opts
	}
	if err := u.run(ctx, uploadURL, x); err != nil {
		return nil, err
	}
	return x, nil
}

// CommitUpload completes an upload session that was created with deferCommit,
// after [UploadChunks] has sent all bytes.
func CommitUpload[T any](ctx context.Context, c *Client, uploadURL string) (*T, error) {
	x := new(T)
	u := &upload{c: c}
	err := u.openSession(uploadURL)
	if err == nil {
		err = u.sendToSession(ctx, http.MethodPost, nil, func(a answer) error { return u.readCommitted(a, x) })
	}
	if err != nil {
		return nil, fmt.Errorf("upload: commit: %w", err)
	}
	return x, nil
}

// CancelUpload deletes an upload session and its bytes.
func CancelUpload(ctx context.Context, c *Client, uploadURL string) error {
	u := &upload{c: c}
	err := u.openSession(uploadURL)
	if err == nil {
		err = u.sendToSession(ctx, http.MethodDelete, nil, func(answer) error { return nil })
	}
	if err != nil {
		return fmt.Errorf("upload: cancel: %w", err)
	}
	return nil
}

// Errors of an upload without a failed request.
var (
	errNoSession = errors.New("the URL of the session is empty: use the one in the response to the request that creates the session")
	errSameBytes = errors.New("the service asks for the same bytes again")
	errUnsaid    = errors.New("the service doesn't report which bytes it has")
	errNotMade   = errors.New("the service has all bytes and returned no result: if the session was created with deferCommit, set ChunkOptions.Deferred and call CommitUpload")
)

// upload is the state of an upload to a session.
type upload struct {
	ChunkOptions
	c       *Client
	url     string
	content io.ReaderAt
	size    int64

	lacks  spans // the bytes that the service lacks, as far as it has reported them
	unsent spans // the bytes that this call has not sent; empty if the session was partly filled before
}

// span is the range of bytes with offsets from up to, but not including, to.
type span struct{ from, to int64 }

// spans are sorted and do not touch each other.
type spans []span

// bytes returns the total number of bytes.
func (l spans) bytes() (n int64) {
	for _, s := range l {
		n += s.to - s.from
	}
	return n
}

// without returns the parts of the spans outside of s.
func (l spans) without(s span) (rest spans) {
	for _, have := range l {
		if before := (span{have.from, min(have.to, s.from)}); before.from < before.to {
			rest = append(rest, before)
		}
		if after := (span{max(have.from, s.to), have.to}); after.from < after.to {
			rest = append(rest, after)
		}
	}
	return rest
}

// openSession checks the URL of the session. Its errors do not contain the URL,
// which gives write access to the session.
func (u *upload) openSession(uploadURL string) error {
	if u.c.err != nil {
		return u.c.err
	}
	target, err := url.Parse(uploadURL)
	switch {
	case uploadURL == "":
		return errNoSession
	case err != nil:
		return fmt.Errorf("%w: it can't be parsed", ErrForeign)
	}
	u.url = uploadURL
	return checkForeign(target)
}

// run sends the bytes and reads the result into the value that x points to.
func (u *upload) run(ctx context.Context, uploadURL string, x any) error {
	if err := u.openSession(uploadURL); err != nil {
		return fmt.Errorf("upload: %w", err)
	}
	if u.Size == 0 {
		u.Size = 32 * chunkUnit
	}
	if u.Size < 0 || u.Size%chunkUnit != 0 {
		return fmt.Errorf("upload: chunks of %d bytes: the size must be a multiple of %d", u.Size, int64(chunkUnit))
	}
	if u.size <= 0 {
		return errors.New("upload: the content is empty")
	}
	return u.fill(ctx, x)
}

// fill sends the bytes in chunks of any size.
func (u *upload) fill(ctx context.Context, x any) error {
	u.lacks = spans{{0, u.size}}
	if !u.Resume {
		u.unsent = u.lacks
	}
	if err := u.sendAll(ctx, x); err != nil {
		return &UploadError{
			Taken: u.size - u.lacks.bytes(), Size: u.size, Err: err,
			Gone: errors.Is(err, ErrNotFound) || errors.Is(err, ErrGone),
		}
	}
	return nil
}

// sendAll sends the bytes that the service lacks, and asks for them if they are
// unknown, until the upload is done or makes no progress.
func (u *upload) sendAll(ctx context.Context, x any) error {
	p := pace{least: u.size, ask: u.Resume, free: true}
	for {
		done, said, err := u.sendNext(ctx, p.ask, x)
		if done || err != nil && !u.resumable(ctx, err) {
			return err
		}
		if p.goesOn(u.lacks.bytes(), said, err) {
			continue
		}
		err = cmp.Or(err, u.standstill(said))
		if p.failed >= u.c.attempts || u.c.tooLong(err) {
			return err
		}
		if waitErr := sleep(ctx, u.c.wait(p.failed, err)); waitErr != nil {
			return fmt.Errorf("%w while waiting to resume after: %w", waitErr, err)
		}
	}
}

// pace is the progress of an upload.
type pace struct {
	least  int64 // the minimum number of bytes that the service lacked so far
	failed int   // the number of consecutive responses without progress
	ask    bool  // ask the service which bytes it lacks
	free   bool  // the next question does not count as a failure
}

// goesOn records the result of a response: the number of bytes that the service
// lacks, and whether the response listed them. It reports whether the upload
// made progress.
func (p *pace) goesOn(lacking int64, said bool, err error) bool {
	asked := p.ask
	p.ask = !said || lacking == 0
	switch {
	case said && lacking < p.least:
		p.least, p.failed, p.free = lacking, 0, true
		return true
	case err == nil && (asked && p.free || !asked && !said):
		p.free = false // only once: the next response may be no better
		return true
	}
	p.free = true
	p.failed++
	return false
}

// standstill returns the error for a successful response without progress.
func (u *upload) standstill(said bool) error {
	switch {
	case !said:
		return errUnsaid
	case len(u.lacks) == 0:
		return errNotMade
	}
	return errSameBytes
}

// resumable reports whether an upload that stopped with err can continue after
// the service has reported what it lacks.
func (u *upload) resumable(ctx context.Context, err error) bool {
	if ctx.Err() != nil || errors.Is(err, ErrTooLarge) {
		return false
	}
	var e *Error
	if !errors.As(err, &e) {
		return true
	}
	switch e.StatusCode {
	case http.StatusRequestedRangeNotSatisfiable:
		u.unsent = nil // the session was partly filled before
		return true
	case http.StatusRequestTimeout, http.StatusTooManyRequests,
		http.StatusInternalServerError, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true
	}
	return e.StatusCode < 300 // an error in a successful response
}

// sendNext sends the first chunk that the service lacks, or asks for the
// missing bytes. It reports whether the upload is done, and otherwise whether
// the response lists the missing bytes.
func (u *upload) sendNext(ctx context.Context, ask bool, x any) (done, said bool, err error) {
	method, chunk := http.MethodGet, span{}
	if !ask {
		method, chunk = http.MethodPut, u.lacks[0]
		chunk.to = min(chunk.to, chunk.from+u.Size)
		u.unsent = u.unsent.without(chunk)
	}
	err = u.sendToSession(ctx, method, &chunk, func(a answer) error {
		state, err := readSession(a.body, u.size)
		if err != nil {
			return err
		}
		if said = state.said; said {
			u.lacks = state.lacks
		}
		if done = u.isDone(a, chunk, state); !done {
			return nil
		}
		reflect.ValueOf(x).Elem().SetZero() // an earlier response may have left values
		if !state.item {
			return nil
		}
		return readOne(a, x)
	})
	if err != nil {
		return false, false, err
	}
	if done {
		u.lacks = nil
	}
	if u.Progress != nil && (done || said) {
		u.Progress(u.size - u.lacks.bytes())
	}
	return done, said, nil
}

// isDone reports whether a response ends the upload. This is the response to
// the last missing bytes if it has the result. For a deferred upload, it is a
// response that lists no missing bytes.
func (u *upload) isDone(a answer, chunk span, state sessionState) bool {
	switch {
	case len(u.unsent) > 0:
		return false // whatever the response says, the service can't have all bytes
	case u.Deferred && state.said:
		return len(u.lacks) == 0
	case chunk.to == 0 || state.said && len(u.lacks) > 0 || len(u.lacks.without(chunk)) > 0:
		return false
	}
	return a.status == http.StatusCreated || a.status == http.StatusOK && state.item
}

// sendToSession sends one request to the session, with a chunk if that is not
// empty.
func (u *upload) sendToSession(ctx context.Context, method string, chunk *span, use func(answer) error) error {
	req, err := http.NewRequestWithContext(ctx, method, u.url, nil)
	if err != nil {
		return bare(err)
	}
	if chunk != nil && chunk.to > 0 {
		length := chunk.to - chunk.from
		req.GetBody = func() (io.ReadCloser, error) {
			return io.NopCloser(io.NewSectionReader(u.content, chunk.from, length)), nil
		}
		req.Body, _ = req.GetBody()
		req.ContentLength = length
		req.Header.Set("Content-Type", "application/octet-stream")
		req.Header.Set("Content-Range", fmt.Sprintf("bytes %d-%d/%d", chunk.from, chunk.to-1, u.size))
	}
	return receiveFrom(u.c, req, u.c.sendForeign, use)
}

// readCommitted reads the result of an upload.
func (u *upload) readCommitted(a answer, x any) error {
	state, err := readSession(a.body, 1<<62)
	if err != nil {
		return err
	}
	if state.said || a.status == http.StatusAccepted {
		return errors.New("the service returned no result: it may lack some of the bytes")
	}
	if len(a.body) == 0 {
		return nil
	}
	return readOne(a, x)
}

// sessionState is the content of a response of an upload session.
type sessionState struct {
	said  bool  // the response lists the missing bytes
	lacks spans // the missing bytes
	item  bool  // the response has the result of the upload
}

// readSession reads the response of a session of size bytes. The response is an
// object with the missing ranges, or the result of the upload.
func readSession(body []byte, size int64) (state sessionState, err error) {
	d := decoder{src: body}
	if d.peek(); d.pos == len(body) {
		return state, nil
	}
	if err := d.open('{', "an object"); err != nil {
		return state, err
	}
	for first := true; ; first = false {
		more, err := d.more('}', first)
		if err != nil {
			return state, err
		}
		if !more {
			break
		}
		key, err := d.key()
		if err != nil {
			return state, err
		}
		name := string(key)
		value, err := d.skip()
		if err != nil {
			return state, err
		}
		switch {
		case strings.EqualFold(name, "nextExpectedRanges"):
			if err := state.addRanges(value, size); err != nil {
				return state, within(name, err)
			}
		case strings.Contains(name, "@") || strings.EqualFold(name, "expirationDateTime") || strings.EqualFold(name, "uploadUrl"):
		default:
			state.item = true
		}
	}
	return state, d.end()
}

// addRanges adds the missing ranges of a session: "26-", "26-99" or, for
// attachments, "26".
func (s *sessionState) addRanges(text []byte, size int64) error {
	var ranges []string
	if string(text) == "null" {
		return nil
	}
	if err := decode(text, &ranges); err != nil {
		return err
	}
	s.said = true
	for i, r := range ranges {
		lacks, ok := parseRange(r, size)
		if !ok {
			return within("["+strconv.Itoa(i)+"]", fmt.Errorf("want a range of the %d bytes, have %q", size, clip([]byte(r))))
		}
		s.lacks = append(s.lacks.without(lacks), lacks)
	}
	slices.SortFunc(s.lacks, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	return nil
}

func parseRange(text string, size int64) (s span, ok bool) {
	first, last, _ := strings.Cut(text, "-")
	from, err := strconv.ParseUint(first, 10, 63)
	if err != nil {
		return s, false
	}
	s = span{int64(from), size}
	if last != "" {
		to, err := strconv.ParseUint(last, 10, 63)
		if err != nil {
			return s, false
		}
		s.to = int64(min(to, uint64(size)-1)) + 1
	}
	return s, s.from < s.to
}

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

// ChunkOptions change how [UploadChunks] goes about it.
type ChunkOptions struct {
	// Size is how many bytes are sent at a time: a multiple of 320 KiB (327,680),
	// as services ask for. Without it they are 10 MiB.
	Size int64
	// Resume asks the service first which bytes it has already. It is for a session
	// that an earlier call, or another program, has begun to fill.
	Resume bool
	// Deferred says that the session was created with deferCommit: the service makes
	// nothing of the bytes before [CommitUpload] asks for it. The upload is done when
	// the service says that it has all of them, and the T is empty.
	Deferred bool
	// Progress is told after each chunk how many bytes the service has got.
	Progress func(sent int64)
}

// chunkUnit is what the size of a chunk has to be a multiple of.
const chunkUnit = 320 << 10

// UploadError is an upload that has come to a stop. The session is left as it
// is: unless it is gone, call [UploadChunks] with Resume to go on, or
// [CancelUpload] to give up.
type UploadError struct {
	// Taken is how many bytes the service is known to have, of the Size that there
	// are. Where it has all, it has not said what it made of them.
	Taken, Size int64
	// Gone is set where the service no longer knows the session. It takes another
	// one, from the first byte on.
	Gone bool
	Err  error
}

// Error says how far it came, and why no further.
func (e *UploadError) Error() string {
	return fmt.Sprintf("upload: stopped at %d of %d bytes: %v", e.Taken, e.Size, e.Err)
}

// Unwrap returns Err.
func (e *UploadError) Unwrap() error { return e.Err }

// UploadChunks sends content, which has size bytes, to an upload session, and
// returns what the service makes of it. The session's URL is in the answer of
// the operation that creates one:
//
//	session, err := CreateUploadSession(ctx, c, id, nil, nil)
//	…
//	item, err := UploadChunks[DriveItem](ctx, c, session.UploadURL.Get(), file, size, nil)
//
// The URL carries its own authorization: the client's token is not sent there.
// Chunks go one after the other. Where one fails because the connection breaks
// or the service is in trouble, the service is asked which bytes it lacks and
// the upload goes on from there, as often in a row as [WithRetry] allows
// attempts. It is also asked where an answer doesn't say.
//
// It is done when the service has answered the last of the bytes that it lacks
// with what it made of them. The T is empty where it has created something and
// says no more (201 without a body), as for attachments. Anything else that an
// upload ends with is an [UploadError].
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
// once [UploadChunks] has sent all bytes.
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

// CancelUpload deletes an upload session and the bytes that it got.
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

// What stops an upload, or keeps it from beginning, that no request failed of.
var (
	errNoSession = errors.New("the URL of the session is empty: the answer to the request that creates one has it")
	errSameBytes = errors.New("the service asks for the same bytes again")
	errUnsaid    = errors.New("the service doesn't say which bytes it has")
	errNotMade   = errors.New("the service has all bytes and doesn't say what it made of them: if the session was created with deferCommit, set ChunkOptions.Deferred and call CommitUpload")
)

// upload is the filling of an upload session.
type upload struct {
	ChunkOptions
	c       *Client
	url     string
	content io.ReaderAt
	size    int64

	lacks  spans // what the service lacks, as far as it has said
	unsent spans // what this call has not sent; none where the session was begun before it
}

// span is the bytes from one offset up to another.
type span struct{ from, to int64 }

// spans are spans in order, none of which touches the next.
type spans []span

// bytes returns how many bytes there are in all spans.
func (l spans) bytes() (n int64) {
	for _, s := range l {
		n += s.to - s.from
	}
	return n
}

// without returns what of the spans is not in s.
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

// openSession checks the session's URL. No error repeats it: who has it can write to
// the session.
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

// run fills the session and reads what comes of it into what x points to.
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
		return errors.New("upload: there are no bytes to send")
	}
	return u.fill(ctx, x)
}

// fill fills the session, in chunks of any size.
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

// sendAll sends what the service lacks, and asks what that is where it isn't known,
// until the upload is done or comes no further.
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
			return fmt.Errorf("%w while waiting to go on after what failed: %w", waitErr, err)
		}
	}
}

// pace is how an upload gets on.
type pace struct {
	least  int64 // the fewest bytes that the service has lacked so far
	failed int   // how many answers in a row have led no further
	ask    bool  // the service is to be asked what it lacks
	free   bool  // that it is asked is no failure
}

// goesOn notes what an answer has led to: how many bytes the service lacks, and
// whether it has said so. It reports whether the upload goes on without a failure.
func (p *pace) goesOn(lacking int64, said bool, err error) bool {
	asked := p.ask
	p.ask = !said || lacking == 0
	switch {
	case said && lacking < p.least:
		p.least, p.failed, p.free = lacking, 0, true
		return true
	case err == nil && (asked && p.free || !asked && !said):
		p.free = false // once: it may answer no better the next time
		return true
	}
	p.free = true
	p.failed++
	return false
}

// standstill says why an answer, by which nothing failed, leads no further.
func (u *upload) standstill(said bool) error {
	switch {
	case !said:
		return errUnsaid
	case len(u.lacks) == 0:
		return errNotMade
	}
	return errSameBytes
}

// resumable reports whether an upload that was stopped by err can go on once
// the service has said where.
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
		u.unsent = nil // somebody has begun to fill it before
		return true
	case http.StatusRequestTimeout, http.StatusTooManyRequests,
		http.StatusInternalServerError, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true
	}
	return e.StatusCode < 300 // an error that goes for a success
}

// sendNext sends the first chunk of what the service lacks, or asks what that is. It
// reports whether the upload is done, and else whether the answer says what the
// service lacks.
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
		reflect.ValueOf(x).Elem().SetZero() // an earlier answer may have had a fault
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

// isDone reports whether an answer ends the upload: the one to the last bytes that
// the service lacks, if it says what was made of them; or, where nothing is to be
// made of them yet, one that says that none are lacking.
func (u *upload) isDone(a answer, chunk span, state sessionState) bool {
	switch {
	case len(u.unsent) > 0:
		return false // whatever the service says, it can't have them
	case u.Deferred && state.said:
		return len(u.lacks) == 0
	case chunk.to == 0 || state.said && len(u.lacks) > 0 || len(u.lacks.without(chunk)) > 0:
		return false
	}
	return a.status == http.StatusCreated || a.status == http.StatusOK && state.item
}

// sendToSession sends a request to the session once, with a chunk if that is not empty.
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

// readCommitted reads what was made of the bytes.
func (u *upload) readCommitted(a answer, x any) error {
	state, err := readSession(a.body, 1<<62)
	if err != nil {
		return err
	}
	if state.said || a.status == http.StatusAccepted {
		return errors.New("the service doesn't say that it has made anything of the bytes: it may lack some")
	}
	if len(a.body) == 0 {
		return nil
	}
	return readOne(a, x)
}

// sessionState is what an answer of an upload session says.
type sessionState struct {
	said  bool  // what the service lacks
	lacks spans // that is
	item  bool  // what the service made of the bytes
}

// readSession reads the answer of a session that is for size bytes: an object with
// the ranges that it lacks, or what it made of the bytes.
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

// addRanges adds the ranges that a session lacks: "26-", "26-99" or, of attachments,
// "26".
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

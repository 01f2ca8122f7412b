package runtime

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
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
	// Progress is told after each chunk how many bytes the service has got.
	Progress func(sent int64)
}

// chunkUnit is what the size of a chunk has to be a multiple of.
const chunkUnit = 320 << 10

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
// attempts.
//
// An upload that fails for good, or whose context is done, leaves the session
// as it is: call UploadChunks with Resume to go on, or [CancelUpload] to give up.
// If the service no longer knows the session, the error is [ErrNotFound].
//
// The T is empty where the service answers without a body: attachments have
// none, nor has a file whose session was created with deferCommit, which
// [CommitUpload] completes.
func UploadChunks[T any](ctx context.Context, c *Client, uploadURL string, content io.ReaderAt, size int64, opts *ChunkOptions) (*T, error) {
	x := new(T)
	u := &upload{c: c, content: content, size: size}
	if opts != nil {
		u.ChunkOptions = *opts
	}
	err := u.openSession(uploadURL)
	if err == nil {
		err = u.sendAll(ctx, func(a answer) error { return readUploaded(a, x) })
	}
	if err != nil {
		return nil, fmt.Errorf("upload: %w", err)
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
		err = u.sendToSession(ctx, http.MethodPost, nil, func(a answer) error { return readUploaded(a, x) })
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

// readUploaded reads what became of an upload.
func readUploaded(a answer, x any) error {
	if len(a.body) == 0 {
		return nil
	}
	return readOne(a, x)
}

// upload is the filling of an upload session.
type upload struct {
	ChunkOptions
	c       *Client
	url     string
	content io.ReaderAt
	size    int64
}

// span is the bytes from one offset up to another.
type span struct{ from, to int64 }

// openSession checks the session's URL. No error repeats it: who has it can write to
// the session.
func (u *upload) openSession(uploadURL string) error {
	if u.c.err != nil {
		return u.c.err
	}
	target, err := url.Parse(uploadURL)
	if err != nil {
		return fmt.Errorf("%w: it can't be parsed", ErrForeign)
	}
	u.url = uploadURL
	return checkForeign(target)
}

// sendAll sends what the service lacks until it has all, and hands the last answer
// to use.
func (u *upload) sendAll(ctx context.Context, use func(answer) error) error {
	if u.Size == 0 {
		u.Size = 32 * chunkUnit
	}
	if u.Size < 0 || u.Size%chunkUnit != 0 {
		return fmt.Errorf("chunks of %d bytes: the size must be a multiple of %d", u.Size, int64(chunkUnit))
	}
	if u.size <= 0 {
		return errors.New("there are no bytes to send")
	}
	lacks := span{0, u.size}
	ask, failed, most := u.Resume, 0, int64(0)
	for {
		rest, done, err := u.sendNext(ctx, ask, lacks, use)
		switch {
		case done || err != nil && !resumable(ctx, err):
			return err
		case err != nil:
			ask = true
		case ask || rest.from > lacks.from:
			if !ask && rest.from > most {
				most, failed = rest.from, 0 // it goes forward
			}
			lacks, ask = rest, false
			continue
		default:
			lacks, err = rest, errors.New("the service asks for the same bytes again")
		}
		if failed++; failed >= u.c.attempts {
			return err
		}
		if waitErr := sleep(ctx, u.c.wait(failed, err)); waitErr != nil {
			return fmt.Errorf("%w while waiting to go on after what failed: %w", waitErr, err)
		}
	}
}

// resumable reports whether an upload that was stopped by err can go on once
// the service has said where.
func resumable(ctx context.Context, err error) bool {
	if ctx.Err() != nil {
		return false
	}
	var e *Error
	if !errors.As(err, &e) {
		var unread *ValueError
		return !errors.As(err, &unread) && !errors.Is(err, ErrTooLarge)
	}
	switch e.StatusCode {
	case http.StatusRequestTimeout, http.StatusRequestedRangeNotSatisfiable, http.StatusTooManyRequests,
		http.StatusInternalServerError, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true
	}
	return false
}

// sendNext sends the first chunk of what the service lacks, or asks what that is.
// It returns what the service lacks then, or that the upload is done.
func (u *upload) sendNext(ctx context.Context, ask bool, lacks span, use func(answer) error) (rest span, done bool, err error) {
	method, chunk := http.MethodGet, span{}
	if !ask {
		method, chunk = http.MethodPut, span{lacks.from, min(lacks.to, lacks.from+u.Size)}
	}
	err = u.sendToSession(ctx, method, &chunk, func(a answer) error {
		if rest, done, err = u.lackedAfter(a, chunk); err != nil || !done {
			return err
		}
		return use(a)
	})
	if err == nil && u.Progress != nil {
		if done {
			rest.from = u.size
		}
		u.Progress(rest.from)
	}
	return rest, done, err
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

// lackedAfter reads off an answer what the service lacks after it got a chunk: its
// nextExpectedRanges, "26-", "26-99" or, of attachments, "26". It has all where
// there are none, but for a chunk that was merely accepted.
func (u *upload) lackedAfter(a answer, chunk span) (lacks span, done bool, err error) {
	var session struct {
		Ranges []string `json:"nextExpectedRanges"`
	}
	if len(a.body) > 0 && a.body[0] == '{' {
		if err := decode(a.body, &session); err != nil {
			return span{}, false, err
		}
	}
	if len(session.Ranges) == 0 {
		accepted := a.status == http.StatusAccepted && chunk.to > 0 && chunk.to < u.size
		return span{chunk.to, u.size}, !accepted, nil
	}
	first, last, _ := strings.Cut(session.Ranges[0], "-")
	lacks.from, err = strconv.ParseInt(first, 10, 64)
	lacks.to = u.size
	if to, toErr := strconv.ParseInt(last, 10, 64); last != "" && toErr == nil && to < u.size {
		lacks.to = to + 1
	} else if last != "" && toErr != nil {
		err = toErr
	}
	if err != nil || lacks.from < 0 || lacks.from >= lacks.to {
		return span{}, false, &ValueError{Path: "nextExpectedRanges[0]", Err: fmt.Errorf("want a range of the %d bytes, have %q", u.size, session.Ranges[0])}
	}
	return lacks, false, nil
}

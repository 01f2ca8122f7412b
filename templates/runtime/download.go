package runtime

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// A Download is a file or a part of a file. The caller must close it. If the
// connection breaks, the download requests the remaining bytes, provided that
// the file has an entity tag to identify it. [WithRetry] limits the number of
// consecutive failures. If the file ends before the announced length, Read
// returns io.ErrUnexpectedEOF.
type Download struct {
	Type string // media type, such as "image/jpeg"; may be empty
	// Name is the name of the file given by the service, without a path. It may
	// be empty.
	Name string
	ETag string // may be empty
	// Length is the number of bytes to read, or -1 if the service does not send
	// it.
	Length int64
	// Offset is the position of the first byte in the file. Size is the size of
	// the file. Each is -1 if the service does not send it.
	Offset, Size int64

	name   string // the name of the request, for errors
	body   io.ReadCloser
	skip   int64 // the number of bytes to discard before the requested ones
	left   int64 // the maximum number of bytes to return; -1 if unknown
	given  int64
	failed int // the number of failures since the last byte
	reopen func(from int64, after error, failed int) (*Download, error)
}

// sendStream sends a request and returns the bytes of the response. It follows
// redirects. After a redirect to another origin, no request carries the token,
// even if a later redirect leads back to the service.
func sendStream(c *Client, req *http.Request, err error) (*Download, error) {
	if err != nil {
		return nil, err
	}
	d, err := c.openFile(req)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", c.requestName(req), err)
	}
	d.name = c.requestName(req)
	if d.ETag != "" && req.Method == http.MethodGet {
		d.reopen = func(from int64, after error, failed int) (*Download, error) {
			return c.openAgain(req, d, from, after, failed)
		}
	}
	return d, nil
}

// openFile sends a request for bytes. Its errors do not contain the name of the
// request.
func (c *Client) openFile(req *http.Request) (*Download, error) {
	asked := parseByteRange(req.Header.Get("Range"))
	if asked.to >= 0 && asked.to <= asked.from {
		return nil, errors.New("the range is empty")
	}
	res, err := c.begin(req, c.openStream)
	if err != nil {
		return nil, err
	}
	if res.StatusCode == http.StatusAccepted && req.Method == http.MethodGet {
		return nil, fmt.Errorf("response: %w", readError(res)) // the download has not started
	}
	d, err := newDownload(res, asked)
	if err != nil {
		res.Body.Close()
		return nil, fmt.Errorf("response: %w", withoutToken(err, tokenOf(res)))
	}
	return d, nil
}

// openStream sends a request and follows redirects.
func (c *Client) openStream(req *http.Request) (*http.Response, error) {
	if c.err != nil {
		return nil, c.err
	}
	at, err := c.target(req.URL)
	if err != nil {
		return c.openForeign(req)
	}
	res, err := c.sendTo(req, at)
	for hops := 0; err != nil; hops++ {
		next := redirect(err)
		if next == "" || req.Method != http.MethodGet || hops == maxHops {
			return nil, err
		}
		if at, err = at.Parse(next); err != nil {
			return nil, errors.New("redirect: the Location header can't be parsed")
		}
		if res, err = c.follow(req, at); err != nil {
			err = fmt.Errorf("redirect to %s://%s: %w", at.Scheme, at.Host, err)
		}
	}
	return res, nil
}

// openForeign sends a request for a URL that the service returned, such as the
// URL of a download.
func (c *Client) openForeign(req *http.Request) (*http.Response, error) {
	if req.Method != http.MethodGet {
		return nil, ErrForeign
	}
	return c.follow(req, req.URL)
}

// follow fetches a URL without a token. Of the headers of req, it sends only
// those that select a range of bytes.
func (c *Client) follow(req *http.Request, to *url.URL) (*http.Response, error) {
	if err := checkForeign(to); err != nil {
		return nil, err
	}
	r, err := http.NewRequestWithContext(req.Context(), http.MethodGet, to.String(), nil)
	if err != nil {
		return nil, bare(err)
	}
	for _, name := range []string{"Range", "If-Range"} {
		if value := req.Header.Get(name); value != "" {
			r.Header.Set(name, value)
		}
	}
	return c.retry(r, func() (*http.Response, error) { return c.fetchForeign(r) })
}

// part is a requested range of bytes. The zero part is the whole file.
type part struct {
	ranged   bool
	from, to int64 // excluding to; -1 is the end
	last     int64 // the number of bytes at the end, if not 0
	other    bool  // not a single range of bytes: the response can't be checked
}

// parseByteRange reads a Range header with a single part (RFC 9110, section
// 14.1.2).
func parseByteRange(text string) part {
	if text == "" {
		return part{to: -1}
	}
	spec, ok := strings.CutPrefix(text, "bytes=")
	first, last, dash := strings.Cut(spec, "-")
	p := part{ranged: true, to: -1}
	if first != "" {
		p.from, ok = parseOffset(first, ok && dash)
		if last != "" {
			p.to, ok = parseOffset(last, ok)
			p.to++
		}
	} else {
		p.last, ok = parseOffset(last, ok && dash)
		ok = ok && p.last > 0
	}
	if !ok {
		return part{to: -1, other: true}
	}
	return p
}

// parseOffset reads the offset of a byte.
func parseOffset(text string, before bool) (int64, bool) {
	n, err := strconv.ParseUint(text, 10, 62)
	return int64(n), before && err == nil
}

// newDownload returns the Download of a response. The response must be the
// requested part or the whole file. From a whole file, the download returns the
// requested part only.
func newDownload(res *http.Response, asked part) (*Download, error) {
	d := &Download{Type: res.Header.Get("Content-Type"), Name: fileName(res.Header.Get("Content-Disposition")), ETag: res.Header.Get("ETag"), Size: -1, body: res.Body}
	if strings.HasPrefix(d.ETag, "W/") || res.Uncompressed {
		d.ETag = "" // a weak tag does not identify the bytes
	}
	length := res.ContentLength
	if length == 0 && res.Header.Get("Content-Length") == "" {
		length = -1 // some transports do not set it
	}
	switch res.StatusCode {
	case http.StatusPartialContent:
		if asked.other {
			d.ETag = "" // the tag is that of the file, and the response may be any part of it
			return d, d.takeWhole(asked, length)
		}
		return d, d.takePart(res.Header.Get("Content-Range"), asked, length)
	case http.StatusOK, http.StatusCreated, http.StatusAccepted, http.StatusNonAuthoritativeInfo:
		return d, d.takeWhole(asked, length)
	case http.StatusNoContent, http.StatusResetContent:
		return nil, noContent(res.StatusCode) // an empty file has another status
	}
	return nil, readError(res)
}

// takeWhole selects the requested part of a whole file with the given length.
func (d *Download) takeWhole(asked part, length int64) error {
	d.Size = length
	if asked.last > 0 {
		if length < 0 {
			return errors.New("it is the whole file instead of its end, and its length is unknown")
		}
		asked.from = max(length-asked.last, 0)
	}
	if length >= 0 && (asked.to < 0 || asked.to > length) {
		asked.to = length
	}
	if asked.to >= 0 && asked.ranged && asked.from >= asked.to {
		return fmt.Errorf("the file has only %d bytes, so none at offset %d", length, asked.from)
	}
	d.Offset, d.skip = asked.from, asked.from
	d.Length, d.left = -1, -1
	if asked.to >= 0 {
		d.left = asked.to - asked.from
	}
	if length >= 0 {
		d.Length = d.left
	}
	return nil
}

// takePart checks that a part is the requested one.
func (d *Download) takePart(contentRange string, asked part, length int64) error {
	got, ok := parseContentRange(contentRange)
	if !ok {
		return fmt.Errorf("it is a part of the file, and the Content-Range header is invalid: %q", clip([]byte(contentRange)))
	}
	if asked.last > 0 {
		asked.from = max(got.size-asked.last, 0)
	}
	if got.size >= 0 && (asked.to < 0 || asked.to > got.size) {
		asked.to = got.size
	}
	if !asked.ranged || got.from != asked.from || asked.to >= 0 && got.to != asked.to || asked.last > 0 && got.size < 0 || length >= 0 && length != got.to-got.from {
		return fmt.Errorf("it is not the requested part of the file: Content-Range is %q", clip([]byte(contentRange)))
	}
	d.Offset, d.Size = got.from, got.size
	d.Length = got.to - got.from
	d.left = d.Length
	return nil
}

// contentRange is the position of a part in a file. The size of the file is -1
// if it is unknown.
type contentRange struct{ from, to, size int64 }

// parseContentRange reads a Content-Range header (RFC 9110, section 14.4).
func parseContentRange(text string) (r contentRange, ok bool) {
	spec, ok := strings.CutPrefix(text, "bytes ")
	span, size, slash := strings.Cut(spec, "/")
	first, last, dash := strings.Cut(span, "-")
	r.from, ok = parseOffset(first, ok && slash && dash)
	r.to, ok = parseOffset(last, ok)
	r.to++
	r.size = -1
	if size != "*" {
		r.size, ok = parseOffset(size, ok)
		ok = ok && r.to <= r.size
	}
	return r, ok && r.from < r.to
}

// fileName returns the file name of a Content-Disposition header (RFC 6266),
// without its path.
func fileName(disposition string) string {
	_, params, err := mime.ParseMediaType(disposition)
	if err != nil {
		return ""
	}
	name := params["filename"]
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	if name == "." || name == ".." || strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || r == 0x7f }) {
		return ""
	}
	return name
}

// Read implements [io.Reader].
func (d *Download) Read(p []byte) (int, error) {
	if d.left == 0 {
		return 0, io.EOF
	}
	if d.left > 0 && int64(len(p)) > d.left {
		p = p[:d.left]
	}
	for {
		n, err := d.read(p)
		if n > 0 {
			d.given += int64(n)
			d.failed = 0
			if d.left > 0 {
				d.left -= int64(n)
			}
			return n, nil // the next Read returns the error again
		}
		if err == io.EOF && d.left > 0 && d.Length >= 0 {
			err = io.ErrUnexpectedEOF
		}
		if err == nil || err == io.EOF {
			return 0, err
		}
		if err := d.resume(err); err != nil {
			return 0, fmt.Errorf("%s: response: %w", d.name, err)
		}
	}
}

// read reads from the body after the bytes to discard.
func (d *Download) read(p []byte) (int, error) {
	for d.skip > 0 {
		n, err := io.CopyN(io.Discard, d.body, d.skip)
		d.skip -= n
		if err == io.EOF {
			return 0, io.ErrUnexpectedEOF
		}
		if err != nil {
			return 0, err
		}
	}
	return d.body.Read(p)
}

// resume opens the file at the current position, or returns the error broken.
func (d *Download) resume(broken error) error {
	if d.reopen == nil {
		return broken
	}
	d.failed++
	rest, err := d.reopen(d.Offset+d.given, broken, d.failed)
	if err != nil {
		return err
	}
	d.body.Close()
	d.body, d.skip = rest.body, rest.skip
	return nil
}

// openAgain opens the remaining part of a file, if the file has not changed.
func (c *Client) openAgain(req *http.Request, d *Download, from int64, after error, failed int) (*Download, error) {
	ctx := req.Context()
	if failed >= c.attempts || ctx.Err() != nil || errors.Is(after, context.Canceled) {
		return nil, after
	}
	if err := sleep(ctx, c.wait(failed, after)); err != nil {
		return nil, fmt.Errorf("%w while waiting to resume after: %w", err, after)
	}
	r := req.Clone(ctx)
	to := int64(-1)
	if d.left >= 0 {
		to = from + d.left
	}
	r.Header.Set("Range", string(Bytes(from, to)))
	r.Header.Set("If-Range", d.ETag)
	rest, err := c.openFile(r)
	if err != nil {
		return nil, fmt.Errorf("%w, and the rest can't be fetched: %w", after, err)
	}
	if rest.ETag != d.ETag || rest.Size != d.Size && d.Size >= 0 {
		rest.Close()
		return nil, fmt.Errorf("%w, and the file has changed since", after)
	}
	return rest, nil
}

// Close ends the download and closes the connection.
func (d *Download) Close() error { return d.body.Close() }

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

// Download is a file, or a part of one, as its bytes arrive. Whoever has it
// closes it. Where the connection breaks the rest is asked for, if the service
// gives the file an entity tag to know it by, as often in a row as [WithRetry]
// allows attempts. Fewer bytes than the service has announced are
// io.ErrUnexpectedEOF.
type Download struct {
	Type string // media type: "image/jpeg"; may be empty
	// Name is what the service calls the file, without a path; it may be empty.
	Name string
	ETag string // may be empty
	// Length is how many bytes there are to read; -1 where the service doesn't say.
	Length int64
	// Offset is where in the file they begin, and Size how many bytes the file has;
	// -1 where the service doesn't say.
	Offset, Size int64

	name   string // of the request
	body   io.ReadCloser
	skip   int64 // bytes to be read that were not asked for
	left   int64 // bytes to be given yet, at most; -1 where that isn't known
	given  int64
	failed int // how often the bytes broke off since the last one was given
	reopen func(from int64, after error, failed int) (*Download, error)
}

// sendStream sends a request and returns the bytes of the answer, from
// wherever the service redirects to. The token goes no further than the
// service: what follows a redirect that leads away carries none, and neither
// do later ones that lead back.
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

// openFile sends a request for bytes. Errors don't name it.
func (c *Client) openFile(req *http.Request) (*Download, error) {
	asked := parseByteRange(req.Header.Get("Range"))
	if asked.to >= 0 && asked.to <= asked.from {
		return nil, errors.New("the range has no bytes")
	}
	res, err := c.begin(req, c.openStream)
	if err != nil {
		return nil, err
	}
	if res.StatusCode == http.StatusAccepted && req.Method == http.MethodGet {
		return nil, fmt.Errorf("response: %w", readError(res)) // there are no bytes yet
	}
	d, err := newDownload(res, asked)
	if err != nil {
		res.Body.Close()
		return nil, fmt.Errorf("response: %w", withoutToken(err, tokenOf(res)))
	}
	return d, nil
}

// openStream sends a request, and follows where the answer redirects to.
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
			return nil, errors.New("redirected: its Location can't be parsed")
		}
		if res, err = c.follow(req, at); err != nil {
			err = fmt.Errorf("redirected to %s://%s: %w", at.Scheme, at.Host, err)
		}
	}
	return res, nil
}

// openForeign sends a request for a URL that the service has handed out, such as
// that of a download.
func (c *Client) openForeign(req *http.Request) (*http.Response, error) {
	if req.Method != http.MethodGet {
		return nil, ErrForeign
	}
	return c.follow(req, req.URL)
}

// follow fetches what a URL leads to that is not the service's own, or no longer
// known to be, without a token. Of the headers only those that ask for a part of
// the bytes go along.
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

// part is what a Range asks for. The zero part is everything.
type part struct {
	ranged   bool
	from, to int64 // to is not among the bytes; -1 is the end
	last     int64 // so many at the end, if it isn't 0
	other    bool  // not a single range of bytes: the answer can't be checked
}

// parseByteRange reads a Range of a single part (RFC 9110, section 14.1.2).
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

// parseOffset reads the number of a byte.
func parseOffset(text string, before bool) (int64, bool) {
	n, err := strconv.ParseUint(text, 10, 62)
	return int64(n), before && err == nil
}

// newDownload makes a Download of a response. It must be of the part that was asked
// for, or of the whole, out of which the part is then taken.
func newDownload(res *http.Response, asked part) (*Download, error) {
	d := &Download{Type: res.Header.Get("Content-Type"), Name: fileName(res.Header.Get("Content-Disposition")), ETag: res.Header.Get("ETag"), Size: -1, body: res.Body}
	if strings.HasPrefix(d.ETag, "W/") || res.Uncompressed {
		d.ETag = "" // it doesn't tell bytes apart
	}
	length := res.ContentLength
	if length == 0 && res.Header.Get("Content-Length") == "" && res.StatusCode != http.StatusNoContent {
		length = -1 // some transports leave it out
	}
	switch res.StatusCode {
	case http.StatusPartialContent:
		if asked.other {
			d.ETag = "" // of the file, which this may be any parts of
			return d, d.takeWhole(asked, length)
		}
		return d, d.takePart(res.Header.Get("Content-Range"), asked, length)
	case http.StatusOK, http.StatusCreated, http.StatusAccepted, http.StatusNonAuthoritativeInfo, http.StatusNoContent:
		return d, d.takeWhole(asked, length)
	}
	return nil, readError(res)
}

// takeWhole gives the part that was asked for out of a whole of that length.
func (d *Download) takeWhole(asked part, length int64) error {
	d.Size = length
	if asked.last > 0 {
		if length < 0 {
			return errors.New("it is the whole file, of unknown length, and not its end")
		}
		asked.from = max(length-asked.last, 0)
	}
	if length >= 0 && (asked.to < 0 || asked.to > length) {
		asked.to = length
	}
	if asked.to >= 0 && asked.ranged && asked.from >= asked.to {
		return fmt.Errorf("the file has %d bytes, none from %d on", length, asked.from)
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

// takePart gives a part that is what was asked for.
func (d *Download) takePart(contentRange string, asked part, length int64) error {
	got, ok := parseContentRange(contentRange)
	if !ok {
		return fmt.Errorf("it is a part of the file, and Content-Range doesn't say which: %q", clip([]byte(contentRange)))
	}
	if asked.last > 0 {
		asked.from = max(got.size-asked.last, 0)
	}
	if got.size >= 0 && (asked.to < 0 || asked.to > got.size) {
		asked.to = got.size
	}
	if !asked.ranged || got.from != asked.from || asked.to >= 0 && got.to != asked.to || asked.last > 0 && got.size < 0 || length >= 0 && length != got.to-got.from {
		return fmt.Errorf("it is not the part of the file that was asked for: Content-Range is %q", clip([]byte(contentRange)))
	}
	d.Offset, d.Size = got.from, got.size
	d.Length = got.to - got.from
	d.left = d.Length
	return nil
}

// contentRange is what a part is a part of; size is -1 where that isn't known.
type contentRange struct{ from, to, size int64 }

// parseContentRange reads a Content-Range (RFC 9110, section 14.4).
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

// fileName returns the name of a file in a Content-Disposition (RFC 6266), without
// the path that whoever named it may have put before it.
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

// Read gives the next bytes.
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
			return n, nil // an error comes again
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

// read reads from the body, behind what was not asked for.
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

// resume opens the file where it broke off, or returns the error that it broke off
// with.
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

// openAgain opens the rest of a file, if it is still the same.
func (c *Client) openAgain(req *http.Request, d *Download, from int64, after error, failed int) (*Download, error) {
	ctx := req.Context()
	if failed >= c.attempts || ctx.Err() != nil || errors.Is(after, context.Canceled) {
		return nil, after
	}
	if err := sleep(ctx, c.wait(failed, after)); err != nil {
		return nil, fmt.Errorf("%w while waiting to go on after what failed: %w", err, after)
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
		return nil, fmt.Errorf("%w, and the rest can't be had: %w", after, err)
	}
	if rest.ETag != d.ETag || rest.Size != d.Size && d.Size >= 0 {
		rest.Close()
		return nil, fmt.Errorf("%w, and the file is another one by now", after)
	}
	return rest, nil
}

// Close ends the download. What was not read is lost.
func (d *Download) Close() error { return d.body.Close() }

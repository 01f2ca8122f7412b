// Package programs runs programs that use the package generated from the reference
// of Microsoft Graph, against the fake of that package and against a service that
// was written from what the reference says. Whatever fails against one has to fail
// in the same place of the same thing against the other.
//
// The package is generated into graph/: see the Makefile's target programs.
package programs

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"programs/directory"
	"programs/graph"
	"programs/service"
)

// trouble is something that goes wrong, and what comes of it.
type trouble struct {
	name    string
	program string
	orders  func(*orders)
	fault   *service.Fault
	rewrite *rewrite
	tamper  *tamper
	options []graph.ClientOption
	within  time.Duration // for the whole program
	want    string        // outcome; what a program finds is not looked into
	// fake is the outcome against the fake, where that can't know better, and why.
	fake, why string
}

const found = "" // all went well

var (
	noToken  = graph.WithToken(nil)
	patient  = graph.WithRetry(3, 5*time.Second)
	uploadOf = func(skip, times int, lost bool, status int, body string) *rewrite {
		return &rewrite{match: isPart, skip: skip, times: times, lost: lost, status: status, body: body}
	}
)

func fails(method, part string, times, status int) *service.Fault {
	return &service.Fault{Match: byMethod(method, part), Times: times, Status: status}
}

// isLink matches the request for a file that a download is redirected to.
func isLink(r *http.Request) bool {
	return strings.HasPrefix(r.URL.Path, "/files/") || strings.HasPrefix(r.URL.Path, "/v1.0/$docwright/file/")
}

// without takes a property out of the bodies of requests, and with puts one in.
func without(method, end, property string) *tamper { return with(method, end, property, nil) }

func with(method, end, property string, value any) *tamper {
	return &tamper{
		match: func(r *http.Request) bool { return r.Method == method && strings.HasSuffix(r.URL.Path, end) },
		object: func(o service.Object) {
			if o[property] = value; value == nil {
				delete(o, property)
			}
		},
	}
}

var troubles = []trouble{
	{name: "none", program: "offboard"},
	{name: "none", program: "mailbox"},
	{name: "none", program: "files"},
	{name: "none", program: "directory"},

	{name: "user by principal name", program: "offboard", orders: func(o *orders) { o.offboard.User = "ann@harbor.example" }},
	{name: "unknown user", program: "offboard", orders: func(o *orders) { o.offboard.User = "eve" }, want: "disable: 404"},
	{name: "empty user", program: "offboard", orders: func(o *orders) { o.offboard.User = "" }, want: "disable: PATCH /v1.0/users/{id}: id is empty"},
	{name: "unknown successor", program: "offboard", orders: func(o *orders) { o.offboard.Successor = "eve" }, want: "hand over: 404"},
	{name: "successor that is a path", program: "offboard", orders: func(o *orders) { o.offboard.Successor = "../users/bob" },
		want: "hand over: PUT /v1.0/users/{id}/manager/$ref: body: id has a path segment \".\" or \"..\""},
	{name: "unknown message", program: "mailbox", fault: fails("POST", "/reply", 1, 404), want: "answer: 404"},
	{name: "unknown folder", program: "files", orders: func(o *orders) { o.files.Folder = "no-such" }, want: "walk: 404"},
	{name: "unknown drive", program: "files", orders: func(o *orders) { o.files.Drive = "e" }, want: "walk: 404"},
	{name: "unknown file", program: "files", orders: func(o *orders) { o.files.Fetch = "no-such" }, want: "fetch: 404"},
	{name: "unknown manager in a batch", program: "directory", orders: func(o *orders) { o.directory.Managers = []string{"eve"} }},

	{name: "reference that is missing", program: "offboard", tamper: without("PUT", "/manager/$ref", "@odata.id"), want: "hand over: 400"},
	{name: "parameter that is missing", program: "offboard", tamper: without("POST", "/assignLicense", "addLicenses"), want: "take licenses: 400",
		fake: found, why: "that both parameters are needed is on no page"},
	{name: "attachment without a name", program: "mailbox", tamper: without("POST", "/attachments", "name"), want: "send: attach note.txt: 400",
		fake: found, why: "that an attachment has a name is on no page"},
	{name: "session without an item", program: "mailbox", tamper: without("POST", "/attachments/createUploadSession", "AttachmentItem"), want: "send: attach chart.bin: session: 400",
		fake: found, why: "that the page says \"provide\" makes nothing required"},
	{name: "property that is unknown", program: "offboard", tamper: with("PATCH", "/users/ann", "color", "red"), want: "disable: 400",
		fake: found, why: "the page says that a user can have any property"},
	{name: "property of settings that is unknown", program: "offboard", tamper: with("PATCH", "/mailboxSettings", "color", "red"), want: "set reply: 400"},
	{name: "parameter that is unknown", program: "mailbox", tamper: with("POST", "/reply", "color", "red"), want: "answer: 400"},
	{name: "value that does not fit", program: "offboard", tamper: with("PATCH", "/users/ann", "accountEnabled", "no"), want: "disable: 400"},
	{name: "media type", program: "offboard", tamper: &tamper{match: byMethod("PATCH", "/users/ann"), header: func(h http.Header) { h.Set("Content-Type", "text/plain") }}, want: "disable: 415"},
	{name: "empty file", program: "files", orders: func(o *orders) { o.files.Content = nil }, want: "put: upload: the content is empty"},

	{name: "filter by what is not there", program: "mailbox", orders: func(o *orders) { o.mailbox.Filter = "receivedDateTime ge 2026-01-01T00:00:00Z and sender2 eq 'x'" }, want: "answer: list: 400"},
	{name: "filter that is broken", program: "mailbox", orders: func(o *orders) { o.mailbox.Filter = "receivedDateTime ge 2026-01-01T00:00:00Z and subject eq 'x" }, want: "answer: list: 400"},
	{name: "filter that orders otherwise", program: "mailbox", orders: func(o *orders) { o.mailbox.Filter = "isRead eq false" }, want: "answer: list: 400",
		fake: found, why: "that what orders has to filter first is prose"},
	{name: "filter with a quote in a value", program: "mailbox", orders: func(o *orders) { o.mailbox.From = "o'brien' or subject eq '" }},
	{name: "filter of users", program: "directory", orders: func(o *orders) { o.directory.Filter = "displayName eq 'Ann Aker'" }},
	{name: "filter of users by what is not there", program: "directory", orders: func(o *orders) { o.directory.Filter = "color eq 'red'" }, want: "users: 400"},
	{name: "filter without a value", program: "directory", orders: func(o *orders) { o.directory.Filter = "displayName eq" }, want: "users: 400"},

	{name: "throttled once", program: "directory", fault: &service.Fault{Match: byMethod("GET", "/members"), Times: 1, Status: 429, RetryAfter: time.Second}},
	{name: "throttled once while it changes", program: "offboard", fault: &service.Fault{Match: byMethod("POST", "/assignLicense"), Times: 1, Status: 429, RetryAfter: time.Second}},
	{name: "throttled for good", program: "offboard", fault: fails("POST", "/revokeSignInSessions", 0, 429), want: "end sessions: 429"},
	{name: "throttled for longer than it waits", program: "offboard", fault: &service.Fault{Match: byMethod("PATCH", "/mailboxSettings"), Status: 429, RetryAfter: time.Minute}, want: "set reply: 429"},
	{name: "throttled in a batch", program: "directory", fault: &service.Fault{Match: byMethod("GET", "/users/ann/manager"), Times: 1, Status: 429, RetryAfter: time.Second}},
	{name: "throttled in the middle of pages", program: "directory", fault: &service.Fault{Match: func(r *http.Request) bool {
		return strings.HasSuffix(r.URL.Path, "/users") && strings.Contains(r.URL.RawQuery, "skiptoken")
	}, Times: 1, Status: 429}},
	{name: "unavailable while it reads", program: "files", fault: fails("GET", "/children", 1, 503)},
	{name: "unavailable while it changes", program: "offboard", fault: fails("POST", "/revokeSignInSessions", 1, 503), want: "end sessions: 503"},
	{name: "unavailable while it deletes", program: "offboard", fault: fails("DELETE", "/members", 1, 503)},
	{name: "unavailable for good", program: "files", fault: fails("GET", "/children", 0, 503), want: "walk: 503"},
	{name: "forbidden", program: "offboard", fault: fails("PUT", "/manager", 1, 403), want: "hand over: 403"},
	{name: "late", program: "directory", fault: &service.Fault{Match: byMethod("GET", "/groups"), Delay: time.Minute}, options: []graph.ClientOption{graph.WithTimeout(3 * time.Second)}, want: "groups: deadline"},
	{name: "late for the whole", program: "offboard", fault: &service.Fault{Match: byMethod("DELETE", "/members"), Delay: time.Minute}, within: 3 * time.Second, want: "leave groups: deadline"},

	{name: "list breaks off", program: "offboard", fault: &service.Fault{Match: byMethod("GET", "/memberOf"), Cut: 10}, want: "leave groups: broken off"},
	{name: "file breaks off", program: "files", fault: &service.Fault{Match: isLink, Times: 1, Cut: 2}},
	{name: "answer to a change breaks off", program: "mailbox", fault: &service.Fault{Match: byMethod("POST", "/me/messages"), Cut: 10}, want: "send: draft: broken off",
		orders: func(o *orders) { o.mailbox.Since = time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC) }},

	{name: "no token", program: "offboard", options: []graph.ClientOption{noToken}, want: "disable: 401"},

	{name: "part of a file", program: "files", orders: func(o *orders) { o.files.From, o.files.To = 0, -1 }},
	{name: "end of a file", program: "files", orders: func(o *orders) { o.files.From = -5 }},
	{name: "part behind the end", program: "files", orders: func(o *orders) { o.files.From, o.files.To = 100, 200 }, want: "fetch: 416"},
	{name: "part of nothing", program: "files", orders: func(o *orders) { o.files.From, o.files.To = 3, 3 }, want: "fetch: GET /v1.0/drives/d/items/f1/content: the range is empty"},
	{name: "link to a file is throttled", program: "files", fault: &service.Fault{Match: isLink, Times: 1, Status: 429}},

	{name: "changed by somebody else", program: "files", orders: func(o *orders) { o.files.Rename, o.files.NewName, o.files.ETag = "f2", "w.txt", `"stale"` }, want: "rename: 412"},
	{name: "changed whoever changed it", program: "files", orders: func(o *orders) { o.files.Rename, o.files.NewName = "f2", "w.txt" }},
	{name: "renamed what is not there", program: "files", orders: func(o *orders) { o.files.Rename, o.files.NewName = "no-such", "w.txt" }, want: "rename: 404"},
	{name: "copy to where nothing is", program: "files", orders: func(o *orders) { o.files.CopyAs = "today.txt"; o.files.Folder = "logs" }, want: "put: copy: await: 200"},

	{name: "session says what it lacks in capitals", program: "files", rewrite: uploadOf(0, 1, false, 200, `{"NextExpectedRanges":["327680-"]}`)},
	{name: "session says nothing", program: "files", rewrite: uploadOf(0, 1, false, 200, `{}`)},
	{name: "session says nothing and has no body", program: "files", rewrite: uploadOf(0, 1, false, 200, ``)},
	{name: "session is empty and stays so", program: "files", rewrite: uploadOf(0, 0, true, 200, `{}`), want: "put: upload: 0 of 900000, the service asks for the same bytes again"},
	{name: "session loses a part", program: "files", rewrite: uploadOf(1, 1, true, 500, ``)},
	{name: "session gets a part and fails", program: "files", rewrite: uploadOf(1, 1, false, 500, ``)},
	{name: "session is gone", program: "files", rewrite: uploadOf(1, 0, true, 404, ``), want: "put: upload: 327680 of 900000, 404"},
	{name: "session refuses", program: "mailbox", rewrite: uploadOf(0, 0, true, 403, ``), want: "send: attach chart.bin: upload: 0 of 900000, 403"},
	{name: "last part is lost for good", program: "files", rewrite: uploadOf(2, 0, true, 500, ``), want: "put: upload: 655360 of 900000, 500"},
	{name: "attachment says nothing", program: "mailbox", rewrite: uploadOf(0, 1, false, 200, `{}`)},

	{name: "changes from a link that is forgotten", program: "directory", orders: func(o *orders) { o.directory.Link = "BASE/users/delta?$deltatoken=forgotten" }, want: "changes: 410"},
	{name: "changes from another host", program: "directory", orders: func(o *orders) { o.directory.Link = "https://evil.example/v1.0/users/delta?$deltatoken=1" }, want: "changes: foreign"},
}

func TestTroubles(t *testing.T) {
	for _, tr := range troubles {
		t.Run(tr.program+"/"+tr.name, func(t *testing.T) {
			t.Parallel()
			real, fake := tr.run(t, real(t)), tr.run(t, fake(t))
			if tr.why != "" {
				assert.Equal(t, tr.want, real.failure, "real")
				assert.Equal(t, tr.fake, fake.failure, "fake")
				return
			}
			assert.Equal(t, tr.want, real.failure, "real")
			assert.Equal(t, tr.want, fake.failure, "fake")
			assert.Equal(t, real.found, fake.found, "what the program has found")
			assert.Equal(t, real.requests, fake.requests, "requests to the API")
		})
	}
}

// TestChangesGoOn has a second run tell what has changed since the first.
func TestChangesGoOn(t *testing.T) {
	for name, w := range map[string]*world{"real": real(t), "fake": fake(t)} {
		t.Run(name, func(t *testing.T) {
			c := graph.NewClient(nil, graph.WithBaseURL(w.base), graph.WithToken(func(context.Context) (string, error) { return "secret-token", nil }))
			link, err := directory.Run(t.Context(), c, io.Discard, directory.Order{})
			require.NoError(t, err)
			require.NoError(t, graph.UpdateUser(t.Context(), c, "cyd", &graph.User{DisplayName: graph.Set("Cyd Cole")}, nil))
			var out strings.Builder
			again, err := directory.Run(t.Context(), c, &out, directory.Order{Link: link})
			require.NoError(t, err)
			_, changes, _ := strings.Cut(out.String(), "changed ")
			assert.Equal(t, "Cyd Cole\n", changes)
			assert.NotEqual(t, link, again)
		})
	}
}

// TestOffboardTwice finds nothing left to do the second time.
func TestOffboardTwice(t *testing.T) {
	for name, start := range map[string]func(*testing.T) *world{"real": real, "fake": fake} {
		t.Run(name, func(t *testing.T) {
			w := start(t)
			tr := trouble{program: "offboard"}
			first := tr.run(t, w)
			require.Empty(t, first.failure)
			assert.Contains(t, first.found, "Groups:2 Reports:2")
			second := tr.run(t, w)
			assert.Empty(t, second.failure)
			assert.Contains(t, second.found, "Groups:0 Reports:0")
		})
	}
}

// TestNothingWhereAUserIsDocumented answers the request for a user with 204. The
// programs must not go on as if there were a user.
func TestNothingWhereAUserIsDocumented(t *testing.T) {
	tr := trouble{program: "offboard", fault: &service.Fault{
		Match: func(r *http.Request) bool {
			return r.Method == http.MethodGet && strings.HasSuffix(r.URL.Path, "/users/ann")
		},
		Status: http.StatusNoContent,
	}}
	real, fake := tr.run(t, real(t)), tr.run(t, fake(t))
	assert.True(t, strings.HasPrefix(real.failure, "leave groups: "), real.failure)
	assert.Equal(t, real, fake)
}

// result is what came of a program.
type result struct {
	failure  string
	found    string
	requests int
}

func (tr trouble) run(t *testing.T, w *world) result {
	o := usual()
	if tr.orders != nil {
		tr.orders(o)
	}
	o.directory.Link = strings.Replace(o.directory.Link, "BASE", w.base, 1)
	if tr.fault != nil {
		f := *tr.fault
		w.inject(f)
	}
	if tr.rewrite != nil {
		r := *tr.rewrite
		w.rewrites = append(w.rewrites, &r)
	}
	w.tamper = tr.tamper
	ctx := t.Context()
	if tr.within > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, tr.within)
		defer cancel()
	}
	token := graph.WithToken(func(context.Context) (string, error) { return "secret-token", nil })
	c := graph.NewClient(nil, append([]graph.ClientOption{graph.WithBaseURL(w.base), token, patient}, tr.options...)...)
	got, err := programs[tr.program](ctx, c, o)
	r := result{found: foundOf(got)}
	if err != nil {
		r.failure = outcome(err)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	require.Empty(t, w.misplaced, "the token goes to the API alone")
	r.requests = w.requests
	return r
}

// foundOf says what a program has found, without the ids of what was made.
func foundOf(got any) string {
	return strings.TrimSpace(ids.ReplaceAllString(fmt.Sprintf("%+v", got), "Copied:"))
}

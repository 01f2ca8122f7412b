package programs

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"programs/directory"
	"programs/files"
	"programs/graph"
	"programs/graph/graphtest"
	"programs/mailbox"
	"programs/offboard"
	"programs/service"
)

// world is a service with what the programs work on.
type world struct {
	base       string
	inject     func(service.Fault)
	removeUser func(id string)

	mu        sync.Mutex
	rewrites  []*rewrite
	tamper    *tamper
	requests  int // to the API
	misplaced []string
}

// rewrite puts another answer in the place of those that a service gives.
type rewrite struct {
	match  func(*http.Request) bool
	skip   int  // so many are left as they are
	times  int  // so many are replaced; 0 is all that follow
	lost   bool // the service does not get the request
	status int
	body   string
}

// tamper changes requests on their way.
type tamper struct {
	match  func(*http.Request) bool
	object func(service.Object) // in the body
	header func(http.Header)
}

func (t *tamper) apply(r *http.Request) {
	if t.header != nil {
		t.header(r.Header)
	}
	if t.object == nil {
		return
	}
	var o service.Object
	if err := json.NewDecoder(r.Body).Decode(&o); err != nil {
		panic(err) // the program has written it
	}
	t.object(o)
	text, err := json.Marshal(o)
	if err != nil {
		panic(err)
	}
	r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(text)), int64(len(text))
}

// byMethod matches requests by method and by a part of the path.
func byMethod(method, part string) func(*http.Request) bool {
	return func(r *http.Request) bool { return r.Method == method && strings.Contains(r.URL.Path, part) }
}

// isPart matches a part of an upload.
func isPart(r *http.Request) bool {
	return r.Method == http.MethodPut && r.Header.Get("Content-Range") != ""
}

// before puts what the world is to observe and change before a handler.
func (w *world) before(h http.Handler) http.Handler {
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		if w.tamper != nil && w.tamper.match(r) {
			w.tamper.apply(r)
		}
		change := w.observe(r)
		if change == nil {
			h.ServeHTTP(rw, r)
			return
		}
		if !change.lost {
			h.ServeHTTP(httptest.NewRecorder(), r)
		}
		rw.Header().Set("Content-Type", "application/json")
		rw.WriteHeader(change.status)
		_, _ = io.WriteString(rw, change.body)
	})
}

func (w *world) observe(r *http.Request) *rewrite {
	w.mu.Lock()
	defer w.mu.Unlock()
	if strings.HasPrefix(r.URL.Path, "/v1.0/") && !strings.HasPrefix(r.URL.Path, "/v1.0/$docwright/") {
		w.requests++
	} else if r.Header.Get("Authorization") != "" && !strings.Contains(r.URL.Path, "/progress/") { // a monitor of the service's own
		w.misplaced = append(w.misplaced, r.Method+" "+r.URL.Path)
	}
	for i, c := range w.rewrites {
		switch {
		case !c.match(r):
		case c.skip > 0:
			c.skip--
		default:
			if c.times == 1 {
				w.rewrites = append(w.rewrites[:i:i], w.rewrites[i+1:]...)
			}
			c.times = max(c.times-1, 0)
			return c
		}
	}
	return nil
}

// Who and what there is.
var (
	people = []service.Object{
		{"id": "ann", "displayName": "Ann Aker", "userPrincipalName": "ann@harbor.example", "accountEnabled": true},
		{"id": "bob", "displayName": "Bob Berg", "userPrincipalName": "bob@harbor.example", "accountEnabled": true},
		{"id": "cyd", "displayName": "Cyd Clue", "userPrincipalName": "cyd@harbor.example", "accountEnabled": true},
		{"id": "dan", "displayName": "Dan Dale", "userPrincipalName": "dan@harbor.example", "accountEnabled": false},
	}
	managers = map[string]string{"ann": "bob", "cyd": "ann", "dan": "ann"}
	licenses = []string{"11111111-0000-4000-8000-000000000001", "11111111-0000-4000-8000-000000000002"}
	crews    = []service.Object{{"id": "pilots", "displayName": "Pilots"}, {"id": "office", "displayName": "Office"}}
	crewOf   = map[string][]string{"pilots": {"ann", "cyd"}, "office": {"ann", "bob"}}
	mails    = []service.Object{
		mail("m1", "Berth 12", "agent@harbor.example", "2026-03-01T06:30:00Z"),
		mail("m2", "Tide tables", "office@harbor.example", "2026-03-01T07:30:00Z"),
		mail("m3", "Berth 14", "agent@harbor.example", "2026-03-02T06:30:00Z"),
		mail("m4", "Before", "agent@harbor.example", "2025-03-02T06:30:00Z"),
	}
	meetings = []service.Object{
		meeting("e1", "Pilots' meeting", "2026-03-02T09:00:00.0000000"),
		meeting("e2", "Another day", "2026-03-04T09:00:00.0000000"),
	}
)

func mail(id, subject, from, at string) service.Object {
	return service.Object{"id": id, "subject": subject, "receivedDateTime": at,
		"from": service.Object{"emailAddress": service.Object{"name": from, "address": from}}}
}

func meeting(id, subject, at string) service.Object {
	when := service.Object{"dateTime": at, "timeZone": "UTC"}
	return service.Object{"id": id, "subject": subject, "start": when, "end": when}
}

// shelf is what the drive has: id, name, folder, content.
var shelf = [][4]string{
	{"logs", "logs", "top", ""},
	{"f1", "today.txt", "logs", "The tide turns at noon."},
	{"f2", "week.txt", "logs", "Wind from the west."},
	{"f3", "readme.txt", "top", "Logs of the harbor."},
}

// real returns a world with the service of package service.
func real(t *testing.T) *world {
	s := service.New()
	w := &world{inject: s.Inject, removeUser: s.RemoveUser}
	elsewhere := httptest.NewServer(w.before(s.Elsewhere()))
	t.Cleanup(elsewhere.Close)
	s.Bytes = elsewhere.URL
	for _, p := range people {
		var has []string
		if p["id"] == "ann" {
			has = append(has, licenses...)
		}
		s.AddUser(clone(p), managers[p["id"].(string)], has...)
	}
	for _, g := range crews {
		s.AddGroup(clone(g), append([]string(nil), crewOf[g["id"].(string)]...)...)
	}
	for _, m := range mails {
		s.AddMessage(clone(m))
	}
	for _, e := range meetings {
		s.AddEvent(clone(e))
	}
	s.AddItem("top", "top", "root", nil)
	for _, i := range shelf {
		content := []byte(i[3])
		if i[3] == "" {
			content = nil
		}
		s.AddItem(i[0], i[1], i[2], content)
	}
	w.listen(t, s.API())
	return w
}

// fake returns a world with the fake of the generated package.
func fake(t *testing.T) *world {
	s := graphtest.New(graphtest.WithAuth())
	seed := func(path string, entities ...any) {
		t.Helper()
		require.NoError(t, s.Seed(path, entities...))
	}
	w := &world{inject: func(f service.Fault) { s.Inject(graphtest.Fault(f)) }}
	seed("/users", list(people)...)
	for id, m := range managers {
		seed("/users/"+id+"/manager", typed("user", person(m)))
	}
	seed("/users/ann/licenseDetails", service.Object{"id": "l1", "skuId": licenses[0]}, service.Object{"id": "l2", "skuId": licenses[1]})
	seed("/groups", list(crews)...)
	for _, g := range crews {
		var in []any
		for _, id := range crewOf[g["id"].(string)] {
			in = append(in, typed("user", person(id)))
		}
		seed("/groups/"+g["id"].(string)+"/members", in...)
	}
	seed("/me/messages", list(mails)...)
	seed("/me/calendar/calendarView", list(meetings)...)
	seed("/drives/d", service.Object{})
	seed("/drives/d/items/top", service.Object{"name": "top", "folder": service.Object{}})
	for _, folder := range []string{"top", "logs"} {
		var in []any
		for _, i := range shelf {
			if i[2] == folder {
				in = append(in, item(i))
			}
		}
		seed("/drives/d/items/"+folder+"/children", in...)
	}
	for _, i := range shelf[1:] {
		require.NoError(t, s.Seed("/drives/d/items/"+i[0]+"/content", []byte(i[3])))
	}
	w.listen(t, s)
	return w
}

func (w *world) listen(t *testing.T, h http.Handler) {
	server := httptest.NewServer(w.before(h))
	t.Cleanup(server.Close)
	w.base = server.URL + "/v1.0"
}

// item is what a drive says of what is on the shelf.
func item(i [4]string) service.Object {
	o := service.Object{"id": i[0], "name": i[1], "size": len(i[3]), "file": service.Object{}}
	if i[3] == "" {
		o["folder"] = service.Object{}
		delete(o, "file")
	}
	return o
}

func clone(o service.Object) service.Object {
	c := service.Object{}
	for name, v := range o {
		c[name] = v
	}
	return c
}

func list(all []service.Object) (out []any) {
	for _, o := range all {
		out = append(out, o)
	}
	return out
}

func typed(typ string, o service.Object) any {
	c := clone(o)
	c["@odata.type"] = "#microsoft.graph." + typ
	return c
}

func person(id string) service.Object {
	for _, p := range people {
		if p["id"] == id {
			return p
		}
	}
	panic("nobody is " + id)
}

// orders is what the programs are told to do.
type orders struct {
	offboard  offboard.Order
	mailbox   mailbox.Order
	files     files.Order
	directory directory.Order
}

func usual() *orders {
	return &orders{
		offboard.Order{User: "ann", Successor: "bob", Reply: "Ann has left. Bob answers."},
		mailbox.Order{
			From: "agent@harbor.example", Since: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), Answer: "Yes.",
			To: "office@harbor.example", Small: 1000, Order: []string{"note.txt", "chart.bin"},
			Files: map[string][]byte{"note.txt": []byte("Low water at six."), "chart.bin": bytes.Repeat([]byte("chart "), 150_000)},
			Day:   time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC),
		},
		files.Order{
			Drive: "d", Folder: "top", Fetch: "f1", From: 4, To: 8, Path: "backup.bin", Content: bytes.Repeat([]byte("backup"), 150_000),
			CopyAs: "copy.bin",
		},
		directory.Order{Managers: []string{"ann", "bob", "cyd"}},
	}
}

// programs run a program and return what it found.
var programs = map[string]func(context.Context, *graph.Client, *orders) (any, error){
	"offboard": func(ctx context.Context, c *graph.Client, o *orders) (any, error) {
		return offboard.Run(ctx, c, o.offboard)
	},
	"mailbox": func(ctx context.Context, c *graph.Client, o *orders) (any, error) {
		return mailbox.Run(ctx, c, o.mailbox)
	},
	"files": func(ctx context.Context, c *graph.Client, o *orders) (any, error) { return files.Run(ctx, c, o.files) },
	"directory": func(ctx context.Context, c *graph.Client, o *orders) (any, error) {
		var w strings.Builder
		_, err := directory.Run(ctx, c, &w, o.directory)
		return w.String(), err
	},
}

// step is where a program was when something failed.
var step = regexp.MustCompile(`^(?:[a-z][A-Za-z. ]*: )*`)

// ids matches the id of a copy, which the fake doesn't tell.
var ids = regexp.MustCompile(`Copied:[^ }]*`)

// outcome says where and of what a program failed.
func outcome(err error) string {
	at := step.FindString(err.Error())
	return at + strings.TrimPrefix(kind(err), at)
}

func kind(err error) string {
	var refused *graph.Error
	var stopped *graph.UploadError
	switch {
	case errors.As(err, &stopped):
		return fmt.Sprintf("%d of %d, %s", stopped.Taken, stopped.Size, kind(stopped.Err))
	case errors.As(err, &refused):
		return fmt.Sprint(refused.StatusCode)
	case errors.Is(err, context.DeadlineExceeded):
		return "deadline"
	case errors.Is(err, io.ErrUnexpectedEOF):
		return "broken off"
	case errors.Is(err, graph.ErrForeign):
		return "foreign"
	}
	return err.Error()
}

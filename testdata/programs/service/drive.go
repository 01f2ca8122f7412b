package service

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// AddItem adds a file, or a folder where content is nil, to the folder parent.
func (s *Service) AddItem(id, name, parent string, content []byte) Object {
	item := Object{"id": id, "name": name, "size": len(content), "eTag": `"` + id + `,1"`, "parentReference": Object{"id": parent, "driveId": "d"}}
	if content == nil {
		item["folder"] = Object{}
	} else {
		item["file"] = Object{"mimeType": "text/plain"}
		s.content[id] = content
	}
	s.items = append(s.items, item)
	return item
}

func (s *Service) drive() map[string]handler {
	all := map[string]handler{"POST /me/drive/{path...}": s.begins}
	for _, drive := range []string{"/drives/{drive}", "/me/drive"} {
		items := drive + "/items/{item}"
		all["GET "+items] = s.ofItem(func(_ *http.Request, item Object) (*reply, error) { return ok(item), nil })
		all["GET "+items+"/children"] = s.ofItem(s.children)
		all["GET "+items+"/content"] = s.ofItem(s.download)
		all["PATCH "+items] = s.patchItem
		all["POST "+items+"/copy"] = s.copy
	}
	return all
}

// item returns the item that a segment of the path names.
func (s *Service) item(r *http.Request) (Object, error) {
	item := find(s.items, r.PathValue("item"))
	if drive := r.PathValue("drive"); item == nil || drive != "" && drive != "d" {
		return nil, notFound(r.PathValue("item"))
	}
	return item, nil
}

func (s *Service) ofItem(h handler) handler {
	return func(r *http.Request, _ Object) (*reply, error) {
		item, err := s.item(r)
		if err != nil {
			return nil, err
		}
		return h(r, item)
	}
}

func (s *Service) children(r *http.Request, folder Object) (*reply, error) {
	var in []Object
	for _, item := range s.items {
		if text(item, "parentReference/id") == folder["id"] {
			in = append(in, item)
		}
	}
	return list(r, in, 2, "id", "name", "size", "folder", "file", "eTag", "parentReference")
}

// download redirects to a URL that carries its own authorization.
func (s *Service) download(_ *http.Request, item Object) (*reply, error) {
	if item["folder"] != nil {
		return nil, badRequest("A folder has no content.")
	}
	key := s.newID("link")
	s.links[key] = s.content[item["id"].(string)]
	return &reply{status: http.StatusFound, header: map[string]string{"Location": s.Bytes + "/files/" + key}}, nil
}

// patchItem changes an item, if it still is the one that If-Match names.
func (s *Service) patchItem(r *http.Request, object Object) (*reply, error) {
	item, err := s.item(r)
	if err != nil {
		return nil, err
	}
	if tag := r.Header.Get("If-Match"); tag != "" && tag != item["eTag"] {
		return nil, &problem{http.StatusPreconditionFailed, "resourceModified", "ETag does not match current item's value."}
	}
	for name, v := range object {
		item[name] = v
	}
	item["eTag"] = `"` + s.newID("tag") + `"`
	return ok(item), nil
}

// begins answers …root:/path:/createUploadSession.
func (s *Service) begins(r *http.Request, object Object) (*reply, error) {
	path, isPath := strings.CutPrefix(r.PathValue("path"), "root:/")
	path, isSession := strings.CutSuffix(path, ":/createUploadSession")
	if !isPath || !isSession || path == "" {
		return nil, notFound(r.PathValue("path"))
	}
	name := path[strings.LastIndex(path, "/")+1:]
	deferred, _ := object["deferCommit"].(bool)
	return ok(s.begin(&session{deferred: deferred, done: func(content []byte) *reply {
		return &reply{status: http.StatusCreated, body: s.AddItem(s.newID("item"), name, "root", content)}
	}})), nil
}

// work is a copy that goes on.
type work struct {
	looks int
	run   func() Object
}

// copy begins to copy an item, by default into its own folder.
func (s *Service) copy(r *http.Request, object Object) (*reply, error) {
	item, err := s.item(r)
	if err != nil {
		return nil, err
	}
	name, _ := object["name"].(string)
	if name == "" {
		name = item["name"].(string)
	}
	to := text(object, "parentReference/id")
	if to == "" {
		to = text(item, "parentReference/id")
	}
	if to != "root" && find(s.items, to) == nil {
		return nil, notFound(to)
	}
	key := s.newID("work")
	s.works[key] = &work{run: func() Object {
		for _, other := range s.items {
			if text(other, "parentReference/id") == to && strings.EqualFold(other["name"].(string), name) {
				return Object{"status": "failed", "error": Object{"code": "nameAlreadyExists", "message": "Name already exists."}}
			}
		}
		made := s.AddItem(s.newID("item"), name, to, s.content[item["id"].(string)])
		return Object{"status": "completed", "percentageComplete": 100.0, "resourceId": made["id"]}
	}}
	return &reply{status: http.StatusAccepted, header: map[string]string{"Location": s.Bytes + "/monitor/" + key}}, nil
}

// session is an upload session.
type session struct {
	size     int64 // as it was announced; 0 if it was not
	capitals bool
	deferred bool
	got      []byte
	done     func(content []byte) *reply
}

// begin returns what the service says of a new session.
func (s *Service) begin(u *session) Object {
	key := s.newID("session")
	s.sessions[key] = u
	return Object{"uploadUrl": s.Bytes + "/up/" + key, "expirationDateTime": time.Now().Add(time.Hour).UTC().Format(time.RFC3339), u.ranges(): []string{"0-"}}
}

// ranges returns the name of the property that says what is missing. That of
// attachments begins with a capital.
func (u *session) ranges() string {
	if u.capitals {
		return "NextExpectedRanges"
	}
	return "nextExpectedRanges"
}

func (u *session) expects(status int) *reply {
	next := strconv.Itoa(len(u.got))
	if !u.capitals {
		next += "-"
	}
	return &reply{status: status, body: Object{u.ranges(): []string{next}}}
}

// Elsewhere is the handler of the host that has the bytes. Whoever sends it a token
// is refused.
func (s *Service) Elsewhere() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/up/{key}", func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		defer s.mu.Unlock()
		a, err := s.upload(r)
		write(w, a, err)
	})
	mux.HandleFunc("GET /files/{key}", func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		content, known := s.links[r.PathValue("key")]
		s.mu.Unlock()
		if !known {
			write(w, nil, notFound(r.PathValue("key")))
			return
		}
		w.Header().Set("Content-Type", "text/plain")
		w.Header().Set("ETag", fmt.Sprintf(`"%x"`, sha256.Sum256(content)))
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(content))
	})
	mux.HandleFunc("GET /monitor/{key}", func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		defer s.mu.Unlock()
		job := s.works[r.PathValue("key")]
		switch {
		case job == nil:
			write(w, nil, notFound(r.PathValue("key")))
		case job.looks == 0:
			job.looks++
			write(w, &reply{status: http.StatusAccepted, body: Object{"status": "inProgress", "percentageComplete": 27.8}}, nil)
		default:
			write(w, ok(job.run()), nil)
		}
	})
	return s.failing(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "" {
			write(w, nil, &problem{401, "unauthenticated", "This address takes no token."})
			return
		}
		mux.ServeHTTP(w, r)
	}))
}

// upload takes a part, in order.
func (s *Service) upload(r *http.Request) (*reply, error) {
	key := r.PathValue("key")
	u := s.sessions[key]
	if u == nil {
		return nil, notFound(key)
	}
	switch r.Method {
	case http.MethodGet:
		return u.expects(http.StatusOK), nil
	case http.MethodDelete:
		delete(s.sessions, key)
		return noContent, nil
	case http.MethodPost:
		delete(s.sessions, key)
		return u.done(u.got), nil
	}
	part, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, badRequest("The part is not complete.")
	}
	var first, last, total int64
	if _, err := fmt.Sscanf(r.Header.Get("Content-Range"), "bytes %d-%d/%d", &first, &last, &total); err != nil || last-first+1 != int64(len(part)) || last >= total || u.size > 0 && total != u.size {
		return nil, badRequest("Content-Range does not fit the part.")
	}
	if first != int64(len(u.got)) {
		return nil, &problem{http.StatusRequestedRangeNotSatisfiable, "fragmentOverlap", "The service has these bytes, or lacks those before."}
	}
	if u.got = append(u.got, part...); int64(len(u.got)) < total || u.deferred {
		return u.expects(http.StatusAccepted), nil
	}
	delete(s.sessions, key)
	return u.done(u.got), nil
}

package service

import (
	"net/http"
	"strings"
)

var messageProperties = []string{"id", "subject", "from", "receivedDateTime", "body", "toRecipients", "isRead", "importance"}

// AddMessage adds a message to the mailbox of who is signed in.
func (s *Service) AddMessage(message Object) { s.messages = append(s.messages, message) }

// AddEvent adds an event to the calendar of who is signed in.
func (s *Service) AddEvent(event Object) { s.events = append(s.events, event) }

// Sent returns the names of the attachments of each message that was sent.
func (s *Service) Sent() []string { return s.sent }

func (s *Service) mailbox() map[string]handler {
	return map[string]handler{
		"GET /me/messages":                 s.listMessages,
		"POST /me/messages":                s.createMessage,
		"POST /me/messages/{message}/send": s.ofMessage(s.send),
		"POST /me/messages/{message}/reply": s.ofMessage(func(_ *http.Request, object Object) (*reply, error) {
			return &reply{status: http.StatusAccepted}, known(object, "comment", "message")
		}),
		"POST /me/messages/{message}/attachments":                     s.ofMessage(s.attach),
		"POST /me/messages/{message}/attachments/createUploadSession": s.ofMessage(s.attachInParts),
		"GET /me/calendarView":                                        s.calendarView,
		"GET /me/calendar/calendarView":                               s.calendarView,
	}
}

// known returns an error if an object has a property that it can't have.
func known(o Object, names ...string) error {
	for name := range o {
		if !strings.Contains(","+strings.Join(names, ",")+",", ","+name+",") {
			return badRequest("The property '%s' does not exist.", name)
		}
	}
	return nil
}

// ofMessage looks for the message first.
func (s *Service) ofMessage(h handler) handler {
	return func(r *http.Request, object Object) (*reply, error) {
		if find(s.messages, r.PathValue("message")) == nil {
			return nil, notFound(r.PathValue("message"))
		}
		return h(r, object)
	}
}

// listMessages wants what orders the messages to be what filters them first.
func (s *Service) listMessages(r *http.Request, _ Object) (*reply, error) {
	q := r.URL.Query()
	by, _, _ := strings.Cut(q.Get("$orderby"), " ")
	if filter := q.Get("$filter"); by != "" && filter != "" && !strings.HasPrefix(filter, by+" ") {
		if _, err := filtered(nil, filter, messageProperties); err != nil {
			return nil, err
		}
		return nil, &problem{400, "InefficientFilter", "The restriction or sort order is too complex for this operation."}
	}
	return list(r, s.messages, 10, messageProperties...)
}

func (s *Service) createMessage(_ *http.Request, object Object) (*reply, error) {
	if err := known(object, messageProperties...); err != nil {
		return nil, err
	}
	object["id"] = s.newID("message")
	s.messages = append(s.messages, object)
	return &reply{status: http.StatusCreated, body: object}, nil
}

func (s *Service) send(r *http.Request, _ Object) (*reply, error) {
	id := r.PathValue("message")
	if to, _ := find(s.messages, id)["toRecipients"].([]any); len(to) == 0 {
		return nil, &problem{400, "ErrorInvalidRecipients", "At least one recipient is not valid."}
	}
	s.sent = append(s.sent, strings.Join(s.attached[id], ","))
	return &reply{status: http.StatusAccepted}, nil
}

func (s *Service) attach(r *http.Request, object Object) (*reply, error) {
	name, _ := object["name"].(string)
	if name == "" || object["@odata.type"] != "#microsoft.graph.fileAttachment" {
		return nil, badRequest("The attachment has no name or no type.")
	}
	id := r.PathValue("message")
	s.attached[id] = append(s.attached[id], name)
	object["id"] = s.newID("attachment")
	return &reply{status: http.StatusCreated, body: object}, nil
}

// attachInParts begins an upload session. It needs type, name and size.
func (s *Service) attachInParts(r *http.Request, object Object) (*reply, error) {
	item, _ := object["AttachmentItem"].(Object)
	name, _ := item["name"].(string)
	size, _ := item["size"].(float64)
	if name == "" || size <= 0 || item["attachmentType"] != "file" {
		return nil, badRequest("An attachment has a type, a name and a size.")
	}
	id := r.PathValue("message")
	return &reply{status: http.StatusCreated, body: s.begin(&session{size: int64(size), capitals: true, done: func([]byte) *reply {
		s.attached[id] = append(s.attached[id], name)
		return &reply{status: http.StatusCreated, header: map[string]string{"Location": s.Bytes + "/attachments/" + s.newID("attachment")}}
	}})}, nil
}

// calendarView has the events between two times, both of which it needs.
func (s *Service) calendarView(r *http.Request, _ Object) (*reply, error) {
	q := r.URL.Query()
	from, to := q.Get("startDateTime"), q.Get("endDateTime")
	if from == "" || to == "" {
		return nil, badRequest("This request requires a time window specified by the query string parameters StartDateTime and EndDateTime.")
	}
	var within []Object
	for _, e := range s.events {
		if at := text(e, "start/dateTime"); at+"Z" >= from && at+"Z" < to {
			within = append(within, e)
		}
	}
	return list(r, within, 10, "id", "subject", "start", "end")
}

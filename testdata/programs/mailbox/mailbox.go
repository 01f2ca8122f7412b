// Package mailbox answers the mail of one sender, sends files, and looks into the
// calendar.
package mailbox

import (
	"bytes"
	"context"
	"fmt"
	"time"

	"programs/graph"
)

// Order says what is to be done.
type Order struct {
	From   string // the sender whose newest message is answered
	Since  time.Time
	Filter string // in place of the condition that From and Since make
	Answer string
	To     string            // who gets the files
	Files  map[string][]byte // one that is larger than Small goes in parts
	Order  []string          // the names of the files, as they are sent
	Small  int
	Day    time.Time // of the calendar
}

// Done is what was found.
type Done struct {
	Subjects []string // of the messages of the sender, the newest first
	Sent     int      // bytes of files
	Events   []string // "09:00 Pilots' meeting"
}

// Run does it.
func Run(ctx context.Context, c *graph.Client, o Order) (*Done, error) {
	done := &Done{}
	if err := answer(ctx, c, o, done); err != nil {
		return done, fmt.Errorf("answer: %w", err)
	}
	if err := send(ctx, c, o, done); err != nil {
		return done, fmt.Errorf("send: %w", err)
	}
	if err := look(ctx, c, o, done); err != nil {
		return done, fmt.Errorf("look: %w", err)
	}
	return done, nil
}

// answer replies to the newest message of the sender.
func answer(ctx context.Context, c *graph.Client, o Order, done *Done) error {
	if o.Filter == "" {
		o.Filter = graph.Where("receivedDateTime ge {} and from/emailAddress/address eq {}", o.Since, o.From)
	}
	newest := ""
	for m, err := range graph.ListMyMessages(ctx, c, &graph.ListUserMessagesOptions{
		Filter:  o.Filter,
		OrderBy: []string{"receivedDateTime desc"},
		Select:  []string{"id", "subject"},
	}) {
		if err != nil {
			return fmt.Errorf("list: %w", err)
		}
		if newest == "" {
			newest = m.ID.Get()
		}
		done.Subjects = append(done.Subjects, m.Subject.Get())
	}
	if newest == "" {
		return nil
	}
	return graph.ReplyMyMessage(ctx, c, newest, &graph.ReplyMessageBody{Comment: graph.Set(o.Answer)}, nil)
}

// send sends the files with a message.
func send(ctx context.Context, c *graph.Client, o Order, done *Done) error {
	draft, err := graph.CreateMyMessage(ctx, c, &graph.Message{
		Subject:      graph.Set("Files"),
		Body:         &graph.ItemBody{ContentType: graph.Set(graph.BodyTypeText), Content: graph.Set("As agreed.")},
		ToRecipients: []graph.Recipient{{EmailAddress: &graph.EmailAddress{Address: graph.Set(o.To)}}},
	}, nil)
	if err != nil {
		return fmt.Errorf("draft: %w", err)
	}
	for _, name := range o.Order {
		if err := attach(ctx, c, o, draft.ID.Get(), name); err != nil {
			return fmt.Errorf("attach %s: %w", name, err)
		}
		done.Sent += len(o.Files[name])
	}
	return graph.SendMyMessage(ctx, c, draft.ID.Get(), nil)
}

func attach(ctx context.Context, c *graph.Client, o Order, message, name string) error {
	content := o.Files[name]
	if len(content) <= o.Small {
		_, err := graph.AddMyMessageAttachment(ctx, c, message, &graph.FileAttachment{
			Name: graph.Set(name), ContentBytes: graph.Set(content),
		}, nil)
		return err
	}
	session, err := graph.CreateMyMessageAttachmentUploadSession(ctx, c, message, &graph.CreateAttachmentUploadSessionBody{
		AttachmentItem: &graph.AttachmentItem{
			AttachmentType: graph.Set(graph.AttachmentTypeFile),
			Name:           graph.Set(name),
			Size:           graph.Set(int64(len(content))),
		},
	}, nil)
	if err != nil {
		return fmt.Errorf("session: %w", err)
	}
	_, err = graph.UploadChunks[graph.FileAttachment](ctx, c, session.UploadURL.Get(), bytes.NewReader(content), int64(len(content)),
		&graph.ChunkOptions{Size: 320 << 10})
	return err
}

// look lists the events of the day.
func look(ctx context.Context, c *graph.Client, o Order, done *Done) error {
	for e, err := range graph.ListMyCalendarView(ctx, c, o.Day, o.Day.AddDate(0, 0, 1), nil) {
		if err != nil {
			return err
		}
		at, err := time.Parse("2006-01-02T15:04:05.9999999", e.Start.Get().DateTime.Get())
		if err != nil {
			return err
		}
		done.Events = append(done.Events, at.Format("15:04")+" "+e.Subject.Get())
	}
	return nil
}

// Package files keeps a folder of a drive: it lists it, fetches from it, puts a large
// file into it, and copies and renames that.
package files

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"

	"programs/graph"
)

// Order says what is to be done.
type Order struct {
	Drive, Folder string // ids
	Fetch         string // the id of a file; may be empty
	From, To      int64  // the bytes of it
	Path          string // of the new file, below the root
	Content       []byte
	CopyAs        string
	Rename        string // the id of a file; may be empty
	ETag, NewName string
}

// Done is what was found.
type Done struct {
	Paths   []string // of all below the folder, with sizes
	Fetched string
	Size    int64 // of the new file
	Copied  string
}

// Run does it.
func Run(ctx context.Context, c *graph.Client, o Order) (*Done, error) {
	done := &Done{}
	for _, step := range []struct {
		name string
		run  func(context.Context, *graph.Client, Order, *Done) error
	}{
		{"walk", func(ctx context.Context, c *graph.Client, o Order, done *Done) error {
			return walk(ctx, c, o.Drive, o.Folder, "", done)
		}},
		{"fetch", fetch},
		{"put", put},
		{"rename", rename},
	} {
		if err := step.run(ctx, c, o, done); err != nil {
			return done, fmt.Errorf("%s: %w", step.name, err)
		}
	}
	return done, nil
}

func walk(ctx context.Context, c *graph.Client, drive, folder, path string, done *Done) error {
	for item, err := range graph.ListDriveItemChildren(ctx, c, drive, folder, &graph.ListDriveItemChildrenOptions{
		Select: []string{"id", "name", "size", "folder"},
	}) {
		if err != nil {
			return err
		}
		at := path + "/" + item.Name.Get()
		if item.Folder == nil {
			done.Paths = append(done.Paths, fmt.Sprintf("%s %d", at, item.Size.Get()))
			continue
		}
		if err := walk(ctx, c, drive, item.ID.Get(), at, done); err != nil {
			return err
		}
	}
	return nil
}

func fetch(ctx context.Context, c *graph.Client, o Order, done *Done) error {
	if o.Fetch == "" {
		return nil
	}
	file, err := graph.GetDriveItemContent(ctx, c, o.Drive, o.Fetch, &graph.GetDriveItemContentOptions{
		Range: graph.Bytes(o.From, o.To),
	})
	if err != nil {
		return err
	}
	defer file.Close()
	text, err := io.ReadAll(file)
	done.Fetched = string(text)
	return err
}

// put uploads the new file and copies it.
func put(ctx context.Context, c *graph.Client, o Order, done *Done) error {
	session, err := graph.CreateMyDriveItemUploadSessionByPath(ctx, c, o.Path, nil, nil)
	if err != nil {
		return fmt.Errorf("session: %w", err)
	}
	item, err := graph.UploadChunks[graph.DriveItem](ctx, c, session.UploadURL.Get(),
		bytes.NewReader(o.Content), int64(len(o.Content)), &graph.ChunkOptions{Size: 320 << 10})
	if err != nil {
		return err
	}
	done.Size = item.Size.Get()
	work, err := graph.CopyMyDriveItem(ctx, c, item.ID.Get(), &graph.CopyDriveItemBody{
		ParentReference: &graph.ItemReference{DriveID: graph.Set(o.Drive), ID: graph.Set(o.Folder)},
		Name:            graph.Set(o.CopyAs),
	}, nil)
	if err != nil {
		return fmt.Errorf("copy: %w", err)
	}
	answer, err := work.Await(ctx)
	if err != nil {
		return fmt.Errorf("copy: %w", err)
	}
	var copied struct{ ResourceID string }
	if err := json.Unmarshal(*answer, &copied); err != nil {
		return fmt.Errorf("copy: %w", err)
	}
	done.Copied = copied.ResourceID
	return nil
}

// rename gives a file another name, if it is still the one that the caller knows.
func rename(ctx context.Context, c *graph.Client, o Order, done *Done) error {
	if o.Rename == "" {
		return nil
	}
	_, err := graph.UpdateDriveItem(ctx, c, o.Drive, o.Rename, &graph.DriveItem{Name: graph.Set(o.NewName)},
		&graph.UpdateDriveItemOptions{IfMatch: o.ETag})
	return err
}

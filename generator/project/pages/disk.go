package pages

import (
	"io/fs"
	"os"
	"path"
	"sync"
)

// maxFolders is the maximum number of folders that stay open.
const maxFolders = 64

// disk is a folder on disk with many files below it. It opens each folder for the
// first file, and lists it once. Nothing outside of the root is read.
type disk struct {
	all
	root    *os.Root
	mu      sync.Mutex
	folders map[string]*os.Root // those that can be opened, by path
	lists   sync.Map            // path -> function that lists the folder
}

// all has the methods of the file system of an [os.Root].
type all interface {
	fs.ReadDirFS
	fs.StatFS
	fs.ReadFileFS
	fs.ReadLinkFS
}

// openDisk opens a folder.
func openDisk(name string) (*disk, error) {
	root, err := os.OpenRoot(name)
	if err != nil {
		return nil, err
	}
	return &disk{all: root.FS().(all), root: root, folders: map[string]*os.Root{".": root}}, nil
}

// Open opens a file. What its folder can't open, such as a link to another folder, the
// root opens.
func (d *disk) Open(name string) (fs.File, error) {
	if fs.ValidPath(name) {
		if folder := d.folder(path.Dir(name)); folder != nil {
			if f, err := folder.Open(path.Base(name)); err == nil {
				return f, nil
			}
		}
	}
	return d.all.Open(name)
}

// folder returns a folder, or nil if it can't be opened or too many are open.
func (d *disk) folder(name string) *os.Root {
	d.mu.Lock()
	defer d.mu.Unlock()
	folder, known := d.folders[name]
	if !known && len(d.folders) < maxFolders {
		if folder, _ = d.root.OpenRoot(name); folder != nil {
			d.folders[name] = folder
		}
	}
	return folder
}

// ReadDir lists a folder.
func (d *disk) ReadDir(name string) ([]fs.DirEntry, error) {
	list, _ := d.lists.LoadOrStore(name, sync.OnceValues(func() ([]fs.DirEntry, error) { return d.all.ReadDir(name) }))
	return list.(func() ([]fs.DirEntry, error))()
}

// Close closes all folders.
func (d *disk) Close() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	var err error
	for _, folder := range d.folders {
		if e := folder.Close(); e != nil {
			err = e
		}
	}
	return err
}

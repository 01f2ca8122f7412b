package runtime

// DownloadOptions are the options of functions that return a file.
type DownloadOptions struct {
	// Range selects bytes of the file, as in [Bytes]. The default is the whole
	// file.
	Range ByteRange `header:"Range"`

	Options
}

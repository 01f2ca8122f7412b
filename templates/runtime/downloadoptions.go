package runtime

// DownloadOptions are the options of functions that open a file.
type DownloadOptions struct {
	// Which of its bytes, as [Bytes] makes it: all by default.
	Range ByteRange `header:"Range"`

	Options
}

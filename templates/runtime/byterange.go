package runtime

import (
	"fmt"
	"strconv"
)

// A ByteRange is the value of a Range header, which selects bytes of a file.
// The empty ByteRange selects the whole file. If the value has the form that
// [Bytes] returns, the response is compared with it. Any other value is sent as
// it is.
type ByteRange string

// Bytes returns the range of the bytes with offsets from up to, but not
// including, to. If to is negative, the range ends at the end of the file. If
// from is negative, the range is the last -from bytes.
func Bytes(from, to int64) ByteRange {
	switch {
	case from < 0:
		return ByteRange("bytes=" + strconv.FormatInt(from, 10))
	case to < 0:
		return ByteRange(fmt.Sprintf("bytes=%d-", from))
	case to <= from:
		return "bytes=1-0" // no bytes: the call fails
	}
	return ByteRange(fmt.Sprintf("bytes=%d-%d", from, to-1))
}

package plan

import "strings"

// Signature returns the declaration of the sender of a request line, without
// the word func: "GetTug(ctx context.Context, c *Client, id string, opts
// *Options) (*Tug, error)".
func (f *Function) Signature() string {
	var b strings.Builder
	b.WriteString(f.Name.String())
	b.WriteString("(ctx context.Context, c *Client")
	for _, p := range f.Params {
		b.WriteString(", " + p.Name.String() + " " + p.Type.String())
	}
	options := "Options"
	if !f.Options.IsZero() {
		options = f.Options.String()
	}
	b.WriteString(", opts *" + options + ") " + f.Result.String())
	return b.String()
}

// String returns the result as written in a signature.
func (r Result) String() string {
	switch r.Kind {
	case One:
		return "(" + r.Type.In(Pointer).String() + ", error)"
	case Scalar:
		return "(" + r.Type.String() + ", error)"
	case Pages:
		return "iter.Seq2[" + r.Type.String() + ", error]"
	case Stream:
		return "(*Download, error)"
	case Work:
		return "(*Work[" + r.Type.String() + "], error)"
	case Delta:
		return "*Delta[" + r.Type.String() + "]"
	}
	return "error"
}

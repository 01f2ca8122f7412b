package notation

import (
	"fmt"
	"strings"

	"github.com/docwright/docwright/parser/edm"
	"github.com/docwright/docwright/parser/internal/word"
)

// nameSamples has sample values by parts of a placeholder's name. The first
// matching row counts.
var nameSamples = []struct{ part, sample string }{
	{"principalname", "ann@example.com"}, {"mail", "ann@example.com"}, {"upn", "ann@example.com"},
	{"filename", "file.txt"}, {"path", "folder"}, {"datetime", "2021-07-01T08:00:00Z"}, {"timestamp", "2021-07-01T08:00:00Z"},
	{"date", "2021-07-01"}, {"index", "1"}, {"count", "1"}, {"number", "1"}, {"row", "1"}, {"column", "1"},
	{"address", "A1:B2"}, {"period", "D7"}, {"hostname", "example.com"}, {"locale", "en-US"}, {"url", "https://example.com"},
}

// Sample returns a plausible value for a placeholder of the given name and
// type. It always returns the same value for the same arguments.
func Sample(name, typ string) string {
	if sample := edm.Named(typ).Sample; sample != "" {
		return sample
	}
	if typ == "Edm.Guid" {
		return sampleGUID(name)
	}
	key := Key(name)
	if strings.HasSuffix(key, "id") || strings.Contains(key, "guid") {
		return sampleGUID(key)
	}
	for _, s := range nameSamples {
		if strings.Contains(key, s.part) {
			return s.sample
		}
	}
	var b strings.Builder
	for i := 0; i < len(name); i++ {
		if c := name[i]; word.IsLetter(c) || word.IsDigit(c) || c == '-' || c == '_' {
			b.WriteByte(c)
		}
	}
	if b.Len() == 0 {
		return "value"
	}
	return b.String()
}

// sampleGUID derives a GUID in the format of version 4 from a name, with
// FNV-1a.
func sampleGUID(name string) string {
	hash := uint64(14695981039346656037)
	for i := 0; i < len(name); i++ {
		hash = (hash ^ uint64(name[i])) * 1099511628211
	}
	second := (hash ^ 0x9e3779b97f4a7c15) * 1099511628211
	return fmt.Sprintf("%08x-%04x-4%03x-8%03x-%012x", uint32(hash>>32), uint16(hash>>16), hash&0xfff, second>>52, second&0xffffffffffff)
}

// Fill replaces the placeholders in a value with samples. If the whole value is
// a placeholder, the sample is of the given type.
func Fill(value, typ string) string {
	if strings.IndexByte(value, '{') < 0 && strings.IndexByte(value, '<') < 0 {
		return value
	}
	if open, inner := unwrap(value); open != "" && strings.IndexByte(inner, open[0]) < 0 {
		return Sample(placeholder(inner).Name, typ)
	}
	var b strings.Builder
	for i := 0; i < len(value); i++ {
		if c := value[i]; c == '{' || c == '<' {
			if end := closing(value, i); end > i+1 && IsName(strings.ReplaceAll(strings.TrimSpace(value[i+1:end]), " ", "")) {
				b.WriteString(Sample(placeholder(value[i+1:end]).Name, ""))
				i = end
				continue
			}
		}
		b.WriteByte(value[i])
	}
	return b.String()
}

// IsName reports whether s can be the name of a parameter: a word with the
// punctuation that names of parameters, options and annotations may have.
func IsName(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; !word.IsLetter(c) && !word.IsDigit(c) && strings.IndexByte("_-.@$/|", c) < 0 {
			return false
		}
	}
	return s != "" && (word.IsLetter(s[0]) || strings.IndexByte("@$_", s[0]) >= 0)
}

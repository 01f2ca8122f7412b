package ident

import (
	"iter"
	"slices"
)

// initialisms are written in one case, as Go's own style has it. The list is
// that of the Go code review comments, and what the APIs read here add to it.
// A name in code must not change for a new page, so neither does this list.
var initialisms = func() map[string]bool {
	set := map[string]bool{}
	for _, s := range []string{
		"ACL", "API", "ASCII", "CPU", "CSS", "CSV", "DNS", "EOF", "GUID", "HTML", "HTTP", "HTTPS",
		"ID", "IOS", "IP", "JSON", "OS", "PDF", "PIN", "QPS", "RAM", "RPC", "SLA", "SMS", "SMTP",
		"SQL", "SSH", "SSL", "SSO", "TCP", "TLS", "TPM", "TTL", "UDP", "UI", "UID", "URI", "URL",
		"USB", "UTF", "UUID", "VM", "VPN", "XML", "XSRF", "XSS",
	} {
		set[s] = true
	}
	return set
}()

const longestInitialism = 5

// odata is a word with a capital of its own in the middle.
const odata = "OData"

func isInitialism(word string) bool {
	if len(word) < 2 || len(word) > longestInitialism {
		return false
	}
	var buf [longestInitialism]byte
	return initialisms[string(appendUpper(buf[:0], word))]
}

// Words cuts a name into its words, in the case they have: "userPrincipalName"
// into user, Principal, Name; "macOSMinimum" into mac, OS, Minimum;
// "windows10General" into windows10, General; "item-path" into item, path.
// Everything but ASCII letters and digits stands between words.
func Words(name string) []string { return slices.Collect(words(name)) }

func words(name string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := 0; i < len(name); {
			n := wordLen(name[i:])
			if n == 0 {
				i++
				continue
			}
			if !yield(name[i : i+n]) {
				return
			}
			i += n
		}
	}
}

// wordLen returns the length of the word that s begins with; 0 where s begins
// with none.
func wordLen(s string) int {
	run := span(s, 0, isUpper)
	end := span(s, run, func(c byte) bool { return isLower(c) || isDigit(c) })
	switch {
	case run < 2 || end == run || isDigit(s[run]):
		return end
	case s[run] == 's' && end == run+1:
		return end // a plural: URLs
	}
	return run - 1 // the last capital begins the next word: HTTP|Server
}

// span returns the index of the first byte of s at or after i that is not in.
func span(s string, i int, in func(byte) bool) int {
	for i < len(s) && in(s[i]) {
		i++
	}
	return i
}

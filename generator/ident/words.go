package ident

import (
	"iter"
	"slices"
)

// initialisms is the set of words with all letters in the same case. It has the
// initialisms of Go's code review comments and others that the documented
// APIs use. A change of the set changes names in generated packages.
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

// odata is the only word with a capital letter in the middle.
const odata = "OData"

func isInitialism(word string) bool {
	if len(word) < 2 || len(word) > longestInitialism {
		return false
	}
	var buf [longestInitialism]byte
	return initialisms[string(appendUpper(buf[:0], word))]
}

// Words splits a name into its words without changing their case:
// "userPrincipalName" into user, Principal, Name; "macOSMinimum" into mac, OS,
// Minimum; "windows10General" into windows10, General; "item-path" into item,
// path. All characters except ASCII letters and digits are separators.
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

// wordLen returns the length of the word at the start of s, or 0 if there is
// none.
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

// span returns the index of the first byte of s, from i on, for which in reports
// false.
func span(s string, i int, in func(byte) bool) int {
	for i < len(s) && in(s[i]) {
		i++
	}
	return i
}

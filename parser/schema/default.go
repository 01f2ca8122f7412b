package schema

import (
	"slices"
	"strings"

	"github.com/docwright/docwright/parser/dialect"
	"github.com/docwright/docwright/parser/model"
)

// describeDefault reads the default value from the description: "The default
// value is false." A single word or number must follow the phrase. "The default
// is the caller's own" has no default value.
func describeDefault(p *model.Property) {
	s := p.Description
	for at, phrase := range dialect.Found(dialect.DefaultIs, s) {
		rest := s[at+len(phrase):]
		value := defaultValue(rest)
		if value == "" {
			continue
		}
		setDefault(p, value, s[at:len(s)-len(rest)]+value)
		return
	}
	for at, phrase := range dialect.Found(dialect.DefaultMark, s) {
		if value := lastWord(s[:at]); value != "" {
			setDefault(p, value, value+phrase)
		}
	}
}

func setDefault(p *model.Property, value, words string) {
	p.Default = &value
	p.Reasons.Add("default", whyDescription, p.Position, words)
}

// checkDefaults reports default values of enums that are not members, in any
// case.
func (l *linker) checkDefaults() {
	for _, n := range l.order {
		if n.typ == nil {
			continue
		}
		for _, p := range n.typ.Properties {
			if p.Default != nil && p.Enum != nil && p.Enum.Member(*p.Default) == nil && !slices.Contains(p.Values, *p.Default) {
				l.findings.Add(p.Position, ruleDefaultUnknown, "the default of %s is %s, which is not a member of %s", quote(p.Name), quote(*p.Default), quote(p.Enum.Qualified()))
			}
		}
	}
}

// lastWord returns the word at the end of s if it is an item of a list. It
// returns the empty string otherwise.
func lastWord(s string) string {
	start := len(s)
	for start > 0 && isWordByte(s[start-1]) {
		start--
	}
	if dialect.Says(dialect.BeforeItem, strings.TrimRight(s[:start], "`'\" ")) {
		return s[start:]
	}
	return ""
}

// defaultValue returns the word at the start of s if it is a value and ends its
// clause. It returns the empty string otherwise.
func defaultValue(s string) string {
	s = strings.TrimLeft(s, " `'\"*")
	end := 0
	for end < len(s) && (isWordByte(s[end]) || s[end] == '-' || s[end] == '.' && end+1 < len(s) && isWordByte(s[end+1])) {
		end++
	}
	value, rest := s[:end], strings.TrimLeft(s[end:], "`'\"*")
	if rest != "" && strings.IndexByte(".,;)", rest[0]) < 0 && !strings.HasPrefix(rest, " (") {
		return ""
	}
	if dialect.Says(dialect.Article, value) || dialect.Says(dialect.Demonstrative, value) {
		return ""
	}
	return value
}

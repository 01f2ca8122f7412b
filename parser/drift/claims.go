package drift

import (
	"path"
	"strconv"
	"strings"

	"github.com/docwright/docwright/parser/model"
	"github.com/docwright/docwright/parser/source"
)

// contradicts reports a page that contradicts itself about a type, if one of
// its places agrees with the other side. The change is at the place that does
// not agree. It reports whether there is one; the types are then not compared
// otherwise.
func (c *comparison) contradicts(row aspect, s subject, p, q model.Ref, claims, before []model.Claim) bool {
	p = c.inOther(p)
	switch {
	case isAny(p) || isAny(q):
		return false
	case c.kind == Revisions:
		return c.saidBefore(row, s, p, q, before)
	}
	believed := model.Claim{Ref: p, Position: s.is}
	for _, claim := range claims {
		switch {
		case sameType(p, q) && !agrees(claim, q):
			s.is = claim.Position
			c.contradiction(s, claim, believed, false)
			return true
		case agrees(claim, q) && !c.fits(p, q):
			c.contradiction(s, believed, claim, true)
			return true
		}
	}
	return false
}

// contradiction reports the claim that the metadata contradicts, and the one
// that it agrees with. Believed reports whether the model follows the former.
func (c *comparison) contradiction(s subject, wrong, right model.Claim, believed bool) {
	c.report(pageContradiction, s, believed, claimWords(wrong)+" "+claimWords(right), "the page contradicts itself: it says %s here, and %s at %s, as does %s",
		claimWords(wrong), claimWords(right), placeFrom(right.Position, wrong.Position), c.words.other)
}

// saidBefore reports a type that the earlier page had at another place, which
// contradicted the one compared. The API need not have changed.
func (c *comparison) saidBefore(row aspect, s subject, p, q model.Ref, before []model.Claim) bool {
	for _, claim := range before {
		if !sameType(p, q) && agrees(claim, p) {
			c.note(row, s, claimWords(claim), "the type is %s now; the page contradicted itself before: it said %s, and %s at %s", shown(p).Words(), shown(q).Words(), claimWords(claim), placeFrom(claim.Position, s.was))
			return true
		}
	}
	return false
}

// agrees reports whether a claim agrees with a type.
func agrees(claim model.Claim, q model.Ref) bool {
	switch {
	case isUnnamed(claim.Struct):
		return claim.Collection == q.Collection && q.Struct != nil
	case claim.Type == "":
		return claim.Collection == q.Collection && claim.Kind == jsonKind(q)
	}
	return sameType(claim.Ref, q)
}

func sameType(p, q model.Ref) bool {
	return p.Collection == q.Collection && strings.EqualFold(p.Type, q.Type)
}

// words returns a claim in the notation of messages.
func claimWords(claim model.Claim) string {
	if claim.Type != "" {
		return shown(claim.Ref).Words()
	}
	claim.Ref.Type = claim.Kind
	return claim.Ref.Words()
}

// placeFrom returns a position in words, as seen from another one.
func placeFrom(at, from source.Position) string {
	if at.File == from.File {
		return "line " + strconv.Itoa(at.Line)
	}
	return path.Base(at.File) + ":" + strconv.Itoa(at.Line)
}

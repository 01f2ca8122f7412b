package fake

import (
	"net/http"
	"strconv"
	"strings"
)

// delta answers with a page of a delta round. The first round has all entities.
// Each following round has the entities that were created, changed or deleted
// since the round before (OData Protocol 4.01, section 11.3).
func (v *visit) delta() (*reply, error) {
	path, _ := cutSegment(v.place.path, "/delta")
	raw, _ := cutSegment(v.ask.path, "/delta")
	m := mark{index: -1, since: -1, until: v.store.clock}
	switch theirs, err := v.theirToken(); {
	case err != nil:
		return nil, errGone
	case theirs:
		m.since = 0 // the examples show the state at the start
	case v.ask.mark != nil && v.ask.mark.delta:
		m.since = v.ask.mark.since
	case v.ask.mark != nil:
		m = *v.ask.mark
	}
	if m.since > v.store.clock {
		return nil, errGone
	}
	if latest, _ := v.ask.option("$deltatoken"); strings.EqualFold(latest, "latest") {
		m.since = v.store.clock
	}
	if len(v.query.orderBy) > 0 || v.query.search != nil {
		return nil, beyond("The fake does not evaluate $orderby and $search in a round of changes.")
	}
	entries, err := v.listed(path, raw)
	if err == nil {
		err = v.checkDynamic(entries...)
	}
	if err != nil {
		return nil, err
	}
	items, more, err := v.changes(entries, &m)
	if err != nil {
		return nil, err
	}
	members := v.wrapper()
	members["value"] = items
	if more {
		members[nextLink] = v.ask.link("$skiptoken", ownToken+strconv.Itoa(m.index)+"."+strconv.Itoa(m.since)+"."+strconv.Itoa(m.until))
	} else {
		members[deltaLink] = v.ask.link("$deltatoken", ownToken+strconv.Itoa(m.until))
	}
	return &reply{status: http.StatusOK, value: members}, nil
}

// errGone is the error for an unknown delta link (OData Protocol 4.01, section
// 11.3).
var errGone = &problem{http.StatusGone, "SyncStateNotFound", "The delta link is not known: start a new round."}

// changes returns a page of the round and reports whether more pages follow. It
// moves the mark to the last entry of the page.
func (v *visit) changes(entries []*entry, m *mark) (items []any, more bool, err error) {
	items = []any{}
	size := v.size()
	for i, e := range entries {
		if i <= m.index || e.since() <= m.since || e.gone() && e.added > m.since || e.gone() && m.since < 0 {
			continue
		}
		item, err := v.changeOf(e)
		if err != nil {
			return nil, false, err
		}
		switch {
		case item == nil:
			continue
		case len(items) >= size:
			return items, true, nil
		}
		items, m.index = append(items, item), i
	}
	return items, false, nil
}

// changeOf returns the representation of an entry in a delta round. It returns
// nil if the $filter excludes the entry.
func (v *visit) changeOf(e *entry) (any, error) {
	if e.gone() {
		reason := "changed"
		if e.deleted {
			reason = "deleted"
		}
		return map[string]any{v.api.keyOf(e.typ): e.key, "@removed": map[string]any{"reason": reason}}, nil
	}
	if is, err := v.matches(e, v.query); err != nil || !is {
		return nil, err
	}
	return v.shape(e.item, v.query)
}

package fake_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/docwright/docwright/templates/fake"
)

// query adds query options to a path. The options have the form "$filter: x;
// $top: 1".
func query(path, options string) string {
	var parts []string
	for option := range strings.SplitSeq(options, "; ") {
		name, value, _ := strings.Cut(option, ": ")
		parts = append(parts, name+"="+url.QueryEscape(value))
	}
	return path + "?" + strings.Join(parts, "&")
}

// follow returns the numbers on all pages of a list.
func (h *harbor) follow(path string) (numbers []any, pages int) { return h.followed(path, "number") }

func (h *harbor) followed(path, name string) (all []any, pages int) {
	h.t.Helper()
	for path != "" && pages < 20 {
		list := h.get(path)
		all = append(all, values(list, name)...)
		pages++
		path, _ = list["@odata.nextLink"].(string)
	}
	return all, pages
}

func TestFilters(t *testing.T) {
	h := newHarbor(t)
	for filter, want := range map[string]string{
		"name eq 'isefjord'":                                  "1", // strings compare without regard to case
		"NAME eq 'Isefjord'":                                  "1",
		"'Isefjord' eq name":                                  "1",
		"name eq 'Bull''s Eye'":                               "3",
		"name ne 'Isefjord'":                                  "234",
		"name gt 'B'":                                         "134",
		"name lt 'B'":                                         "2",
		"owner eq null":                                       "34",
		"owner ne null":                                       "12",
		"null eq owner":                                       "34",
		"tonnage eq 9007199254740993":                         "1",
		"tonnage eq 9007199254740992":                         "",
		"tonnage gt 90":                                       "12",
		"tonnage ge 90":                                       "123",
		"tonnage lt 800":                                      "3",
		"tonnage le 800":                                      "23",
		"length gt 12":                                        "1",
		"length eq 12.0":                                      "2",
		"length eq 1.2e1":                                     "2",
		"length lt INF":                                       "12",
		"length gt -INF":                                      "12",
		"length eq NaN":                                       "",
		"active":                                              "13",
		"active eq true":                                      "13",
		"active eq false":                                     "2",
		"not active":                                          "2", // null satisfies neither
		"not (active eq true)":                                "24",
		"active gt false":                                     "13",
		"not startswith(name,'i')":                            "234",
		"not contains(owner/company, 'f')":                    "2",
		"startswith(name, 'I')":                               "1",
		"StartsWith(name,'a')":                                "2",
		"endswith(name,'R')":                                  "4",
		"contains(name,'fjord')":                              "1",
		"contains(owner/address/city,'ber')":                  "2",
		"owner/address/city eq 'Oslo'":                        "1",
		"name in ('Zephyr', 'isefjord')":                      "14",
		"name in ('x')":                                       "",
		"tonnage in (90, 800)":                                "23",
		"owner in (null)":                                     "34",
		"side eq 'port'":                                      "1",
		"side eq harbor.port.side'starboard'":                 "2",
		"cargo has 'liquid'":                                  "12",
		"cargo has 'bulk, liquid'":                            "1",
		"cargo has harbor.port.cargo'bulk'":                   "1",
		"tags/any(t:t eq 'sail')":                             "1",
		"tags/any(t:t eq 'x')":                                "",
		"tags/any()":                                          "1",
		"tags/all(t:t ne 'sail')":                             "234",
		"tags/Any(t:startswith(t,'o'))":                       "1",
		"calls/any(c:c/port eq 'Kiel' and c/days gt 8)":       "1",
		"calls/any(c:c/port eq 'Oslo' and c/days gt 8)":       "",
		"calls/any(c:c/port eq owner/address/city)":           "1",
		"calls/all(c:c/days gt 1)":                            "1234",
		"calls/$count gt 1":                                   "1",
		"calls/$count eq 0":                                   "2",
		"calls/any(c:calls/any(d:d/days gt c/days))":          "1",
		"built eq 1935-06-01":                                 "1",
		"built gt 2000-01-01":                                 "2",
		"arrived ge 2026-03-02T06:00:00.5Z":                   "2",
		"arrived lt 2026-03-01T07:30:00+01:30":                "",
		"arrived le 2026-03-01T07:30:00+01:30":                "1",
		"arrived gt 2026-03-02":                               "2",
		"stay gt duration'P1DT12H'":                           "2",
		"stay eq duration'PT2160M'":                           "1",
		"stay lt duration'P2D'":                               "1",
		"opens gt 09:00:00":                                   "2",
		"opens eq 08:30":                                      "1",
		"name eq 'Isefjord' or name eq 'Zephyr' and active":   "1",
		"(name eq 'Isefjord' or name eq 'Zephyr') and active": "1",
		"(name eq 'Zephyr' or name eq 'Isefjord') and tonnage gt 1": "1",
		"active and tonnage gt 100 or length lt 20":                 "12",
		"length(name) eq 6":              "4",
		"indexof(name,'F') eq 3":         "1",
		"substring(name,1) eq 'sefjord'": "1",
		"substring(name,1,2) eq 'ul'":    "3",
		"substring(name,99,2) eq ''":     "1234",
		"tolower(name) eq 'zephyr'":      "4",
		"toupper(name) eq 'ZEPHYR'":      "4",
		"trim(name) eq 'Zephyr'":         "4",
		"concat(name,'!') eq 'zephyr!'":  "4",
		"year(built) eq 1935":            "1",
		"month(built) eq 6":              "1",
		"day(arrived) eq 2":              "2",
		"hour(arrived) eq 6":             "12",
		"minute(arrived) eq 0":           "12",
		"second(arrived) eq 1":           "",
		"date(arrived) eq 2026-03-01":    "1",
		"arrived gt now()":               "",
		"round(length) eq 81":            "1",
		"floor(length) eq 80":            "1",
		"ceiling(length) eq 81":          "1",
		"pull gt 30":                     "3", // a property of a subtype
		"harbor.port.tug/pull gt 30":     "3",
		"isof('harbor.port.tug')":        "3",
		"isof(harbor.port.tug)":          "3",
		"isof(Harbor.Port.Vessel)":       "1234",
		"$it/name eq 'Zephyr'":           "4",
		"id eq 'v-1'":                    "1",
		"true":                           "1234",
		"false or active":                "13",
		"  active  eq  true ":            "13",
	} {
		var ids strings.Builder
		for _, id := range values(h.get(query("/vessels", "$filter: "+filter)), "id") {
			ids.WriteString(strings.TrimPrefix(id.(string), "v-"))
		}
		assert.Equal(t, want, ids.String(), filter)
	}
	assert.Equal(t, []any{"v-1"}, values(h.get("/vessels?$filter=name+eq+'Isefjord'"), "id"), "a plus sign is a space")
	assert.Equal(t, []any{"v-8"}, values(h.get(query("/vessels/search(q='fjord')", "$filter: contains(name,'queen')")), "id"), "of what a function returns")
	assert.Empty(t, h.get(query("/vessels", "$filter: name eq 'a+b'"))["value"])
}

func TestFiltersThatAreWrong(t *testing.T) {
	h := newHarbor(t)
	for filter, want := range map[string]string{
		"nam eq 'x'":                      "$filter: there is no property 'nam' on type 'harbor.port.vessel'.",
		"owner/x eq 1":                    "$filter: there is no property 'x' on type 'harbor.port.owner'.",
		"name/x eq 1":                     "$filter: 'Edm.String' has no property 'x'.",
		"side/x eq 1":                     "$filter: 'harbor.port.side' has no property 'x'.",
		"name eq":                         "$filter: expected a value before 'the end'.",
		"name eq 'x":                      "$filter: syntax error at ''x'.",
		"name eq 'x' and":                 "$filter: expected a value before 'the end'.",
		"active 'x'":                      "$filter: unexpected ''x''.",
		"(name eq 'x'":                    "$filter: expected ')' before 'the end'.",
		"name eq 'x')":                    "$filter: unexpected ')'.",
		"name = 'x'":                      "$filter: syntax error at '= 'x''.",
		"name":                            "$filter: expected a Boolean, not a value of type text.",
		"owner":                           "$filter: expected a Boolean, not a value of type object.",
		"name and active":                 "$filter: 'and' takes a Boolean, not a value of type text.",
		"active or length":                "$filter: 'or' takes a Boolean, not a value of type number.",
		"not name":                        "$filter: 'not' takes a Boolean, not a value of type text.",
		"active eq 'true'":                "$filter: 'eq' can't compare values of types Boolean and text.",
		"tonnage eq '9'":                  "$filter: 'eq' can't compare values of types number and text.",
		"name in (1)":                     "$filter: 'in' can't compare values of types text and number.",
		"arrived gt '2026-01-01'":         "$filter: 'gt' can't compare values of types time and text.",
		"stay gt 2026-01-01":              "$filter: 'gt' can't compare values of types duration and time.",
		"side eq 'stern'":                 "$filter: 'side' can't be 'stern': want one of port, starboard.",
		"'stern' eq side":                 "$filter: 'side' can't be 'stern': want one of port, starboard.",
		"contains(name)":                  "$filter: 'contains' takes 2 arguments, not 1.",
		"now(1) eq 1":                     "$filter: expected ')' before '1'.",
		"contains(name,'a','b')":          "$filter: 'contains' takes 2 arguments, not 3.",
		"contains(active,'a')":            "$filter: 'contains' takes a value of type text, not Boolean.",
		"year(name) eq 1":                 "$filter: 'year' takes a value of type time, not text.",
		"shout(name) eq 'A'":              "$filter: there is no function 'shout'.",
		"name in ('a'":                    "$filter: expected ')' before 'the end'.",
		"name in 'a'":                     "$filter: expected '(' before ''a''.",
		"tags/any(t t eq 'a')":            "$filter: expected ':' before 't'.",
		"tags/any(:t eq 'a')":             "$filter: ':' can't be the name of a variable.",
		"tags/all()":                      "$filter: ')' can't be the name of a variable.",
		"tags/any(t:calls/any(t:t eq 1))": "$filter: 't' can't be the name of a variable.",
		"tags/any(t:t)":                   "$filter: expected a Boolean, not a value of type text.",
		"tags/any(t:t eq 'a'":             "$filter: expected ')' before 'the end'.",
		"t eq 'a'":                        "$filter: there is no property 't' on type 'harbor.port.vessel'.",
		"owner/ eq 1":                     "$filter: there is no property 'eq' on type 'harbor.port.owner'.",
		"owner/(1)":                       "$filter: expected a name before '('.",
		"isof('x.y')":                     "$filter: no page describes the type ''x.y''.",
		"harbor.port.side'x":              "$filter: syntax error at 'harbor.port.side'x'.",
		"":                                "$filter: expected a value before 'the end'.",
		strings.Repeat("(", 30) + "active" + strings.Repeat(")", 30): "$filter is nested too deeply.",
		strings.Repeat("not ", 30) + "active":                        "$filter is nested too deeply.",
	} {
		assert.Equal(t, want, h.refused(400, "GET", query("/vessels", "$filter: "+filter), ""), filter)
	}
	for filter, want := range map[string]string{
		"length add 1 eq 2":         "The fake does not evaluate 'add' in $filter.",
		"cast(name,Edm.Int32) eq 1": "The fake does not evaluate the function 'cast' in $filter.",
		"x.y/name eq 'a'":           "$filter: no page describes the type 'x.y'.",
		"$root/name eq 'a'":         "The fake does not evaluate '$root' in $filter.",
		"logs/any(l:l/text eq 'x')": "The fake holds no 'logs' of /vessels/v-1: seed /vessels/v-1/logs.",
	} {
		assert.Equal(t, want, h.refused(501, "GET", query("/vessels", "$filter: "+filter), ""), filter)
	}
}

func TestRelationshipsInFilters(t *testing.T) {
	h := newHarbor(t)
	require.NoError(t, h.Seed("/vessels", map[string]any{"id": "a", "name": "A"}, map[string]any{"id": "b", "name": "B"}))
	require.NoError(t, h.Seed("/vessels/a/logs", map[string]any{"text": "fog"}))
	require.NoError(t, h.Seed("/vessels/b/master", map[string]any{"name": "Mo"}))
	for filter, want := range map[string][]any{
		"logs/any(l:l/text eq 'fog')": {"a"},
		"logs/$count eq 0":            {"b"},
		"master/name eq 'Mo'":         {"b"},
		"master eq null":              {"a"},
	} {
		assert.Equal(t, want, values(h.get(query("/vessels", "$filter: "+filter)), "id"), filter)
	}
	assert.Equal(t, []any{"b", "a"}, values(h.get(query("/vessels", "$orderby: master/name desc")), "id"))
}

func TestOrder(t *testing.T) {
	h := newHarbor(t)
	for order, want := range map[string]string{
		"name":                    "2314",
		"name desc":               "4132",
		"name asc":                "2314",
		"tonnage":                 "4321",
		"tonnage desc":            "1234",
		"active":                  "4213", // null comes first
		"active desc,tonnage":     "3124",
		"active desc , name desc": "1324",
		"owner/address/city":      "3421",
		"length(name) desc,name":  "3214",
		"built":                   "3412",
	} {
		var ids strings.Builder
		for _, id := range values(h.get(query("/vessels", "$orderby: "+order)), "id") {
			ids.WriteString(strings.TrimPrefix(id.(string), "v-"))
		}
		assert.Equal(t, want, ids.String(), order)
	}
	for order, want := range map[string]string{
		"nam":       "$orderby: there is no property 'nam' on type 'harbor.port.vessel'.",
		"name down": "$orderby: unexpected 'down'.",
		"name,":     "$orderby: expected a value before 'the end'.",
		"":          "$orderby: expected a value before 'the end'.",
	} {
		assert.Equal(t, want, h.refused(400, "GET", query("/vessels", "$orderby: "+order), ""), order)
	}
}

func TestSearches(t *testing.T) {
	h := newHarbor(t)
	for search, want := range map[string][]any{
		`fjord`:                         {"v-1"},
		`"Fjord Lines"`:                 {"v-1"},
		`"lines fjord"`:                 {},
		`"name:EYE"`:                    {"v-3"},
		`"owner:oslo"`:                  {"v-1"},
		`oslo OR eye`:                   {"v-1", "v-3"},
		`sail AND oslo`:                 {"v-1"},
		`sail bergen`:                   {},
		`NOT sail`:                      {"v-2", "v-3", "v-4"},
		`nord AND NOT sail OR zephyr`:   {"v-2", "v-4"},
		`"name:z" OR "name:bull's eye"`: {"v-3", "v-4"},
		`800`:                           {"v-2"},
		`harbor.port.tug`:               {},
	} {
		assert.ElementsMatch(t, want, values(h.get(query("/vessels", "$search: "+search)), "id"), search)
	}
	for search, want := range map[int][]string{400: {"", `"x`, "OR x", "x OR", "NOT", "AND"}, 501: {"(a)", "a(b", `"nam:x"`}} {
		for _, text := range want {
			h.refused(search, "GET", query("/vessels", "$search: "+text), "")
		}
	}
}

func TestSelect(t *testing.T) {
	h := newHarbor(t)
	one := func(path, options string) map[string]any { return h.get(query(path, options)) }
	assert.Equal(t, map[string]any{"name": "aalesund"}, one("/vessels/v-2", "$select: name"))
	assert.Equal(t, map[string]any{"name": "aalesund", "id": "v-2"}, one("/vessels/v-2", "$select: NAME, id"))
	assert.Equal(t, map[string]any{"owner": map[string]any{"address": map[string]any{"city": "Bergen"}}}, one("/vessels/v-2", "$select: owner/address/city"))
	assert.Equal(t, map[string]any{"owner": map[string]any{"company": "Nord", "address": map[string]any{"city": "Bergen"}}}, one("/vessels/v-2", "$select: owner"))
	assert.Equal(t, map[string]any{"@odata.type": "#harbor.port.tug", "pull": 40.0}, one("/vessels/v-3", "$select: harbor.port.tug/pull"))
	assert.Len(t, one("/vessels/v-2", "$select: *"), 14)
	assert.Equal(t, []any{"Isefjord", "aalesund", "Bull's Eye", "Zephyr"}, values(h.get("/vessels?$select=name"), "name"))
	assert.Equal(t, []any{nil, nil, nil, nil}, values(h.get("/vessels?$select=name"), "id"))
	assert.Equal(t, map[string]any{"name": "Oslo"}, one("/harbor", "$select: name"), "of what the example shows")
	assert.Equal(t, []any{"v-1", "v-2", "v-8"}, values(h.get("/vessels/search(q='fjord')?$select=id"), "id"))

	made := h.post("/vessels", `{"name": "Hval", "log": "long"}`)["id"].(string)
	assert.NotContains(t, h.get("/vessels/"+made), "log", "returned if $select names it")
	assert.Equal(t, map[string]any{"log": "long"}, one("/vessels/"+made, "$select: log"))
	for text, want := range map[string]string{
		"nam":             "$select: there is no property 'nam' on type 'harbor.port.vessel'.",
		"a b":             "$select: 'a b' is not a property path.",
		"":                "$select: '' is not a property path.",
		"name,":           "$select: '' is not a property path.",
		"harbor.port.tug": "$select: 'harbor.port.tug' is not a property path.",
		"owner/x":         "$select: there is no property 'x' on type 'harbor.port.owner'.",
		"1name":           "$select: '1name' is not a property path.",
	} {
		assert.Equal(t, want, h.refused(400, "GET", query("/vessels", "$select: "+text), ""), text)
	}
}

func TestExpand(t *testing.T) {
	h := newHarbor(t)
	require.NoError(t, h.Seed("/vessels", map[string]any{"id": "a", "name": "A", "master": map[string]any{"id": "p", "name": "Mo", "mentor": map[string]any{"id": "q"}}}, map[string]any{"id": "b", "name": "B"}))
	require.NoError(t, h.Seed("/vessels/a/logs", map[string]any{"id": "1", "text": "fog"}, map[string]any{"id": "2", "text": "sun"}, map[string]any{"id": "3", "text": "rain"}))
	assert.Equal(t, map[string]any{"id": "a", "master": map[string]any{"id": "p"}}, h.get(query("/vessels/a", "$expand: master($count=true;$select=id); $select: id")))
	assert.Equal(t, map[string]any{"id": "p", "name": "Mo"}, h.get(query("/vessels/a", "$expand: master"))["master"], "without what is related to it")
	for options, want := range map[string]map[string]any{
		"$expand: logs; $select: id":                                                      {"id": "a", "logs": []any{map[string]any{"id": "1", "text": "fog"}, map[string]any{"id": "2", "text": "sun"}, map[string]any{"id": "3", "text": "rain"}}},
		"$expand: LOGS($select=text;$top=1;$skip=1)":                                      {"id": "a", "name": "A", "logs": []any{map[string]any{"text": "sun"}}},
		"$expand: logs($filter=text eq 'sun' or id eq '1';$orderby=text desc;$select=id)": {"id": "a", "name": "A", "logs": []any{map[string]any{"id": "2"}, map[string]any{"id": "1"}}},
		"$expand: logs($top=0;$count=true)":                                               {"id": "a", "name": "A", "logs": []any{}, "logs@odata.count": 3.0},
		"$expand: master($select=name),logs($top=0)":                                      {"id": "a", "name": "A", "master": map[string]any{"name": "Mo"}, "logs": []any{}},
		"$expand: logs($filter=text eq 'a;b)' or text eq 'sun';$select=id)":               {"id": "a", "name": "A", "logs": []any{map[string]any{"id": "2"}}},
		"$expand: logs($search=rain;$select=text)":                                        {"id": "a", "name": "A", "logs": []any{map[string]any{"text": "rain"}}},
	} {
		assert.Equal(t, want, h.get(query("/vessels/a", options)), options)
	}
	assert.Equal(t, map[string]any{"id": "a", "name": "A"}, h.get("/vessels/a"), "only if it is requested")
	b := h.get(query("/vessels/b", "$expand: logs,master"))
	assert.Equal(t, []any{}, b["logs"])
	assert.Contains(t, b, "master")
	assert.Nil(t, b["master"])
	assert.Equal(t, []any{"p", nil}, func() (ids []any) {
		for _, m := range values(h.get(query("/vessels", "$expand: master")), "master") {
			if m, ok := m.(map[string]any); ok {
				ids = append(ids, m["id"])
			} else {
				ids = append(ids, nil)
			}
		}
		return ids
	}())
	h.send("DELETE", "/vessels/a/master/$ref", "")
	h.post("/vessels", `{"name": "C", "crew@odata.bind": ["/pilots/p-1"]}`)
	assert.Equal(t, "Ann", h.get(query("/vessels/C", "$expand: crew"))["crew"].([]any)[0].(map[string]any)["name"])

	h.Reset()
	assert.Equal(t, []any{map[string]any{"id": "p-1", "name": "Ann", "@odata.etag": `W/"a"`}}, h.get(query("/vessels/v-1", "$expand: crew"))["crew"], "what the examples show there")
	for status, texts := range map[int][]string{
		400: {"nam", "name", "logs(", "logs)", "logs($top=-1)", "logs(top=1)", "logs($filter=nam eq 1)", "logs($filter='a)", "logs($top)", "logs($x=1)", strings.Repeat("logs($expand=", 30) + strings.Repeat(")", 30)},
		501: {"*", "crew/$ref", "crew/$count", "owner/address", "logs", "crew($levels=2)", "crew($apply=x)"},
	} {
		for _, text := range texts {
			h.refused(status, "GET", query("/vessels/v-2", "$expand: "+text), "")
		}
	}
}

func TestQueryOptionsThatAreWrong(t *testing.T) {
	h := newHarbor(t)
	for options, want := range map[string]string{
		"$top: -1":                     "The value of $top can't be '-1': want a number that is not below zero.",
		"$top: ten":                    "The value of $top can't be 'ten': want a number that is not below zero.",
		"$skip: -1":                    "The value of $skip can't be '-1': want a number that is not below zero.",
		"$count: yes":                  "The value of $count can't be 'yes': want true or false.",
		"top: 1":                       "The query option 'top' does not exist; there is '$top'.",
		"Filter: active":               "The query option 'Filter' does not exist; there is '$filter'.",
		"$tpo: 1":                      "The query option '$tpo' does not exist.",
		"unit: hour":                   "The query option 'unit' does not exist.",
		"$top: 1; $TOP: 2":             "The query option '$TOP' appears twice.",
		"$skiptoken: docwright-x":      "The continuation token is not valid.",
		"$skiptoken: docwright-9":      "The continuation token is not valid.",
		"$skiptoken: docwright-1.2":    "The continuation token is not valid.",
		"$deltatoken: docwright-1.2.3": "The continuation token is not valid.",
		"$deltatoken: docwright-1":     "The continuation token is not valid.",
		"$skiptoken: docwright--1":     "The continuation token is not valid.",
	} {
		assert.Equal(t, want, h.refused(400, "GET", query("/vessels", options), ""), options)
	}
	assert.Equal(t, "The fake does not evaluate $apply.", h.refused(501, "GET", query("/vessels", "$apply: x"), ""))
	assert.Equal(t, "The format 'xml' is not supported; there is json.", h.refused(415, "GET", query("/vessels", "$format: xml"), ""))
	assert.Equal(t, "The query option '$top' is for collections; /vessels/v-1 returns one harbor.port.vessel.", h.refused(400, "GET", "/vessels/v-1?$top=1", ""))
	h.refused(400, "GET", "/harbor?$filter=name%20eq%20'x'", "")
	for _, good := range []string{"draft: x", "$format: json", "$format: application/json;x=y", "$count: FALSE", "$TOP: 1", "$skip: 9"} {
		h.get(query("/vessels", good))
	}
}

func TestListsArriveInPages(t *testing.T) {
	h := newHarbor(t, fake.WithPageSize(2))
	for _, number := range []string{"3", "4", "5"} {
		h.post("/berths", `{"number": "`+number+`"}`)
	}
	all := []any{"1 East", "2 East", "3", "4", "5"}
	for path, pages := range map[string]int{"/berths": 3, "/berths?$top=1": 5, "/berths?$orderby=number": 3, "/berths?$top=9": 3} {
		numbers, n := h.follow(path)
		assert.Equal(t, all, numbers, path)
		assert.Equal(t, pages, n, path)
	}
	numbers, _ := h.follow("/berths?$skip=3")
	assert.Equal(t, all[3:], numbers)
	numbers, _ = h.follow("/berths?$orderby=number%20desc&$skip=1&$top=1")
	assert.Equal(t, []any{"4", "3", "2 East", "1 East"}, numbers)
	list := h.get("/berths?$count=true&$top=1")
	assert.EqualValues(t, 5, list["@odata.count"])
	assert.EqualValues(t, 5, h.get(list["@odata.nextLink"].(string))["@odata.count"])
	list = h.get("/berths?$top=0&$count=true")
	assert.Equal(t, []any{}, list["value"])
	assert.NotContains(t, list, "@odata.nextLink")
	status, _, text := h.send("GET", "/berths", "", "Prefer: odata.maxpagesize=1")
	assert.Equal(t, 200, status)
	assert.Len(t, members(t, text)["value"], 1)
	_, _, text = h.send("GET", "/berths", "", "Prefer: odata.maxpagesize=0")
	assert.Len(t, members(t, text)["value"], 2)
	numbers, pages := h.followed("/vessels", "id")
	assert.Equal(t, []any{"v-1", "v-2", "v-3", "v-4"}, numbers, "of an example without a documented page")
	assert.Equal(t, 2, pages)
	numbers, pages = h.followed("/vessels/search(q='fjord')", "id")
	assert.Equal(t, []any{"v-1", "v-2", "v-8"}, numbers)
	assert.Equal(t, 2, pages)
	assert.Equal(t, "https://api.harbor.example/v1.0/$metadata#vessels", h.get("/vessels?$top=1")["@odata.context"])
}

func TestWhatGoesWhileAListIsReadMovesNothing(t *testing.T) {
	h := newHarbor(t, fake.WithPageSize(1))
	for options, want := range map[string][]any{
		"":                              {"v-1", "v-2", "v-3", "v-4"},
		"?$orderby=name":                {"v-2", "v-3", "v-1", "v-4"},
		"?$filter=tonnage%20gt%201":     {"v-1", "v-2", "v-3"},
		"?$orderby=name%20desc&$skip=1": {"v-1", "v-3", "v-2"},
	} {
		h.Reset()
		var seen []any
		for path := "/vessels" + options; path != ""; {
			list := h.get(path)
			for _, id := range values(list, "id") {
				seen = append(seen, id)
				h.send("DELETE", "/vessels/"+id.(string), "")
			}
			path, _ = list["@odata.nextLink"].(string)
		}
		assert.Equal(t, want, seen, options)
	}
}

func TestCounts(t *testing.T) {
	h := newHarbor(t)
	count := func(options string) string {
		status, header, text := h.send("GET", "/vessels/$count"+options, "")
		require.Equal(t, 200, status, text)
		assert.Equal(t, "text/plain", header.Get("Content-Type"))
		return text
	}
	assert.Equal(t, "893", count(""), "the request of an example")
	assert.Equal(t, "2", count("?$filter=active"))
	assert.Equal(t, "1", count("?$search=fjord"))
	h.post("/vessels", `{"name": "Hval"}`)
	assert.Equal(t, "5", count(""))
	assert.Equal(t, "3", count("?$filter=active"))
	operations, lines, examples := h.Counts()
	assert.Equal(t, []int{145, 168, 87}, []int{operations, lines, examples})
}

func TestDelta(t *testing.T) {
	h := newHarbor(t, fake.WithPageSize(2))
	round := func(path string) (items []any, link string) {
		for {
			list := h.get(path)
			items = append(items, list["value"].([]any)...)
			if link, ok := list["@odata.deltaLink"].(string); ok {
				return items, link
			}
			path = list["@odata.nextLink"].(string)
		}
	}
	removed := func(id, reason string) any {
		return map[string]any{"id": id, "@removed": map[string]any{"reason": reason}}
	}
	items, link := round("/vessels/delta?$deltatoken=sent")
	assert.Equal(t, []any{removed("v-2", "deleted")}, items[:1], "the request of an example")
	assert.Contains(t, link, "shown")
	h.get(link)
	items, first := round("/vessels/delta?$select=id,name")
	assert.Len(t, items, 4)
	assert.Equal(t, map[string]any{"id": "v-2", "name": "aalesund"}, items[1])
	items, _ = round(first)
	assert.Empty(t, items)

	made := h.post("/vessels", `{"name": "Hval"}`)["id"]
	gone := h.post("/vessels", `{"name": "Gone"}`)["id"].(string)
	h.send("DELETE", "/vessels/"+gone, "")
	h.send("PATCH", "/vessels/v-2", `{"length": 3}`)
	h.send("DELETE", "/vessels/v-3", "")
	changes := []any{map[string]any{"id": "v-2", "name": "aalesund"}, removed("v-3", "deleted"), map[string]any{"id": made, "name": "Hval"}}
	items, second := round(first)
	assert.Equal(t, changes, items)
	items, _ = round(second)
	assert.Empty(t, items)
	items, _ = round(first)
	assert.Equal(t, changes, items, "a link can be used several times")
	h.send("DELETE", "/vessels/"+made.(string), "")
	items, _ = round(second)
	assert.Equal(t, []any{removed(made.(string), "deleted")}, items)

	items, _ = round("/vessels/delta")
	assert.Len(t, items, 3)
	items, latest := round("/vessels/delta?$deltatoken=latest")
	assert.Empty(t, items)
	h.send("PATCH", "/vessels/v-1", `{"length": 3}`)
	items, _ = round(latest)
	assert.Len(t, items, 1)
	items, _ = round("/vessels/delta?$filter=id%20eq%20'v-1'")
	assert.Len(t, items, 1)

	h.refused(410, "GET", "/vessels/delta?$deltatoken=made-up", "")
	h.refused(410, "GET", "/vessels/delta?$deltatoken=docwright-99", "")
	h.refused(501, "GET", "/vessels/delta?$orderby=name", "")

	_, before := round("/vessels/delta")
	require.NoError(t, h.Seed("/vessels", map[string]any{"id": "a"}))
	items, _ = round(before)
	assert.Equal(t, []any{map[string]any{"id": "a"}}, items)
}

func TestChangesWhileARoundIsReadAreInTheNext(t *testing.T) {
	h := newHarbor(t, fake.WithPageSize(2))
	page := h.get("/vessels/delta")
	h.send("PATCH", "/vessels/v-1", `{"length": 3}`)
	page = h.get(page["@odata.nextLink"].(string))
	assert.Equal(t, []any{"v-3", "v-4"}, values(page, "id"))
	assert.Equal(t, []any{"v-1"}, values(h.get(page["@odata.deltaLink"].(string)), "id"))
}

package runtime

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Register is a dictionary of berths with a property of its own.
type Register struct {
	Title   Opt[string]      `json:"title"`
	Entries map[string]Berth `json:"-" odata:"entries"`
	Object  Object           `odata:"harbor.port.register" open:"true"`
}

// Tally is a dictionary of numbers.
type Tally struct {
	Entries map[string]int64 `json:"-" odata:"entries"`
	Object  Object           `odata:"harbor.port.tally" open:"true"`
}

// Lists is a dictionary of lists.
type Lists struct {
	Entries map[string][]string `json:"-" odata:"entries"`
	Object  Object              `odata:"harbor.port.lists" open:"true"`
}

func TestEntriesSurviveARoundTrip(t *testing.T) {
	for _, text := range []string{
		`{}`,
		`{"title":"north","a":{"number":1},"b":{"number":2,"x":[1]}}`,
		`{"title":null,"a":{"number":1},"@odata.type":"#harbor.port.register","b":null}`,
		`{"a":{"number":"no number"}}`,
		`{"a":"no berth"}`,
	} {
		var r Register
		require.NoError(t, decode([]byte(text), &r))
		out, err := encode(&r)
		require.NoError(t, err)
		assert.JSONEq(t, text, string(out))
	}
	assert.Equal(t, `{"a":["x"],"b":[]}`, reread[listsJSON](t, `{"b":[],"a":["x"]}`))
	assert.Equal(t, `{"a":["x",null]}`, reread[listsJSON](t, `{"a":["x",null]}`))
}

// listsJSON has the methods of a generated model.
type listsJSON Lists

func (x *listsJSON) UnmarshalJSON(b []byte) error { return decodeObject(b, x) }

func TestEntriesAreTyped(t *testing.T) {
	var r Register
	require.NoError(t, decode([]byte(`{"title":"north","a":{"number":1},"gone":null,"odd":7,"@odata.etag":"1"}`), &r))
	assert.Equal(t, "north", r.Title.Get())
	require.Len(t, r.Entries, 1)
	assert.Equal(t, int32(1), r.Entries["a"].Number.Get())
	assert.True(t, r.Object.IsNull("gone"))
	assert.Equal(t, []string{"@odata.etag"}, r.Object.Unknown())
	require.Len(t, r.Object.Invalid(), 1)
	assert.Equal(t, "odd", r.Object.Invalid()[0].Path)

	r.Entries["gone"] = Berth{Number: Set[int32](3)}
	r.Entries["b"] = Berth{}
	delete(r.Entries, "a")
	out, err := encodeBody(&r)
	require.NoError(t, err)
	assert.Equal(t, `{"title":"north","b":{},"gone":{"number":3},"odd":7,"@odata.etag":"1"}`, string(out))
}

func TestEntriesThatAreRepeated(t *testing.T) {
	var tally Tally
	require.NoError(t, decode([]byte(`{"a":1,"a":null,"b":null,"b":2,"c":"x","c":3,"d":"4","e":"5","e":6}`), &tally))
	assert.Equal(t, map[string]int64{"b": 2, "c": 3, "d": 4, "e": 6}, tally.Entries)
	assert.Empty(t, tally.Object.Invalid())
	assert.True(t, tally.Object.IsNull("a"))
	out, err := encode(&tally)
	require.NoError(t, err)
	assert.Equal(t, `{"b":2,"c":3,"d":"4","e":6,"a":null}`, string(out))
	tally.Entries["d"] = 5
	out, err = encode(&tally)
	require.NoError(t, err)
	assert.Equal(t, `{"b":2,"c":3,"d":5,"e":6,"a":null}`, string(out))
}

func TestEntriesWithNamesThatAreTaken(t *testing.T) {
	for _, name := range []string{"title", "@odata.type", "a@odata.type"} {
		_, err := encode(&Register{Entries: map[string]Berth{name: {}}})
		require.ErrorIs(t, err, errEntryName, name)
		assert.ErrorContains(t, err, name)
	}
	_, err := encodeBody(&struct {
		Entries map[string]Flag `json:"-" odata:"entries"`
	}{map[string]Flag{"a": "unknownFutureValue"}})
	require.ErrorIs(t, err, errMarker)
	assert.ErrorContains(t, err, "a")
	assert.Error(t, decode([]byte(`{"a":{"number":}}`), &Register{}), "broken JSON is an error")
}

func TestAnAnswerThatIsADictionary(t *testing.T) {
	var r Register
	require.NoError(t, readOne(answer{body: []byte(`{"value":{"number":1}}`)}, &r))
	assert.Len(t, r.Entries, 1)
	var e *Error
	require.ErrorAs(t, readOne(answer{body: []byte(`{"error":{"code":"x"}}`)}, &r), &e)
}

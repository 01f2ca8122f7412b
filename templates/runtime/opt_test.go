package runtime

import (
	"bytes"
	"encoding/json"
	"fmt"
	htmltemplate "html/template"
	"io"
	"log/slog"
	"math"
	"os"
	"reflect"
	"strings"
	"testing"
	"text/template"
	"time"
	"unsafe"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestU08OptsAreComparedByValue(t *testing.T) {
	a := []Opt[string]{{}, Null[string](), Set(""), Set("a"), Set("b")}
	b := []Opt[string]{{}, Null[string](), Set(strings.Repeat("", 2)), Set(string([]byte{'a'})), Set("b")}
	for i := range a {
		for j := range b {
			assert.Equal(t, i == j, a[i] == b[j], "%#v %#v", a[i], b[j])
			assert.Equal(t, i == j, a[i].Equal(b[j]), "%#v %#v", a[i], b[j])
		}
	}
	assert.True(t, Set(FlagMalta) == Set(Flag("malta")))
	counts := map[Opt[int32]]int{Set[int32](1): 1}
	counts[Set[int32](1)]++
	assert.Equal(t, 2, counts[Set[int32](1)])

	// A decoded value equals a set one, and a decoded null equals Null.
	var v Vessel
	require.NoError(t, decode([]byte(`{"name":"a","crew":null,"moored":true,"moored":null,"tonnage":7,"built":"1999-12-31"}`), &v))
	assert.True(t, v.Name == Set("a") && v.Crew == Null[int32]() && v.Moored == Null[bool]() && v.Tonnage == Set[int64](7) && v.Built == Set(Date("1999-12-31")) && v.Flag == Opt[Flag]{})

	// Times are equal as instants; lists and models can't be compared by ==.
	at := time.Date(2021, 7, 1, 8, 0, 0, 0, time.UTC)
	assert.True(t, Set(at).Equal(Set(at.In(time.FixedZone("", 7200)))))
	assert.False(t, Set(at).Equal(Set(at.Add(1))))
	assert.False(t, reflect.TypeFor[Opt[[]byte]]().Comparable())
	assert.False(t, reflect.TypeFor[Vessel]().Comparable())
	assert.True(t, Set([]byte("a")).Equal(Set([]byte("a"))))
	assert.False(t, Set([]byte("a")).Equal(Set([]byte("b"))))
	assert.False(t, Set(math.NaN()).Equal(Set(math.NaN())), "NaN is not equal to itself")
}

func TestU08OptsAreSmall(t *testing.T) {
	assert.Equal(t, uintptr(2), unsafe.Sizeof(Opt[bool]{}))
	assert.Equal(t, uintptr(8), unsafe.Sizeof(Opt[int32]{}))
	assert.Equal(t, uintptr(24), unsafe.Sizeof(Opt[string]{}))
	assert.Zero(t, testing.AllocsPerRun(100, func() {
		o := Set("a")
		if v, ok := o.Lookup(); !ok || v != o.Or("b") || o.IsNull() {
			t.Error(o)
		}
	}))
}

func TestU08CopiesAreIndependent(t *testing.T) {
	a := Set("old")
	b := a
	require.NoError(t, json.Unmarshal([]byte(`"new"`), &b))
	assert.Equal(t, "old", a.Get())

	// A model is shared through its pointer, as usual in Go. Get copies it.
	v := Vessel{Berth: &Berth{Quay: Set("N")}}
	got := v.Berth.Get()
	got.Quay = Set("S")
	assert.Equal(t, "N", v.Berth.Quay.Get())
}

func TestU08OptsPrintAsTheirValues(t *testing.T) {
	at := time.Date(2021, 7, 1, 8, 0, 0, 0, time.UTC)
	for _, row := range []struct {
		format string
		value  any
		want   string
	}{
		{"%v", Set("a"), "a"}, {"%s", Set("a"), "a"}, {"%q", Set("a"), `"a"`}, {"%+v", Set("a"), "a"}, {"%5s|", Set("a"), "    a|"}, {"%-5v|", Set("a"), "a    |"}, {"%x", Set("az"), "617a"},
		{"%v", Opt[string]{}, ""}, {"%s", Null[string](), ""}, {"%d", Opt[int32]{}, ""}, {"%5v|", Opt[int32]{}, "     |"}, {"%.2f", Null[float64](), ""},
		{"%d", Set(7), "7"}, {"%03d", Set(7), "007"}, {"%v", Set(7), "7"}, {"%.2f", Set(1.5), "1.50"}, {"%t", Set(true), "true"}, {"%v", Set(FlagMalta), "malta"},
		{"%v", Set(at), "2021-07-01 08:00:00 +0000 UTC"}, {"%v", Set(json.Number("0.10")), "0.10"}, {"%s", Set([]byte("a")), "a"},
		{"%#v", Set("a"), `"a"`}, {"%#v", Opt[string]{}, "absent"}, {"%#v", Null[string](), "null"},
		{"%v", []Opt[string]{Set("a"), {}}, "[a ]"}, {"%v", &[]Opt[int32]{Set[int32](1)}, "&[1]"},
	} {
		assert.Equal(t, row.want, fmt.Sprintf(row.format, row.value), "%s", row.format)
	}
	assert.Equal(t, "a", Set("a").String())
	assert.Equal(t, "", Null[string]().String())
	o := Set("a")
	assert.Equal(t, "a", fmt.Sprint(&o))
}

func TestU08OptsInTemplatesAndLogs(t *testing.T) {
	v := &Vessel{Name: Set("<Aurora>"), Crew: Set[int32](7), Flag: Null[Flag]()}
	const text = `{{.Name}}, {{.Crew}} on board{{if .Moored.Get}}, moored{{end}}, flag "{{.Flag}}", berth "{{.Berth.Get.Quay}}", draft "{{printf "%.1f" .Draft}}"`
	var out strings.Builder
	require.NoError(t, template.Must(template.New("").Parse(text)).Execute(&out, v))
	assert.Equal(t, `<Aurora>, 7 on board, flag "", berth "", draft ""`, out.String())
	out.Reset()
	require.NoError(t, htmltemplate.Must(htmltemplate.New("").Parse(text)).Execute(&out, v))
	assert.Equal(t, `&lt;Aurora&gt;, 7 on board, flag "", berth "", draft ""`, out.String())

	args := []any{"name", v.Name, "crew", v.Crew, "flag", v.Flag, "moored", v.Moored, "vessel", v}
	for want, handler := range map[string]func(io.Writer, *slog.HandlerOptions) slog.Handler{
		`level=INFO msg=arrived name=<Aurora> crew=7 flag="" moored="" vessel="{\"name\":\"<Aurora>\",\"flag\":null,\"crew\":7}"` + "\n": func(w io.Writer, o *slog.HandlerOptions) slog.Handler {
			return slog.NewTextHandler(w, o)
		},
		`{"level":"INFO","msg":"arrived","name":"\u003cAurora\u003e","crew":7,"flag":null,"moored":null,"vessel":{"name":"<Aurora>","flag":null,"crew":7}}` + "\n": func(w io.Writer, o *slog.HandlerOptions) slog.Handler {
			return slog.NewJSONHandler(w, o)
		},
	} {
		var b bytes.Buffer
		slog.New(handler(&b, withoutTime)).Info("arrived", args...)
		assert.Equal(t, want, b.String())
	}
}

// withoutTime removes the time from log lines.
var withoutTime = &slog.HandlerOptions{ReplaceAttr: func(groups []string, a slog.Attr) slog.Attr {
	if a.Key == slog.TimeKey && len(groups) == 0 {
		return slog.Attr{}
	}
	return a
}}

func TestU08ModelsPrintAsJSON(t *testing.T) {
	v := Vessel{Name: Set("Aurora"), Berth: &Berth{Number: Set[int32](4)}, Tugs: []Vessel{{Name: Set("Pip")}}}
	const want = `{"name":"Aurora","berth":{"number":4},"tugs":[{"name":"Pip"}]}`
	for _, x := range []any{v, &v} {
		assert.Equal(t, want, fmt.Sprint(x))
		assert.Equal(t, want, fmt.Sprintf("%v", x))
		assert.Equal(t, want, fmt.Sprintf("%+v", x))
		assert.Equal(t, want, fmt.Sprintf("%s", x))
	}
	assert.Equal(t, `[{"name":"Pip"}]`, fmt.Sprint(v.Tugs))
	assert.Equal(t, "<nil>", fmt.Sprint((*Vessel)(nil)))
	assert.Equal(t, "null", fmt.Sprint(NullOf[Berth]()))
	assert.Equal(t, "%!v(arrival: Time.MarshalJSON: year outside of range [0,9999])", fmt.Sprint(Vessel{Arrival: Set(time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC))}))
}

func TestNullOfAModelIsSent(t *testing.T) {
	v := Vessel{Name: Set("a"), Berth: NullOf[Berth](), Tugs: []Vessel{{Berth: NullOf[Berth]()}}}
	v.Object.SetNull("aliases", "papers")
	out, err := encodeBody(&v)
	require.NoError(t, err)
	assert.Equal(t, `{"name":"a","papers":null,"aliases":null,"berth":null,"tugs":[{"berth":null}]}`, string(out))
	again, err := json.Marshal(v)
	require.NoError(t, err)
	assert.Equal(t, string(out), string(again))

	var back Vessel
	require.NoError(t, decode(out, &back))
	assert.Nil(t, back.Berth)
	assert.True(t, back.Object.IsNull("berth"))
	assert.True(t, back.Object.IsNull("aliases"))
	assert.False(t, back.Object.IsNull("name"))
	assert.False(t, back.Object.IsNull("soundings"))
	assert.Empty(t, back.Object.Unknown(), "the properties have fields")
	out, err = encode(&back)
	require.NoError(t, err)
	assert.Equal(t, string(again), string(out), "written back as it was")
	back.Berth = &Berth{}
	out, err = encode(&back)
	require.NoError(t, err)
	assert.Contains(t, string(out), `"berth":{}`)
}

func TestObjectsAreComparedByWhatTheyKeep(t *testing.T) {
	read := func(text string) Object {
		var v Vessel
		require.NoError(t, decode([]byte(text), &v))
		return v.Object
	}
	a := read(`{"x":1,"y":{"a": [1, 2]}}`)
	assert.True(t, a.Equal(read(`{"y":{"a":[1,2]},"name":"b","x":1}`)))
	assert.False(t, a.Equal(read(`{"x":1}`)))
	assert.False(t, a.Equal(read(`{"x":1,"y":{"a":[2,1]}}`)))
	assert.True(t, Object{}.Equal(Object{}))
	assert.False(t, NullOf[Berth]().Object.Equal(Object{}))
}

func ExampleOpt() {
	v := Vessel{Name: Set("Aurora"), Flag: Null[Flag]()}
	fmt.Printf("%s, %d on board, flag %s.\n", v.Name, v.Crew, v.Flag)
	fmt.Printf("%#v %#v %#v\n", v.Name, v.Flag, v.Crew)
	fmt.Println(v.Name == Set("Aurora"), v.Berth.Get().Quay.Get() == "")
	fmt.Println(&v)
	// Output:
	// Aurora,  on board, flag .
	// "Aurora" null absent
	// true true
	// {"name":"Aurora","flag":null}
}

func ExampleOpt_template() {
	page := template.Must(template.New("").Parse("{{.Name}} flies {{or .Flag.Get \"no flag\"}} at {{.Berth.Get.Quay}}\n"))
	_ = page.Execute(os.Stdout, &Vessel{Name: Set("Aurora"), Berth: &Berth{Quay: Set("North")}})
	// Output: Aurora flies no flag at North
}

func ExampleOpt_log() {
	log := slog.New(slog.NewTextHandler(os.Stdout, withoutTime))
	v := &Vessel{Name: Set("Aurora"), Crew: Set[int32](7)}
	log.Info("arrived", "name", v.Name, "crew", v.Crew, "flag", v.Flag)
	// Output: level=INFO msg=arrived name=Aurora crew=7 flag=""
}

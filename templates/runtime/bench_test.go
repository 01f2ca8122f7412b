package runtime

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"
)

// bareVessel is a struct for encoding/json, as in a program without this
// package: the baseline of the benchmarks.
type bareVessel struct {
	ID        *string      `json:"id,omitempty"`
	Name      *string      `json:"name,omitempty"`
	Flag      *Flag        `json:"flag,omitempty"`
	Cargo     *Cargo       `json:"cargo,omitempty"`
	Crew      *int32       `json:"crew,omitempty"`
	Tonnage   *int64       `json:"tonnage,omitempty"`
	Draft     *float64     `json:"draft,omitempty"`
	Fee       *json.Number `json:"fee,omitempty"`
	Moored    *bool        `json:"moored,omitempty"`
	Arrival   *time.Time   `json:"arrival,omitempty"`
	Built     *string      `json:"built,omitempty"`
	Aliases   []string     `json:"aliases,omitempty"`
	Soundings []int64      `json:"soundings,omitempty"`
	Berth     *bareBerth   `json:"berth,omitempty"`
	Tugs      []bareVessel `json:"tugs,omitempty"`
}

type bareBerth struct {
	Number *int32   `json:"number,omitempty"`
	Quay   *string  `json:"quay,omitempty"`
	Depth  *float32 `json:"depth,omitempty"`
}

type barePage struct {
	Next  string        `json:"@odata.nextLink"`
	Value []*bareVessel `json:"value"`
}

// vesselsPage is a page of 100 vessels.
func vesselsPage() []byte {
	var b strings.Builder
	b.WriteString(`{"@odata.context":"https://harbor.example/v1.0/$metadata#vessels","@odata.nextLink":"https://harbor.example/v1.0/vessels?$skiptoken=x","value":[`)
	for i := range 100 {
		if i > 0 {
			b.WriteString(",")
		}
		fmt.Fprintf(&b, `{"id":"87d349ed-44d7-43e1-9a83-5f2406dee%03d","name":"Aurora %d","flag":"norway","cargo":"grain,oil","crew":%d,"tonnage":12345678901,"draft":7.25,`+
			`"moored":true,"arrival":"2021-07-01T08:30:00.1234567Z","built":"1999-12-31","aliases":["Nordlys","Ønske %d"],"soundings":[1,22,333],`+
			`"berth":{"number":4,"quay":"North","depth":11.5},"tugs":[{"name":"Pip","crew":2}],"fee":null}`, i, i, i, i)
	}
	b.WriteString("]}")
	return []byte(b.String())
}

func BenchmarkDecodePage(b *testing.B) {
	page := vesselsPage()
	b.Run("ours", func(b *testing.B) {
		b.SetBytes(int64(len(page)))
		b.ReportAllocs()
		for b.Loop() {
			var items []*Vessel
			if err := readPage(answer{status: 200, body: page}, reflect.ValueOf(&items).Elem(), new(pageInfo)); err != nil || len(items) != 100 {
				b.Fatal(err)
			}
		}
	})
	b.Run("bare", func(b *testing.B) {
		b.SetBytes(int64(len(page)))
		b.ReportAllocs()
		for b.Loop() {
			var p barePage
			if err := json.Unmarshal(page, &p); err != nil || len(p.Value) != 100 {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkEncodePage(b *testing.B) {
	page := vesselsPage()
	var items []*Vessel
	if err := readPage(answer{status: 200, body: page}, reflect.ValueOf(&items).Elem(), new(pageInfo)); err != nil {
		b.Fatal(err)
	}
	var bare barePage
	if err := json.Unmarshal(page, &bare); err != nil {
		b.Fatal(err)
	}
	b.Run("ours", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := encode(&items); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("bare", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := json.Marshal(bare.Value); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkDecodeRepeatedNames decodes an object in which one name is repeated.
func BenchmarkDecodeRepeatedNames(b *testing.B) {
	text := repeatedNames(50_000)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		var v Vessel
		if err := decode(text, &v); err != nil {
			b.Fatal(err)
		}
	}
}

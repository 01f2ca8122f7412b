package runtime

import (
	"context"
	"encoding/json"
	"io"
	"iter"
	"net/http"
	"strings"
	"time"
)

// The types below have the form of generated code. The pages are those of an
// invented API for a harbor. The tests of this package use them.

type Asset struct {
	ID     Opt[string] `json:"id" odata:"readonly"`
	Name   Opt[string] `json:"name"`
	Object Object      `odata:"harbor.port.asset"`
}

func (x Asset) MarshalJSON() ([]byte, error)  { return encodeObject(&x) }
func (x *Asset) UnmarshalJSON(b []byte) error { return decodeObject(b, x) }
func (x Asset) String() string                { return textOf(&x) }

func (x *Asset) Get() (v Asset) {
	if x != nil {
		v = *x
	}
	return v
}

type Vessel struct {
	ID        Opt[string]      `json:"id" odata:"readonly"`
	Name      Opt[string]      `json:"name"`
	Flag      Opt[Flag]        `json:"flag"`
	Cargo     Opt[Cargo]       `json:"cargo"`
	Crew      Opt[int32]       `json:"crew"`
	Tonnage   Opt[int64]       `json:"tonnage"`
	Draft     Opt[float64]     `json:"draft"`
	Fee       Opt[json.Number] `json:"fee"`
	Moored    Opt[bool]        `json:"moored"`
	Arrival   Opt[time.Time]   `json:"arrival"`
	Built     Opt[Date]        `json:"built"`
	Watch     Opt[TimeOfDay]   `json:"watch"`
	Stay      Opt[Duration]    `json:"stay"`
	Papers    []byte           `json:"papers"`
	Log       json.RawMessage  `json:"log"`
	Aliases   []string         `json:"aliases"`
	Soundings []int64          `json:"soundings"`
	Berth     *Berth           `json:"berth"`
	Tugs      []Vessel         `json:"tugs"`
	Mooring   Opt[string]      `json:"mooring" odata:"readonly"`
	Object    Object           `odata:"harbor.port.vessel harbor.port.asset"`
}

func (x Vessel) MarshalJSON() ([]byte, error)  { return encodeObject(&x) }
func (x *Vessel) UnmarshalJSON(b []byte) error { return decodeObject(b, x) }
func (x Vessel) String() string                { return textOf(&x) }

func (x *Vessel) Get() (v Vessel) {
	if x != nil {
		v = *x
	}
	return v
}

type Berth struct {
	Number Opt[int32]   `json:"number"`
	Quay   Opt[string]  `json:"quay"`
	Depth  Opt[float32] `json:"depth"`
	Vessel *Vessel      `json:"vessel"`
	Object Object       `odata:"harbor.port.berth"`
}

func (x Berth) MarshalJSON() ([]byte, error)  { return encodeObject(&x) }
func (x *Berth) UnmarshalJSON(b []byte) error { return decodeObject(b, x) }
func (x Berth) String() string                { return textOf(&x) }

func (x *Berth) Get() (v Berth) {
	if x != nil {
		v = *x
	}
	return v
}

type Flag string

const (
	FlagNorway Flag = "norway"
	FlagMalta  Flag = "malta"
)

func (x Flag) Known() bool       { return known(x, FlagNorway, FlagMalta) }
func (x Flag) Equal(y Flag) bool { return strings.EqualFold(string(x), string(y)) }

type Cargo string

const (
	CargoGrain Cargo = "grain"
	CargoOil   Cargo = "oil"
)

func (x Cargo) Known() bool      { return flagKnown(x, CargoGrain, CargoOil) }
func (x Cargo) Members() []Cargo { return flagMembers(x) }
func (x Cargo) Has(y Cargo) bool { return flagHas(x, y) }

type ListVesselsOptions struct {
	Select      []string `query:"$select"`
	Filter      string   `query:"$filter"`
	Top         int      `query:"$top"`
	Count       bool     `query:"$count"`
	Consistency string   `header:"ConsistencyLevel"`
	Options
}

func ListVessels(ctx context.Context, c *Client, opts *ListVesselsOptions) iter.Seq2[*Vessel, error] {
	req, err := ListVesselsRequest(ctx, opts)
	return sendPages[*Vessel](c, req, err)
}

func ListVesselsRequest(ctx context.Context, opts *ListVesselsOptions) (*http.Request, error) {
	return newRequest(ctx, http.MethodGet, "/vessels", nil, opts, nil)
}

func GetVessel(ctx context.Context, c *Client, id string, opts *Options) (*Vessel, error) {
	req, err := GetVesselRequest(ctx, id, opts)
	return sendOne[Vessel](c, req, err)
}

func GetVesselRequest(ctx context.Context, id string, opts *Options) (*http.Request, error) {
	return newRequest(ctx, http.MethodGet, "/vessels/{id}", args{id}, opts, nil)
}

func CreateVessel(ctx context.Context, c *Client, vessel *Vessel, opts *Options) (*Vessel, error) {
	req, err := newRequest(ctx, http.MethodPost, "/vessels", nil, opts, vessel)
	return sendOne[Vessel](c, req, err)
}

func UpdateVessel(ctx context.Context, c *Client, id string, vessel *Vessel, opts *Options) error {
	req, err := newRequest(ctx, http.MethodPatch, "/vessels/{id}", args{id}, opts, vessel)
	return sendNone(c, req, err)
}

func DeleteVessel(ctx context.Context, c *Client, id string, opts *Options) error {
	req, err := newRequest(ctx, http.MethodDelete, "/vessels/{id}", args{id}, opts, nil)
	return sendNone(c, req, err)
}

func CountVessels(ctx context.Context, c *Client, opts *Options) (int32, error) {
	req, err := newRequest(ctx, http.MethodGet, "/vessels/$count", nil, opts, nil)
	return sendValue[int32](c, req, err)
}

func RefitVessel(ctx context.Context, c *Client, id string, opts *Options) (*Work[refit], error) {
	req, err := newRequest(ctx, http.MethodPost, "/vessels/{id}/refit", args{id}, opts, nil)
	return sendWork[refit](c, req, err)
}

func GetManifest(ctx context.Context, c *Client, id string, opts *DownloadOptions) (*Download, error) {
	req, err := newRequest(ctx, http.MethodGet, "/vessels/{id}/manifest", args{id}, opts, nil)
	return sendStream(c, req, err)
}

func ReplaceManifest(ctx context.Context, c *Client, id string, body io.Reader, opts *Options) error {
	req, err := newRequest(ctx, http.MethodPut, "/vessels/{id}/manifest", args{id}, opts, body)
	return sendNone(c, req, err)
}

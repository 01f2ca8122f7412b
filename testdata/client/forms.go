package client

import (
	"context"
	"encoding/json"
	"io"
	"time"
)

// Hazard is an alias of the type with the directive, and shares its constants.
type Hazard = hazard

//docwright:enum harbor.port.berthHazard
type hazard string // want enum-member-missing

const (
	current  Hazard = "current"
	shallows hazard = "shallows"
	wake     Hazard = "wake"
	icy      Hazard = "icy" // want enum-member-undocumented
)

// window is a generic type.
type window[T any] struct {
	BerthID string `json:"berthId"`
	Start   T      `json:"startDateTime"`
	End     T      `json:"endDateTime"`
	Kind    int    `json:"kind"` // want property-type-differs
}

// Slot is an alias of an instance of a generic type.
//
//docwright:type harbor.port.timeWindow
type Slot = window[time.Time]

// LateSlot is defined from another struct type.
//
//docwright:type harbor.port.timeWindow partial
type LateSlot lateSlot

type lateSlot struct {
	Start bool `json:"startDateTime"` // want property-type-differs
}

// AnyCrane is a map, because the type is open.
//
//docwright:type harbor.port.crane
type AnyCrane map[string]json.RawMessage

// AnyNotice is a map although the type is not open.
//
//docwright:type harbor.port.notice
type AnyNotice map[string]any // want type-differs

// Quay has fields that JSON omits, quotes or can't encode.
//
//docwright:type harbor.port.berth partial
type Quay struct {
	Depth   float32    `json:"depth,string"` // want property-type-differs
	Dash    string     `json:"-,"`           // want property-undocumented
	Number  string     `json:"number"`
	Painted string     `json:"number"`  // want field-shadowed
	State   error      `json:"state"`   // want property-type-differs
	Side    chan int   `json:"side"`    // want property-type-differs
	OpensAt func() int `json:"opensAt"` // want property-type-differs
}

type headline struct {
	Title string `json:"title"`
}

type caption struct {
	Title string `json:"title"`
}

// Bulletin has two fields named title, so JSON omits both.
//
//docwright:type harbor.port.notice partial
type Bulletin struct { // want field-shadowed
	headline
	caption
}

// Card has a title of its own, which hides the embedded ones.
//
//docwright:type harbor.port.notice partial
type Card struct {
	headline
	caption
	Title string `json:"title"`
}

// Ship has a struct without a name.
//
//docwright:type harbor.port.vessel partial
type Ship struct {
	Registry int64 `json:"registryNumber,string"` // want property-type-differs
	Position *struct {
		Latitude  string  `json:"latitude"` // want property-type-differs
		Longitude float64 `json:"longitude"`
	} `json:"position"`
}

// Silent has no argument for the body.
//
//docwright:operation POST /notices
func Silent(ctx context.Context) (*Notice, error) { return nil, errNo } // want argument-missing

// Ask has only the argument for the path.
//
//docwright:operation POST /berths/{id}/reserve
func Ask(ctx context.Context, berth string) error { return errNo } // want argument-missing

// Counted returns a list for a number.
//
//docwright:operation GET /vessels/$count
func Counted(ctx context.Context) ([]Vessel, error) { return nil, errNo } // want response-differs deprecation-differs

// Posted takes the encoded body.
//
//docwright:operation POST /notices
func Posted(ctx context.Context, body io.Reader) (*Notice, error) { return nil, errNo }

// Said makes the body from its argument.
//
//docwright:operation POST /notices
func Said(ctx context.Context, title string) (*Notice, error) { return nil, errNo }

// Lifting sends no body, because no parameter is required.
//
//docwright:operation POST /cranes/{id}/lift
func Lifting(ctx context.Context, crane string) (int, error) { return 0, errNo }

// Dashed has a misspelled directive.
//
// docwright-operation DELETE /people/{id} // want directive-invalid
func Dashed(ctx context.Context, id string) error { return errNo }

// Winch decodes itself.
//
//docwright:type harbor.port.crane
type Winch struct { // want comparison-undecided
	Load string `json:"notAProperty"`
}

// UnmarshalJSON implements json.Unmarshaler.
func (w *Winch) UnmarshalJSON(text []byte) error { w.Load = string(text); return nil }

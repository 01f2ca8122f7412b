package client

import (
	"context"
	"encoding/json"
	"io"
	"time"
)

// Hazard is another name of what has the directive: its constants are of that.
type Hazard = hazard

//docwright:enum harbor.port.berthHazard
type hazard string // want enum-member-missing

const (
	current  Hazard = "current"
	shallows hazard = "shallows"
	wake     Hazard = "wake"
	icy      Hazard = "icy" // want enum-member-undocumented
)

// window is a type of its own for each way to write a time.
type window[T any] struct {
	BerthID string `json:"berthId"`
	Start   T      `json:"startDateTime"`
	End     T      `json:"endDateTime"`
	Kind    int    `json:"kind"` // want property-type-differs
}

// Slot is made of a generic type.
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

// AnyCrane has whatever it has: the type is open.
//
//docwright:type harbor.port.crane
type AnyCrane map[string]json.RawMessage

// AnyNotice has no such excuse.
//
//docwright:type harbor.port.notice
type AnyNotice map[string]any // want type-differs

// Quay writes things in ways that nobody reads.
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

// Bulletin has a title twice, and so none.
//
//docwright:type harbor.port.notice partial
type Bulletin struct { // want field-shadowed
	headline
	caption
}

// Card has one title: that of its own, or that with a tag.
//
//docwright:type harbor.port.notice partial
type Card struct {
	headline
	caption
	Title string `json:"title"`
}

// Ship has structs without a name.
//
//docwright:type harbor.port.vessel partial
type Ship struct {
	Registry int64 `json:"registryNumber,string"` // want property-type-differs
	Position *struct {
		Latitude  string  `json:"latitude"` // want property-type-differs
		Longitude float64 `json:"longitude"`
	} `json:"position"`
}

// Silent has nothing to send.
//
//docwright:operation POST /notices
func Silent(ctx context.Context) (*Notice, error) { return nil, errNo } // want argument-missing

// Ask says nothing but where.
//
//docwright:operation POST /berths/{id}/reserve
func Ask(ctx context.Context, berth string) error { return errNo } // want argument-missing

// Counted is a number, and no list.
//
//docwright:operation GET /vessels/$count
func Counted(ctx context.Context) ([]Vessel, error) { return nil, errNo } // want response-differs deprecation-differs

// Posted has its body written already.
//
//docwright:operation POST /notices
func Posted(ctx context.Context, body io.Reader) (*Notice, error) { return nil, errNo }

// Said makes the body of what it is told.
//
//docwright:operation POST /notices
func Said(ctx context.Context, title string) (*Notice, error) { return nil, errNo }

// Lifting sends nothing, and nothing is required.
//
//docwright:operation POST /cranes/{id}/lift
func Lifting(ctx context.Context, crane string) (int, error) { return 0, errNo }

// Dashed says what it calls, and is not heard.
//
// docwright-operation DELETE /people/{id} // want directive-invalid
func Dashed(ctx context.Context, id string) error { return errNo }

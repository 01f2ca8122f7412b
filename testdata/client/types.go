// Package client calls the service of testdata/docs as somebody would who wrote
// it by hand, and departs from the pages in every way that there is a rule for.
// A comment "want RULE" stands at each line that is to be found, once for each
// finding.
package client

import (
	"encoding/json"
	"time"
)

// entity is the base of what has an id.
//
//docwright:type harbor.port.entity
type entity struct {
	ID string `json:"id,omitempty"`
}

// Berth is found by its name.
type Berth struct { // want property-missing
	entity
	Number   *string    `json:"number,omitempty"`
	Depth    string     `json:"depth,omitempty"` // want property-type-differs
	Hazards  string     `json:"hazards"`         // want property-collection-differs
	OpensAt  string     `json:"opensat"`         // want property-case-differs
	State    BerthState `json:"state"`
	Side     *Side      `json:"side,omitempty"`
	Width    float64    `json:"width"` // want property-undocumented
	Vessel   *Vessel    `json:"vessel,omitempty"`
	Cranes   []Crane    `json:"cranes,omitempty"`
	ETag     string     `json:"@odata.etag,omitempty"`
	internal json.RawMessage
	Skipped  func() `json:"-"`
}

// Vessel leaves out what the program has no use for.
//
//docwright:type harbor.port.vessel partial
type Vessel struct {
	entity
	Name           string         `json:"name"`
	CallSign       string         `json:"callSign"`
	RegistryNumber int32          `json:"registryNumber"` // want property-type-differs
	Draught        json.Number    `json:"draught"`
	Arrived        *time.Time     `json:"arrivedDateTime"`
	Inspected      time.Time      `json:"lastInspectionDate"` // want property-type-differs
	Status         vesselStatus   `json:"status"`
	Key            []byte         `json:"transponderKey"`
	Tags           []string       `json:"tags"`
	Position       *Position      `json:"position"`
	Extra          map[string]any `json:"hullFeatures"` // want property-type-differs
}

// Position is all there is of a place.
type Position struct { // want property-missing
	Latitude  float64 `json:"latitude"`
	Longitude float32 `json:"longitude"` // want property-type-differs
	Accuracy  int     `json:"accuracy"`  // want property-type-differs
}

// Tug says that it is something else, too.
//
//docwright:type harbor.port.Tug partial
type Tug struct { // want type-case-differs base-differs
	Crane
	Pull int `json:"bollardPull"`
}

// Crane is open: what no page names is let through.
//
//docwright:type harbor.port.crane partial
type Crane struct {
	Label string `json:"label"`
	Paint string `json:"paint"` // want property-undocumented
}

// Ferry has a field that is not long for this world.
//
//docwright:type harbor.port.ferry partial
type Ferry struct {
	// Deprecated says nothing here: it begins no paragraph of the form.
	Wharf string `json:"wharf"` // want deprecation-differs
}

// OldFerry says so.
//
//docwright:type harbor.port.ferry partial
type OldFerry struct {
	// Wharf is in the old numbering.
	//
	// Deprecated: use the berth.
	Wharf string `json:"wharf"`
}

// Slip is known to nobody.
//
//docwright:type harbor.port.slip
type Slip struct { // want type-undocumented
	Angle int `json:"angle"`
}

// Notice is found by its name, though it is not all there.
//
//docwright:type harbor.port.notice partial
type Notice struct {
	ID    *string `json:"id"` // want property-nullability-differs
	Title string  `json:"title"`
	Body  string  `json:"body"`
}

// Manifest has the name of a type, but nothing of it: it is something else.
type Manifest struct {
	Kind string `json:"pluginKind"`
}

// TimeWindow is when a berth is free.
type TimeWindow struct {
	BerthID string    `json:"berthId"`
	Start   time.Time `json:"startDateTime"`
	End     time.Time `json:"endDateTime"`
	Kind    string    `json:"kind"`
}

// BerthState is found by its name.
type BerthState string // want enum-member-missing

// The states that the program knows.
const (
	BerthFree     BerthState = "free"
	BerthReserved BerthState = "Reserved" // want enum-member-case-differs
	BerthOccupied BerthState = "occupied"
	BerthNone     BerthState = ""
)

// Side is found by the property that has it.
type Side = mooring

type mooring string

const (
	port      mooring = "portSide"
	starboard mooring = "starboardSide"
	either    mooring = "either"
	stern     mooring = "sternSide" // want enum-member-undocumented
)

// vesselStatus spells its name in another way.
//
//docwright:enum harbor.port.VesselStatus
type vesselStatus string // want enum-case-differs

const (
	expected vesselStatus = "expected"
	atAnchor vesselStatus = "atAnchor"
	berthed  vesselStatus = "berthed"
	departed vesselStatus = "departed"
)

// swell is known to nobody.
//
//docwright:enum harbor.port.swell
type swell string // want enum-undocumented

const high swell = "high"

// unrelated has no constants of any enum.
type WindowKind string

const bay WindowKind = "bay"

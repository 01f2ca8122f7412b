// Package client is a hand-written client of the service in testdata/docs. It
// differs from the pages in each way that a rule reports. A comment "want RULE…"
// at the end of a line lists the rules of the findings expected at that line,
// once for each finding.
package client

import (
	"encoding/json"
	"time"
)

// entity is the base of types with an id.
//
//docwright:type harbor.port.entity
type entity struct {
	ID string `json:"id,omitempty"`
}

// Berth is matched by its name.
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

// Vessel leaves out the properties that the program does not use.
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

// Position lacks a property.
type Position struct { // want property-missing
	Latitude  float64 `json:"latitude"`
	Longitude float32 `json:"longitude"` // want property-type-differs
	Accuracy  int     `json:"accuracy"`  // want property-type-differs
}

// Tug embeds a struct of a type that is not its base type.
//
//docwright:type harbor.port.Tug partial
type Tug struct { // want type-case-differs base-differs
	Crane
	Pull int `json:"bollardPull"`
}

// Crane is open, and so may have properties that no page describes.
//
//docwright:type harbor.port.crane partial
type Crane struct {
	Label string `json:"label"`
	Paint string `json:"paint"` // want property-undocumented
}

// Ferry has a field for a deprecated property.
//
//docwright:type harbor.port.ferry partial
type Ferry struct {
	// Deprecated is not a deprecation here, because no colon follows it.
	Wharf string `json:"wharf"` // want deprecation-differs
}

// OldFerry marks the field as deprecated.
//
//docwright:type harbor.port.ferry partial
type OldFerry struct {
	// Wharf uses the old numbers.
	//
	// Deprecated: use the berth.
	Wharf string `json:"wharf"`
}

// Slip names a type that no page describes.
//
//docwright:type harbor.port.slip
type Slip struct { // want type-undocumented
	Angle int `json:"angle"`
}

// Notice is partial.
//
//docwright:type harbor.port.notice partial
type Notice struct {
	ID    *string `json:"id"` // want property-nullability-differs
	Title string  `json:"title"`
	Body  string  `json:"body"`
}

// Manifest has the name of a type, but none of its properties. It does not match.
type Manifest struct {
	Kind string `json:"pluginKind"`
}

// TimeWindow is a time in which a berth is free.
type TimeWindow struct {
	BerthID string    `json:"berthId"`
	Start   time.Time `json:"startDateTime"`
	End     time.Time `json:"endDateTime"`
	Kind    string    `json:"kind"`
}

// BerthState is matched by its name.
type BerthState string // want enum-member-missing

// The states.
const (
	BerthFree     BerthState = "free"
	BerthReserved BerthState = "Reserved" // want enum-member-case-differs
	BerthOccupied BerthState = "occupied"
	BerthNone     BerthState = ""
)

// Side is matched by the property that has it.
type Side = mooring

type mooring string

const (
	port      mooring = "portSide"
	starboard mooring = "starboardSide"
	either    mooring = "either"
	stern     mooring = "sternSide" // want enum-member-undocumented
)

// vesselStatus differs in case from the enum.
//
//docwright:enum harbor.port.VesselStatus
type vesselStatus string // want enum-case-differs

const (
	expected vesselStatus = "expected"
	atAnchor vesselStatus = "atAnchor"
	berthed  vesselStatus = "berthed"
	departed vesselStatus = "departed"
)

// swell names an enum that no page describes.
//
//docwright:enum harbor.port.swell
type swell string // want enum-undocumented

const high swell = "high"

// WindowKind has no constant of its enum.
type WindowKind string

const bay WindowKind = "bay"

package client

import (
	"context"
	"errors"
	"io"
)

var errNo = errors.New("not sent anywhere")

// Client makes the calls.
type Client struct{}

// Berths lists all.
//
//docwright:operation GET /berths
func (*Client) Berths(ctx context.Context) ([]Berth, error) { return nil, errNo }

// Berth gets one.
//
//docwright:operation GET /berths/{id}
func (*Client) Berth(ctx context.Context, id string) (*Berth, error) { return nil, errNo }

// Reserve asks for a berth.
//
//docwright:operation POST /berths/{id}/reserve
func (*Client) Reserve(ctx context.Context, id string, r Reservation) error { return errNo }

// Reservation is the body of Reserve.
type Reservation struct { // want parameter-missing
	Comment  string      `json:"comment"`
	Cranes   []string    `json:"cranes"`
	Priority string      `json:"priority"` // want parameter-type-differs
	VesselID string      `json:"vesselid"` // want parameter-case-differs
	Window   *TimeWindow `json:"window"`
	Urgent   bool        `json:"urgent"` // want parameter-undocumented
}

// Windows asks when it is free.
//
//docwright:operation GET /berths/{id}/findWindows
func (*Client) Windows(ctx context.Context, id string) ([]*TimeWindow, error) { return nil, errNo }

// MyWindows does the same with other words for the parameters.
//
//docwright:operation GET /berths/{berth}/findWindows(from={a},to={b},note='{c}')
func (*Client) MyWindows(ctx context.Context) ([]*TimeWindow, error) { return nil, errNo }

// Vessels lists all.
//
//docwright:operation GET /vessels
func (*Client) Vessels(ctx context.Context, next func(*Vessel)) error { return errNo }

// Vessel gets one, and takes it for another thing.
//
//docwright:operation GET /vessels/{id}
func (*Client) Vessel(ctx context.Context, id string) (*Berth, error) { // want response-differs
	return nil, errNo
}

// UpdateVessel sends what nobody takes.
//
//docwright:operation PATCH /vessels/{id}
func (*Client) UpdateVessel(ctx context.Context, id string, n *Notice) (*Vessel, error) { // want request-differs
	return nil, errNo
}

// DeleteVessel deletes one.
//
//docwright:operation DELETE /vessels/{id}
func (*Client) DeleteVessel(ctx context.Context, id string) error { return errNo }

// CountVessels counts them.
//
//docwright:operation GET /vessels/$count
func (*Client) CountVessels(ctx context.Context) (int, error) { return 0, errNo }

// AddVessel posts a vessel where tugs are made, which are vessels.
//
//docwright:operation POST /vessels
func (*Client) AddVessel(ctx context.Context, v *Vessel) (*Tug, error) { return nil, errNo }

// ReplaceVessel is documented with other methods.
//
//docwright:operation PUT /vessels/{id}
func (*Client) ReplaceVessel(ctx context.Context, id string) error { return errNo } // want operation-undocumented

// Cranes lists all.
//
//docwright:operation GET /cranes
func (*Client) Cranes(ctx context.Context) ([]Crane, error) { return nil, errNo }

// Lift moves a container.
//
//docwright:operation POST /cranes/{id}/lift
func (*Client) Lift(ctx context.Context, id string, body LiftBody) (int, error) { return 0, errNo }

// LiftBody has all parameters.
type LiftBody struct {
	Container string   `json:"containerNumber"`
	Target    Position `json:"target"`
	Slowly    bool     `json:"slowly"`
}

// Content fetches a file.
//
//docwright:operation GET /vessels/{id}/manifests/{id}/$value
func (*Client) Content(ctx context.Context, vessel, manifest string) (io.ReadCloser, error) {
	return nil, errNo
}

// Notices lists them.
//
//docwright:operation GET /notices
func (*Client) Notices(ctx context.Context) ([]Notice, error) { return nil, errNo }

// Post writes one.
//
//docwright:operation POST /notices
func (*Client) Post(ctx context.Context, n Notice) (*Notice, error) { return nil, errNo }

// Dock ties up.
//
//docwright:operation POST /vessels/{id}/dock
func (*Client) Dock(ctx context.Context, id string, p *Position) error { // want request-differs
	return errNo
}

// Tides is documented nowhere.
//
//docwright:operation GET /tides/today
func (*Client) Tides(ctx context.Context) error { return errNo } // want operation-undocumented

// Usage fetches a report.
//
//docwright:operation GET /reports/getBerthUsage(period='{period}')
func (*Client) Usage(ctx context.Context, period string) (io.ReadCloser, error) { return nil, errNo }

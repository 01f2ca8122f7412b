package client

import (
	"context"
	"errors"
	"io"
	"iter"
)

var errNo = errors.New("not sent anywhere")

// Client calls the service.
type Client struct{}

// Berths lists all.
//
//docwright:operation GET /berths
func (*Client) Berths(ctx context.Context) ([]Berth, error) { return nil, errNo }

// Berth gets one.
//
//docwright:operation GET /berths/{id}
func (*Client) Berth(ctx context.Context, id string) (*Berth, error) { return nil, errNo }

// Reserve reserves a berth.
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

// Windows returns the times in which it is free.
//
//docwright:operation GET /berths/{id}/findWindows
func (*Client) Windows(ctx context.Context, id string) ([]*TimeWindow, error) { return nil, errNo }

// MyWindows does the same with other names for the parameters.
//
//docwright:operation GET /berths/{berth}/findWindows(from={a},to={b},note='{c}')
func (*Client) MyWindows(ctx context.Context, berth, a, b, c string) ([]*TimeWindow, error) {
	return nil, errNo
}

// Vessels lists all.
//
//docwright:operation GET /vessels
func (*Client) Vessels(ctx context.Context, next func(*Vessel)) error { return errNo }

// Vessel returns a value of another type.
//
//docwright:operation GET /vessels/{id}
func (*Client) Vessel(ctx context.Context, id string) (*Berth, error) { // want response-differs
	return nil, errNo
}

// UpdateVessel sends a value of another type.
//
//docwright:operation PATCH /vessels/{id}
func (*Client) UpdateVessel(ctx context.Context, id string, n *Notice) (*Vessel, error) { // want request-differs
	return nil, errNo
}

// DeleteVessel deletes one.
//
//docwright:operation DELETE /vessels/{id}
func (*Client) DeleteVessel(ctx context.Context, id string) error { return errNo }

// CountVessels calls an operation that is deprecated.
//
//docwright:operation GET /vessels/$count
func (*Client) CountVessels(ctx context.Context) (int, error) { return 0, errNo } // want deprecation-differs

// AddVessel sends a value of the base type.
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

// Dock sends a value that is not a parameter.
//
//docwright:operation POST /vessels/{id}/dock
func (*Client) Dock(ctx context.Context, id string, p *Position) error { // want request-differs
	return errNo
}

// Tides is not documented.
//
//docwright:operation GET /tides/today
func (*Client) Tides(ctx context.Context) error { return errNo } // want operation-undocumented

// Usage fetches a report.
//
//docwright:operation GET /reports/getBerthUsage(period='{period}')
func (*Client) Usage(ctx context.Context, period string) (io.ReadCloser, error) { return nil, errNo }

// AnyCrane returns one value for a list.
//
//docwright:operation GET /cranes
func (*Client) AnyCrane(ctx context.Context) (*Crane, error) { return nil, errNo } // want response-differs

// CraneAt may select one element of a list.
//
//docwright:operation GET /berths/{berth}/cranes
func (*Client) CraneAt(ctx context.Context, berth, label string) (*Crane, error) { // want response-differs
	return nil, errNo
}

// BerthList returns a list for one value.
//
//docwright:operation GET /berths/{id}
func (*Client) BerthList(ctx context.Context, id string) ([]Berth, error) { // want response-differs
	return nil, errNo
}

// Touch ignores the response.
//
//docwright:operation PATCH /vessels/{id}
func (*Client) Touch(ctx context.Context, id string, change VesselChange) error { // want response-differs
	return errNo
}

// VesselChange is sent and never received.
//
//docwright:type harbor.port.vessel partial
type VesselChange struct {
	Name    string     `json:"name,omitempty"`            // a change may omit required properties
	Arrived string     `json:"arrivedDateTime,omitempty"` // want property-readonly-differs
	Status  BerthState `json:"status,omitempty"`          // want property-type-differs
}

// AddTugs sends a list for one value.
//
//docwright:operation POST /vessels
func (*Client) AddTugs(ctx context.Context, list []Tug) (*Tug, error) { // want request-differs
	return nil, errNo
}

// LiftAll sends a list of parameter objects.
//
//docwright:operation POST /cranes/{id}/lift
func (*Client) LiftAll(ctx context.Context, id string, list []LiftBody) (int, error) { // want request-differs
	return 0, errNo
}

// Hire omits a name that is empty.
//
//docwright:operation POST /people
func (*Client) Hire(ctx context.Context, p *Person) (*Person, error) { return nil, errNo }

// Person is a member of the staff.
//
//docwright:type harbor.port.staffMember partial
type Person struct {
	Badge   string  `json:"badgeNumber"`
	Display string  `json:"displayName,omitempty"` // want property-required-differs
	Boss    *Person `json:"supervisor,omitempty"`
}

// Boss has no argument for the path.
//
//docwright:operation GET /people/{id}/supervisor
func (*Client) Boss(ctx context.Context) (*Person, error) { return nil, errNo } // want argument-missing

// Leave has a misspelled directive, and so is not compared.
//
//docwright:operatoin DELETE /people/{id} // want directive-invalid
func (*Client) Leave(ctx context.Context) (*Vessel, error) { return nil, errNo }

// The following functions do not differ. They show the forms of lists and arguments.

// EachBerth calls a function.
//
//docwright:operation GET /berths
func (*Client) EachBerth(ctx context.Context, yield func(Berth) error) error { return errNo }

// AllBerths is a sequence.
//
//docwright:operation GET /berths
func AllBerths(ctx context.Context) iter.Seq2[*Berth, error] { return nil }

// SomeBerths is a sequence without a named type.
//
//docwright:operation GET /berths
func SomeBerths(ctx context.Context) func(func(*Berth, error) bool) { return nil }

// BerthStream sends them to a channel.
//
//docwright:operation GET /berths
func BerthStream(ctx context.Context, to chan<- *Berth) error { return errNo }

// BerthsComing returns a channel.
//
//docwright:operation GET /berths
func BerthsComing(ctx context.Context) (<-chan Berth, error) { return nil, errNo }

// BerthPage is a page of a list.
type BerthPage struct {
	Value []Berth `json:"value"`
	Next  string  `json:"@odata.nextLink"`
}

// FirstBerths is the first page.
//
//docwright:operation GET /berths
func FirstBerths(ctx context.Context) (*BerthPage, error) { return nil, errNo }

// Response is a value with its headers.
type Response[T any] struct {
	Header map[string][]string
	Body   T
}

// List is a generic list.
type List[T any] struct{ Items []*T }

// BerthResponse wraps one, and ListResponse might wrap many.
//
//docwright:operation GET /berths/{id}
func BerthResponse(ctx context.Context, id string) (*Response[Berth], error) { return nil, errNo }

// ListResponse may hold one value or several.
//
//docwright:operation GET /berths
func ListResponse(ctx context.Context) (*Response[Berth], error) { return nil, errNo }

// BerthItems has a slice inside.
//
//docwright:operation GET /berths
func BerthItems(ctx context.Context) (List[Berth], error) { return List[Berth]{}, errNo }

// Fill stores the response in its argument.
//
//docwright:operation GET /berths/{id}
func Fill(ctx context.Context, id string, b *Berth) error { return errNo }

// Options are some arguments.
type Options struct{ ID, Filter string }

// BerthBy has its argument in a struct.
//
//docwright:operation GET /berths/{id}
func BerthBy(ctx context.Context, o Options) (*Berth, error) { return nil, errNo }

// berthRequest holds the key of its berth.
type berthRequest struct{ id string }

// Berth has the name of another method.
//
//docwright:operation GET /berths/{id}
func (r berthRequest) Berth(ctx context.Context) (*Berth, error) { return nil, errNo }

// Reload has the berth as its receiver.
//
//docwright:operation GET /berths/{id}
func (b *Berth) Reload(ctx context.Context) error { return errNo }

// CranesOf takes a berth only for its key.
//
//docwright:operation GET /berths/{id}/cranes
func CranesOf(ctx context.Context, b *Berth) ([]Crane, error) { return nil, errNo }

// Escort links to its argument.
//
//docwright:operation POST /vessels/{id}/escorts/$ref
func Escort(ctx context.Context, id string, by *Vessel) error { return errNo }

// AskFor makes the body from its parameter.
//
//docwright:operation POST /cranes/{id}/lift
func AskFor(ctx context.Context, id string, target Position) (int, error) { return 0, errNo }

// AddFerry adds a vessel of another type than its page shows.
//
//docwright:operation POST /vessels
func AddFerry(ctx context.Context, f Ferry) (*Tug, error) { return nil, errNo }

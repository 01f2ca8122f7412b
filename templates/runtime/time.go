package runtime

import "time"

// Date is a date without a time, as "2006-01-02".
type Date string

// TimeOfDay is a time of the day, as "15:04:05.0000000".
type TimeOfDay string

// Duration is an ISO 8601 duration, as "P1DT2H".
type Duration string

// DateOf returns the date of t.
func DateOf(t time.Time) Date { return Date(t.Format(time.DateOnly)) }

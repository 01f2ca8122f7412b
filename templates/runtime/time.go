package runtime

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Date is a date without a time, such as "2006-01-02". It keeps the text
// unchanged.
type Date string

// DateOf returns the date of t in the location of t.
func DateOf(t time.Time) Date { return Date(t.Format(time.DateOnly)) }

// Time returns midnight of the date in loc.
func (d Date) Time(loc *time.Location) (time.Time, error) {
	return time.ParseInLocation(time.DateOnly, string(d), loc)
}

// TimeOfDay is a time without a date, such as "15:04:05.0000000". It keeps the
// text unchanged.
type TimeOfDay string

// TimeOfDayOf returns the time of day of t in the location of t. It has seven
// digits after the point, like times of services.
func TimeOfDayOf(t time.Time) TimeOfDay { return TimeOfDay(t.Format("15:04:05.0000000")) }

// SinceMidnight returns the time since midnight.
func (t TimeOfDay) SinceMidnight() (time.Duration, error) {
	layout := time.TimeOnly
	if strings.Count(string(t), ":") == 1 {
		layout = "15:04"
	}
	at, err := time.Parse(layout, string(t))
	if err != nil {
		return 0, err
	}
	return at.Sub(at.Truncate(24 * time.Hour)), nil
}

// Duration is an ISO 8601 duration, such as "P1DT2H30M". It keeps the text
// unchanged.
type Duration string

// DurationOf returns d in hours, minutes and seconds.
func DurationOf(d time.Duration) Duration {
	if d == 0 {
		return "PT0S"
	}
	var b strings.Builder
	rest := uint64(d)
	if d < 0 {
		b.WriteByte('-')
		rest = -rest
	}
	b.WriteString("PT")
	for _, u := range []struct {
		length time.Duration
		letter byte
	}{{time.Hour, 'H'}, {time.Minute, 'M'}} {
		if n := rest / uint64(u.length); n > 0 {
			b.WriteString(strconv.FormatUint(n, 10))
			b.WriteByte(u.letter)
			rest %= uint64(u.length)
		}
	}
	if rest > 0 {
		text := fmt.Sprintf("%d.%09d", rest/uint64(time.Second), rest%uint64(time.Second))
		b.WriteString(strings.TrimRight(strings.TrimRight(text, "0"), ".") + "S")
	}
	return Duration(b.String())
}

// Duration returns the duration. A day is 24 hours. Years and months are an
// error, since their length varies. Fractions of a nanosecond are dropped.
func (d Duration) Duration() (time.Duration, error) {
	text, negative := strings.CutPrefix(string(d), "-")
	text, ok := strings.CutPrefix(text, "P")
	date, clock, timed := strings.Cut(text, "T")
	if !ok || text == "" || timed && clock == "" {
		return 0, fmt.Errorf("%q is not a duration", string(d))
	}
	days, err := sumUnits(date, "WD")
	if err == nil {
		var rest time.Duration
		if rest, err = sumUnits(clock, "HMS"); err == nil && days+rest >= days {
			if negative {
				return -days - rest, nil
			}
			return days + rest, nil
		}
	}
	return 0, fmt.Errorf("%q is not a duration of fixed length below 292 years", string(d))
}

// unitLengths maps the letters of a duration to their length.
var unitLengths = map[byte]time.Duration{
	'W': 7 * 24 * time.Hour, 'D': 24 * time.Hour, 'H': time.Hour, 'M': time.Minute, 'S': time.Second,
}

// sumUnits adds numbers that are each followed by one of letters, in that
// order.
func sumUnits(text, letters string) (time.Duration, error) {
	var sum time.Duration
	for text != "" {
		i := strings.IndexAny(text, letters)
		if i < 0 {
			return 0, strconv.ErrSyntax
		}
		d, err := units(text[:i], unitLengths[text[i]])
		if err != nil || sum+d < sum {
			return 0, strconv.ErrRange
		}
		sum += d
		letters = letters[strings.IndexByte(letters, text[i])+1:]
		text = text[i+1:]
	}
	return sum, nil
}

// units returns number times length; the number may have a fraction.
func units(number string, length time.Duration) (time.Duration, error) {
	whole, fraction, _ := strings.Cut(number, ".")
	n, err := strconv.ParseUint(whole, 10, 63)
	if err != nil {
		return 0, err
	}
	if n > uint64(1<<63-1)/uint64(length) {
		return 0, strconv.ErrRange
	}
	sum := time.Duration(n) * length
	for _, c := range fraction {
		if c < '0' || c > '9' {
			return 0, strconv.ErrSyntax
		}
		length /= 10
		if sum += time.Duration(c-'0') * length; sum < 0 {
			return 0, strconv.ErrRange
		}
	}
	return sum, nil
}

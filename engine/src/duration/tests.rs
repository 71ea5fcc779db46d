//! The forms of durations.

use core::time::Duration;

use alloc::format;

use super::{LONGEST, StatedUnit, endless, parse_any_duration, parse_duration, parse_number};

const LIMIT: Duration = Duration::from_secs(LONGEST);

#[test]
fn the_forms_of_a_duration_are_read() {
    for (text, milliseconds) in [
        ("28ms", 28),
        ("1.898s", 1898),
        ("1m2.5s", 62_500),
        ("6h0m0s", 21_600_000),
        ("2d", 172_800_000),
        ("1 week 2 days", 777_600_000),
        ("1500us", 1),
        ("30 seconds", 30_000),
        ("1 minute 30 seconds", 90_000),
        ("PT1M30S", 90_000),
        ("PT0.5S", 500),
        ("PT0,5S", 500),
        ("P1D", 86_400_000),
        ("P1DT12H", 129_600_000),
        ("P2W", 1_209_600_000),
        ("PT36H", 129_600_000),
        ("00:00:30", 30_000),
        ("00:01:30.25", 90_250),
        ("1.02:00:00", 93_600_000),
        ("0s", 0),
        (" 5s ", 5000),
    ] {
        let read = parse_duration(text).map(|duration| duration.as_millis());
        assert_eq!(read, Some(milliseconds), "{text}");
    }
}

#[test]
fn other_texts_are_no_durations() {
    for text in [
        "",
        " ",
        "soon",
        "30",
        "s",
        "-5s",
        "+5s",
        "1s1m",
        "1s 2s",
        "5x",
        "5 s s",
        "1.s.",
        "5secs!",
        "5M",
        "1y",
        ".5s",
        "P",
        "PT",
        "P1DT",
        "P1Y",
        "P1M",
        "PT1S1M",
        "P1",
        "PT5",
        "P1WT1S",
        "-PT1S",
        "P-1D",
        "p1d",
        "00:30",
        "00:00:00:30",
        "00:60:00",
        "00:00:60",
        "0:0:30",
        "00:00:3",
        "1.24:00:00",
        "::",
        ":",
        "00:00:1é",
        "40y",
        "172,800 seconds",
        "1,5s",
        "é",
        "5é",
        "１s",
    ] {
        assert_eq!(parse_duration(text), None, "{text:?}");
    }
}

#[test]
fn a_duration_of_more_than_about_31_years_counts_as_that_long() {
    let digits = "9".repeat(60);
    for text in ["99999999999999999999999s", "18446744073709551615d", "12000d", "PT99999999999999999999S"] {
        assert_eq!(parse_duration(text), Some(LIMIT), "{text}");
    }
    for text in
        [format!("{digits}s"), format!("{digits}d 1h"), format!("P{digits}DT{digits}S"), format!("{digits}:00:00")]
    {
        assert_eq!(parse_duration(&text), Some(LIMIT), "{text}");
        assert_eq!(parse_any_duration(&text), None, "{text}");
    }
    for text in ["100000000000000", "99999999999999999999", "1e400", "1e14", &digits] {
        assert_eq!(endless(text), Some(LIMIT), "{text}");
    }
    for text in ["99999999999999", "1784111807000", "-1e400", "inf", "NaN", "", "1e400s"] {
        assert_eq!(endless(text), None, "{text}");
    }
}

#[test]
fn the_text_around_a_number_states_its_unit() {
    let stated = |before, after| StatedUnit::between(before, after).map(|unit| (unit.before, unit.after, unit.length));
    assert_eq!(stated("in ", "s"), Some(("", "s", 1_000_000_000)));
    assert_eq!(stated("in ", "ms."), Some(("", "ms", 1_000_000)));
    assert_eq!(stated("in ", " minutes, then"), Some(("", " minutes", 60_000_000_000)));
    assert_eq!(stated("\"PT", "S\""), Some(("PT", "S", 1_000_000_000)));
    assert_eq!(stated("P", "S"), None);
    for after in ["", ".", " more seconds", "  s", "stuff", "é"] {
        assert_eq!(stated("in ", after), None, "{after:?}");
    }
}

#[test]
fn a_number_is_bounded() {
    assert_eq!(parse_number("1.5", 1.0), Some(Duration::from_millis(1500)));
    assert_eq!(parse_number("1500", 1000.0), Some(Duration::from_millis(1500)));
    for text in ["-1", "NaN", "inf", "1e400", "1000000000", "1784111807", "", "0x10", "1_0"] {
        assert_eq!(parse_number(text, 1.0), None, "{text:?}");
    }
}

#[test]
fn a_hostile_text_is_read_in_linear_time() {
    for pattern in ["1h", "9", "1 ", "1.", "PT", "00:", "d"] {
        assert_eq!(parse_duration(&pattern.repeat(200_000)), None, "{pattern}");
    }
}

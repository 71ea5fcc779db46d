//! Unpacks, at compile time, what generated code says of its entries: a few long literals instead of a struct literal per
//! entry, each of which a type checker would go through.
//!
//! Packed are texts, and numbers: seven bits to a byte, the lowest first, the eighth bit set on all but the last byte of a
//! number. `errspec-codegen` writes them (`pack.rs`), in blocks: the compiler bounds the work of one constant.
//!
//! The compiler interprets this. A call costs it as much as a hundred operations, so there are none where it counts: macros
//! stand for functions, and indices for what `split_at` would give. An index out of bounds would be a fault of the generator,
//! and is an error at compile time.
#![allow(clippy::indexing_slicing)]

use core::slice::from_ref;

use crate::table::{Condition, ENTRY, Entry, Field, NONE, Row};
use crate::{Applied, Code, Retry};

/// Lists that entries refer to by number.
#[derive(Debug)]
#[allow(missing_docs)]
pub struct Lists {
    pub aliases: &'static [&'static [Code<'static>]],
    pub statuses: &'static [&'static [(u16, u16)]],
    pub when: &'static [&'static [Condition]],
    pub fields: &'static [&'static [Field]],
}

/// The next of the packed numbers.
macro_rules! number {
    ($numbers:ident[$at:ident]) => {{
        let mut byte = $numbers[$at];
        let mut number = (byte & 0x7f) as u64;
        let mut shift = 7;
        $at += 1;
        while byte >= 0x80 {
            byte = $numbers[$at];
            number |= ((byte & 0x7f) as u64) << shift;
            shift += 7;
            $at += 1;
        }
        number
    }};
}

/// A number with its sign in the lowest bit.
macro_rules! signed {
    ($numbers:ident[$at:ident]) => {{
        let number = number!($numbers[$at]);
        (number >> 1) as i64 ^ -((number & 1) as i64)
    }};
}

/// The number of an entry; 0 says that there is none.
macro_rules! place {
    ($numbers:ident[$at:ident]) => {
        match number!($numbers[$at]) as u32 {
            0 => NONE,
            number => number - 1,
        }
    };
}

/// The next of the packed numbers, if the bit is set; else 0.
macro_rules! number_if {
    ($bit:expr, $numbers:ident[$at:ident]) => {
        if $bit != 0 { number!($numbers[$at]) } else { 0 }
    };
}

/// The list with the next number, if the bit is set; else the empty one.
macro_rules! list_if {
    ($bit:expr, $lists:expr, $numbers:ident[$at:ident]) => {
        if $bit != 0 { $lists[number!($numbers[$at]) as usize] } else { &[] }
    };
}

/// The next of the texts.
macro_rules! text {
    ($texts:ident[$next:ident]) => {{
        $next += 1;
        $texts[$next - 1]
    }};
}

/// The next of the texts, if the bit is set.
macro_rules! text_if {
    ($bit:expr, $texts:ident[$next:ident]) => {
        if $bit != 0 { Some(text!($texts[$next])) } else { None }
    };
}

/// As many of what follows as the next number says.
macro_rules! some {
    ($numbers:ident[$at:ident], $all:ident[$next:ident]) => {
        match number!($numbers[$at]) as usize {
            0 => &[],
            1 => {
                $next += 1;
                from_ref(&$all[$next - 1])
            }
            count => {
                $next += count;
                $all.split_at($next).0.split_at($next - count).1
            }
        }
    };
}

/// A block of entries.
#[must_use]
pub const fn entries<const N: usize>(
    numbers: &'static [u8],
    texts: &'static [&'static str],
    lists: &Lists,
) -> [Entry; N] {
    let (mut at, end, mut next) = (0, numbers.len(), 0);
    let mut out = [const { ENTRY }; N];
    let mut number = 0;
    while at < end {
        let flags = number!(numbers[at]);
        // The fields of an entry stand in the order in which they are packed.
        out[number] = Entry {
            name: text!(texts[next]),
            variant: text!(texts[next]),
            parent: if flags & 1 << 14 != 0 { number!(numbers[at]) as u32 } else { NONE },
            code: match flags & 3 {
                0 => None,
                1 => Some(Code::Integer(signed!(numbers[at]))),
                _ => Some(Code::String(text!(texts[next]))),
            },
            retry: match flags >> 2 & 3 {
                0 => Retry::Unknown,
                1 => Retry::Never,
                2 => Retry::After,
                _ => Retry::Poll,
            },
            applied: match flags >> 4 & 3 {
                0 => Applied::Maybe,
                1 => Applied::No,
                _ => Applied::Yes,
            },
            states_status: flags & 1 << 6 != 0,
            any_text: flags & 1 << 7 != 0,
            aliases: list_if!(flags & 1 << 15, lists.aliases, numbers[at]),
            statuses: list_if!(flags & 1 << 16, lists.statuses, numbers[at]),
            when: list_if!(flags & 1 << 17, lists.when, numbers[at]),
            fields: list_if!(flags & 1 << 18, lists.fields, numbers[at]),
            written: number_if!(flags & 1 << 19, numbers[at]) as u16,
            envelope: number_if!(flags & 1 << 20, numbers[at]) as u16,
            messages: some!(numbers[at], texts[next]),
            causes: some!(numbers[at], texts[next]),
            notes: some!(numbers[at], texts[next]),
            retry_after: if flags & 1 << 8 != 0 { Some(number!(numbers[at])) } else { None },
            summary: text_if!(flags & 1 << 9, texts[next]),
            action: text_if!(flags & 1 << 10, texts[next]),
            docs: text_if!(flags & 1 << 11, texts[next]),
            since: text_if!(flags & 1 << 12, texts[next]),
            deprecated: text_if!(flags & 1 << 13, texts[next]),
        };
        number += 1;
    }
    out
}

/// A block of rows of integer codes; `candidates` are those of all its rows.
#[must_use]
pub const fn integers<const N: usize>(numbers: &'static [u8], candidates: &'static [u32]) -> [Row<i64>; N] {
    let (mut at, end, mut next) = (0, numbers.len(), 0);
    let mut out = [const { Row { code: 0, candidates: &[], owner: NONE } }; N];
    let mut number = 0;
    while at < end {
        let code = signed!(numbers[at]);
        out[number] = Row { code, candidates: some!(numbers[at], candidates[next]), owner: place!(numbers[at]) };
        number += 1;
    }
    out
}

/// A block of rows of string codes, one for each text.
#[must_use]
pub const fn strings<const N: usize>(
    numbers: &'static [u8],
    candidates: &'static [u32],
    texts: &'static [&'static str],
) -> [Row<&'static str>; N] {
    let (mut at, end, mut next) = (0, numbers.len(), 0);
    let mut out = [const { Row { code: "", candidates: &[], owner: NONE } }; N];
    let mut number = 0;
    while at < end {
        let code = texts[number];
        out[number] = Row { code, candidates: some!(numbers[at], candidates[next]), owner: place!(numbers[at]) };
        number += 1;
    }
    out
}

/// Numbers alone.
#[must_use]
pub const fn numbers<const N: usize>(numbers: &'static [u8]) -> [u32; N] {
    let (mut at, end) = (0, numbers.len());
    let mut out = [0; N];
    let mut number = 0;
    while at < end {
        out[number] = number!(numbers[at]) as u32;
        number += 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Lists, entries, integers, numbers, strings};
    use crate::table::NONE;
    use crate::{Applied, Code, Retry};

    #[test]
    fn all_that_an_entry_says() {
        static LISTS: Lists = Lists {
            aliases: &[&[Code::Integer(8)], &[Code::Integer(7)]],
            statuses: &[&[], &[(400, 400)]],
            when: &[],
            fields: &[],
        };
        let numbers = b"\xd5\xff\x67\x02\x01\x01\x01\x01\x02\x02\x01\x03\xe8\x07\0\0\0\0";
        let texts = ["A", "B", "m", "n", "c", "x", "y", "z", "s", "a", "d", "1", "", "P", "Q"];
        let [one, other] = entries(numbers, texts.to_vec().leak(), &LISTS);
        assert_eq!((one.name, one.variant, one.parent), ("A", "B", 2));
        assert_eq!((one.code, one.aliases), (Some(Code::Integer(-1)), [Code::Integer(7)].as_slice()));
        assert_eq!((one.retry, one.retry_after, one.applied), (Retry::Never, Some(1000), Applied::No));
        assert_eq!((one.statuses, one.states_status, one.any_text), ([(400, 400)].as_slice(), true, true));
        assert_eq!((one.messages, one.written, one.envelope), (["m", "n"].as_slice(), 1, 2));
        assert_eq!((one.causes, one.notes), (["c"].as_slice(), ["x", "y", "z"].as_slice()));
        assert_eq!((one.summary, one.action, one.docs), (Some("s"), Some("a"), Some("d")));
        assert_eq!((one.since, one.deprecated), (Some("1"), Some("")));
        assert_eq!((other.name, other.variant, other.parent, other.code), ("P", "Q", NONE, None));
        assert_eq!((other.retry, other.applied, other.summary), (Retry::Unknown, Applied::Maybe, None));
    }

    #[test]
    fn rows_take_their_candidates_in_turn() {
        static CANDIDATES: [u32; 4] = numbers(b"\x05\x80\x02\x07\x09");
        let least = b"\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01\x03\0\x02\x01\x0a";
        let [one, other] = integers(least, &CANDIDATES);
        assert_eq!((one.code, one.candidates, one.owner), (i64::MIN, [5, 256, 7].as_slice(), NONE));
        assert_eq!((other.code, other.candidates, other.owner), (1, [9].as_slice(), 9));
        let [only] = strings(b"\0\0", &CANDIDATES, &["E"]);
        assert_eq!((only.code, only.candidates, only.owner), ("E", [].as_slice(), NONE));
    }
}

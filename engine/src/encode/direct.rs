//! The body of most plans: objects whose members have plain names. It is written without a tree.

use alloc::string::String;

use super::plan::Plan;
use super::tree::Tree;
use super::written::Written;

/// The number of values that a body has at most to be written directly.
const MOST: usize = 8;

/// The number of segments that their locations have at most.
const DEEPEST: usize = 8;

/// A value and its location.
#[derive(Clone, Copy)]
struct DirectValue<'p> {
    location: &'p str,
    value: &'p Tree<'p>,
}

impl Plan<'_, Written<'_>> {
    /// Returns the body as JSON; `None` if a location is more than names of members, or if one value is inside another.
    pub(super) fn write_directly(&self) -> Option<String> {
        let mut members =
            DirectBody { list: [DirectValue { location: "", value: &Tree::Empty }; MOST], count: 0, length: 1 };
        for assignment in &self.assignments {
            // A header has no location in the body.
            let Some(location) = self.layout.location(assignment.slot) else { continue };
            if self.absent.contains(&assignment.slot) {
                continue;
            }
            if !assignment.below.is_empty() {
                return None;
            }
            members.set(location, &assignment.piece.json)?;
        }
        members.write()
    }
}

/// The values of a body by location, in the order in which the locations were first set.
struct DirectBody<'p> {
    list: [DirectValue<'p>; MOST],
    count: usize,
    /// The length of the JSON, which is more if characters are escaped, and less if members share an object. A buffer of just this length
    /// becomes the body of an answer without a further allocation.
    length: usize,
}

impl<'p> DirectBody<'p> {
    /// Sets the value of a location. Returns `None` if the body cannot be written directly.
    fn set(&mut self, location: &'p str, value: &'p Tree<'p>) -> Option<()> {
        let (known, free) = self.list.split_at_mut_checked(self.count)?;
        if let Some(same) = known.iter_mut().find(|member| member.location == location) {
            // A value that replaces an object keeps what else is in that.
            if let Tree::Object(_) | Tree::Array(_) = same.value {
                return None;
            }
            same.value = value;
            return Some(());
        }
        let depth = plain_depth(location)?;
        if known.iter().any(|member| is_inside(member.location, location)) {
            return None;
        }
        *free.first_mut()? = DirectValue { location, value };
        self.count += 1;
        // A mark, two quotes and a colon take the place of a slash; an object around the member has a quote, a colon and two braces more.
        self.length += location.len() + 4 * depth - 1 + value.length();
        Some(())
    }

    fn write(&self) -> Option<String> {
        let mut out = String::with_capacity(self.length);
        write_object(self.list.get(..self.count)?, "/", &mut out);
        Some(out)
    }
}

/// Returns the number of names in a location of names that are written as they are, and are no indices; `None` for another location.
fn plain_depth(location: &str) -> Option<usize> {
    let names = location.strip_prefix('/')?;
    let (mut begins, mut depth) = (true, 1);
    for byte in names.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'_' | b'$' => begins = false,
            b'0'..=b'9' | b'-' | b'.' if !begins => {}
            b'/' if !begins && depth < DEEPEST => (begins, depth) = (true, depth + 1),
            _ => return None,
        }
    }
    (!begins).then_some(depth)
}

/// Returns `true` if one of two locations is inside the other.
fn is_inside(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    long.strip_prefix(short).is_some_and(|rest| rest.starts_with('/'))
}

/// Writes the members whose locations begin with a prefix, which ends with `/`, in the order in which each is first met.
fn write_object(members: &[DirectValue<'_>], prefix: &str, out: &mut String) {
    let mut mark = '{';
    for (number, DirectValue { location, value }) in members.iter().enumerate() {
        let Some(rest) = location.strip_prefix(prefix) else { continue };
        let (name, inner) = match rest.bytes().position(|byte| byte == b'/') {
            None => (rest, None),
            Some(end) => (rest.get(..end).unwrap_or_default(), location.get(..=prefix.len() + end)),
        };
        let is_written = |inner: &str| members.iter().take(number).any(|member| member.location.starts_with(inner));
        if inner.is_some_and(is_written) {
            continue;
        }
        out.push(mark);
        mark = ',';
        out.push('"');
        out.push_str(name);
        out.push_str("\":");
        match inner {
            None => value.write_json(out),
            Some(inner) => write_object(members, inner, out),
        }
    }
    out.push_str(if mark == '{' { "{}" } else { "}" });
}

#[cfg(test)]
#[allow(clippy::indexing_slicing)]
mod tests {
    use alloc::string::{String, ToString};
    use alloc::vec;
    use alloc::vec::Vec;

    use super::{DirectBody, DirectValue, MOST, Tree};
    use crate::location::segments;
    use crate::table::BodyKind;

    /// Locations of which some are inside others, and some are no plain names.
    const LOCATIONS: [&str; 16] = [
        "/code",
        "/message",
        "/error",
        "/error/code",
        "/error/message",
        "/error/inner/code",
        "/errors/0/code",
        "/error_code",
        "/a",
        "/a/b",
        "/a/b/c",
        "/ab",
        "/with~1slash",
        "/$type",
        "/x-y.z",
        "",
    ];

    fn directly(values: &[(&str, Tree<'_>)]) -> Option<String> {
        let empty = DirectValue { location: "", value: &Tree::Empty };
        let mut members = DirectBody { list: [empty; MOST], count: 0, length: 1 };
        values.iter().try_for_each(|(location, value)| members.set(location, value))?;
        members.write()
    }

    fn as_tree(values: &[(&str, Tree<'_>)]) -> String {
        let body = values.iter().fold(Tree::Empty, |body, (location, value)| {
            body.set(&segments(location), "0", value.clone().into_owned())
        });
        body.write(BodyKind::Json)
    }

    #[test]
    fn a_body_that_is_written_directly_is_that_of_the_tree() {
        let (mut state, mut direct) = (1_u64, 0);
        let mut next = |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(state >> 33).unwrap_or_default() % below
        };
        for _ in 0..20_000 {
            let count = next(6);
            let values: Vec<(&str, Tree<'_>)> = (0..count)
                .map(|number| {
                    let value = match next(5) {
                        0 => Tree::Integer(-7),
                        1 => Tree::Value("{\"own\":[1]}".into()),
                        2 => Tree::Array([Tree::Integer(1), Tree::Empty].into()),
                        3 => Tree::Empty,
                        _ => Tree::string(["\"", &number.to_string()].concat()),
                    };
                    (LOCATIONS[next(LOCATIONS.len())], value)
                })
                .collect();
            if let Some(text) = directly(&values) {
                assert_eq!(text, as_tree(&values), "{values:?}");
                direct += 1;
            }
        }
        // Neither way is the rare one.
        assert!((5_000..15_000).contains(&direct), "{direct}");
    }

    #[test]
    fn a_body_of_many_values_is_left_to_the_tree() {
        let locations: Vec<_> = (0..=MOST).map(|number| ["/m", &number.to_string()].concat()).collect();
        let values: Vec<_> = locations.iter().map(|location| (location.as_str(), Tree::Integer(1))).collect();
        assert_eq!(directly(&values[..MOST]), Some(as_tree(&values[..MOST])));
        assert_eq!(directly(&values), None);
    }

    #[test]
    fn a_body_has_the_length_that_was_reserved() {
        let (code, message) = (Tree::Integer(-20_002), Tree::string("Wait."));
        let reserved = |values: &[(&str, Tree<'_>)]| {
            let text = directly(values).unwrap_or_default();
            (text.len(), text.capacity())
        };
        for values in [
            vec![("/code", code.clone())],
            vec![("/code", code.clone()), ("/message", message.clone())],
            vec![("/error/inner/code", code.clone())],
            vec![("/status", Tree::Value("true".into())), ("/error/code", Tree::Integer(0))],
        ] {
            let (length, capacity) = reserved(&values);
            assert_eq!(length, capacity, "{values:?}");
        }
        let (length, capacity) = reserved(&[("/error/code", code), ("/error/message", message)]);
        assert!(length < capacity);
    }
}

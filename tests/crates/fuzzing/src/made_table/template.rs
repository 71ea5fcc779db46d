//! Wordings, and the restrictions of their parameters.

use crate::draw::Draw;

/// Wordings whose parameters are `a`, `b` and `c` for any text, `n` and `m` for values of types, and `l` for lists.
pub(super) const WORDINGS: &[&str] = &[
    "{a}",
    "{a} is wrong",
    "no {a}",
    "{a}: {b}",
    "{a} is {b}",
    "{a} or {a}?",
    "E{a}",
    "({a})",
    "{a}, {b} and {c}",
    "wait {n} s",
    "{n}s",
    "fixed",
    "Fixed.",
    "{a}x",
    "x{a}x",
    "\"{a}\"",
    "{{{a}}}",
    "ä{a}ö",
    "{a} {n}",
    "{n} of {m}",
    "{l}",
    "one of {l}.",
    "{l}: {a}",
    "{n} to {m}, {a}",
    "PT{n}S",
    "{n} minutes",
    "{a}={n}; {b}={m}",
    "{n} or {n}",
    "{a} ({b}) (version {c})",
    "line\n{a}",
    "{a} is {b}, not {a}",
    " {a} ",
    "{l} or {l}?",
    "({n}, {m})",
];

/// Wordings of sources for a value `V`. The other parameters are ignored, or fields.
const PARTS: &[&str] = &[
    "urn:V",
    "V",
    "V: {rest}",
    "{_}#V",
    "V ({other})",
    "[V]",
    "{first}-V-{rest}",
    "x{_}: V",
    "V.",
    "ns/V/{_}",
    "{other}: V",
];

/// Restrictions of a text.
const RESTRICTIONS: &[&str] = &[
    "chars = \"A-Za-z_\"",
    "chars = \"^ :(\"",
    "chars = \"0-9\"",
    "longest = true",
    "not_empty = true",
    "values = [\"a\", \"ab\", \"x-b\"]",
    "values = [\"card payment\", \"card\", \"\"]",
    "not_empty = true, longest = true",
    "chars = \"a-zä\", longest = true",
];

/// Returns one or two wordings of a source for a value.
pub(super) fn parts(name: &str, draw: &mut Draw<'_>) -> Vec<String> {
    let count = 1 + usize::from(draw.one_in(4));
    let first = draw.below(PARTS.len());
    let places = (0..count).map(|number| PARTS.get((first + 3 * number) % PARTS.len()).copied().unwrap_or_default());
    places.map(|part| part.replace('V', &format!("{{{name}}}"))).collect()
}

/// Returns the keys that restrict a text, or none.
pub(super) fn restriction(draw: &mut Draw<'_>) -> &'static str {
    if draw.one_in(3) { draw.word(RESTRICTIONS) } else { "" }
}

/// Restrictions of a text that need not be a part of another.
const WHOLE: &[&str] =
    &["chars = \"A-Za-z_\"", "chars = \"0-9\"", "not_empty = true", "values = [\"a\", \"ab\", \"x-b\"]"];

/// Returns the keys that restrict a text that is no part of another.
pub(super) fn whole_restriction(draw: &mut Draw<'_>) -> &'static str {
    draw.word(WHOLE)
}

/// Returns the restriction of a parameter that is no value.
pub(super) fn restricted_parameter(draw: &mut Draw<'_>) -> String {
    const TYPED: &[&str] = &["type = \"integer\"", "type = \"number\", thousands = \",\"", "type = \"boolean\""];
    let keys = if draw.one_in(3) { draw.word(TYPED) } else { draw.word(RESTRICTIONS) };
    format!("{{ {keys} }}")
}

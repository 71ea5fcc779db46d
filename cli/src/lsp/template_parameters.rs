//! The parameters of templates, where they stand in the text of a table.

use std::ops::Range;

use errspec_codegen::format::is_parameter_name;

/// Iterates over the parameters of a template, each with the place of its name. `{_}` has no name, and is left out.
pub(super) fn parameters(text: &str, template: Range<usize>) -> impl Iterator<Item = (&str, Range<usize>)> {
    let mut at = template.start;
    std::iter::from_fn(move || {
        while at < template.end {
            let rest = text.get(at..template.end)?;
            let open = rest.find('{')?;
            at += open + 1;
            let after = rest.get(open + 1..)?;
            // `{{` is a brace of the text.
            if after.starts_with('{') {
                at += 1;
                continue;
            }
            let end = after.find(|c: char| !is_letter(c)).unwrap_or(after.len());
            let name = after.get(..end)?;
            let start = at;
            if after.get(end..).is_some_and(|rest| rest.starts_with('}')) && is_parameter_name(name) {
                at += end + 1;
                return Some((name, start..start + end));
            }
        }
        None
    })
}

/// Returns the place of what is written of the parameter at an offset: from its brace to the offset, and the end of its name.
pub(super) fn unfinished(text: &str, template: Range<usize>, offset: usize) -> Option<Range<usize>> {
    let before = text.get(template.start..offset)?;
    let open = before.rfind('{')?;
    let braces = before.get(..=open)?.chars().rev().take_while(|c| *c == '{').count();
    let typed = before.get(open + 1..)?;
    let rest = text.get(offset..template.end)?;
    let more = rest.find(|c: char| !is_letter(c)).unwrap_or(rest.len());
    (braces % 2 == 1 && typed.chars().all(is_letter)).then(|| template.start + open + 1..offset + more)
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::{parameters, unfinished};

    #[test]
    fn parameters_are_found_where_they_stand() {
        for (template, expected) in [
            ("{a} of {b_2}", vec![("a", 1..2), ("b_2", 8..11)]),
            ("{{a}} {b}", vec![("b", 7..8)]),
            ("{{{a}}}", vec![("a", 3..4)]),
            ("{_} {} {1} {a b} {c", vec![]),
            ("é{a}", vec![("a", 3..4)]),
        ] {
            assert_eq!(parameters(template, 0..template.len()).collect::<Vec<_>>(), expected, "{template}");
        }
    }

    #[test]
    fn a_parameter_is_unfinished_after_its_brace() {
        for (template, offset, expected) in [
            ("{", 1, Some(1..1)),
            ("x {li", 5, Some(3..5)),
            ("x {limit} y", 5, Some(3..8)),
            ("x {{li", 6, None),
            ("{a} b", 5, None),
            ("plain", 3, None),
        ] {
            assert_eq!(unfinished(template, 0..template.len(), offset), expected, "{template}");
        }
    }
}

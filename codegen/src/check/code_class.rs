//! The codes and classes of codes of an entry that keeps the code of the response, and the field that keeps it.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;

use super::message::check_template;
use crate::ast::{AstEntry, AstField, given};
use crate::diagnostics::{Checked, Diagnostic, Diagnostics, Edit, Suggestion};
use crate::model::{Code, CodeCase, CodeClass, Field, Type};
use crate::rules;
use crate::source::{At, Span};
use crate::template::IGNORED;

/// The name of the field that keeps the code.
const FIELD: &str = "code";

/// The keys that a declaration of this field has.
const FIELD_KEYS: [&str; 3] = ["type", "quoted", "description"];

/// Returns the codes and classes of codes of an entry.
pub(crate) fn check_code_classes(
    entry: &AstEntry,
    case: CodeCase,
    sink: &mut Diagnostics<'_>,
) -> Checked<Vec<CodeClass>> {
    let Some(codes) = given(&entry.codes)? else { return Ok(Vec::new()) };
    if let Some(code) = given(&entry.code)? {
        let diagnostic = Diagnostic::new(&rules::MISPLACED_KEY, codes.span, "`codes` on an entry with a `code`")
            .label("an entry has one `code`, or keeps one of its `codes`")
            .related(code.span, "the code")
            .help("remove `code`, and add it to `codes`; or write other spellings of one code as `aliases`");
        return Err(sink.report(diagnostic));
    }
    if codes.value.is_empty() {
        let diagnostic = Diagnostic::new(&rules::EMPTY_CODE, codes.span, "`codes` is an empty list")
            .help("write a code, a range such as `\"40000..40099\"`, or a template such as `\"Neo.{_}\"`");
        return Err(sink.report(diagnostic));
    }
    let checked: Vec<_> = codes.value.iter().map(|code| check_code_class(code, &codes.value, sink)).collect();
    let unique = check_unique(&codes.value, case, sink);
    let checked = checked.into_iter().collect::<Checked<Vec<_>>>()?;
    unique?;
    // If the case of codes is ignored, the entry keeps one spelling of several.
    if let ([CodeClass::Code(code)], CodeCase::Exact) = (checked.as_slice(), case) {
        let place = codes.value.first().map_or(codes.span, |first| first.span);
        return Err(sink.report(one_code(code, codes.span, place, sink)));
    }
    Ok(checked)
}

/// Returns the range that is meant by digits and then `x` for each further one: `4xx`.
fn class_of(text: &str) -> Option<String> {
    let digits = text.trim_end_matches(['x', 'X']);
    let is_class = digits.len() < text.len() && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let end =
        |digit: char| digits.chars().chain(std::iter::repeat_n(digit, text.len() - digits.len())).collect::<String>();
    is_class.then(|| format!("{}..{}", end('0'), end('9')))
}

/// Describes `codes` with one code, which may be meant as a class.
fn one_code(code: &Code, list: Span, place: Span, sink: &Diagnostics<'_>) -> Diagnostic {
    let written = code.to_toml();
    let text = written.trim_matches('"');
    let range =
        text.split_once('-').and_then(|(first, last)| Some((first.parse::<i64>().ok()?, last.parse::<i64>().ok()?)));
    let diagnostic = Diagnostic::new(&rules::MISPLACED_KEY, place, "`codes` has one code")
        .label("the entry would keep the code of the response, which is always this one");
    let class = match range {
        Some((first, last)) => Some(("for a range, write {}", format!("{}..{}", first.min(last), first.max(last)))),
        None if class_of(text).is_some() => class_of(text).map(|range| ("for a range, write {}", range)),
        None if text.contains('*') => Some(("for a class, write {}", text.replace('*', "{_}"))),
        None => None,
    };
    let key = sink.key_of(list);
    let edits = vec![Edit::replace(key, "code"), Edit::replace(list, &written)];
    let one = Suggestion::new(format!("write `code = {written}`"), edits).maybe_incorrect().without_lines();
    let one = (key != list).then_some(one);
    match class {
        Some((message, class)) => {
            diagnostic.suggest(Suggestion::string(message, place, &class).maybe_incorrect()).suggest_some(one)
        }
        None => diagnostic
            .suggest_some(one)
            .note("a class is a range such as `\"40000..40099\"`, or a template such as `\"Neo.{_}\"`"),
    }
}

fn check_code_class(code: &At<Code>, all: &[At<Code>], sink: &mut Diagnostics<'_>) -> Checked<CodeClass> {
    let Code::String(text) = &code.value else { return Ok(CodeClass::Code(code.value.clone())) };
    if text.is_empty() {
        let diagnostic = Diagnostic::new(&rules::EMPTY_CODE, code.span, "this code is empty");
        return Err(sink.report(diagnostic.label("an empty string counts as no code")));
    }
    if let Some((first, last)) = range_of(text) {
        let plain = format!("{first}..{last}");
        if let Some(other) = all.iter().find(|other| *text != plain && other.value == Code::String(plain.clone())) {
            let diagnostic = Diagnostic::new(&rules::DUPLICATE_CODE, code.span, format!("duplicate range `{text}`"))
                .label("a code with a zero or a plus in front is a text, which is in no range")
                .related(other.span, "the range of these integers")
                .help("remove it, or write templates such as `\"0{_}\"` for the texts");
            return Err(sink.report(diagnostic));
        }
        check_range(text, (first, last), code.span, sink)?;
        return Ok(CodeClass::Range(first, last));
    }
    check_notation(text, code.span, sink)?;
    if !text.contains(['{', '}']) {
        return Ok(CodeClass::Code(code.value.clone()));
    }
    check_no_inner_range(text, code.span, sink)?;
    let written = At { span: code.span, value: text.clone() };
    let template = check_template(&written, &|_| Type::String, sink)?.template;
    if let Some(name) = template.parameters.iter().find(|name| *name != IGNORED) {
        let title = format!("the parameter `{{{name}}}` in a class of codes");
        let diagnostic = Diagnostic::new(&rules::BAD_TEMPLATE, code.span, title)
            .label("the variant keeps the whole code, as the field `code`")
            .suggest(Suggestion::string("write {}", code.span, &text.replace(&format!("{{{name}}}"), "{_}")));
        return Err(sink.report(diagnostic));
    }
    Ok(match template.parameters.is_empty() {
        true => CodeClass::Code(Code::String(template.write().replace("{{", "{").replace("}}", "}"))),
        false => CodeClass::Template(template),
    })
}

/// Checks that no template has a range in it, as those of `table.codes` may have.
fn check_no_inner_range(text: &str, span: Span, sink: &mut Diagnostics<'_>) -> Checked<()> {
    let mut parameters = text.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
    let Some((range, _)) = parameters.find(|(inner, _)| range_of(inner).is_some()) else { return Ok(()) };
    let title = format!("the range `{{{range}}}` in a class of codes");
    let diagnostic = Diagnostic::new(&rules::BAD_TEMPLATE, span, title)
        .label("only `table.codes` has ranges within templates")
        .suggest(Suggestion::string(
            "write {}, which contains more codes",
            span,
            &text.replace(&format!("{{{range}}}"), "{_}"),
        ));
    Err(sink.report(diagnostic))
}

/// Checks that a list has each code once.
pub(super) fn check_unique(codes: &[At<Code>], case: CodeCase, sink: &mut Diagnostics<'_>) -> Checked<()> {
    let mut seen: HashMap<Code, Span> = HashMap::new();
    let mut result = Ok(());
    for code in codes {
        match seen.entry(case.key(&code.value)) {
            Slot::Vacant(slot) => _ = slot.insert(code.span),
            Slot::Occupied(slot) => {
                let title = format!("duplicate code {}", code.value.to_toml());
                let diagnostic =
                    Diagnostic::new(&rules::DUPLICATE_CODE, code.span, title).related(*slot.get(), "first used here");
                let suggestion = Suggestion::remove_element("remove one of them", sink.text(), code.span);
                result = Err(sink.report(diagnostic.suggest(suggestion)));
            }
        }
    }
    result
}

/// Returns the ends of a range of integer codes, `"-32099..-32000"`.
pub(crate) fn range_of(text: &str) -> Option<(i64, i64)> {
    let (first, last) = text.split_once("..")?;
    Some((first.parse().ok()?, last.parse().ok()?))
}

/// Checks that a code where there are no classes is not written as one.
pub(super) fn check_no_class(code: &At<Code>, help: &'static str, sink: &mut Diagnostics<'_>) -> Checked<()> {
    let Code::String(text) = &code.value else { return Ok(()) };
    let (kind, label) = match range_of(text) {
        Some(_) => ("range", "would be a code with two dots in it"),
        None if meant_range(text).is_some() => ("range", "would be a code with dots in it"),
        None if text.contains("{_}") => ("template", "would be a code with braces in it"),
        None => return Ok(()),
    };
    let title = format!("expected a code, found the {kind} `{text}`");
    Err(sink.report(Diagnostic::new(&rules::WRONG_TYPE, code.span, title).label(label).help(help)))
}

/// Returns the range that is meant by another notation of one: `1...5`, `1..=5`, or `1..` with an open end.
fn meant_range(text: &str) -> Option<(Option<i64>, Option<i64>)> {
    let (first, last) = text.split_once("..")?;
    let last = last.trim_start_matches(['.', '=', '<']);
    let end = |text: &str| if text.is_empty() { Some(None) } else { text.trim().parse().ok().map(Some) };
    let ends = (end(first)?, end(last)?);
    (ends != (None, None)).then_some(ends)
}

/// Checks that a code is not a range in another notation.
fn check_notation(text: &str, span: Span, sink: &mut Diagnostics<'_>) -> Checked<()> {
    let Some(ends) = meant_range(text) else { return Ok(()) };
    let diagnostic = Diagnostic::new(&rules::EMPTY_RANGE, span, format!("`{text}` is not a range of codes"));
    Err(sink.report(match ends {
        (Some(first), Some(last)) => {
            let (first, last) = (first.min(last), first.max(last));
            let range = format!("\"{first}..{last}\"");
            diagnostic.suggest(Suggestion::replace("write {}, which includes both ends", span, &range))
        }
        _ => {
            diagnostic.help("a range has both ends, such as `\"40000..40099\"`; a template such as `\"4{_}\"` has none")
        }
    }))
}

/// Checks that a range contains a code.
pub(crate) fn check_range(
    text: &str,
    (first, last): (i64, i64),
    span: Span,
    sink: &mut Diagnostics<'_>,
) -> Checked<()> {
    if text != format!("{first}..{last}") {
        let title = format!("the ends of the range `{text}` are not written as integers are");
        let diagnostic = Diagnostic::new(&rules::EMPTY_RANGE, span, title)
            .label("a code with a zero or a plus in front is a text, which is in no range")
            .suggest(
                Suggestion::replace(
                    "write {} for integers, or templates such as `\"0{_}\"` for texts",
                    span,
                    &format!("\"{}..{}\"", first.min(last), first.max(last)),
                )
                .maybe_incorrect(),
            );
        return Err(sink.report(diagnostic));
    }
    if first <= last {
        return Ok(());
    }
    let diagnostic = Diagnostic::new(&rules::EMPTY_RANGE, span, format!("the range `{text}` is empty"))
        .suggest(Suggestion::replace("write the lower code first: {}", span, &format!("\"{last}..{first}\"")));
    Err(sink.report(diagnostic))
}

/// Returns `true` for the declaration of the field that keeps the code of an entry.
pub(crate) fn is_code_field(field: &AstField) -> bool {
    field.name.value == FIELD
}

/// Adds the field that keeps the code to the fields of an entry, or makes it of a declared one.
pub(crate) fn keep_code(fields: &mut Vec<Field>, ty: Type, declared: Option<&AstField>) {
    let place = fields.iter().position(|field| field.name == FIELD).unwrap_or_else(|| {
        fields.insert(0, Field::new(FIELD));
        0
    });
    if let Some(field) = fields.get_mut(place) {
        field.ty = declared.and_then(|declared| declared.ty.ok().flatten()).map_or(ty, |declared| declared.value);
        field.quoted = declared.and_then(|declared| declared.quoted.ok().flatten()).is_some_and(|flag| flag.value);
        (field.is_code, field.required) = (true, true);
    }
}

/// Checks the declaration of the field that keeps the code. `natural` is its type without a declaration.
pub(crate) fn check_code_field(declared: &AstField, natural: Type, sink: &mut Diagnostics<'_>) -> Checked<()> {
    let ty = declared.ty?.unwrap_or(At { span: declared.name.span, value: natural });
    let other = declared.keys.iter().find(|key| !FIELD_KEYS.contains(&key.value.as_str()));
    let diagnostic = if let Some(key) = other {
        let title = format!("`{}` on the field `code` of an entry with `codes`", key.value);
        Diagnostic::new(&rules::MISPLACED_KEY, key.span, title)
            .label("its value is the code of the response")
            .help("keep only its `type`, `quoted` and `description`, or give the field another name")
    } else if ty.value != Type::String && (ty.value != Type::Integer || natural != Type::Integer) {
        let title = format!("the codes of the entry are not of type \"{}\"", ty.value.name());
        Diagnostic::new(&rules::WRONG_TYPE, ty.span, title).help(match natural {
            Type::Integer => "write `\"integer\"`, or `\"string\"` if the API sends the codes as strings",
            _ => "write `\"string\"`, or remove the `type`",
        })
    } else {
        return Ok(());
    };
    Err(sink.report(diagnostic))
}

/// Returns the type of the field that keeps the code, if it is not declared.
pub(crate) fn natural_type(codes: &[CodeClass]) -> Type {
    if codes.iter().all(CodeClass::is_integer) { Type::Integer } else { Type::String }
}

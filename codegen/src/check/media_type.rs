//! The media type of an envelope.

use errspec_engine::feature_of_media_type;
use errspec_engine::parts::parts_of_media_type;

use super::text::text;
use crate::ast::{AstEnvelope, given};
use crate::diagnostics::{Checked, Diagnostic, Diagnostics};
use crate::model::{BodyKind, PartsKind};
use crate::rules;
use crate::source::At;

/// Returns the media type, if it is stated. It is one, and that of the body.
pub(super) fn check_media_type(
    envelope: &AstEnvelope,
    body: BodyKind,
    parts: Option<PartsKind>,
    sink: &mut Diagnostics<'_>,
) -> Checked<Option<String>> {
    let Some(written) = given(&envelope.media_type)? else { return Ok(None) };
    let problem =
        malformed(written).or_else(|| of_parts(written, envelope, parts)).or_else(|| of_format(written, body, parts));
    match problem {
        Some(diagnostic) => Err(sink.report(diagnostic)),
        None => text(&envelope.media_type),
    }
}

/// Describes a text that is no media type.
fn malformed(written: &At<String>) -> Option<Diagnostic> {
    let essence = written.value.split(';').next().unwrap_or_default().trim();
    let is_token = |token: &str| {
        !token.is_empty()
            && token.chars().all(|letter| letter.is_ascii_alphanumeric() || "!#$&-^_.+*'`|~%".contains(letter))
    };
    let is_type = essence.split_once('/').is_some_and(|(main, sub)| is_token(main) && is_token(sub));
    if is_type && !written.value.contains(char::is_control) && written.value.is_ascii() {
        return None;
    }
    let title = format!("{:?} is not a media type", written.value);
    let diagnostic = Diagnostic::new(&rules::WRONG_TYPE, written.span, title).label("is sent as the `content-type`");
    Some(diagnostic.help("write a type and a subtype, such as `application/json`"))
}

/// Describes a media type of other parts than those of the envelope. A media type that is none of parts may be a wrong one of the API.
fn of_parts(written: &At<String>, envelope: &AstEnvelope, parts: Option<PartsKind>) -> Option<Diagnostic> {
    let told = parts_of_media_type(&written.value).filter(|told| parts != Some(*told))?;
    let title = format!("`{}` is the media type of a body in parts", written.value);
    let diagnostic = Diagnostic::new(&rules::MISPLACED_KEY, written.span, title)
        .label(format!("a body of this type is read as `{}`", told.name()));
    Some(match (parts, envelope.parts.ok().flatten()) {
        (Some(parts), Some(stated)) => diagnostic
            .related(stated.span, "the parts that are written")
            .help(format!("write `media_type = {:?}`, or remove it", parts.media_type())),
        _ => diagnostic.help(format!("add `parts = {:?}`, or write the media type of one body", told.name())),
    })
}

/// Describes a binary media type of a body that has no binary form.
fn of_format(written: &At<String>, body: BodyKind, parts: Option<PartsKind>) -> Option<Diagnostic> {
    feature_of_media_type(&written.value)?;
    let key = match (body, parts) {
        (BodyKind::Json, None) => return None,
        (BodyKind::Json, Some(_)) => "parts",
        _ => "body",
    };
    let title = format!("`{}` in an envelope with `{key}`", written.value);
    let diagnostic = Diagnostic::new(&rules::MISPLACED_KEY, written.span, title)
        .label("only one body of an envelope for JSON has a binary form");
    Some(diagnostic.help(format!("remove `{key}`, or write the media type of the text")))
}

//! Codes, examples and the criteria for success.

use super::code_class::check_no_class;
use super::header_text::check_recorded_headers;
use super::when::check_conditions;
use crate::ast::{AstExample, AstSuccess, Given, given};
use crate::diagnostics::{Checked, Diagnostic, Diagnostics};
use crate::model::{Code, Example, Status, Success};
use crate::rules;
use crate::source::At;

/// Returns the codes of a key, which has no ranges, without their places.
pub(crate) fn check_listed_codes(written: &Given<Vec<At<Code>>>, sink: &mut Diagnostics<'_>) -> Checked<Vec<Code>> {
    let codes = given(written)?.map(Vec::as_slice).unwrap_or_default();
    let checked: Vec<_> = codes.iter().map(|code| check_no_class(code, "list the codes", sink)).collect();
    checked.into_iter().collect::<Checked<()>>()?;
    Ok(codes.iter().map(|code| code.value.clone()).collect())
}

/// Checks `[success]`.
pub(crate) fn check_success(success: &AstSuccess, sink: &mut Diagnostics<'_>) -> Checked<Success> {
    let when = check_conditions(&success.when, sink);
    let examples = check_examples(&success.examples, sink);
    let codes = check_listed_codes(&success.codes, sink);
    Ok(Success { codes: codes?, when: when?, examples: examples? })
}

/// Checks recorded responses.
pub(crate) fn check_examples(examples: &Checked<Vec<AstExample>>, sink: &mut Diagnostics<'_>) -> Checked<Vec<Example>> {
    let examples = examples.as_ref().map_err(|rejected| *rejected)?;
    let checked: Vec<_> = examples.iter().map(|example| check_example(example, sink)).collect();
    checked.into_iter().collect()
}

fn check_example(example: &AstExample, sink: &mut Diagnostics<'_>) -> Checked<Example> {
    let status = check_example_status(example.status?, sink);
    let headers = given(&example.headers)?.map(Vec::as_slice).unwrap_or_default();
    check_recorded_headers(headers, sink)?;
    let body = given(&example.body)?;
    Ok(Example {
        status: status?,
        headers: headers.iter().map(|(name, value)| (name.value.clone(), value.clone())).collect(),
        body: body.map(|body| body.value.clone()).unwrap_or_default(),
    })
}

fn check_example_status(status: Option<At<i64>>, sink: &mut Diagnostics<'_>) -> Checked<Option<Status>> {
    let Some(At { span, value }) = status.filter(|status| status.value != 0) else { return Ok(None) };
    match u16::try_from(value).ok().and_then(Status::new) {
        Some(status) => Ok(Some(status)),
        None => Err(sink.report(
            Diagnostic::new(&rules::BAD_STATUS, span, format!("`{value}` is not an HTTP status"))
                .label("expected a number from 100 to 599")
                .help("write the status of the recorded response, or `0` if it did not come over HTTP"),
        )),
    }
}

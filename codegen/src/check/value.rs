//! Codes, examples and `[success]`.

use super::when::check_conditions;
use crate::ast::{AstExample, AstSuccess, Given};
use crate::diagnostics::{Checked, Diagnostic, Diagnostics};
use crate::model::{Code, Example, Status, Success};
use crate::rules;
use crate::source::At;

/// Codes without their places.
pub(crate) fn codes(given: &Given<Vec<At<Code>>>) -> Checked<Vec<Code>> {
    let codes = given.as_ref().map_err(|rejected| *rejected)?;
    Ok(codes.iter().flatten().map(|code| code.value.clone()).collect())
}

/// `[success]`
pub(crate) fn check_success(success: &AstSuccess, sink: &mut Diagnostics<'_>) -> Checked<Success> {
    let when = check_conditions(&success.when, sink);
    let examples = check_examples(&success.examples, sink);
    Ok(Success { codes: codes(&success.codes)?, when: when?, examples: examples? })
}

/// Recorded responses.
pub(crate) fn check_examples(examples: &Checked<Vec<AstExample>>, sink: &mut Diagnostics<'_>) -> Checked<Vec<Example>> {
    let examples = examples.as_ref().map_err(|rejected| *rejected)?;
    let checked: Vec<_> = examples.iter().map(|example| check_example(example, sink)).collect();
    checked.into_iter().collect()
}

fn check_example(example: &AstExample, sink: &mut Diagnostics<'_>) -> Checked<Example> {
    let status = match example.status? {
        None | Some(At { value: 0, .. }) => Ok(None),
        Some(At { span, value }) => match u16::try_from(value).ok().and_then(Status::new) {
            Some(status) => Ok(Some(status)),
            None => Err(sink.report(
                Diagnostic::new(&rules::BAD_STATUS, span, format!("{value} is no HTTP status"))
                    .label("expected a number from 100 to 599")
                    .help("write the status of the recorded response, or `0` if it did not come over HTTP"),
            )),
        },
    };
    let headers = example.headers.as_ref().map_err(|rejected| *rejected)?;
    let body = example.body.as_ref().map_err(|rejected| *rejected)?;
    Ok(Example {
        status: status?,
        headers: headers.iter().flatten().map(|(name, value)| (name.value.clone(), value.clone())).collect(),
        body: body.as_ref().map(|body| body.value.clone()).unwrap_or_default(),
    })
}

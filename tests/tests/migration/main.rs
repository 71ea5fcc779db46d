//! An error type moves from `thiserror` to a table, beside that derive and without it: texts, sources and conversions stay the same.
//!
//! `guide/migration.md` describes the steps.

#![allow(clippy::unwrap_used, missing_docs, unreachable_pub)]

mod alone;
mod before;
mod beside;
mod plan_alone;
mod plan_before;

use std::error::Error;
use std::{fmt, io};

/// A state of an object, whose text is its `Display`.
#[derive(Debug, Clone, Copy)]
pub enum State {
    Draft,
    Published,
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if matches!(self, Self::Draft) { "a draft" } else { "published" })
    }
}

/// An error of a lower layer, which has no table.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    #[error("the volume {0} is gone")]
    Volume(u32),
    #[error("the disk failed")]
    Disk(#[from] io::Error),
}

/// A step of a planner, which has no `Display`.
#[derive(Debug, Clone, Copy)]
pub enum Phase {
    Apply,
}

/// A key of a row, which has no conversion to a field.
#[derive(Debug, Clone, Copy)]
pub struct RowId(u64);

impl fmt::Display for RowId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.0)
    }
}

fn refused() -> io::Error {
    io::Error::new(io::ErrorKind::ConnectionRefused, "connection refused")
}

fn nested() -> anyhow::Error {
    anyhow::Error::new(StorageError::from(refused())).context("writing the log")
}

fn not_json() -> serde_json::Error {
    serde_json::from_str::<u8>("{").unwrap_err()
}

/// Makes one value of each variant of a module's type, two of some.
macro_rules! samples {
    ($module:ident) => {{
        use $module::{PolicyError, SyncError};
        let values: Vec<SyncError> = vec![
            SyncError::ObjectNotFound { bucket: "b".into(), key: "k/1".into() },
            SyncError::PathOutside { path: "../etc".into() },
            SyncError::InvalidName("a b".into()),
            SyncError::Outdated { found: u64::MAX, expected: 7 },
            SyncError::ChecksumMismatch { expected: 0xBEEF, found: 0 },
            SyncError::QuotaExceeded { ratio: 104.26 },
            SyncError::TooManyObjects { keys: vec!["a".into(), "b".into()], max: 1 },
            SyncError::Locked { owner: "O'Neil \"Jo\"".into() },
            SyncError::Timeout(std::time::Duration::from_millis(1500)),
            SyncError::RateLimited { retry_after: Some(3) },
            SyncError::RateLimited { retry_after: None },
            SyncError::Read { name: "a.txt".into(), cause: refused() },
            StorageError::Volume(3).into(),
            StorageError::from(refused()).into(),
            not_json().into(),
            SyncError::PeerRefused { addr: ([127, 0, 0, 1], 80).into(), source: Box::new(refused()) },
            SyncError::Replication { source: nested() },
            SyncError::InvalidTransition { from: State::Draft, to: State::Published },
            SyncError::Unsupported("append"),
            PolicyError::ReadOnly.into(),
            PolicyError::Denied { role: "guest".into() }.into(),
            nested().into(),
            SyncError::Internal,
        ];
        values
    }};
}

/// Makes one value of each variant of a module's generic type, two of some.
macro_rules! plan_samples {
    ($module:ident) => {{
        use $module::{ParseError, PlanError};
        let number = || "x".parse::<u8>().unwrap_err();
        let parse = |cause| ParseError { line: 3, column: 14, cause };
        let values: Vec<PlanError<RowId>> = vec![
            PlanError::MissingKey(RowId(7)),
            PlanError::Locked(RowId(1), "users".into()),
            PlanError::Type { name: "age", expected: "a number".into(), found: "text".into() },
            PlanError::Duplicate { key: RowId(u64::MAX), count: 2 },
            PlanError::Open { path: "a/b".into(), source: refused() },
            refused().into(),
            parse(Some(number())).into(),
            parse(None).into(),
            String::from_utf8(vec![0xff]).unwrap_err().into(),
            PlanError::Batch(9, Box::new(parse(Some(number())))),
            PlanError::Shared(std::sync::Arc::new(refused())),
            PlanError::Backend(Box::new(refused())),
            PlanError::Plugin { plugin: "lint".into(), cause: nested() },
            PlanError::Phase { phase: Phase::Apply },
            PlanError::Steps { failed: vec!["a".into(), "b, c".into()], total: 3 },
            PlanError::Stalled(99.96, "all".into()),
            PlanError::Timeout(std::time::Duration::from_millis(1500)),
            PlanError::Limit { limit: Some(3) },
            PlanError::Limit { limit: None },
            PlanError::Hint { hint: Some("retry".into()) },
            PlanError::Hint { hint: None },
            PlanError::Cancelled,
            nested().into(),
        ];
        values
    }};
}

fn chain<'e>(error: &'e (dyn Error + 'static)) -> Vec<&'e (dyn Error + 'static)> {
    let mut chain = vec![error];
    let mut last = error;
    while let Some(source) = last.source() {
        chain.push(source);
        last = source;
    }
    chain
}

/// Returns all that a log or a caller sees of an error: the texts of the chain, that of `anyhow`, `Debug`, and whether a source can be
/// downcast.
fn observed(error: impl Error + Send + Sync + 'static) -> (Vec<String>, String, String, bool) {
    let texts = chain(&error).iter().map(ToString::to_string).collect();
    let has_io = chain(&error).iter().any(|error| error.is::<io::Error>());
    // The text of a backtrace depends on where the error was made.
    let debug = format!("{error:?}").split("\n\nStack backtrace").next().unwrap_or_default().to_owned();
    (texts, format!("{:#}", anyhow::Error::new(error)), debug, has_io)
}

#[test]
fn texts_sources_and_conversions_are_the_same_after_the_migration() {
    let (before, beside, alone) = (samples!(before), samples!(beside), samples!(alone));
    assert_eq!((before.len(), beside.len()), (alone.len(), alone.len()));
    for ((before, beside), alone) in before.into_iter().zip(beside).zip(alone) {
        let expected = observed(before);
        assert_eq!(observed(beside), expected);
        assert_eq!(observed(alone), expected);
    }
}

#[test]
fn a_generic_type_with_tuples_and_boxed_sources_is_the_same_without_the_other_derive() {
    let (before, alone) = (plan_samples!(plan_before), plan_samples!(plan_alone));
    assert_eq!(before.len(), alone.len());
    for (before, alone) in before.into_iter().zip(alone) {
        assert!(alone.code().is_some() && alone.status().is_some(), "{alone}");
        assert_eq!(observed(alone), observed(before));
    }
}

#[test]
fn both_ways_answer_alike_and_show_no_source() {
    for (beside, alone) in samples!(beside).into_iter().zip(samples!(alone)) {
        let (response, other) = (beside.encode_response(), alone.encode_response());
        assert_eq!(response, other);
        let text = String::from_utf8(response.body).unwrap();
        let is_in_message = ["storage", "replication"].contains(&beside.code().unwrap().to_string().as_str());
        assert!(is_in_message || !text.contains("connection refused") && !text.contains("writing the log"), "{text}");
    }
}

#[test]
fn a_response_is_decoded_to_the_enum_of_the_table() {
    use beside::SyncResponse;

    for error in samples!(beside) {
        let response = error.encode_response();
        let decoded = SyncResponse::decode_response(response.status, &response, &response.body);
        assert_eq!(decoded.error().name(), error.name());
        assert_eq!(decoded.encode(), response.body);
        assert_eq!(*decoded.error(), SyncResponse::from(&error));
    }
    let response = beside::SyncError::RateLimited { retry_after: Some(3) }.encode_response();
    let decoded = SyncResponse::decode_response(429, &response, &response.body);
    assert_eq!(decoded.retry_after(), Some(std::time::Duration::from_secs(3)));
}

#[test]
fn the_guide_shows_the_code_that_is_tested() {
    let guide = include_str!("../../../guide/migration.md");
    let sources =
        [include_str!("beside.rs"), include_str!("main.rs"), include_str!("plan_alone.rs"), include_str!("sync.toml")];
    let blocks: Vec<&str> = guide.split("```").skip(1).step_by(2).collect();
    assert!(blocks.len() > 6);
    for block in blocks {
        let code = block.split_once('\n').unwrap().1;
        assert!(sources.iter().any(|source| source.contains(code)), "{code}");
    }
}

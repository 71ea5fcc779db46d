//! `[envelope]`, sources and conditions as written.

use super::Given;
use crate::diagnostics::Checked;
use crate::model::{BodyKind, Code, DetailsShape, Literal, StatusForm, Unit};
use crate::source::{At, Span};

/// An envelope.
#[derive(Debug)]
pub(crate) struct Envelope {
    pub(crate) span: Span,
    /// Whether all its keys are known.
    pub(crate) sound: Checked<()>,
    pub(crate) id: Given<At<String>>,
    pub(crate) preset: Given<At<String>>,
    pub(crate) body: Given<At<BodyKind>>,
    pub(crate) when: Given<Vec<Condition>>,
    pub(crate) code: Given<Source>,
    pub(crate) no_code: Given<Vec<At<Code>>>,
    pub(crate) message: Given<Source>,
    pub(crate) name: Given<Source>,
    pub(crate) request_id: Given<Source>,
    pub(crate) status: Given<Source>,
    pub(crate) retry_after: Given<Source>,
    pub(crate) details: Given<Source>,
    pub(crate) errors: Given<At<String>>,
    pub(crate) in_2xx: Given<At<bool>>,
    pub(crate) default_status: Given<At<i64>>,
    pub(crate) media_type: Given<At<String>>,
}

/// A source.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    pub(crate) span: Span,
    pub(crate) places: Vec<Place>,
}

/// One place of a source.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    pub(crate) span: Span,
    pub(crate) at: Option<At<String>>,
    pub(crate) join: Option<At<Vec<At<String>>>>,
    pub(crate) with: Option<At<String>>,
    pub(crate) template: Vec<At<String>>,
    pub(crate) unit: Option<At<Unit>>,
    /// `map`
    pub(crate) shape: Option<At<DetailsShape>>,
    /// `type`
    pub(crate) form: Option<At<StatusForm>>,
    pub(crate) read_only: Option<At<bool>>,
}

/// A condition.
#[derive(Debug, Clone)]
pub(crate) struct Condition {
    pub(crate) location: At<String>,
    pub(crate) test: Checked<Test>,
}

/// What a condition asks for.
#[derive(Debug, Clone)]
pub(crate) enum Test {
    /// Any of these.
    Is(At<Vec<Literal>>),
    /// Whether something stands there.
    Present(bool),
}

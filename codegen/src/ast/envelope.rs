//! Envelopes, sources of values, and conditions.

use super::given::Given;
use crate::diagnostics::Checked;
use crate::model::{BodyKind, Code, DetailsShape, Encoding, Literal, PartsKind, Test, Type, Unit};
use crate::source::{At, Span};

/// An envelope.
#[derive(Debug)]
pub(crate) struct AstEnvelope {
    pub(crate) span: Span,
    /// `Err` if a key is unknown.
    pub(crate) sound: Checked<()>,
    pub(crate) id: Given<At<String>>,
    pub(crate) preset: Given<At<String>>,
    pub(crate) body: Given<At<BodyKind>>,
    pub(crate) parts: Given<At<PartsKind>>,
    pub(crate) when: Given<Vec<AstCondition>>,
    pub(crate) code: Given<AstSource>,
    pub(crate) no_code: Given<Vec<At<Code>>>,
    pub(crate) message: Given<AstSource>,
    pub(crate) name: Given<AstSource>,
    pub(crate) request_id: Given<AstSource>,
    pub(crate) status: Given<AstSource>,
    pub(crate) retry: Given<AstRetry>,
    pub(crate) retry_after: Given<AstSource>,
    pub(crate) details: Given<AstSource>,
    pub(crate) errors: Given<At<String>>,
    pub(crate) in_2xx: Given<At<bool>>,
    pub(crate) default_status: Given<At<i64>>,
    pub(crate) media_type: Given<At<String>>,
    /// The constants: from locations to values.
    pub(crate) write: Given<Vec<AstCondition>>,
}

/// The conditions under which a response tells whether to retry.
#[derive(Debug)]
pub(crate) struct AstRetry {
    pub(crate) never: Given<Vec<AstCondition>>,
    pub(crate) after: Given<Vec<AstCondition>>,
    pub(crate) poll: Given<Vec<AstCondition>>,
}

/// A source of a value.
#[derive(Debug, Clone)]
pub(crate) struct AstSource {
    pub(crate) span: Span,
    pub(crate) places: Vec<AstPlace>,
}

/// One place of a source.
#[derive(Debug, Clone)]
pub(crate) struct AstPlace {
    pub(crate) span: Span,
    pub(crate) at: Option<At<String>>,
    pub(crate) join: Option<At<Vec<At<String>>>>,
    pub(crate) with: Option<At<String>>,
    pub(crate) template: Vec<At<String>>,
    pub(crate) unit: Option<At<Unit>>,
    /// `map`
    pub(crate) shape: Option<At<DetailsShape>>,
    /// The type of a status that is written with its phrase.
    pub(crate) phrase: Option<Span>,
    pub(crate) read_only: Option<At<bool>>,
    /// The `id` of the only envelope in whose responses the place is.
    pub(crate) envelope: Option<At<String>>,
    pub(crate) encoding: Option<At<Encoding>>,
    pub(crate) trim: Option<At<bool>>,
    /// The restriction of the value itself.
    pub(crate) own: AstRestriction,
    /// The restrictions of the parameters of the template by name.
    pub(crate) parameters: Vec<(At<String>, AstRestriction)>,
}

/// The restriction of the texts that a parameter matches.
#[derive(Debug, Clone, Default)]
pub(crate) struct AstRestriction {
    pub(crate) ty: Option<At<Type>>,
    pub(crate) values: Option<At<Vec<At<String>>>>,
    pub(crate) chars: Option<At<String>>,
    pub(crate) longest: Option<At<bool>>,
    pub(crate) not_empty: Option<At<bool>>,
    pub(crate) thousands: Option<At<String>>,
}

impl AstRestriction {
    /// Returns `true` if no key is stated.
    pub(crate) fn says_nothing(&self) -> bool {
        let Self { ty, values, chars, longest, not_empty, thousands } = self;
        ty.is_none()
            && (values.is_none() && chars.is_none())
            && (longest.is_none() && not_empty.is_none())
            && thousands.is_none()
    }
}

/// A condition.
#[derive(Debug, Clone)]
pub(crate) struct AstCondition {
    pub(crate) location: At<String>,
    /// `or_at`
    pub(crate) others: Given<Vec<At<String>>>,
    pub(crate) test: Checked<AstTest>,
}

/// The test of a condition.
#[derive(Debug, Clone)]
pub(crate) enum AstTest {
    /// The value is one of these.
    Is(At<Vec<Literal>>),
    /// The value passes all of these tests.
    All(Vec<Test>),
}

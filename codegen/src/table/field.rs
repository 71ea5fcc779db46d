//! Fields as written.

use super::{Given, Source};
use crate::diagnostics::Checked;
use crate::model::Type;
use crate::source::At;

/// A field.
#[derive(Debug)]
pub(crate) struct Field {
    pub(crate) name: At<String>,
    /// Whether all its keys are known.
    pub(crate) sound: Checked<()>,
    /// What `at`, `join`, `with` and `template` say together.
    pub(crate) source: Given<Source>,
    pub(crate) ty: Given<At<Type>>,
    pub(crate) separator: Given<At<String>>,
    pub(crate) values: Given<At<Vec<At<String>>>>,
    pub(crate) required: Given<At<bool>>,
    pub(crate) description: Given<At<String>>,
}

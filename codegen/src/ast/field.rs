//! Fields.

use super::envelope::AstSource;
use super::given::Given;
use crate::diagnostics::Checked;
use crate::model::{Type, Unit};
use crate::source::At;

/// A field.
#[derive(Debug)]
pub(crate) struct AstField {
    pub(crate) name: At<String>,
    /// The names of its keys.
    pub(crate) keys: Vec<At<String>>,
    /// `Err` if a key is unknown.
    pub(crate) sound: Checked<()>,
    /// The source that `at`, `join`, `with` and `template` make together.
    pub(crate) source: Given<AstSource>,
    pub(crate) ty: Given<At<Type>>,
    /// `of`
    pub(crate) element: Given<At<Type>>,
    pub(crate) quoted: Given<At<bool>>,
    pub(crate) separator: Given<At<String>>,
    pub(crate) values: Given<At<Vec<At<String>>>>,
    pub(crate) chars: Given<At<String>>,
    pub(crate) longest: Given<At<bool>>,
    pub(crate) not_empty: Given<At<bool>>,
    pub(crate) thousands: Given<At<String>>,
    pub(crate) unit: Given<At<Unit>>,
    pub(crate) required: Given<At<bool>>,
    pub(crate) description: Given<At<String>>,
}

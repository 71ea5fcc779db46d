//! Diagnostics of a table: their content, their collection and their rendering.

mod diagnostic;
mod render;
mod report;
mod sink;
mod suggestion;

pub use diagnostic::{Diagnostic, Label};
pub use render::RenderStyle;
pub use report::Report;
pub(crate) use sink::{Checked, Diagnostics, Rejected};
pub use suggestion::{Applicability, ChangedFile, Edit, OverlappingEdits, Suggestion};

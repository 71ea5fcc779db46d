//! Diagnostics of a table: what they hold, how they are collected, and how they are shown.

mod diagnostic;
mod render;
mod report;
mod sink;

pub use diagnostic::{Diagnostic, Label};
pub use render::RenderStyle;
pub use report::Report;
pub(crate) use sink::{Checked, Diagnostics, Rejected};

//! The environment of a macro, and the tables that are found in it.

use std::path::Path;

use proc_macro2::{Span, TokenStream};
use syn::{Error, LitStr};

use crate::diagnostics::{Diagnostic, RenderStyle, Report};
use crate::model::Model;
use crate::source::Source;

/// A table that was found.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct FoundTable {
    /// The text of the table, with the path of its file.
    pub source: Source,
    /// The path of the table as `include_bytes!` takes it.
    pub tracked: TokenStream,
}

impl FoundTable {
    /// Returns the paths of the files from which a model is made, as `include_bytes!` takes them.
    pub(crate) fn tracked_files(&self, model: &Model, environment: &dyn Environment) -> Vec<TokenStream> {
        let extended = model.extended.iter().map(|path| environment.tracked(path));
        std::iter::once(self.tracked.clone()).chain(extended).collect()
    }

    /// Creates a table from its source, and its path as `include_bytes!` takes it.
    #[must_use]
    pub fn new(source: Source, tracked: TokenStream) -> Self {
        Self { source, tracked }
    }
}

/// The part of a macro's input that only the compiler knows.
pub trait Environment {
    /// Finds and reads the table with this path.
    ///
    /// # Errors
    ///
    /// Returns an error at the path if there is no such table.
    fn find(&self, path: &LitStr) -> syn::Result<FoundTable>;

    /// Returns a path as `include_bytes!` takes it, for a file that a table extends.
    fn tracked(&self, path: &Path) -> TokenStream;

    /// Returns the path of the runtime crate, for arguments that do not name it.
    fn krate(&self) -> TokenStream;

    /// Returns the source code above the attribute that is expanded, in its file; `None` if it is unknown.
    fn text_above(&self) -> Option<String> {
        None
    }

    /// Returns the text of the file with the attribute or the derive; `None` if it is unknown.
    fn text(&self) -> Option<String> {
        None
    }

    /// Returns `true` if the derive was expanded for this type before.
    fn is_second_derive(&self, item: &TokenStream) -> bool {
        let _ = item;
        false
    }

    /// Returns `true` if this error or warning of a table is to be reported. Several types of a crate may have the table, and one of them reports it.
    fn is_unreported(&self, message: &str) -> bool {
        let _ = message;
        true
    }
}

/// Returns the errors of a table, at its path.
pub(crate) fn errors_of(report: &Report, path: Span) -> impl Iterator<Item = Error> {
    messages_of(report).map(move |message| Error::new(path, message))
}

/// Returns the diagnostics of a table as messages of the compiler.
pub(crate) fn messages_of(report: &Report) -> impl Iterator<Item = String> {
    report.diagnostics().iter().map(|diagnostic| message(diagnostic, report.source()))
}

/// Returns a diagnostic as a message of the compiler, which begins with the word `error` or `warning` already.
fn message(diagnostic: &Diagnostic, source: &Source) -> String {
    let body = diagnostic.render_body(source, RenderStyle::Plain);
    format!("{} [{}]\n{body}", diagnostic.title, diagnostic.rule.id)
}

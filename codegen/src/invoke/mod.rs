//! What the macros are given, and what they give back. The compiler's part, to say in which file a path stands, is left to them.
//!
//! ```text
//! arguments, item ──> tables ──> enum of a table (attribute)
//!                            └─> implementations for a user's own type (derive)
//! ```

mod arguments;
mod attribute;
mod faults;
mod item;
pub(crate) mod words;

use proc_macro2::TokenStream;
use syn::{Error, LitStr};

pub(crate) use self::arguments::{Arguments, Place};
pub use self::attribute::attribute;
pub(crate) use self::faults::Faults;
pub(crate) use self::words::Word;
pub use crate::derive::derive;
use crate::model::Model;
use crate::source::Source;

/// A table that was found.
#[derive(Debug, Clone)]
pub struct Found {
    /// Its name and text.
    pub source: Source,
    /// Its path as `include_bytes!` takes it.
    pub tracked: TokenStream,
}

/// What only the compiler can say of an invocation.
pub trait Surroundings {
    /// Finds and reads the table with this path.
    ///
    /// # Errors
    ///
    /// Says why there is none.
    fn find(&self, path: &LitStr) -> syn::Result<Found>;

    /// The path of the runtime crate, where the arguments do not name it.
    fn krate(&self) -> TokenStream;
}

/// Reads a table; each of its faults is one at its path.
pub(crate) fn read(path: &LitStr, source: &Source, faults: &mut Faults) -> Option<Model> {
    crate::read(source)
        .map_err(|report| {
            for fault in report.faults() {
                faults.report(Error::new(path.span(), message(&fault.render(source, false))));
            }
        })
        .ok()
}

/// A rendered fault without the word `error`, which the compiler writes before it.
fn message(rendered: &str) -> String {
    let parts = || {
        let (rule, rest) = rendered.strip_prefix("error[")?.split_once("]: ")?;
        let (title, rest) = rest.split_once('\n')?;
        Some(format!("{title} [{rule}]\n{rest}"))
    };
    parts().unwrap_or_else(|| rendered.to_owned())
}

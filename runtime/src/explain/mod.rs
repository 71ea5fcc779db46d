//! Explanations of errors for people at a terminal, and for tools.

mod error;

use alloc::vec::Vec;
use core::fmt;

use errspec_engine::explain::{Page, Style};
use errspec_engine::explain::{entries as find_entries, json, similar};

pub use self::error::ExplainError;
use crate::entries::Entry;
use crate::json::Json;
use crate::spec::Spec;

/// Explains an error by its code or by its name, as `--explain` of a program does.
///
/// The text is a code or an alias, the name of an entry or of its variant, or `table::NAME`. The case of letters does not matter if nothing
/// is spelled as the text is. The entries of all tables of the type are searched, and those of the errors in its transparent variants.
/// All entries that have the code are explained.
///
/// # Errors
///
/// Returns an error that suggests similar codes and names if no entry has the code or the name.
///
/// ```
/// #[errspec::table("specs/tally.toml")]
/// pub enum TallyError {}
///
/// let explanation = errspec::explain::<TallyError>("TLY-0003")?;
/// assert_eq!(explanation.entries()[0].name(), "NOT_A_NUMBER");
/// let text = explanation.width(72).to_string();
/// assert!(text.starts_with("TLY-0003: NOT_A_NUMBER\n\nA line of the file is not a number."));
///
/// let error = errspec::explain::<TallyError>("TLY-003").unwrap_err();
/// assert_eq!(error.to_string(), "no error has the code or the name `TLY-003`; did you mean `TLY-0003`?");
/// # Ok::<(), errspec::ExplainError>(())
/// ```
pub fn explain<E: Spec>(code_or_name: &str) -> Result<Explanation, ExplainError> {
    let text = code_or_name.trim();
    let tables = E::COVERAGE.tables();
    let entries = find_entries(&tables, text);
    match entries.is_empty() {
        true => Err(ExplainError::new(text, similar(&tables, text))),
        false => Ok(Explanation { entries, ..Explanation::default() }),
    }
}

/// The explanation of one or more entries. Returned by [`explain`].
///
/// `Display` writes it for a terminal: what happened, how the program exits or the API answers, causes, what to do, the fields of the
/// variant, recorded responses, and the address of the documentation. What the table does not say is left out.
///
/// ```
/// # #[errspec::table("specs/flanks.toml")] pub enum FlanksError {}
/// // The entry of an error can be explained, too.
/// let entry = FlanksError::Processing.entry().unwrap();
/// println!("{}", errspec::Explanation::from(entry).width(100).bold());
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Explanation {
    entries: Vec<Entry>,
    width: usize,
    style: Style,
}

/// The width of a terminal of which nothing is known.
const WIDTH: usize = 80;

/// The least width, at which words still fit.
const LEAST_WIDTH: usize = 20;

impl Explanation {
    /// Returns the entries that are explained, in the order of the tables.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Sets the number of columns of the terminal, at least 20. The default is 80.
    #[must_use]
    pub fn width(self, columns: usize) -> Self {
        Self { width: columns.max(LEAST_WIDTH), ..self }
    }

    /// Writes headings in bold, by the escape sequences of ANSI. A file or a pipe is better without.
    #[must_use]
    pub fn bold(self) -> Self {
        Self { style: Style::Bold, ..self }
    }

    /// Returns the explanation as JSON: a list with an object for each entry, whose members have the names of the keys in a table.
    ///
    /// ```
    /// # #[errspec::table("specs/tally.toml")] pub enum TallyError {}
    /// let json = errspec::explain::<TallyError>("USAGE")?.to_json();
    /// assert!(json.as_str().starts_with(r#"[{"table":"tally","name":"USAGE","variant":"Usage","code":"TLY-0001","exit":64,"#));
    /// # Ok::<(), errspec::ExplainError>(())
    /// ```
    #[must_use]
    pub fn to_json(&self) -> Json {
        Json::from_valid(json(&self.entries))
    }
}

impl Default for Explanation {
    fn default() -> Self {
        Self { entries: Vec::new(), width: WIDTH, style: Style::Plain }
    }
}

impl From<Entry> for Explanation {
    fn from(entry: Entry) -> Self {
        Self { entries: alloc::vec![entry], ..Self::default() }
    }
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Page { entries: &self.entries, width: self.width, style: self.style }.fmt(f)
    }
}

impl fmt::Debug for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Explanation")
            .field("entries", &self.entries)
            .field("width", &self.width)
            .finish_non_exhaustive()
    }
}

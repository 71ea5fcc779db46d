//! The build-script front end: tables in, files of Rust out.
//!
//! ```text
//!  specs/flanks.toml ──┐                    ┌── $OUT_DIR/flanks.rs            (included by the crate)
//!                      ├─ read ─ generate ──┤
//!  specs/billing.toml ─┘                    └── src/errors/flanks.rs, mod.rs  (checked in)
//! ```

mod fault;
mod output;

use std::env;
use std::path::{Path, PathBuf};

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

pub use fault::BuildError;
use output::Output;

use crate::{Source, Target, crate_name, generate, load, read};

/// Generates code from a build script.
///
/// Paths are relative to the folder of the crate's `Cargo.toml`. Cargo is told to run the script again when anything
/// changes that was read.
///
/// ```no_run
/// // build.rs
/// fn main() -> Result<(), errspec_codegen::BuildError> {
///     errspec_codegen::Build::new().table("specs/flanks.toml").run()
/// }
/// ```
///
/// ```ignore
/// // src/lib.rs
/// include!(concat!(env!("OUT_DIR"), "/flanks.rs"));
/// ```
#[derive(Debug, Clone)]
pub struct Build {
    inputs: Vec<Input>,
    visibility: String,
    attributes: String,
    krate: Option<String>,
    source_folder: Option<PathBuf>,
    check: bool,
}

/// What to read.
#[derive(Debug, Clone)]
enum Input {
    /// One table, and the name of its enum if it is not made from the table's.
    Table(PathBuf, Option<String>),
    /// Every table of a folder.
    Folder(PathBuf),
}

impl Default for Build {
    fn default() -> Self {
        Self::new()
    }
}

impl Build {
    /// Nothing to generate yet.
    #[must_use]
    pub fn new() -> Self {
        Self {
            inputs: Vec::new(),
            visibility: "pub".to_owned(),
            attributes: String::new(),
            krate: None,
            source_folder: None,
            check: env::var_os("ERRSPEC_CHECK").is_some_and(|value| value != "0" && !value.is_empty()),
        }
    }

    /// Generates from one table. The enum is called after it: `acme-pay` becomes `AcmePayError`.
    #[must_use]
    pub fn table(mut self, path: impl Into<PathBuf>) -> Self {
        self.inputs.push(Input::Table(path.into(), None));
        self
    }

    /// Generates from one table an enum of this name.
    #[must_use]
    pub fn table_as(mut self, path: impl Into<PathBuf>, name: impl Into<String>) -> Self {
        self.inputs.push(Input::Table(path.into(), Some(name.into())));
        self
    }

    /// Generates from every `.toml` file of a folder.
    #[must_use]
    pub fn folder(mut self, path: impl Into<PathBuf>) -> Self {
        self.inputs.push(Input::Folder(path.into()));
        self
    }

    /// The visibility of the enums, such as `pub(crate)`; `pub` unless it is said.
    #[must_use]
    pub fn visibility(mut self, visibility: impl Into<String>) -> Self {
        self.visibility = visibility.into();
        self
    }

    /// Attributes for each enum, such as `#[derive(…)]`.
    #[must_use]
    pub fn attributes(mut self, attributes: impl Into<String>) -> Self {
        self.attributes = attributes.into();
        self
    }

    /// The path of the errspec crate, where the manifest does not tell it.
    #[must_use]
    pub fn errspec(mut self, path: impl Into<String>) -> Self {
        self.krate = Some(path.into());
        self
    }

    /// Writes into this folder of the source tree instead of `$OUT_DIR`, for those who check generated code in, with a
    /// `mod.rs` that lists the files.
    #[must_use]
    pub fn into_source(mut self, folder: impl Into<PathBuf>) -> Self {
        self.source_folder = Some(folder.into());
        self
    }

    /// Writes nothing, and fails where a file is not what would be written. Set from the environment, too, by
    /// `ERRSPEC_CHECK=1`.
    #[must_use]
    pub fn check(mut self, check: bool) -> Self {
        self.check = check;
        self
    }

    /// Generates. Either all files are written or, if anything is wrong with any table, none.
    ///
    /// # Errors
    ///
    /// All that is wrong, of all tables at once.
    pub fn run(&self) -> Result<(), BuildError> {
        let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
        println!("cargo::rerun-if-env-changed=ERRSPEC_CHECK");
        let mut faults = BuildError::default();
        let mut outputs = Vec::new();
        for (path, name) in self.tables(&root, &mut faults) {
            println!("cargo::rerun-if-changed={}", path.display());
            match self.generate(&root, &path, name.as_deref()) {
                Ok(output) => outputs.push(output),
                Err(fault) => faults.report(fault),
            }
        }
        output::check_names(&outputs, &mut faults);
        faults.into_result()?;
        let folder = match &self.source_folder {
            Some(folder) => root.join(folder),
            None => PathBuf::from(env::var_os("OUT_DIR").ok_or_else(|| {
                BuildError::of("there is no OUT_DIR: this is to be called from a build script, or with `into_source`")
            })?),
        };
        if self.source_folder.is_some() {
            outputs.push(output::module_list(&outputs));
        }
        if self.check { output::compare(&folder, &outputs) } else { output::write(&folder, &outputs) }
    }

    /// The tables to read, those of folders in the order of their names.
    fn tables(&self, root: &Path, faults: &mut BuildError) -> Vec<(PathBuf, Option<String>)> {
        let mut tables = Vec::new();
        for input in &self.inputs {
            match input {
                Input::Table(path, name) => tables.push((root.join(path), name.clone())),
                Input::Folder(folder) => {
                    let folder = root.join(folder);
                    println!("cargo::rerun-if-changed={}", folder.display());
                    match tables_of(&folder) {
                        Ok(found) if found.is_empty() => {
                            faults.report(format!("error: there is no `.toml` file in `{}`", folder.display()));
                        }
                        Ok(found) => tables.extend(found.into_iter().map(|path| (path, None))),
                        Err(fault) => {
                            faults.report(format!("error: `{}` cannot be listed: {fault}", folder.display()));
                        }
                    }
                }
            }
        }
        if self.inputs.is_empty() {
            faults.report("error: there is no table to generate from: name one with `table` or `folder`".to_owned());
        }
        tables
    }

    fn generate(&self, root: &Path, path: &Path, name: Option<&str>) -> Result<Output, String> {
        let text = load(path).map_err(|fault| format!("error: {}", fault.replace('\n', "\n  ")))?;
        let shown = path.strip_prefix(root).unwrap_or(path).display().to_string();
        let source = Source::new(shown.clone(), text);
        let model = read(&source).map_err(|report| report.render(&source, fault::color()))?;
        let ident = name.map_or_else(|| enum_name(&model.name), str::to_owned);
        let target = self.target(root, &ident)?;
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().replace(['-', '.', ' '], "_");
        Output::new(stem, &shown, &generate(&model, &target))
    }

    fn target(&self, root: &Path, name: &str) -> Result<Target, String> {
        let tokens = |what: &str, text: &str| {
            text.parse::<TokenStream>().map_err(|fault| format!("error: {what} `{text}` is not Rust: {fault}"))
        };
        let krate = match &self.krate {
            Some(path) => tokens("the path of errspec", path)?,
            None => {
                let ident = Ident::new(&crate_name(root), Span::call_site());
                quote!(::#ident)
            }
        };
        let ident = syn::parse_str::<Ident>(name)
            .map_err(|_| format!("error: the name `{name}` cannot be that of an enum; give one with `table_as`"))?;
        let (visibility, attributes) =
            (tokens("the visibility", &self.visibility)?, tokens("the attributes", &self.attributes)?);
        Ok(Target { krate, visibility, attributes, ident, tracked: None })
    }
}

fn tables_of(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut tables = std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>()?;
    tables.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    tables.sort();
    Ok(tables)
}

/// `acme-pay` becomes `AcmePayError`.
fn enum_name(table: &str) -> String {
    let words = table.split(|separator: char| !separator.is_ascii_alphanumeric());
    let mut name: String = words
        .flat_map(|word| {
            let mut letters = word.chars();
            letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters)
        })
        .collect();
    name.push_str("Error");
    name
}

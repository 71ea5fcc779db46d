//! The way from tables to files.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use proc_macro2::Ident;

use super::builder::Build;
use super::destination::Destination;
use super::fault::{BuildError, Faults};
use super::file::{self, File, Given, Header};
use super::options::{Common, Special};
use super::package;
use super::surroundings::{self, CHECK, in_build_script};
use super::tables::{self, Found};
use crate::{Model, generate};

/// What a build has come to.
pub(super) struct Done {
    /// The files and folders on which it depends.
    pub(super) read: Vec<PathBuf>,
    pub(super) result: Result<(), BuildError>,
}

/// Runs a build. No stage begins on what the one before rejected, and each reports all that it finds.
pub(super) fn run(build: &Build) -> Done {
    let root = surroundings::root(build);
    let command = build.command.clone().unwrap_or_else(|| package::command(&root));
    let mut faults = Faults::default();
    // The manifest says by what name the crate knows errspec.
    let mut read = vec![root.join("Cargo.toml")];
    generate_all(build, &root, &command, &mut read, &mut faults);
    Done { read, result: faults.into_result(&command) }
}

fn generate_all(build: &Build, root: &Path, command: &str, read: &mut Vec<PathBuf>, faults: &mut Faults) {
    let common = Common::of(build, root, faults);
    let destination = Destination::of(build, root, faults);
    let tables = tables::find(build, root, read, faults);
    let enums: Vec<Enum> = tables.into_iter().filter_map(|found| Enum::read(found, root, faults)).collect();
    file::check_distinct(enums.iter().map(Enum::names), faults);
    let (Some(common), Some(destination), true) = (common, destination, faults.is_empty()) else { return };

    let header = Header { command: destination.is_source().then_some(command) };
    let generated = enums.into_iter().filter_map(|it| faults.ok(it.generate(&common, &header)));
    let mut files: Vec<File> = generated.collect();
    files.push(File::list(&files, &header));
    if faults.is_empty() {
        destination.settle(&files, read, faults);
    }
}

/// An enum that is to be generated.
struct Enum {
    found: Found,
    model: Model,
    special: Special,
    ident: Ident,
    file: String,
}

impl Enum {
    fn read(found: Found, root: &Path, faults: &mut Faults) -> Option<Self> {
        let special = Special::of(&found, faults);
        let model = found.read(root, faults)?;
        let special = special?;
        let ident = faults.ok(special.ident(&model, &found));
        let file = faults.ok(file::name_of(&found));
        Some(Self { ident: ident?, file: file?, found, model, special })
    }

    fn names(&self) -> Given<'_> {
        let mut types = vec![self.ident.to_string()];
        types.extend(self.model.detail.as_ref().map(|_| format!("{}Detail", self.ident)));
        Given { table: &self.found.shown, file: &self.file, types }
    }

    fn generate(self, common: &Common, header: &Header<'_>) -> Result<File, super::fault::Problem> {
        let target = self.special.target(self.ident, common);
        File::new(self.file, &self.found, generate(&self.model, &target), header)
    }
}

/// Tells cargo when to run the build script again.
pub(super) fn tell_cargo(read: &[PathBuf]) {
    if !in_build_script() {
        return;
    }
    let mut out = std::io::stdout().lock();
    let changed = read.iter().map(|path| format!("cargo::rerun-if-changed={}", path.display()));
    for line in changed.chain([format!("cargo::rerun-if-env-changed={CHECK}")]) {
        // Where nobody listens nobody is to be told.
        let _ = writeln!(out, "{line}");
    }
}

//! The destination of generated files. They are all written or none, or compared with the files that are there.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::builder::Build;
use super::cargo::in_build_script;
use super::diff::Diff;
use super::environment::{self, Mode};
use super::error::Problems;
use super::file::{File, MARK};
use super::paths;
use super::problem::BuildProblem;
use super::staged::StagedFiles;
use crate::sorting::sort;

/// A folder for generated files.
pub(super) struct Destination {
    path: PathBuf,
    /// The path as it is shown.
    shown: String,
    kind: DestinationKind,
}

#[derive(Clone, Copy, PartialEq)]
enum DestinationKind {
    /// A folder that only the build writes to.
    OutDir,
    /// A folder of the source tree.
    Source(Mode),
}

/// The changes that bring a folder up to date.
#[derive(Default)]
struct Changes<'f> {
    /// Files that are missing or differ, with the text that is there.
    write: Vec<(&'f File, Option<String>)>,
    /// Generated files that no table makes any more.
    remove: Vec<String>,
}

impl Destination {
    pub(super) fn new(build: &Build, root: &Path, problems: &mut Problems) -> Option<Self> {
        let mode = environment::mode(build, problems);
        let Some(folder) = &build.source else {
            if build.check == Some(true) {
                problems.report(
                    BuildProblem::invalid_option("there is nothing to check: files in `OUT_DIR` are never checked in")
                        .help("name the folder that is checked in: `.into_source(\"src/errors\")`"),
                );
            }
            let path = environment::out_dir(build, root, problems)?;
            return Some(Self { shown: path.display().to_string(), path, kind: DestinationKind::OutDir });
        };
        if folder.as_os_str().is_empty() {
            problems.report(
                BuildProblem::invalid_option("the path of the folder to write to is empty")
                    .help("name a folder, such as `.into_source(\"src/errors\")`"),
            );
            return None;
        }
        if folder.extension().is_some_and(|extension| extension == "rs") {
            let meant = folder.with_extension("");
            problems.report(
                BuildProblem::invalid_option(format!(
                    "`{}` is a file, but files are written to a folder",
                    folder.display()
                ))
                .help(format!("name the folder: `.into_source(\"{}\")`; its `mod.rs` is the module", meant.display())),
            );
            return None;
        }
        let path = root.join(folder);
        Some(Self { shown: paths::shown(&path, root), path, kind: DestinationKind::Source(mode) })
    }

    pub(super) fn is_source(&self) -> bool {
        matches!(self.kind, DestinationKind::Source(_))
    }

    /// Brings the folder up to date, or reports the files that are not. Files on which the build depends from now on are added
    /// to `dependencies`.
    pub(super) fn update(&self, files: &[File], dependencies: &mut Vec<PathBuf>, problems: &mut Problems) {
        let changes = self.compare(files, problems);
        if !problems.is_empty() {
            return;
        }
        if self.kind == DestinationKind::Source(Mode::Check) {
            self.report(&changes, problems);
        } else {
            let modified = self.modified(dependencies);
            problems.check(self.write(&changes, modified));
        }
        if self.is_source() {
            // An edit to a generated file is undone, or reported, by the next build.
            dependencies.extend(files.iter().map(|file| self.path.join(&file.name)));
        }
    }

    fn compare<'f>(&self, files: &'f [File], problems: &mut Problems) -> Changes<'f> {
        let mut changes = Changes::default();
        for file in files {
            match problems.check(self.existing(&file.name)) {
                Some(Some(text)) if self.is_equal(&text, &file.text) => {}
                Some(existing) => changes.write.push((file, existing)),
                None => {}
            }
        }
        if self.is_source() {
            let is_stale = |name: &String| files.iter().all(|file| file.name != *name);
            changes.remove = self.generated().into_iter().filter(is_stale).collect();
        }
        changes
    }

    /// Returns the text of a file, if there is one. It is an error if the file must not be overwritten.
    fn existing(&self, name: &str) -> Result<Option<String>, BuildProblem> {
        let shown = format!("{}/{name}", self.shown);
        let bytes = match fs::read(self.path.join(name)) {
            Ok(bytes) => bytes,
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => return Ok(None),
            Err(error) => {
                let title = format!("`{shown}` cannot be read, so it is not overwritten: {error}");
                return Err(BuildProblem::unwritable(title).help("move away what is there"));
            }
        };
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if self.is_source() && !is_generated(&text) && !text.trim().is_empty() {
            return Err(BuildProblem::unwritable(format!(
                "`{shown}` was not generated by errspec, so it is not overwritten"
            ))
            .note(format!("a generated file begins with `{MARK}`"))
            .help("move it away, or choose another folder for generated files"));
        }
        Ok(Some(text))
    }

    fn is_equal(&self, existing: &str, generated: &str) -> bool {
        // Version control may have changed the line endings of a checked-in file.
        existing == generated || (self.is_source() && existing.replace("\r\n", "\n") == generated)
    }

    /// Returns the names of the generated files in the folder.
    fn generated(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.path).into_iter().flatten().flatten();
        let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
        let mut generated: Vec<String> = names
            .filter(|name| Path::new(name).extension().is_some_and(|extension| extension == "rs"))
            .filter(|name| fs::read_to_string(self.path.join(name)).is_ok_and(|text| is_generated(&text)))
            .collect();
        sort(&mut generated);
        generated
    }

    /// Reports each file that is not up to date.
    fn report(&self, changes: &Changes<'_>, problems: &mut Problems) {
        for (file, existing) in &changes.write {
            let shown = format!("{}/{}", self.shown, file.name);
            problems.report(match existing {
                Some(text) => BuildProblem::out_of_date(format!("`{shown}` does not match {}", file.origin.shown()))
                    .diff(Diff::new(text, &file.text)),
                None => BuildProblem::out_of_date(format!("the generated file `{shown}` is missing")),
            });
        }
        for name in &changes.remove {
            let title = format!("the table of the generated file `{}/{name}` is gone", self.shown);
            problems.report(BuildProblem::out_of_date(title));
        }
    }

    /// Returns the time of files that are written now: that of the newest dependency.
    ///
    /// Cargo takes a dependency that is newer than the start of the last run for changed. A build script that depends on a file
    /// which it has written with the present time would always run once more.
    fn modified(&self, dependencies: &[PathBuf]) -> Option<SystemTime> {
        let time = |path: &PathBuf| path.metadata().ok()?.modified().ok();
        (self.is_source() && in_build_script()).then(|| dependencies.iter().filter_map(time).max()).flatten()
    }

    fn write(&self, changes: &Changes<'_>, modified: Option<SystemTime>) -> Result<(), BuildProblem> {
        fs::create_dir_all(&self.path).map_err(|error| self.no_folder(&error))?;
        let failed = |name: &str, error: &io::Error| {
            BuildProblem::unwritable(format!("`{}/{name}` cannot be written: {error}", self.shown))
        };
        let mut staged = StagedFiles::default();
        for (file, _) in &changes.write {
            let path = self.path.join(&file.name);
            staged.write(path, &file.text, modified).map_err(|error| failed(&file.name, &error))?;
        }
        staged.commit().map_err(|(path, error)| {
            let name = path.file_name().unwrap_or_default();
            failed(&name.to_string_lossy(), &error)
        })?;
        for name in &changes.remove {
            fs::remove_file(self.path.join(name)).map_err(|error| failed(name, &error))?;
        }
        Ok(())
    }

    fn no_folder(&self, error: &io::Error) -> BuildProblem {
        let problem = BuildProblem::unwritable(format!("the folder `{}` cannot be created: {error}", self.shown));
        match self.path.ancestors().find(|path| path.is_file()) {
            Some(file) => problem.help(format!("`{}` is a file; move it away or name another folder", file.display())),
            None => problem,
        }
    }
}

/// Returns `true` for the text of a file that errspec wrote.
fn is_generated(text: &str) -> bool {
    text.starts_with(MARK)
}

//! Where files go: written all or not at all, or compared with what stands there.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::builder::Build;
use super::diff::Diff;
use super::drafts::Drafts;
use super::fault::{Faults, Problem};
use super::file::{File, MARK};
use super::paths;
use super::surroundings::{self, in_build_script};

/// A folder for generated files.
pub(super) struct Destination {
    path: PathBuf,
    /// Its path as it is shown.
    shown: String,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    /// Nobody but the build comes there.
    OutDir,
    /// Files are checked in.
    Source { check: bool },
}

/// What is to be done in a folder.
#[derive(Default)]
struct Changes<'f> {
    /// Files that are not there, or not as they should be, with what there is.
    write: Vec<(&'f File, Option<String>)>,
    /// Generated files that no table makes any more.
    remove: Vec<String>,
}

impl Destination {
    pub(super) fn of(build: &Build, root: &Path, faults: &mut Faults) -> Option<Self> {
        let check = surroundings::check(build, faults);
        let Some(folder) = &build.source else {
            if build.check == Some(true) {
                let problem =
                    Problem::new("there is nothing to check: files go to `OUT_DIR`, which is never checked in");
                faults.report(problem.help("say which folder is checked in: `.into_source(\"src/errors\")`"));
            }
            let path = surroundings::out_dir(build, root, faults)?;
            return Some(Self { shown: path.display().to_string(), path, kind: Kind::OutDir });
        };
        if folder.as_os_str().is_empty() {
            let problem = Problem::new("the path of the folder to write to is empty");
            faults.report(problem.help("name one, such as `.into_source(\"src/errors\")`"));
            return None;
        }
        let path = root.join(folder);
        Some(Self { shown: paths::shown(&path, root), path, kind: Kind::Source { check } })
    }

    pub(super) fn is_source(&self) -> bool {
        matches!(self.kind, Kind::Source { .. })
    }

    /// Makes the files be there, or reports that they are not as they should be.
    pub(super) fn settle(&self, files: &[File], read: &mut Vec<PathBuf>, faults: &mut Faults) {
        let changes = self.compare(files, faults);
        if !faults.is_empty() {
            return;
        }
        if self.kind == (Kind::Source { check: true }) {
            self.report(&changes, faults);
        } else {
            let age = self.age(read);
            faults.ok(self.write(&changes, age));
        }
        if self.is_source() {
            // An edit to a generated file is undone, or reported, by the next build.
            read.extend(files.iter().map(|file| self.path.join(&file.name)));
        }
    }

    /// What is to be done.
    fn compare<'f>(&self, files: &'f [File], faults: &mut Faults) -> Changes<'f> {
        let mut changes = Changes::default();
        for file in files {
            match faults.ok(self.existing(&file.name)) {
                Some(Some(text)) if self.equal(&text, &file.text) => {}
                Some(existing) => changes.write.push((file, existing)),
                None => {}
            }
        }
        if self.is_source() {
            changes.remove =
                self.generated().into_iter().filter(|name| files.iter().all(|file| file.name != *name)).collect();
        }
        changes
    }

    /// What stands in a file, if there is one. It must be one that may be overwritten.
    fn existing(&self, name: &str) -> Result<Option<String>, Problem> {
        let shown = format!("{}/{name}", self.shown);
        let bytes = match fs::read(self.path.join(name)) {
            Ok(bytes) => bytes,
            Err(fault) if matches!(fault.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => return Ok(None),
            Err(fault) => {
                let problem = Problem::new(format!("`{shown}` is to be written, and cannot be read: {fault}"));
                return Err(problem.help("move away what is there"));
            }
        };
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if self.is_source() && !is_generated(&text) && !text.trim().is_empty() {
            return Err(Problem::new(format!("`{shown}` would be overwritten, and errspec did not write it"))
                .note(format!("a generated file begins with `{MARK}`"))
                .help("move it away, or give generated files a folder of their own"));
        }
        Ok(Some(text))
    }

    fn equal(&self, there: &str, made: &str) -> bool {
        // Version control may have changed how the lines of a checked-in file end.
        there == made || (self.is_source() && there.replace("\r\n", "\n") == made)
    }

    /// The names of the generated files in the folder.
    fn generated(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.path).into_iter().flatten().flatten();
        let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
        let mut generated: Vec<String> = names
            .filter(|name| Path::new(name).extension().is_some_and(|extension| extension == "rs"))
            .filter(|name| fs::read_to_string(self.path.join(name)).is_ok_and(|text| is_generated(&text)))
            .collect();
        generated.sort();
        generated
    }

    /// Reports each file that is not as it should be.
    fn report(&self, changes: &Changes<'_>, faults: &mut Faults) {
        for (file, existing) in &changes.write {
            let shown = format!("{}/{}", self.shown, file.name);
            faults.report_difference(match existing {
                Some(text) => Problem::new(format!("`{shown}` is not what {} make{} now", file.origin, plural_s(file)))
                    .diff(Diff::new(text, &file.text)),
                None => Problem::new(format!("`{shown}` is not there, which {} make{}", file.origin, plural_s(file))),
            });
        }
        for name in &changes.remove {
            faults.report_difference(Problem::new(format!(
                "`{}/{name}` is there, which no table makes any more",
                self.shown
            )));
        }
    }

    /// How old files are to be that are written now: as old as the newest thing that was read.
    ///
    /// A build script that writes a file on whose time it depends would, with the present time, always be run once more: cargo
    /// takes everything for changed that is newer than the begin of its last run.
    fn age(&self, read: &[PathBuf]) -> Option<SystemTime> {
        let time = |path: &PathBuf| path.metadata().ok()?.modified().ok();
        (self.is_source() && in_build_script()).then(|| read.iter().filter_map(time).max()).flatten()
    }

    /// Writes all files beside their places first, and then puts each in its place whole.
    fn write(&self, changes: &Changes<'_>, age: Option<SystemTime>) -> Result<(), Problem> {
        fs::create_dir_all(&self.path).map_err(|fault| self.no_folder(&fault))?;
        let failed =
            |name: &str, fault: &io::Error| Problem::new(format!("`{}/{name}` cannot be written: {fault}", self.shown));
        let mut drafts = Drafts::default();
        for (file, _) in &changes.write {
            let path = self.path.join(&file.name);
            drafts.write(path, &file.text, age).map_err(|fault| failed(&file.name, &fault))?;
        }
        drafts
            .publish()
            .map_err(|(path, fault)| failed(&path.file_name().unwrap_or_default().to_string_lossy(), &fault))?;
        for name in &changes.remove {
            fs::remove_file(self.path.join(name)).map_err(|fault| failed(name, &fault))?;
        }
        Ok(())
    }

    fn no_folder(&self, fault: &io::Error) -> Problem {
        let problem = Problem::new(format!("the folder `{}` cannot be created: {fault}", self.shown));
        match self.path.ancestors().find(|path| path.is_file()) {
            Some(file) => problem.help(format!("`{}` is a file; move it away or name another folder", file.display())),
            None => problem,
        }
    }
}

/// Whether errspec wrote it.
fn is_generated(text: &str) -> bool {
    text.starts_with(MARK)
}

/// One table makes, several make.
fn plural_s(file: &File) -> &'static str {
    if file.origin.starts_with('`') { "s" } else { "" }
}

//! The tables that an argument names: a file, a folder, or a revision of git.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use errspec_codegen::{Model, Source, load, read};
use tempfile::TempDir;

use crate::failure::Failure;
use crate::tables;

/// A valid table of a version.
pub(crate) struct VersionedTable {
    pub(crate) model: Model,
}

/// Reads the tables that an argument names.
pub(crate) fn read_version(argument: &str) -> Result<Vec<VersionedTable>, Failure> {
    let path = Path::new(argument);
    if path.exists() {
        let found = tables::find(&[path.to_path_buf()])?;
        return found.iter().map(|path| read_table(path, path.display().to_string())).collect();
    }
    // A colon may also be part of a path, which then does not exist.
    let (revision, below) = argument.split_once(':').unwrap_or((argument, ""));
    if !is_revision(revision) {
        return Err(Failure::new(format!("`{argument}` is no file, no folder and no revision of git"))
            .help("name a table, a folder with tables, a revision such as `main` or `v1.2.0`, or a path in one: `v1.2.0:specs`"));
    }
    let folder = TempDir::new()?;
    extract(revision, folder.path())?;
    let below = below.trim_start_matches("./").trim_end_matches('/');
    let within = folder.path().join(below);
    if !within.exists() {
        return Err(Failure::new(format!("there is no table at `{below}` in the revision `{revision}`")).help(
            format!(
                "paths are those from the root of the repository: `git ls-tree -r --name-only {revision}` lists them"
            ),
        ));
    }
    let found = match within.is_file() {
        true => vec![within],
        false => tables::find(&[within])
            .map_err(|_| Failure::new(format!("there is no table in the revision `{argument}`")))?,
    };
    let shown = |path: &Path| format!("{revision}:{}", path.strip_prefix(folder.path()).unwrap_or(path).display());
    found.iter().map(|path| read_table(path, shown(path))).collect()
}

fn read_table(path: &Path, shown: String) -> Result<VersionedTable, Failure> {
    let text = load(path)?;
    match read(&Source::new(shown.clone(), text).with_path(path)) {
        Ok(model) => Ok(VersionedTable { model }),
        Err(report) => {
            let first = report.diagnostics().first();
            let title = first.map(|it| format!(": {}", it.title)).unwrap_or_default();
            let line = first.map_or(1, |it| report.source().line_column(it.label.span.start).0);
            Err(Failure::new(format!("the table `{shown}` has errors, the first in line {line}{title}"))
                .help("only tables without errors can be compared; a revision of an older format may need the errspec of its time"))
        }
    }
}

/// Returns `true` for the name of a commit. What git does not know, or where there is no git, is none.
fn is_revision(name: &str) -> bool {
    let is_plain = !name.is_empty() && !name.starts_with('-');
    let commit = format!("{name}^{{commit}}");
    is_plain && git(&["rev-parse", "--verify", "--quiet", &commit]).output().is_ok_and(|out| out.status.success())
}

fn git(arguments: &[&str]) -> Command {
    let mut command = Command::new("git");
    command.args(arguments).stdin(Stdio::null()).stderr(Stdio::null());
    command
}

/// Writes the TOML files of a revision to a folder.
fn extract(revision: &str, folder: &Path) -> Result<(), Failure> {
    let listed = git(&["ls-tree", "-r", "-z", "--full-tree", revision]).output()?;
    let listed = String::from_utf8_lossy(&listed.stdout).into_owned();
    // `100644 blob 3c49ef…\tspecs/pay.toml`
    let files = listed.split('\0').filter_map(|line| {
        let (mode, path) = line.split_once('\t')?;
        let id = mode.split(' ').nth(2).filter(|_| mode.contains(" blob "))?;
        path.ends_with(".toml").then_some((id, path))
    });
    let files: Vec<(&str, &str)> = files.collect();
    let contents = contents(files.iter().map(|(id, _)| *id))?;
    for ((_, path), content) in files.iter().zip(contents) {
        let target: PathBuf = folder.join(path);
        if let Some(parent) = target.parent() {
            std::fs::create_dir_all(parent)?;
        }
        std::fs::write(target, content)?;
    }
    Ok(())
}

/// Returns the contents of objects of git.
fn contents<'i>(ids: impl Iterator<Item = &'i str>) -> Result<Vec<Vec<u8>>, Failure> {
    let mut child =
        Command::new("git").args(["cat-file", "--batch"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let requests: String = ids.map(|id| format!("{id}\n")).collect();
    let mut input = child.stdin.take();
    // Both ends have to move, or a full pipe stops them.
    let writer = std::thread::spawn(move || input.as_mut().map(|input| input.write_all(requests.as_bytes())));
    let output = child.wait_with_output()?;
    _ = writer.join();
    let mut rest = output.stdout.as_slice();
    let mut contents = Vec::new();
    // `<id> blob <size>\n<content>\n`
    while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
        let (head, after) = rest.split_at(end);
        let head = String::from_utf8_lossy(head).into_owned();
        let size = head.rsplit(' ').next().and_then(|size| size.parse::<usize>().ok());
        let content = size.and_then(|size| after.get(1..=size));
        let Some(content) = content else {
            return Err(Failure::new("git does not give the files of the revision"));
        };
        contents.push(content.to_vec());
        rest = after.get(content.len() + 2..).unwrap_or_default();
    }
    Ok(contents)
}

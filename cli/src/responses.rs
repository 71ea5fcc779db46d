//! The responses of a command: the arguments that tell how they are recorded, and their files.

use std::io::{IsTerminal, Read};
use std::path::{Path, PathBuf};

use clap::Args;
use errspec_engine::explain::similar_words;

use crate::failure::Failure;
use crate::recording::{Known, Members, Recorded};

/// The options that say how responses are recorded.
#[derive(Debug, Args)]
pub(crate) struct Responses {
    /// The status of a bare body. With 0, for a response without HTTP, the body tells whether it is an error.
    #[arg(long, value_parser = status)]
    status: Option<u16>,
    /// A header of a bare body, written as `name: value`.
    #[arg(long, short = 'H', value_name = "HEADER", value_parser = header)]
    header: Vec<(String, Vec<u8>)>,
    /// Read JSON lines, each with a response.
    #[arg(long)]
    ndjson: bool,
    /// The place of the status in a JSON line, as a JSON Pointer.
    #[arg(long, value_name = "POINTER", default_value = "/status", requires = "ndjson")]
    status_at: String,
    /// The place of the headers in a JSON line.
    #[arg(long, value_name = "POINTER", default_value = "/headers", requires = "ndjson")]
    headers_at: String,
    /// The place of the body in a JSON line.
    #[arg(long, value_name = "POINTER", default_value = "/body", requires = "ndjson")]
    body_at: String,
}

impl Responses {
    /// Returns what is known of the responses besides their files.
    pub(crate) fn known(&self) -> Known {
        let members =
            Members { status: self.status_at.clone(), headers: self.headers_at.clone(), body: self.body_at.clone() };
        Known { status: self.status, headers: self.header.clone(), lines: self.ndjson.then_some(members) }
    }
}

fn status(text: &str) -> Result<u16, String> {
    let status = text.parse().ok().filter(|status| matches!(status, 0 | 100..=599));
    status.ok_or_else(|| "a status is a number from 100 to 599, or 0 without HTTP".into())
}

fn header(text: &str) -> Result<(String, Vec<u8>), String> {
    match text.split_once(':') {
        Some((name, value)) if !name.trim().is_empty() => {
            Ok((name.trim().to_owned(), value.trim().as_bytes().to_vec()))
        }
        _ => Err("a header is written as `name: value`".into()),
    }
}

/// Reads a file, or standard input.
pub(crate) fn read_file(file: &Path) -> Result<Vec<u8>, Failure> {
    if file == Path::new("-") {
        let mut input = std::io::stdin();
        if input.is_terminal() {
            return Err(Failure::new("there is no response to read")
                .help("name a file, or pipe a response: `curl -si URL | errspec …`"));
        }
        let mut bytes = Vec::new();
        input.read_to_end(&mut bytes)?;
        return Ok(bytes);
    }
    std::fs::read(file).map_err(|error| {
        let failure = Failure::new(format!("`{}` cannot be read: {error}", file.display()));
        match near(file) {
            Some(near) => failure.help(format!("did you mean `{}`?", near.display())),
            None => failure,
        }
    })
}

/// Returns the file with the most similar name in the folder of a file that is not there.
fn near(file: &Path) -> Option<PathBuf> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    let name = file.file_name()?.to_str().filter(|_| !file.exists())?;
    let names = std::fs::read_dir(folder.unwrap_or(Path::new("."))).ok()?.flatten();
    let names = names.filter_map(|entry| entry.file_name().into_string().ok());
    let nearest = similar_words(name, names).into_iter().next()?;
    Some(folder.map_or_else(|| PathBuf::from(&nearest), |folder| folder.join(&nearest)))
}

/// Returns a failure with the file in which it is.
pub(crate) fn in_file(error: &Failure, file: &Path) -> Failure {
    let failure = Failure::new(format!("`{}`: {error}", file.display()));
    match error.advice() {
        Some(advice) => failure.help(advice),
        None => failure,
    }
}

/// Returns the place of a response; empty for standard input.
pub(crate) fn place(file: &Path, response: &Recorded) -> String {
    let file = if file == Path::new("-") { String::new() } else { file.display().to_string() };
    [file, response.place.clone()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

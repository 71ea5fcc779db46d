//! Reads recorded HTTP responses, and prints the error of each and the advice of the table.
//!
//! ```sh
//! cargo run -p triage                                # the responses in `responses/`
//! cargo run -p triage -- flanks a.http b.http        # your own responses
//! ```
//!
//! A file holds a response as it is on the wire: status line, headers, an empty line, body.

use std::error::Error;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

use errspec::{Decode, Retry};

#[errspec::table("../../../specs/flanks.toml")]
pub enum FlanksError {}

#[errspec::table("../../../specs/frankieone.toml")]
pub enum FrankieOneError {}

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = std::io::stdout().lock();
    let mut arguments = env::args().skip(1);
    match arguments.next().as_deref() {
        None => {
            let recorded = Path::new(env!("CARGO_MANIFEST_DIR")).join("responses");
            writeln!(out, "# Flanks\n")?;
            triage::<FlanksError>(&files(&recorded.join("flanks"))?, &mut out)?;
            writeln!(out, "# FrankieOne\n")?;
            triage::<FrankieOneError>(&files(&recorded.join("frankieone"))?, &mut out)
        }
        Some("flanks") => triage::<FlanksError>(&arguments.map(PathBuf::from).collect::<Vec<_>>(), &mut out),
        Some("frankieone") => triage::<FrankieOneError>(&arguments.map(PathBuf::from).collect::<Vec<_>>(), &mut out),
        Some(other) => Err(format!("no table for {other:?}: there are `flanks` and `frankieone`").into()),
    }
}

fn files(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut files = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>, std::io::Error>>()?;
    files.sort();
    Ok(files)
}

/// Prints the error of each file. The function is generic: it works with the errors of any table.
fn triage<E: Decode>(files: &[PathBuf], out: &mut dyn Write) -> Result<(), Box<dyn Error>> {
    for path in files {
        let file = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let (status, headers, body) = response(&file).ok_or_else(|| format!("{}: no HTTP response", path.display()))?;
        writeln!(out, "{} (HTTP {status})", path.file_name().unwrap_or_default().to_string_lossy())?;
        let Some(decoded) = E::detect_response(status, &headers, body) else {
            writeln!(out, "  no error\n")?;
            continue;
        };
        let error = decoded.error();
        writeln!(out, "  variant  {error:?}")?;
        writeln!(out, "  message  {}", decoded.message().unwrap_or("-"))?;
        writeln!(out, "  action   {}", error.action().unwrap_or("-"))?;
        writeln!(out, "  retry    {}", retry(error, decoded.retry_after()))?;
        if let Some(id) = decoded.request_id() {
            writeln!(out, "  request  {id}")?;
        }
        for detail in decoded.details() {
            writeln!(out, "  detail   {detail:?}")?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn retry<E: Decode>(error: &E, delay: Option<std::time::Duration>) -> String {
    match (error.retry(), delay) {
        (Retry::Never, _) => "never".to_owned(),
        (Retry::After, Some(delay)) => format!("after {} s", delay.as_secs()),
        (Retry::After, None) => "after a while".to_owned(),
        (Retry::Poll, _) => "after polling".to_owned(),
        _ => "unknown".to_owned(),
    }
}

type Response<'f> = (u16, Vec<(&'f str, &'f str)>, &'f [u8]);

/// Splits a response as it is on the wire into status, headers and body (RFC 9112).
fn response(file: &[u8]) -> Option<Response<'_>> {
    let end = file.windows(4).position(|window| window == b"\r\n\r\n")?;
    let (head, body) = (file.get(..end)?, file.get(end + 4..)?);
    let mut lines = str::from_utf8(head).ok()?.split("\r\n");
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let headers = lines.filter_map(|line| line.split_once(':')).map(|(name, value)| (name, value.trim())).collect();
    Some((status, headers, body))
}

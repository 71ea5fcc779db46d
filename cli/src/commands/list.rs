//! `list`: tables, entries and codes.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use errspec_engine::explain::json;
use errspec_engine::table::Entry;
use errspec_engine::{Applied, Retry};
use serde_json::Value;

use crate::failure::Failure;
use crate::outcome::Outcome;
use crate::tables::{self, Table};
use crate::terminal::Terminal;

/// Lists the entries of tables, one in a line.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    errspec list specs/flanks.toml              all entries\n  \
    errspec list --status 4xx --retry after     what to try again, though the request is at fault\n  \
    errspec list specs --format csv > errors.csv")]
pub(crate) struct List {
    /// Tables, or folders with tables. Without any, the tables of the workspace.
    tables: Vec<PathBuf>,
    /// Only entries with this status, or with one of this class, such as `4xx`.
    #[arg(long, value_parser = status_filter)]
    status: Option<StatusFilter>,
    /// Only entries with this retry advice.
    #[arg(long, value_enum)]
    retry: Option<RetryFilter>,
    /// Only entries whose name, code or summary contains this text. The case of letters does not matter.
    #[arg(long, value_name = "TEXT")]
    matching: Option<String>,
    /// The format of the list.
    #[arg(long, value_enum, default_value_t = ListFormat::Table)]
    format: ListFormat,
}

/// The format of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ListFormat {
    /// Aligned columns.
    Table,
    /// Comma-separated values (RFC 4180).
    Csv,
    /// One JSON object in a line for each entry.
    Json,
}

/// The retry advice of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum RetryFilter {
    Never,
    After,
    Poll,
    /// Entries without advice.
    None,
}

/// A status, or a class of statuses.
#[derive(Debug, Clone, Copy)]
struct StatusFilter {
    first: u16,
    last: u16,
}

fn status_filter(text: &str) -> Result<StatusFilter, String> {
    let class =
        text.strip_suffix("xx").and_then(|digit| digit.parse::<u16>().ok()).filter(|digit| (1..=5).contains(digit));
    if let Some(class) = class {
        return Ok(StatusFilter { first: class * 100, last: class * 100 + 99 });
    }
    match text.parse::<u16>() {
        Ok(status) if (100..=599).contains(&status) => Ok(StatusFilter { first: status, last: status }),
        _ => Err("a status is a number from 100 to 599, or a class such as `4xx`".into()),
    }
}

/// The columns of a list.
const COLUMNS: [&str; 7] = ["table", "name", "code", "status", "retry", "applied", "summary"];

impl List {
    pub(super) fn run(&self, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        let read = tables::find(&self.tables)?
            .iter()
            .map(|path| tables::valid_table(path))
            .collect::<Result<Vec<Table>, _>>()?;
        let images: Vec<_> = read.iter().map(|table| table.model.table()).collect();
        let entries = images.iter().flat_map(|table| table.entries()).filter(|entry| self.is_wanted(*entry));
        let entries: Vec<Entry<'_>> = entries.collect();
        match self.format {
            ListFormat::Table => aligned(&rows(&entries), terminal.columns(), terminal)?,
            ListFormat::Csv => csv(&rows(&entries), terminal)?,
            ListFormat::Json => entries.iter().try_for_each(|entry| write_json(*entry, terminal))?,
        }
        Ok(Outcome::Well)
    }

    fn is_wanted(&self, entry: Entry<'_>) -> bool {
        let has_status = self.status.is_none_or(|wanted| {
            entry.statuses().iter().any(|own| (wanted.first..=wanted.last).any(|status| own.contains(status)))
        });
        let has_retry = self.retry.is_none_or(|wanted| wanted == retry_of(entry));
        let has_text = self.matching.as_ref().is_none_or(|text| {
            let text = text.to_lowercase();
            row(entry).iter().skip(1).any(|own| own.to_lowercase().contains(&text))
        });
        has_status && has_retry && has_text
    }
}

fn retry_of(entry: Entry<'_>) -> RetryFilter {
    match entry.retry() {
        Retry::Never => RetryFilter::Never,
        Retry::After => RetryFilter::After,
        Retry::Poll => RetryFilter::Poll,
        _ => RetryFilter::None,
    }
}

/// Writes the members of an explanation that a list has, with codes and statuses as they are in the table.
fn write_json(entry: Entry<'_>, out: &mut dyn Write) -> Result<(), Failure> {
    const MEMBERS: [&str; 9] = ["table", "name", "code", "codes", "aliases", "status", "retry", "applied", "summary"];
    let explained: Value = serde_json::from_str(&json(&[entry])).unwrap_or_default();
    let members = MEMBERS.iter().filter_map(|name| Some(((*name).to_owned(), explained.get(0)?.get(name)?.clone())));
    Ok(writeln!(out, "{}", Value::Object(members.collect()))?)
}

fn rows(entries: &[Entry<'_>]) -> Vec<[String; 7]> {
    entries.iter().map(|entry| row(*entry)).collect()
}

fn row(entry: Entry<'_>) -> [String; 7] {
    let joined = |texts: Vec<String>| texts.join(" ");
    let codes = entry.code().into_iter().chain(entry.aliases()).map(|code| code.to_string());
    let classes = entry.codes().iter().map(str::to_owned);
    let retry = match retry_of(entry) {
        RetryFilter::Never => "never",
        RetryFilter::After => "after",
        RetryFilter::Poll => "poll",
        RetryFilter::None => "",
    };
    let applied = match entry.applied() {
        Applied::No => "no",
        Applied::Yes => "yes",
        _ => "",
    };
    [
        entry.table().to_owned(),
        entry.name().to_owned(),
        joined(codes.chain(classes).collect()),
        joined(entry.statuses().iter().map(|range| range.to_string()).collect()),
        retry.to_owned(),
        applied.to_owned(),
        entry.summary().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" "),
    ]
}

/// Writes rows in aligned columns. Columns without a value are left out, and the last is cut where the terminal ends.
fn aligned(rows: &[[String; 7]], width: Option<usize>, out: &mut dyn Write) -> Result<(), Failure> {
    let columns: Vec<(usize, usize)> = (0..COLUMNS.len())
        .map(|column| (column, rows.iter().filter_map(|row| row.get(column)).map(|text| text.chars().count()).max()))
        .filter_map(|(column, widest)| widest.filter(|widest| *widest > 0).map(|widest| (column, widest)))
        .collect();
    for row in rows {
        let mut line = String::new();
        for (column, widest) in &columns {
            let text = row.get(*column).map(String::as_str).unwrap_or_default();
            line.push_str(&format!("{text:widest$}  "));
        }
        let line = line.trim_end();
        match width.and_then(|width| line.char_indices().nth(width)) {
            Some((end, _)) => writeln!(out, "{}…", line.get(..end).unwrap_or(line).trim_end())?,
            None => writeln!(out, "{line}")?,
        }
    }
    Ok(())
}

fn csv(rows: &[[String; 7]], out: &mut dyn Write) -> Result<(), Failure> {
    write!(out, "{}\r\n", COLUMNS.join(","))?;
    for row in rows {
        let values: Vec<String> = row.iter().map(|text| csv_value(text)).collect();
        write!(out, "{}\r\n", values.join(","))?;
    }
    Ok(())
}

fn csv_value(text: &str) -> String {
    match text.contains(['"', ',', '\r', '\n']) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{csv_value, status_filter};

    #[test]
    fn a_status_is_a_number_or_a_class() {
        for (text, expected) in
            [("404", Some((404, 404))), ("4xx", Some((400, 499))), ("6xx", None), ("99", None), ("", None)]
        {
            assert_eq!(status_filter(text).ok().map(|filter| (filter.first, filter.last)), expected, "{text}");
        }
    }

    #[test]
    fn a_value_with_a_comma_or_a_quote_is_quoted() {
        assert_eq!(csv_value("plain"), "plain");
        assert_eq!(csv_value("a, \"b\""), "\"a, \"\"b\"\"\"");
    }
}

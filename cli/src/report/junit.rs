//! Diagnostics as JUnit XML. A table is a test case, which fails if the table has errors. Its warnings are output of the test.

use std::io::Write;

use errspec_codegen::RenderStyle;

use super::problem::Problem;
use crate::failure::Failure;
use crate::tables::{ReadTable, TableError};

pub(super) fn write(tables: &[ReadTable], out: &mut dyn Write) -> Result<(), Failure> {
    let failures = tables.iter().filter(|table| table.errors() > 0).count();
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(out, r#"<testsuites tests="{0}" failures="{failures}">"#, tables.len())?;
    writeln!(out, r#"  <testsuite name="errspec check" tests="{0}" failures="{failures}" errors="0">"#, tables.len())?;
    for table in tables {
        let path = escape(&table.path.display().to_string());
        let rendered = match &table.result {
            Err(TableError::Load(error)) => error.to_string(),
            _ => table.reports().map(|report| report.render(RenderStyle::Plain)).collect::<Vec<_>>().join("\n\n"),
        };
        if table.errors() == 0 {
            write_passed(&path, &rendered, out)?;
            continue;
        }
        let problems = Problem::all_of(table);
        let titles: Vec<String> =
            problems.iter().map(|problem| format!("{} [{}]", problem.title, problem.id())).collect();
        writeln!(out, r#"    <testcase classname="errspec" name="{path}">"#)?;
        let message = escape(&titles.join("; "));
        writeln!(out, r#"      <failure type="error" message="{message}">{}</failure>"#, escape(&rendered))?;
        writeln!(out, "    </testcase>")?;
    }
    writeln!(out, "  </testsuite>\n</testsuites>")?;
    Ok(())
}

/// Writes a test case that does not fail.
fn write_passed(path: &str, warnings: &str, out: &mut dyn Write) -> Result<(), Failure> {
    if warnings.is_empty() {
        return Ok(writeln!(out, r#"    <testcase classname="errspec" name="{path}"/>"#)?);
    }
    let rendered = escape(warnings);
    writeln!(out, r#"    <testcase classname="errspec" name="{path}">"#)?;
    writeln!(out, "      <system-out>{rendered}</system-out>")?;
    Ok(writeln!(out, "    </testcase>")?)
}

/// Escapes a text. Control characters cannot be written in XML 1.0.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(c),
            _ if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => out.push('\u{FFFD}'),
            _ => out.push(c),
        }
    }
    out
}

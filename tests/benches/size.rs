//! The size of a program for each entry of its table, compared with an enum by thiserror and strum, and matches written by hand. Both
//! programs decode a body, and print the error with its name, code, status, summary, causes and action. Prints the bytes by which a
//! stripped release grows for each entry.
//!
//! ```sh
//! cargo bench -p errspec-tests --bench size
//! ```

#![allow(missing_docs, clippy::expect_used, clippy::panic, clippy::cast_precision_loss)]

mod large_enum;
mod projects;

use std::fmt::Write as _;

use crate::large_enum::{DERIVES, derives, message, table};
use crate::projects::{Project, errspec};

/// The numbers of entries of the two programs whose difference counts.
const ENTRIES: [usize; 2] = [1_000, 3_000];

const MAIN: &str = "fn main() {\n\
    let body = std::env::args().nth(1).unwrap_or_default();\n\
    let Some(error) = decode(body.as_bytes()) else { return };\n\
    println!(\"{} {} {:?} {:?}\", error, error.name(), error.code(), error.status());\n\
    println!(\"{:?} {:?} {:?}\", error.summary(), error.causes(), error.action());\n}\n";

/// Returns the source of the program that uses the table.
fn of_table(_: usize) -> String {
    "#[errspec::table(\"large.toml\")]\npub enum Large {}\n\
     fn decode(body: &[u8]) -> Option<Large> { Some(Large::decode(400, body).into_error()) }\n"
        .to_owned()
        + MAIN
}

/// Returns the source of the program without a table.
fn by_hand(entries: usize) -> String {
    decoded_by_hand(entries) + MAIN
}

/// Returns the enum with derives, a name, a summary and a function that decodes a body.
fn decoded_by_hand(entries: usize) -> String {
    let (mut decoded, mut summaries) = (String::new(), String::new());
    for number in 0..entries {
        let (code, written) = (10_000 + number, "writing to a string cannot fail");
        let (pattern, error) = match message(number).split_once("{id}") {
            Some((begin, end)) => {
                let id = format!("body.message.strip_prefix({begin:?})?.strip_suffix({end:?})?.to_owned()");
                (" { .. }", format!("Large::Error{number} {{ id: {id} }}"))
            }
            None => ("", format!("Large::Error{number}")),
        };
        writeln!(decoded, "{code} => {error},").expect(written);
        writeln!(summaries, "Self::Error{number}{pattern} => \"The error {number}.\",").expect(written);
    }
    format!(
        "{}#[derive(serde::Deserialize)]\nstruct Body<'b> {{ code: u32, #[serde(borrow)] message: std::borrow::Cow<'b, str> }}\n\
         fn decode(body: &[u8]) -> Option<Large> {{\n\
         let body: Body = serde_json::from_slice(body).ok()?;\n\
         Some(match body.code {{ {decoded} _ => return None }})\n}}\n\
         impl Large {{\n\
         fn name(&self) -> &'static str {{ self.into() }}\n\
         fn summary(&self) -> &'static str {{ match self {{ {summaries} }} }}\n}}\n",
        derives(entries)
    )
}

/// Returns the size of the program in bytes.
fn size(name: &str, dependencies: &str, entries: usize, source: fn(usize) -> String) -> u64 {
    let project = Project::new("size-bench", &format!("{name}-{entries}"), dependencies);
    project.write("large.toml", &table(entries));
    project.write("src/main.rs", &source(entries));
    project.cargo(&["build", "--release"]);
    project.program_size()
}

fn main() {
    let json = "serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"";
    let [errspec, by_hand] =
        [("table", errspec(), of_table as fn(usize) -> String), ("by-hand", format!("{DERIVES}\n{json}"), by_hand)]
            .map(|(name, dependencies, source)| {
                let [few, many] = ENTRIES.map(|entries| size(name, &dependencies, entries, source));
                (many - few) as f64 / (ENTRIES[1] - ENTRIES[0]) as f64
            });
    println!("bytes of a stripped program for each entry: {errspec:.0} by errspec, {by_hand:.0} by hand");
    println!("ratio {:.2}", errspec / by_hand);
}

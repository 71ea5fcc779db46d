//! The time to compile a table, compared with the same enum by thiserror, strum and `num_enum`, for 100, 1,000 and 10,000
//! entries. Prints wall time and peak memory of `cargo check` and `cargo build --release`, and the ratio. The dependencies are
//! built before.
//!
//! ```sh
//! cargo bench -p errspec-tests --bench compile            # all sizes; the largest takes minutes and gigabytes
//! cargo bench -p errspec-tests --bench compile -- 100 1000
//! ```

#![allow(missing_docs, clippy::expect_used, clippy::panic)]

mod large_enum;
mod projects;

use crate::large_enum::{DERIVES, derives, table};
use crate::projects::{Cost, Project, errspec};

struct Subject {
    name: &'static str,
    dependencies: String,
    source: fn(usize) -> String,
}

/// Measures a command on the crate alone. Its dependencies are built with an empty source before.
fn cost(project: &Project, source: &str, arguments: &[&str]) -> Cost {
    project.write("src/lib.rs", "");
    project.cargo(arguments);
    project.write("src/lib.rs", source);
    project.cargo(arguments)
}

fn project_of(subject: &Subject, entries: usize) -> Project {
    let project = Project::new("compile-bench", &format!("{}-{entries}", subject.name), &subject.dependencies);
    project.write("large.toml", &table(entries));
    project
}

fn main() {
    let sizes: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![100, 1_000, 10_000] } else { sizes };
    let bare = Subject {
        name: "errspec-bare",
        dependencies: errspec(),
        source: |_| "#[errspec::table(\"large.toml\", no_constructors)]\npub enum Large {}\n".to_owned(),
    };
    let subjects = [
        bare,
        Subject {
            name: "errspec-table",
            dependencies: errspec(),
            source: |_| "#[errspec::table(\"large.toml\")]\npub enum Large {}\n".to_owned(),
        },
        Subject { name: "derives", dependencies: DERIVES.to_owned(), source: derives },
    ];
    let heads = ["no_constructors", "errspec", "thiserror+strum+num_enum"];
    println!(
        "{:>8} {:<8} {:>24} {:>24} {:>28} {:>8} {:>8}",
        "entries", "", heads[0], heads[1], heads[2], "ratio", "ratio"
    );
    for entries in sizes {
        for (command, arguments) in [("check", &["check"][..]), ("release", &["build", "--release"][..])] {
            let [bare, ours, theirs] = subjects
                .each_ref()
                .map(|subject| cost(&project_of(subject, entries), &(subject.source)(entries), arguments));
            let cell = |cost: &Cost| format!("{:.2} s, {} MB", cost.time.as_secs_f64(), cost.megabytes);
            let ratio = |cost: &Cost| cost.time.as_secs_f64() / theirs.time.as_secs_f64();
            println!(
                "{entries:>8} {command:<8} {:>24} {:>24} {:>28} {:>8.3} {:>8.3}",
                cell(&bare),
                cell(&ours),
                cell(&theirs),
                ratio(&bare),
                ratio(&ours)
            );
        }
    }
}

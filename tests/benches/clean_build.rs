//! The CPU time of a clean build of errspec with its dependencies, compared with thiserror alone, and with the crates that it replaces:
//! thiserror, strum, `num_enum`, serde's derive and `serde_json`. Of several builds, which take turns, the fastest counts.
//!
//! ```sh
//! cargo bench -p errspec-tests --bench clean_build          # 3 builds
//! cargo bench -p errspec-tests --bench clean_build -- 5
//! ```

#![allow(missing_docs, clippy::expect_used, clippy::panic)]

mod projects;

use std::time::Duration;

use crate::projects::{Project, errspec};

fn main() {
    let runs = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(3);
    let thiserror = "thiserror = \"2\"";
    let derives = "strum = { version = \"0.28\", features = [\"derive\"] }\nnum_enum = \"0.7\"";
    let json = "serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"";
    let stack = format!("{thiserror}\n{derives}\n{json}");
    let subjects = [("errspec", errspec()), ("thiserror", thiserror.to_owned()), ("stack", stack)];
    let projects = subjects.map(|(name, dependencies)| {
        let project = Project::new("clean-build-bench", name, &dependencies).with_own_target();
        project.write("src/lib.rs", "");
        project.cargo(&["fetch"]);
        project
    });
    let mut best = [Duration::MAX; 3];
    for _ in 0..runs {
        for (project, best) in projects.iter().zip(&mut best) {
            project.clean();
            *best = project.cargo(&["build"]).cpu.min(*best);
        }
    }
    let [errspec, thiserror, stack] = best.map(|time| time.as_secs_f64());
    println!(
        "CPU time of a clean build: {errspec:.2} s errspec, {thiserror:.2} s thiserror, {stack:.2} s all that errspec replaces"
    );
    println!("ratio to all that errspec replaces: {:.2}", errspec / stack);
}

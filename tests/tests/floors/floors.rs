//! The floors that ARCHITECTURE.md lists.
//!
//! A block that begins with ```` ```floors engine ```` lists the top-level modules of the crate in `engine/`: one floor per
//! line, the top floor first, with spaces between the modules of a floor. The root of the crate is above all floors.

use std::collections::{BTreeMap, BTreeSet};

use crate::graph::{Arrow, Graph, list, module_of};

/// The root of a crate, which is on no floor and may use all of them.
const ROOT: &str = "lib";

/// The top-level modules of a crate, by floor, the top floor first.
#[derive(Debug)]
pub(crate) struct Floors {
    rows: Vec<Vec<String>>,
}

impl Floors {
    /// Reads the block of a crate.
    pub(crate) fn read(page: &str, krate: &str) -> Option<Self> {
        let opening = format!("```floors {krate}");
        let mut lines = page.lines().skip_while(|line| line.trim() != opening);
        lines.next()?;
        let rows = lines.take_while(|line| !line.trim_start().starts_with("```"));
        let rows = rows.map(|line| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>());
        Some(Self { rows: rows.filter(|row| !row.is_empty()).collect() })
    }

    /// Checks that every module is on one floor, and uses only modules on lower floors.
    pub(crate) fn check(&self, graph: &Graph) -> Vec<String> {
        let mut problems = Vec::new();
        let floors = self.number(&mut problems);
        let modules: BTreeSet<&str> = graph.files().map(module_of).filter(|module| *module != ROOT).collect();
        let missing = modules.iter().filter(|module| !floors.contains_key(**module));
        problems.extend(missing.map(|module| format!("`{module}` is on no floor")));
        let strange = floors.keys().filter(|module| !modules.contains(**module));
        problems.extend(strange.map(|module| format!("`{module}` is on a floor, but there is no such module")));
        problems.extend(graph.arrows().filter_map(|arrow| check_arrow(&floors, arrow)));
        problems
    }

    /// Returns the number of each module's floor, counted from the top.
    fn number(&self, problems: &mut Vec<String>) -> BTreeMap<&str, usize> {
        let mut floors = BTreeMap::new();
        for (number, row) in self.rows.iter().enumerate() {
            for module in row {
                if floors.insert(module.as_str(), number).is_some() {
                    problems.push(format!("`{module}` is listed twice"));
                }
            }
        }
        floors
    }
}

fn check_arrow(floors: &BTreeMap<&str, usize>, arrow: Arrow<'_>) -> Option<String> {
    let (from, to) = (module_of(arrow.from), module_of(arrow.to));
    if from == to || from == ROOT {
        return None;
    }
    let relation = match (floors.get(from), floors.get(to)) {
        _ if to == ROOT => "above all floors",
        (Some(own), Some(used)) if own == used => "on the same floor",
        (Some(own), Some(used)) if own > used => "on a floor above",
        _ => return None,
    };
    Some(format!("`{from}` uses `{to}` {relation}: {} -> {} ({})", arrow.from, arrow.to, list(arrow.names)))
}

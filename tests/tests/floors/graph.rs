//! The arrows between files, and their cycles.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt;

/// The files of a crate, each with the files that it uses and the names that it uses of them.
#[derive(Debug, Default)]
pub(crate) struct Graph {
    arrows: BTreeMap<String, BTreeMap<String, BTreeSet<String>>>,
}

/// An arrow between two files.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Arrow<'g> {
    pub(crate) from: &'g str,
    pub(crate) to: &'g str,
    pub(crate) names: &'g BTreeSet<String>,
}

impl Graph {
    pub(crate) fn add_file(&mut self, file: &str) {
        self.arrows.entry(file.to_owned()).or_default();
    }

    pub(crate) fn add(&mut self, from: &str, to: &str, name: &str) {
        if from != to {
            let names = self.arrows.entry(from.to_owned()).or_default().entry(to.to_owned()).or_default();
            names.insert(name.to_owned());
        }
    }

    pub(crate) fn files(&self) -> impl Iterator<Item = &str> {
        self.arrows.keys().map(String::as_str)
    }

    pub(crate) fn arrows(&self) -> impl Iterator<Item = Arrow<'_>> {
        self.arrows.iter().flat_map(|(from, targets)| targets.iter().map(move |(to, names)| Arrow { from, to, names }))
    }

    /// Returns the shortest cycle of each file that is in one: `a.rs -> b.rs (Name) -> a.rs (Other)`.
    pub(crate) fn cycles(&self) -> Vec<String> {
        let mut seen = BTreeSet::new();
        let mut cycles = Vec::new();
        for file in self.files() {
            if let Some(cycle) = self.cycle_through(file)
                && seen.insert(cycle.iter().copied().collect::<BTreeSet<_>>())
            {
                cycles.push(self.describe(&cycle));
            }
        }
        cycles
    }

    /// Returns the files of the shortest cycle through a file. Each uses the next, and the last uses the first.
    fn cycle_through<'g>(&'g self, start: &'g str) -> Option<Vec<&'g str>> {
        let mut users: BTreeMap<&str, &str> = BTreeMap::new();
        let mut queue = VecDeque::from([start]);
        while let Some(file) = queue.pop_front() {
            for used in self.arrows.get(file)?.keys().map(String::as_str) {
                if used == start {
                    let mut cycle: Vec<&str> =
                        std::iter::successors(Some(file), |file| users.get(file).copied()).collect();
                    cycle.reverse();
                    return Some(cycle);
                }
                users.entry(used).or_insert_with(|| {
                    queue.push_back(used);
                    file
                });
            }
        }
        None
    }

    fn describe(&self, cycle: &[&str]) -> String {
        let mut text = cycle.first().copied().unwrap_or_default().to_owned();
        for (user, used) in cycle.iter().zip(cycle.iter().cycle().skip(1)) {
            let names = self.arrows.get(*user).and_then(|targets| targets.get(*used));
            text += &format!(" -> {used} ({})", names.map(list).unwrap_or_default());
        }
        text
    }
}

impl fmt::Display for Graph {
    /// Writes the number of arrows, and the modules that each module uses, with the number of arrows between their files.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut modules: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
        for Arrow { from, to, .. } in self.arrows().filter(|arrow| module_of(arrow.from) != module_of(arrow.to)) {
            *modules.entry(module_of(from)).or_default().entry(module_of(to)).or_default() += 1;
        }
        let between: usize = modules.values().map(BTreeMap::len).sum();
        let (files, arrows) = (self.arrows.len(), self.arrows().count());
        writeln!(f, "{files} files, {arrows} arrows between them, {between} between top-level modules")?;
        for (module, used) in modules {
            let used: Vec<String> = used.iter().map(|(name, count)| format!("{name} ({count})")).collect();
            writeln!(f, "  {module} -> {}", used.join(", "))?;
        }
        Ok(())
    }
}

/// Returns the top-level module that a file belongs to.
pub(crate) fn module_of(file: &str) -> &str {
    file.split_once('/').map_or_else(|| file.trim_end_matches(".rs"), |(folder, _)| folder)
}

/// Writes the first names of a set.
pub(crate) fn list(names: &BTreeSet<String>) -> String {
    let first: Vec<&str> = names.iter().take(3).map(String::as_str).collect();
    format!("{}{}", first.join(", "), if names.len() > 3 { ", …" } else { "" })
}

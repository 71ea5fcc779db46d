//! The file behind a path.

use std::collections::BTreeSet;

use crate::graph::Graph;
use crate::modules::{Binding, Crate, Id};
use crate::syntax::Mention;

/// The target of a path within the crate.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Target {
    Module(Id),
    /// An item: the file that defines it, and its name there.
    Item(String, String),
}

/// The position of a name in a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Position {
    /// Before `::`, where only modules and types are allowed.
    Before,
    Last,
}

/// The modules and names on the way to a target. A name that leads to itself ends the search.
type Trail = BTreeSet<(Id, String, Position)>;

/// Returns the arrows between the files of a crate.
pub(crate) fn arrows(krate: &Crate) -> Graph {
    let mut graph = Graph::default();
    for (id, module) in krate.modules.iter().enumerate() {
        graph.add_file(&module.file);
        let mut targets: Vec<Target> = module.uses.iter().flat_map(|path| krate.resolve(id, path)).collect();
        targets.extend(module.mentions.iter().flat_map(|mention| krate.mentioned(id, mention)));
        for target in targets {
            if let Target::Item(file, name) = target {
                graph.add(&module.file, &file, &name);
            }
        }
    }
    graph
}

impl Crate {
    fn mentioned(&self, id: Id, mention: &Mention) -> Vec<Target> {
        match mention {
            Mention::Path(path) => self.resolve(id, path),
            Mention::Name(name) => self.without_import(id, name),
            Mention::Macro(name) => {
                let found = self.without_import(id, name);
                let file = self.macros.get(name).filter(|_| !self.is_imported(id, name));
                found.into_iter().chain(file.map(|file| Target::Item(file.clone(), name.clone()))).collect()
            }
        }
    }

    /// Returns the targets of a single name that no private `use` imports. For an imported name, the `use` is the arrow.
    fn without_import(&self, id: Id, name: &str) -> Vec<Target> {
        if self.is_imported(id, name) { Vec::new() } else { self.resolve(id, &[name.to_owned()]) }
    }

    fn is_imported(&self, id: Id, name: &str) -> bool {
        let bindings = self.modules.get(id).and_then(|module| module.names.get(name));
        bindings.into_iter().flatten().any(|binding| matches!(binding, Binding::Private(_)))
    }

    fn resolve(&self, id: Id, path: &[String]) -> Vec<Target> {
        self.follow(id, path, Position::Last, &mut Trail::new())
    }

    /// Returns the targets of a path in a module; none for a path to another crate.
    fn follow(&self, id: Id, path: &[String], end: Position, trail: &mut Trail) -> Vec<Target> {
        let Some((head, rest)) = path.split_first() else { return vec![Target::Module(id)] };
        let position = if rest.is_empty() { end } else { Position::Before };
        let own_name = self.own_names.contains(head) && !rest.is_empty();
        let mut found = match head.as_str() {
            "crate" => vec![Target::Module(0)],
            "self" => vec![Target::Module(id)],
            "super" => self.modules.get(id).and_then(|module| module.parent).map(Target::Module).into_iter().collect(),
            name => self.lookup(id, name, position, trail),
        };
        if found.is_empty() && own_name {
            found.push(Target::Module(0));
        }
        found.into_iter().flat_map(|target| self.descend(target, rest, end, trail)).collect()
    }

    /// Returns the targets of the segments that follow a target.
    fn descend(&self, target: Target, rest: &[String], end: Position, trail: &mut Trail) -> Vec<Target> {
        let (Target::Module(id), Some((name, after))) = (&target, rest.split_first()) else { return vec![target] };
        let position = if after.is_empty() { end } else { Position::Before };
        let found = match name.as_str() {
            "super" | "self" => return self.follow(*id, rest, end, trail),
            name => self.lookup(*id, name, position, trail),
        };
        if found.is_empty() && !self.is_foreign(*id, name) {
            // An item that a macro defines is in the file that calls it.
            let file = self.modules.get(*id).map(|module| module.file.clone());
            return file.map(|file| Target::Item(file, name.clone())).into_iter().collect();
        }
        found.into_iter().flat_map(|target| self.descend(target, after, end, trail)).collect()
    }

    /// Checks that a name in a module, which has no target in this crate, can come from another crate.
    fn is_foreign(&self, id: Id, name: &str) -> bool {
        let leads_out = |glob: &Vec<String>| self.follow(id, glob, Position::Before, &mut Trail::new()).is_empty();
        let module = self.modules.get(id);
        module.is_some_and(|module| module.names.contains_key(name) || module.globs.iter().any(leads_out))
    }

    /// Returns the targets of a name in a module: its definitions and imports, else those through its globs.
    fn lookup(&self, id: Id, name: &str, position: Position, trail: &mut Trail) -> Vec<Target> {
        let Some(module) = self.modules.get(id) else { return Vec::new() };
        let step = (id, name.to_owned(), position);
        if !trail.insert(step.clone()) {
            return Vec::new();
        }
        let mut found = Vec::new();
        for binding in module.names.get(name).into_iter().flatten() {
            match binding {
                Binding::Module(child) => found.push(Target::Module(*child)),
                Binding::Value if position == Position::Before => {}
                Binding::Type | Binding::Value => found.push(Target::Item(module.file.clone(), name.to_owned())),
                Binding::Private(path) | Binding::Public(path) => found.extend(self.follow(id, path, position, trail)),
            }
        }
        if found.is_empty() && !module.names.contains_key(name) {
            found.extend(module.globs.iter().flat_map(|glob| self.through_glob(id, glob, name, position, trail)));
        }
        if found.is_empty() && id == 0 {
            // An exported macro is in the root of the crate.
            found.extend(self.macros.get(name).map(|file| Target::Item(file.clone(), name.to_owned())));
        }
        trail.remove(&step);
        found
    }

    fn through_glob(&self, id: Id, glob: &[String], name: &str, end: Position, trail: &mut Trail) -> Vec<Target> {
        let modules = self.follow(id, glob, Position::Before, trail).into_iter().filter_map(|target| match target {
            Target::Module(id) => Some(id),
            Target::Item(..) => None,
        });
        modules.flat_map(|module| self.lookup(module, name, end, trail)).collect()
    }
}

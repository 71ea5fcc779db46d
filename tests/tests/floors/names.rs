//! The names of the types of a crate, each of which is unique.

use std::collections::BTreeMap;

use crate::modules::{Binding, Crate, Module};

/// The names that several modules may have, because each of them is part of a path that users write: the types of the frameworks'
/// adapters are alike, and the marker of a field type has the name of the type.
const SHARED: [&str; 3] = ["ErrorService", "Json", "ResponseExt"];

/// Returns every name that more than one type of a crate has, with the files.
pub(crate) fn repeated_types(read: &Crate) -> Vec<String> {
    let mut files: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for module in &read.modules {
        for name in types(module).filter(|name| !SHARED.contains(name) && !seals(read, module, name)) {
            files.entry(name).or_default().push(&module.file);
        }
    }
    let repeated = files.into_iter().filter(|(_, files)| files.len() > 1);
    repeated.map(|(name, files)| format!("{name}: {}", files.join(", "))).collect()
}

fn types(module: &Module) -> impl Iterator<Item = &str> {
    let is_type = |bindings: &[Binding]| bindings.contains(&Binding::Type);
    module.names.iter().filter(move |(_, bindings)| is_type(bindings)).map(|(name, _)| name.as_str())
}

/// Returns `true` for a trait within a file that seals the public trait of the same name.
fn seals(read: &Crate, module: &Module, name: &str) -> bool {
    let parent = module.parent.and_then(|parent| read.modules.get(parent));
    parent.is_some_and(|parent| parent.file == module.file && types(parent).any(|other| other == name))
}

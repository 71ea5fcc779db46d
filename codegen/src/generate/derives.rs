//! The derives that an enum of a table cannot have.

use syn::{Attribute, Path};

/// The traits that every such enum implements. Some implement `Eq` and `Hash`, and the others have a field that does not.
const IMPLEMENTED: [&str; 7] = ["Debug", "Display", "Clone", "PartialEq", "Eq", "Hash", "Error"];

/// The traits that no such enum can have, since the type of unknown errors does not implement them.
const IMPOSSIBLE: [&str; 4] = ["Copy", "Default", "PartialOrd", "Ord"];

/// Returns the reason why the enum of a table cannot have this derive; `None` if it can.
pub(crate) fn derive_conflict(path: &Path) -> Option<String> {
    let last = &path.segments.last()?.ident;
    if IMPLEMENTED.iter().any(|name| last == name) {
        let condition = if last == "Eq" || last == "Hash" { ", if the types of all fields do" } else { "" };
        return Some(format!("the enum of a table implements `{last}` itself{condition}"));
    }
    let is_std =
        path.segments.len() == 1 || path.segments.first().is_some_and(|it| it.ident == "std" || it.ident == "core");
    let is_impossible = is_std && IMPOSSIBLE.iter().any(|name| last == name);
    is_impossible.then(|| {
        format!("the enum of a table cannot derive `{last}`: its variant for unknown errors does not implement it")
    })
}

/// Returns the paths in a `#[derive(..)]`. Another attribute has none.
pub(crate) fn derived(attribute: &Attribute) -> Vec<Path> {
    let mut paths = Vec::new();
    if attribute.path().is_ident("derive") {
        let read = attribute.parse_nested_meta(|meta| {
            paths.push(meta.path);
            Ok(())
        });
        // The compiler reports what is no path.
        drop(read);
    }
    paths
}

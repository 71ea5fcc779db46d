//! The manifest of the user's crate, which states the name by which it knows errspec.

use std::path::Path;

use toml::de::DeTable;

/// The name of the package that generated code calls.
const PACKAGE: &str = "errspec";

/// The tables of a manifest that list dependencies.
const LISTS: [&str; 3] = ["dependencies", "dev-dependencies", "build-dependencies"];

/// Returns the name by which the package in this folder knows errspec, as Rust code writes it.
///
/// It is `errspec` unless the manifest, or that of the workspace, renames it: `errors = { package = "errspec" }`. It is also
/// `errspec` without a readable manifest, since another tool than cargo may run the build.
#[must_use]
pub fn crate_name(folder: &Path) -> String {
    let found = read(folder).and_then(|text| {
        let manifest = parse(&text);
        renamed(&manifest, folder)
    });
    found.unwrap_or_else(|| PACKAGE.to_owned()).replace('-', "_")
}

/// Returns the names by which the package in this folder knows other crates, its own included, as Rust code writes them; `None` without a
/// readable manifest.
#[cfg(feature = "build")]
pub(crate) fn known_crates(folder: &Path) -> Option<Vec<String>> {
    let text_of_manifest = read(folder)?;
    let manifest = parse(&text_of_manifest);
    let own = [table(&manifest, "package"), table(&manifest, "lib")];
    let own = own.into_iter().flatten().filter_map(|table| text(table, "name"));
    let listed = dependency_lists(&manifest).into_iter().flat_map(|list| list.keys().map(|key| key.get_ref().as_ref()));
    let known = own.chain(listed).chain(["alloc", "core", "std"]);
    Some(known.map(|name: &str| name.replace('-', "_")).collect())
}

fn read(folder: &Path) -> Option<String> {
    std::fs::read_to_string(folder.join("Cargo.toml")).ok()
}

/// Returns the well-formed part of the manifest. Cargo has reported the rest.
fn parse(text: &str) -> DeTable<'_> {
    DeTable::parse_recoverable(text).0.into_inner()
}

/// Returns the name if the manifest renames the package.
fn renamed(manifest: &DeTable<'_>, folder: &Path) -> Option<String> {
    let mut found = None;
    for (key, dependency) in dependency_lists(manifest).into_iter().flatten() {
        let key = key.get_ref().as_ref();
        let dependency = dependency.get_ref().as_table();
        let inherits = dependency.and_then(|table| table.get("workspace")?.get_ref().as_bool()) == Some(true);
        let package = match dependency.and_then(|table| text(table, "package")) {
            Some(package) => package.to_owned(),
            None if inherits && key != PACKAGE => workspace_package(folder, key).unwrap_or_else(|| key.to_owned()),
            None => key.to_owned(),
        };
        if package != PACKAGE {
            continue;
        }
        if key == PACKAGE {
            // If both names are known, generated code uses the plain one.
            return None;
        }
        found = found.or_else(|| Some(key.to_owned()));
    }
    found
}

/// Returns the tables that list dependencies, also those of targets.
fn dependency_lists<'t, 'd>(manifest: &'t DeTable<'d>) -> Vec<&'t DeTable<'d>> {
    let targets = table(manifest, "target").into_iter().flat_map(|targets| targets.values());
    let roots = std::iter::once(manifest).chain(targets.filter_map(|target| target.get_ref().as_table()));
    roots.flat_map(|root| LISTS.iter().filter_map(|list| table(root, list))).collect()
}

/// Returns the package that the workspace around a folder calls `key`.
fn workspace_package(folder: &Path, key: &str) -> Option<String> {
    folder.ancestors().find_map(|folder| {
        let text_of_manifest = read(folder)?;
        let manifest = parse(&text_of_manifest);
        let dependencies = table(table(&manifest, "workspace")?, "dependencies")?;
        text(table(dependencies, key)?, "package").map(str::to_owned)
    })
}

fn table<'t, 'd>(parent: &'t DeTable<'d>, key: &str) -> Option<&'t DeTable<'d>> {
    parent.get(key)?.get_ref().as_table()
}

fn text<'t>(parent: &'t DeTable<'_>, key: &str) -> Option<&'t str> {
    parent.get(key)?.get_ref().as_str()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{parse, renamed};

    fn name(manifest: &str) -> Option<String> {
        renamed(&parse(manifest), Path::new("/nowhere"))
    }

    #[test]
    fn a_new_name_is_found() {
        assert_eq!(name("[dependencies]\nerrspec = \"1\""), None);
        assert_eq!(name("[dependencies]\nother = \"1\""), None);
        assert_eq!(name("[dependencies]\nerrors = { package = \"errspec\" }").as_deref(), Some("errors"));
        assert_eq!(name("[dev-dependencies.the-errors]\npackage = \"errspec\"").as_deref(), Some("the-errors"));
        let target = "[target.'cfg(unix)'.dependencies]\nerrors = { package = \"errspec\" }";
        assert_eq!(name(target).as_deref(), Some("errors"));
    }

    #[test]
    fn the_plain_name_goes_before_a_new_one() {
        assert_eq!(name("[dependencies]\na = { package = \"errspec\" }\nerrspec = \"1\""), None);
    }

    #[test]
    fn an_unreadable_manifest_names_nothing() {
        assert_eq!(name("[dependencies\nerrors = {"), None);
    }
}

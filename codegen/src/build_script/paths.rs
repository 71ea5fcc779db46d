//! Paths as they are shown and compared.

use std::path::{Component, Path, PathBuf};

/// The path as reports and headers show it: from the root on, with `/` between its parts, so that generated files do not
/// depend on where the package lies, nor on the system.
pub(super) fn shown(path: &Path, root: &Path) -> String {
    let (path, root) = (normal(path), normal(root));
    let above = root.ancestors().position(|above| path.starts_with(above) && above.parent().is_some());
    // With no more in common than the root of the file system, the whole path says more than a row of `..`.
    let Some(up) = above else { return path.display().to_string() };
    let common = root.ancestors().nth(up).unwrap_or(&root);
    let below = path.strip_prefix(common).unwrap_or(&path);
    let parts = std::iter::repeat_n("..".into(), up).chain(below.iter().map(|part| part.to_string_lossy()));
    let shown = parts.collect::<Vec<_>>().join("/");
    if shown.is_empty() { ".".to_owned() } else { shown }
}

/// What two spellings of the path of one file have in common.
pub(super) fn identity(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| normal(path))
}

/// The path without `.` and `..`.
fn normal(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(out.components().next_back(), Some(Component::Normal(_))) => {
                out.pop();
            }
            part => out.push(part),
        }
    }
    out
}

#[cfg(all(test, unix))]
mod tests {
    use std::path::Path;

    use super::shown;

    #[test]
    fn paths_are_shown_from_the_root_on() {
        let root = Path::new("/work/api");
        for (path, expected) in [
            ("/work/api/specs/a.toml", "specs/a.toml"),
            ("/work/api/./specs/../b.toml", "b.toml"),
            ("/work/api/../shared/a.toml", "../shared/a.toml"),
            ("/work/api", "."),
            ("/etc/a.toml", "/etc/a.toml"),
        ] {
            assert_eq!(shown(Path::new(path), root), expected);
        }
    }
}

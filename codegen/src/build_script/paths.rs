//! Showing and comparing paths.

use std::path::{Component, Path, PathBuf};

/// Returns the path as reports and headers show it: relative to the root, with `/` between its parts. Generated files must not
/// depend on the place of the package or on the system.
pub(super) fn shown(path: &Path, root: &Path) -> String {
    let (path, root) = (normal(path), normal(root));
    let above = root.ancestors().position(|above| path.starts_with(above) && above.parent().is_some());
    // If the two share only the root of the file system, the absolute path is clearer than a row of `..`.
    let Some(up) = above else { return path.display().to_string() };
    let common = root.ancestors().nth(up).unwrap_or(&root);
    let below = path.strip_prefix(common).unwrap_or(&path);
    let parts = std::iter::repeat_n("..".into(), up).chain(below.iter().map(|part| part.to_string_lossy()));
    let shown = parts.collect::<Vec<_>>().join("/");
    if shown.is_empty() { ".".to_owned() } else { shown }
}

/// Returns a path that is the same for all spellings of the path of one file.
pub(super) fn identity(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| normal(path))
}

/// Returns the path without `.` and `..`.
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
    fn paths_are_relative_to_the_root() {
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

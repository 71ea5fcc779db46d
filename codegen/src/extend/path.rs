//! The paths of files that are extended.

use std::path::{Component, Path, PathBuf};

use crate::diagnostics::{Checked, Diagnostic, Diagnostics};
use crate::locate::{LoadError, LoadErrorKind, without_detours};
use crate::rules;
use crate::source::{At, SourceFile};

/// The path of a file. Two are equal if they are those of one file.
pub(super) struct FilePath {
    /// The path as reports show it.
    pub(super) name: String,
    pub(super) path: PathBuf,
    /// The path without links and detours.
    identity: PathBuf,
}

impl PartialEq for FilePath {
    fn eq(&self, other: &Self) -> bool {
        self.identity == other.identity
    }
}

impl FilePath {
    /// Returns the path of a source, if it is known.
    pub(super) fn of(file: &SourceFile) -> Option<Self> {
        file.path.clone().map(|path| Self::new(file.name.clone(), path))
    }

    /// Returns the path without links and detours.
    pub(super) fn identity(&self) -> &Path {
        &self.identity
    }

    fn new(name: String, path: PathBuf) -> Self {
        let identity = path.canonicalize().unwrap_or_else(|_| without_detours(&path));
        Self { name, path, identity }
    }

    /// Returns the path that is written in this file.
    pub(super) fn join(&self, written: &At<String>, sink: &mut Diagnostics<'_>) -> Checked<Self> {
        let error = |title: &str| Diagnostic::new(&rules::BAD_EXTENDS, written.span, title);
        if written.value.trim().is_empty() {
            let diagnostic = error("the path is empty").help("name a file, such as `extends = \"common.toml\"`");
            return Err(sink.report(diagnostic));
        }
        let below = Path::new(&written.value);
        let has_root = below.has_root() || matches!(below.components().next(), Some(Component::Prefix(_)));
        if has_root {
            let help = "write it relative to the folder of this file, as in `../common.toml`, so that it is right on every machine";
            return Err(sink.report(error("the path is absolute").help(help)));
        }
        Ok(Self::new(shown(&folder(Path::new(&self.name)).join(below)), folder(&self.path).join(below)))
    }

    /// Returns the error for a file that could not be read.
    pub(super) fn not_loaded(&self, written: &At<String>, error: LoadError, from: &Self) -> Diagnostic {
        let folder = folder(&from.path);
        let help = self.meant(&written.value, error.kind(), folder);
        let error = error.with_paths(|_| PathBuf::from(&self.name));
        Diagnostic::new(&rules::BAD_EXTENDS, written.span, error.to_string()).help_or_hint(help)
    }

    /// Returns the help with the path that is most likely meant.
    fn meant(&self, written: &str, error: &LoadErrorKind, folder: &Path) -> Option<String> {
        let similar = match error {
            LoadErrorKind::NotFound { suggestion } => suggestion.as_ref(),
            LoadErrorKind::IsFolder { only_table } => only_table.as_ref(),
            LoadErrorKind::NotTable(_) => return Some("write the path of a TOML file".to_owned()),
            LoadErrorKind::NotUtf8 { .. } => return Some("save the file in UTF-8".to_owned()),
            LoadErrorKind::Io(_) => return Some("make the file readable".to_owned()),
        };
        let spelled = |path: &Path| path.to_string_lossy().replace('\\', "/");
        if let Some(path) = similar.and_then(|path| path.strip_prefix(folder).ok()) {
            return Some(format!("did you mean `{}`?", spelled(path)));
        }
        let path = relative_to_folder(written, folder)?;
        Some(format!("write `{}`: {}", spelled(&path), rules::BAD_EXTENDS.hint))
    }
}

/// Returns the path relative to `folder`, if the written one is that of a file relative to a folder above, such as that of
/// `Cargo.toml`.
fn relative_to_folder(written: &str, folder: &Path) -> Option<PathBuf> {
    let (up, above) = folder.ancestors().enumerate().skip(1).find(|(_, above)| above.join(written).is_file())?;
    let file = above.join(written);
    match file.strip_prefix(folder) {
        Ok(below) => Some(below.to_path_buf()),
        Err(_) => Some(std::iter::repeat_n("..", up).collect::<PathBuf>().join(written)),
    }
}

fn folder(file: &Path) -> &Path {
    file.parent().unwrap_or(Path::new(""))
}

/// Returns the path without `.` and `..` in it, and with `/` between its parts.
fn shown(path: &Path) -> String {
    without_detours(path).display().to_string().replace('\\', "/")
}

#[cfg(all(test, unix))]
mod tests {
    use std::path::Path;

    use super::shown;

    #[test]
    fn a_path_is_shown_without_detours() {
        for (path, expected) in [
            ("specs/./common.toml", "specs/common.toml"),
            ("specs/../shared/common.toml", "shared/common.toml"),
            ("../../shared/common.toml", "../../shared/common.toml"),
            ("/a/../common.toml", "/common.toml"),
        ] {
            assert_eq!(shown(Path::new(path)), expected);
        }
    }
}

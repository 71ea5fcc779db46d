//! The folder to which the path of a table is relative: that of the manifest, or that of the file with the attribute.

use std::path::{Component, Path, PathBuf};

use syn::{Error, LitStr};

/// The base of a path.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Base {
    Manifest,
    File,
    Absolute,
}

impl Base {
    pub(super) fn of(written: &str) -> Self {
        let path = Path::new(written);
        match path.components().next() {
            _ if path.is_absolute() => Self::Absolute,
            Some(Component::CurDir | Component::ParentDir) => Self::File,
            _ => Self::Manifest,
        }
    }

    /// Returns the path of a file as it is written with this base.
    pub(super) fn written(self, path: &Path, literal: &LitStr) -> PathBuf {
        let written = match self {
            Self::Absolute => None,
            Self::Manifest => manifest_folder().and_then(|folder| Some(path.strip_prefix(folder).ok()?.to_path_buf())),
            Self::File => invoking_folder(literal).map(|folder| relative(path, &folder)),
        };
        written.unwrap_or_else(|| path.to_path_buf())
    }

    pub(super) fn folder(self, literal: &LitStr) -> syn::Result<PathBuf> {
        match self {
            Self::Absolute => Ok(PathBuf::new()),
            Self::Manifest => Ok(manifest_folder().or_else(|| std::env::current_dir().ok()).unwrap_or_default()),
            Self::File => invoking_folder(literal).ok_or_else(|| {
                let message = "the file with this path is unknown; write the path without `./`, relative to the folder of \
                               Cargo.toml";
                Error::new(literal.span(), message)
            }),
        }
    }
}

/// Returns the folder of the file in which the path is written.
pub(super) fn invoking_folder(literal: &LitStr) -> Option<PathBuf> {
    let span = literal.span().unwrap();
    let file = span.local_file().or_else(|| Some(PathBuf::from(span.file())).filter(|file| file.is_file()))?;
    let file = std::path::absolute(file).ok()?;
    file.parent().map(Path::to_path_buf)
}

/// Returns the path of a file as it is written in a file of this folder.
pub(super) fn relative(path: &Path, folder: &Path) -> PathBuf {
    let up = folder.ancestors().position(|above| path.starts_with(above)).unwrap_or_default();
    let above = folder.ancestors().nth(up).unwrap_or(folder);
    let below = path.strip_prefix(above).unwrap_or(path);
    match up {
        0 => Path::new(".").join(below),
        _ => std::iter::repeat_n("..", up).collect::<PathBuf>().join(below),
    }
}

/// Returns the path without `.` and, where no symbolic link is involved, without `..`.
pub(super) fn normal(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir
                if matches!(out.components().next_back(), Some(Component::Normal(_))) && !out.is_symlink() =>
            {
                out.pop();
            }
            part => out.push(part),
        }
    }
    out
}

/// Returns the folder of the manifest.
pub(super) fn manifest_folder() -> Option<PathBuf> {
    std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from)
}

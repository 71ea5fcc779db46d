//! Files that are written as a whole, or not at all.

use std::io::Write;
use std::path::Path;

use crate::failure::Failure;

/// Writes a file. An interruption leaves the file as it was: the text is written to another one, which then takes its place.
pub(crate) fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    // A link stays, and what it leads to is written.
    let path = &std::fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let failure = |error: std::io::Error| Failure::new(format!("`{}` cannot be written: {error}", path.display()));
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(failure)?;
    file.write_all(bytes).map_err(failure)?;
    match std::fs::metadata(path) {
        Ok(metadata) => file.as_file().set_permissions(metadata.permissions()).map_err(failure)?,
        Err(_) => readable(file.as_file()).map_err(failure)?,
    }
    file.persist(path).map_err(|error| failure(error.error))?;
    Ok(())
}

/// Writes a file that must not exist yet.
pub(crate) fn write_new_file(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let failure = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => exists_already(path),
        std::io::ErrorKind::NotFound => Failure::new(format!("there is no folder `{}`", folder.display())),
        _ => Failure::new(format!("`{}` cannot be written: {error}", path.display())),
    };
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(failure)?;
    file.write_all(bytes).map_err(failure)?;
    readable(file.as_file()).map_err(failure)?;
    file.persist_noclobber(path).map_err(|error| failure(error.error))?;
    Ok(())
}

/// Returns the failure for a path at which there is a file.
pub(crate) fn exists_already(path: &Path) -> Failure {
    Failure::new(format!("`{}` exists already", path.display()))
        .help("choose another path with `--output`, or remove the file")
}

/// Gives a new file the permissions of other new files: a temporary one is for its owner alone.
#[cfg(unix)]
fn readable(file: &std::fs::File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable(_: &std::fs::File) -> std::io::Result<()> {
    Ok(())
}

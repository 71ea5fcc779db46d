//! Staged files: they are written beside their destinations first, so that no file is ever seen half written.

use std::fs;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::time::SystemTime;

/// Files that are not yet at their destinations. Those that never get there are removed.
#[derive(Default)]
pub(super) struct StagedFiles(Vec<StagedFile>);

struct StagedFile {
    path: PathBuf,
    destination: PathBuf,
}

impl StagedFiles {
    /// Writes a file that belongs to `destination`. With a time, it is the file's instead of the present.
    pub(super) fn write(&mut self, destination: PathBuf, text: &str, modified: Option<SystemTime>) -> io::Result<()> {
        let name = destination.file_name().unwrap_or_default().to_string_lossy();
        let path = destination.with_file_name(format!(".{name}.{}.new", std::process::id()));
        let mut file = fs::File::create(&path)?;
        self.0.push(StagedFile { path, destination });
        file.write_all(text.as_bytes())?;
        modified.map_or(Ok(()), |modified| file.set_modified(modified))
    }

    /// Moves each file to its destination. An error comes with the destination.
    pub(super) fn commit(self) -> Result<(), (PathBuf, io::Error)> {
        for file in &self.0 {
            fs::rename(&file.path, &file.destination).map_err(|error| (file.destination.clone(), error))?;
        }
        Ok(())
    }
}

impl Drop for StagedFiles {
    fn drop(&mut self) {
        for file in &self.0 {
            // A file that was committed is no longer there.
            let _ = fs::remove_file(&file.path);
        }
    }
}

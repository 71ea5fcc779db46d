//! Files that are written beside their places first, so that none is ever seen half written, and all of them or none.

use std::fs;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::time::SystemTime;

/// Files that are not yet in their places. Those that never come there are removed.
#[derive(Default)]
pub(super) struct Drafts(Vec<Draft>);

struct Draft {
    /// Where it is.
    path: PathBuf,
    /// Where it belongs.
    place: PathBuf,
}

impl Drafts {
    /// Writes what belongs to `place`, with a time that is not now if one is given.
    pub(super) fn write(&mut self, place: PathBuf, text: &str, age: Option<SystemTime>) -> io::Result<()> {
        let name = place.file_name().unwrap_or_default().to_string_lossy();
        let path = place.with_file_name(format!(".{name}.{}.new", std::process::id()));
        let mut file = fs::File::create(&path)?;
        self.0.push(Draft { path, place });
        file.write_all(text.as_bytes())?;
        age.map_or(Ok(()), |age| file.set_modified(age))
    }

    /// Puts each in its place whole.
    pub(super) fn publish(self) -> Result<(), (PathBuf, io::Error)> {
        for draft in &self.0 {
            fs::rename(&draft.path, &draft.place).map_err(|fault| (draft.place.clone(), fault))?;
        }
        Ok(())
    }
}

impl Drop for Drafts {
    fn drop(&mut self) {
        for draft in &self.0 {
            // Most are not there any more.
            let _ = fs::remove_file(&draft.path);
        }
    }
}

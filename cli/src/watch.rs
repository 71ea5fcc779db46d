//! The files of a command, until one of them changes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

use crate::failure::Failure;

/// The time without a further change after which one is complete: editors write a file in several steps.
const QUIET: Duration = Duration::from_millis(50);

/// The texts of files; `None` for one that cannot be read.
pub(crate) type Texts = BTreeMap<PathBuf, Option<Vec<u8>>>;

/// A watcher of folders.
pub(crate) struct Watch {
    watcher: RecommendedWatcher,
    events: Receiver<notify::Result<Event>>,
    folders: BTreeSet<PathBuf>,
}

impl Watch {
    pub(crate) fn new() -> Result<Self, Failure> {
        let (sender, events) = channel();
        let watcher = notify::recommended_watcher(sender).map_err(failure)?;
        Ok(Self { watcher, events, folders: BTreeSet::new() })
    }

    /// Watches the folders of files. An editor may replace a file, and a new one may appear.
    pub(crate) fn follow<'p>(&mut self, files: impl Iterator<Item = &'p Path>) -> Result<(), Failure> {
        for file in files {
            let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            let Ok(folder) = folder.canonicalize() else { continue };
            if self.folders.insert(folder.clone()) {
                self.watcher.watch(&folder, RecursiveMode::NonRecursive).map_err(failure)?;
            }
        }
        Ok(())
    }

    /// Waits until a TOML file in one of the folders may have changed.
    pub(crate) fn wait(&self) -> Result<(), Failure> {
        loop {
            let event = self.events.recv().map_err(|_| Failure::new("the files are no longer watched"))?;
            if is_change(&event.map_err(failure)?) {
                return Ok(());
            }
        }
    }

    /// Waits until nothing changes anymore.
    pub(crate) fn settle(&self) {
        while self.events.recv_timeout(QUIET).is_ok() {}
    }
}

/// Returns `true` if a TOML file may have another text.
fn is_change(event: &Event) -> bool {
    let is_toml = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "toml");
    !event.kind.is_access() && event.paths.iter().any(is_toml)
}

fn failure(error: notify::Error) -> Failure {
    Failure::new(format!("the files cannot be watched: {error}"))
}

/// Reads files.
pub(crate) fn texts(files: impl Iterator<Item = PathBuf>) -> Texts {
    files.map(|file| (file.clone(), std::fs::read(&file).ok())).collect()
}

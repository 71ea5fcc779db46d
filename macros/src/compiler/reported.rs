//! The errors and warnings of tables that this compilation has reported.

use std::collections::HashSet;
use std::sync::{LazyLock, Mutex, PoisonError};

/// The messages that were reported. The compiler runs all macros of a crate in one process.
static REPORTED: Mutex<Option<HashSet<String>>> = Mutex::new(None);

/// `true` if the process expands the same macro again and again, as rust-analyzer does.
pub(super) static IS_EDITOR: LazyLock<bool> = LazyLock::new(|| {
    let program = std::env::current_exe().ok();
    let name = program.as_deref().and_then(|path| path.file_name()).map(|name| name.to_string_lossy().into_owned());
    name.is_some_and(|name| name.starts_with("rust-analyzer"))
});

/// Returns `true` if the message was not reported yet.
pub(super) fn is_unreported(message: &str) -> bool {
    *IS_EDITOR || {
        let mut reported = REPORTED.lock().unwrap_or_else(PoisonError::into_inner);
        reported.get_or_insert_default().insert(message.to_owned())
    }
}

//! The files of a crate.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

/// The texts of the `.rs` files of a crate, by their path below `src` with `/` between folders.
pub(crate) type Files = BTreeMap<String, String>;

/// Reads all `.rs` files below a folder. The root of a program counts as that of a library.
pub(crate) fn read(folder: &Path) -> io::Result<Files> {
    let mut files = Files::new();
    add(&mut files, folder, "")?;
    if let Some(root) = files.remove("main.rs") {
        files.entry("lib.rs".to_owned()).or_insert(root);
    }
    Ok(files)
}

fn add(files: &mut Files, folder: &Path, prefix: &str) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = format!("{prefix}{}", path.file_name().unwrap_or_default().to_string_lossy());
        if path.is_dir() {
            add(files, &path, &format!("{name}/"))?;
        } else if name.ends_with(".rs") {
            files.insert(name, fs::read_to_string(&path)?);
        }
    }
    Ok(())
}

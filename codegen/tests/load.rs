//! The errors of a table that cannot be loaded, by kind.

#![allow(clippy::panic, clippy::expect_used)]

use std::error::Error as _;
use std::fs;
use std::path::{Path, PathBuf};

use errspec_codegen::{LoadError, LoadErrorKind, load};

/// Returns an empty folder that belongs to one test.
fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("load").join(test);
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("the output of an earlier run can be removed");
    }
    fs::create_dir_all(&folder).expect("a folder can be created");
    folder
}

fn error(path: &Path) -> LoadError {
    load(path).expect_err("there is no table")
}

#[test]
fn the_error_of_a_missing_file_suggests_a_similar_path() {
    let folder = folder("missing");
    fs::write(folder.join("flanks.toml"), "").expect("a file can be written");
    let path = folder.join("flank.toml");
    let error = error(&path);
    assert_eq!(error.path(), path);
    let LoadErrorKind::NotFound { suggestion } = error.kind() else { panic!("{error:?}") };
    assert_eq!(suggestion.as_deref(), Some(&*folder.join("flanks.toml")));
    assert_eq!(error.to_string(), format!("there is no file `{}`", path.display()));
    assert!(error.help().is_some_and(|help| help.starts_with("did you mean `")));
}

#[test]
fn the_only_file_of_a_name_is_suggested_wherever_it_is() {
    let package = folder("elsewhere");
    for below in ["specs/deep", "target", ".git"] {
        fs::create_dir_all(package.join(below)).expect("a folder can be created");
        fs::write(package.join(below).join("flanks.toml"), "").expect("a file can be written");
    }
    let suggestion = |path: &str| {
        let error = error(&package.join(path)).or_elsewhere(&package);
        error.similar_path().map(|path| path.strip_prefix(&package).expect("a path in the package").to_path_buf())
    };
    let expected = Some(PathBuf::from("specs/deep/flanks.toml"));
    assert_eq!(suggestion("flanks.toml"), expected);
    assert_eq!(suggestion("other/Flanks"), expected);
    assert_eq!(suggestion("billing.toml"), None);
    fs::write(package.join("flanks.toml"), "").expect("a file can be written");
    assert_eq!(suggestion("other/flanks.toml"), None, "two files have the name");
}

#[test]
fn the_error_of_a_folder_suggests_its_only_table() {
    let folder = folder("folder");
    fs::write(folder.join("one.toml"), "").expect("a file can be written");
    let failure = error(&folder);
    let LoadErrorKind::IsFolder { only_table } = failure.kind() else { panic!("{failure:?}") };
    assert_eq!(only_table.as_deref(), Some(&*folder.join("one.toml")));
    fs::write(folder.join("two.toml"), "").expect("a file can be written");
    assert!(matches!(error(&folder).kind(), LoadErrorKind::IsFolder { only_table: None }));
}

#[test]
fn the_error_of_a_file_that_is_not_utf8_has_the_position() {
    let path = folder("utf8").join("latin1.toml");
    fs::write(&path, b"[table]\nname = \"\xe9\"\n").expect("a file can be written");
    assert!(matches!(error(&path).kind(), LoadErrorKind::NotUtf8 { line: 2, column: 9, is_utf16: false }));
    assert!(error(&path).source().is_none());
    assert_eq!(error(&path).help().as_deref(), Some("save the file in UTF-8"));
}

#[test]
fn a_file_in_utf16_is_told() {
    let path = folder("utf16").join("table.toml");
    for (mark, to_bytes) in [(&[0xff, 0xfe], u16::to_le_bytes as fn(u16) -> [u8; 2]), (&[0xfe, 0xff], u16::to_be_bytes)]
    {
        let text: Vec<u8> = "[table]\n".encode_utf16().flat_map(to_bytes).collect();
        fs::write(&path, [mark.as_slice(), &text].concat()).expect("a file can be written");
        let error = error(&path);
        assert!(error.to_string().ends_with("is in UTF-16, and TOML is in UTF-8"), "{error}");
        assert_eq!(error.help().as_deref(), Some("save the file in UTF-8"));
    }
}

#[test]
fn the_paths_of_an_error_can_be_replaced() {
    let folder = folder("spelled");
    fs::write(folder.join("flanks.toml"), "").expect("a file can be written");
    let error = error(&folder.join("flank.toml"));
    let error = error.with_paths(|path| path.file_name().unwrap_or_default().into());
    assert_eq!(error.to_string(), "there is no file `flank.toml`");
    assert_eq!(error.help().as_deref(), Some("did you mean `flanks.toml`?"));
}

//! The settings of the guide, in the editors that are installed. Without the editor, its test does nothing.
#![cfg(unix)]
#![allow(clippy::panic, clippy::unwrap_used)]

use std::fs;
use std::path::Path;
use std::process::Command;

const FAULTY: &str =
    "[table]\nformat = 1\nname = \"pay\"\n[envelope]\ncode = \"/code\"\n[errors.DECLINED]\ncode = 7\nstatsu = 402\n";

/// Opens the table, waits for its diagnostics, and prints them.
const SCRIPT: &str = r#"
vim.cmd("edit faulty.toml")
vim.cmd("set filetype=toml")
vim.wait(60000, function() return #vim.diagnostic.get(0) > 0 end, 20)
for _, found in ipairs(vim.diagnostic.get(0)) do
  io.stdout:write(string.format("%d:%d: %s\n", found.lnum + 1, found.col + 1, found.message))
end
vim.cmd("quitall!")
"#;

#[test]
fn neovim_shows_the_errors_of_a_table() {
    let version = Command::new("nvim").arg("--version").output();
    let Ok(version) = version else { return };
    let version = String::from_utf8_lossy(&version.stdout).into_owned();
    let minor: u32 = version.split('.').nth(1).and_then(|minor| minor.parse().ok()).unwrap_or(11);
    let guide = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../guide/editor.md")).unwrap();
    let blocks = guide.split("```lua\n").skip(1).map(|block| block.split("```").next().unwrap());
    let settings = { blocks }.nth(if minor >= 11 { 0 } else { 1 }).unwrap();

    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("faulty.toml", FAULTY);
    write("init.lua", settings);
    write("script.lua", SCRIPT);
    let program = Path::new(env!("CARGO_BIN_EXE_cargo-errspec")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap_or_default());
    let output = Command::new("nvim")
        .args(["--headless", "-u", "init.lua", "-c", "luafile script.lua"])
        .current_dir(folder.path())
        .env("PATH", path)
        .output()
        .unwrap();
    let shown = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(shown.contains("8:1: unknown key `statsu`"), "{shown}{}", String::from_utf8_lossy(&output.stderr));
}

//! A table of many entries, and the same enum by thiserror, strum and `num_enum`.

#![allow(dead_code, unreachable_pub, reason = "each benchmark uses a part of this module")]

use std::fmt::Write as _;

/// The dependencies of the enum with derives, as lines of a manifest.
pub const DERIVES: &str =
    "thiserror = \"2\"\nstrum = { version = \"0.28\", features = [\"derive\"] }\nnum_enum = \"0.7\"";

/// Returns a message: two of three entries have a fixed text, and the third has a parameter.
pub fn message(number: usize) -> String {
    if number.is_multiple_of(3) {
        format!("Thing {{id}} failed for reason {number}")
    } else {
        format!("Failure number {number}")
    }
}

/// Returns the table.
pub fn table(entries: usize) -> String {
    let mut out =
        String::from("[table]\nformat = 1\nname = \"large\"\n[envelope]\ncode = \"/code\"\nmessage = \"/message\"\n");
    for number in 0..entries {
        let (code, status) = (10_000 + number, 400 + number % 100);
        let text = message(number);
        writeln!(out, "[errors.ERROR_{number}]\ncode = {code}\nstatus = {status}\nmessage = {text:?}")
            .expect("writing to a string cannot fail");
        writeln!(out, "summary = \"The error {number}.\"\ncauses = [\"It is number {number}.\"]")
            .expect("writing to a string cannot fail");
        writeln!(out, "action = \"Do what number {number} asks for.\"\nretry = \"never\"")
            .expect("writing to a string cannot fail");
    }
    out
}

/// Returns the same enum with the usual derives: the code by `num_enum` on a second enum without fields, the name by strum, the
/// message by thiserror, and status, causes and action by matches.
pub fn derives(entries: usize) -> String {
    let (mut errors, mut codes, mut kinds) = (String::new(), String::new(), String::new());
    let (mut statuses, mut causes, mut actions) = (String::new(), String::new(), String::new());
    for number in 0..entries {
        let text = message(number);
        let fields = if number.is_multiple_of(3) { " { id: String }" } else { "" };
        let pattern = if number.is_multiple_of(3) { " { .. }" } else { "" };
        let written = "writing to a string cannot fail";
        writeln!(errors, "#[error({text:?})] Error{number}{fields},").expect(written);
        writeln!(codes, "Error{number} = {},", 10_000 + number).expect(written);
        writeln!(kinds, "Self::Error{number}{pattern} => Code::Error{number},").expect(written);
        writeln!(statuses, "Self::Error{number}{pattern} => {},", 400 + number % 100).expect(written);
        writeln!(causes, "Self::Error{number}{pattern} => &[\"It is number {number}.\"],").expect(written);
        writeln!(actions, "Self::Error{number}{pattern} => \"Do what number {number} asks for.\",").expect(written);
    }
    format!(
        "#[derive(Debug, Clone, PartialEq, Eq, Hash, thiserror::Error, strum::IntoStaticStr)]\npub enum Large {{ {errors} }}\n\
         #[derive(Debug, Clone, Copy, PartialEq, Eq, num_enum::TryFromPrimitive, num_enum::IntoPrimitive)]\n#[repr(u32)]\n\
         pub enum Code {{ {codes} }}\n\
         impl Large {{\n\
         pub fn code(&self) -> Code {{ match self {{ {kinds} }} }}\n\
         pub fn status(&self) -> u16 {{ match self {{ {statuses} }} }}\n\
         pub fn causes(&self) -> &'static [&'static str] {{ match self {{ {causes} }} }}\n\
         pub fn action(&self) -> &'static str {{ match self {{ {actions} }} }}\n}}\n"
    )
}

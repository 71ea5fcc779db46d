// Files of other kinds, which are not read as tables.

#[errspec::table("./other_files.rs")]
pub enum Rust {}

#[errspec::table("Cargo.toml")]
pub enum Manifest {}

fn main() {
    let _ = (Rust::Processing.code(), Manifest::Processing.code());
}

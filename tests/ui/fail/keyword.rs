#[errspec::table("../tables/keyword.toml")]
pub enum Keyword {}

// An entry whose variant is a keyword does not hide the other errors of the table.
fn main() {
    if let Keyword::NotFound = Keyword::decode(400, b"{}").error() {}
}

#[errspec::table("../tables/smal.toml")]
pub enum Misspelled {}

#[errspec::table("../tabels/small.toml")]
pub enum MisspelledFolder {}

#[errspec::table("./tables/nothing/like/it.toml")]
pub enum Nowhere {}

// What is used of the enum is no fault of its own.
fn main() {
    let decoded = Misspelled::decode(400, b"");
    match decoded.error() {
        Misspelled::Unknown(_) => {}
        other => println!("{other}"),
    }
}

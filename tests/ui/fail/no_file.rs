#[errspec::table("../tables/smal.toml")]
pub enum Misspelled {}

#[errspec::table("../tabels/small.toml")]
pub enum MisspelledFolder {}

#[errspec::table("./tables/nothing/like/it.toml")]
pub enum Nowhere {}

// Uses of the enum are not reported as further errors.
fn main() {
    let decoded = Misspelled::decode(400, b"");
    match decoded.error() {
        Misspelled::Unknown(_) => {}
        other => println!("{other}"),
    }
}

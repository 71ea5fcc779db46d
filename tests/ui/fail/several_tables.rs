// Entries of one name that differ; the error is at the second, and shows the first.
#[errspec::table("../tables/shop.toml", "../tables/parts/depot.toml")]
pub enum Clash {}

// One file in two spellings.
#[errspec::table("../tables/shop.toml", "../tables/parts/../shop.toml")]
pub enum Twice {}

// A shared part is no table.
#[errspec::table("../tables/parts/base.toml", "../tables/parts/depot.toml")]
pub enum Part {}

// The errors of each table, and a file that is not there.
#[errspec::table("../tables/broken.toml", "../tables/stor.toml", "../tables/keyword.toml")]
pub enum Each {}

fn main() {
    // The variants of the first are there.
    let _ = Clash::Internal;
    let _ = Clash::Unknown;
    let _: Part = Part::not_found("7");
}

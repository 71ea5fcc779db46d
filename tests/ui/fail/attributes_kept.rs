#![deny(unused_must_use)]

#[errspec::table("../tables/small.toml")]
#[must_use = "the attribute is kept"]
pub enum Small {}

fn error() -> Small {
    Small::Processing
}

fn main() {
    error();
}

#[errspec::table("../tables/small.toml", crate = 1)]
pub enum Number {}

#[errspec::table("../tables/small.toml", crate = "not a path")]
pub enum Text {}

#[errspec::table("../tables/small.toml", crate)]
pub enum Bare {}

#[errspec::table("../tables/small.toml", crate =)]
pub enum Nothing {}

fn main() {}

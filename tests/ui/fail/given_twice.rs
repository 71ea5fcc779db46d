#[errspec::table("../tables/small.toml", crate = errspec, crate = errspec, "../tables/small.toml")]
pub enum Small {}

fn main() {}

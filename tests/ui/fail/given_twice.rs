#[errspec::table("../tables/small.toml", crate = errspec, crate = errspec, "../tables/other.toml")]
pub enum Small {}

fn main() {}

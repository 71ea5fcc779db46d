#[errspec::table("../tables/small.toml", krate = errspec, colour = "red")]
pub enum Small {}

#[errspec::table(path = "../tables/small.toml")]
pub enum Named {}

fn main() {}

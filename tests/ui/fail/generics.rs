#[errspec::table("../tables/small.toml")]
pub enum Small<'a, T>
where
    T: Clone, {}

fn main() {}

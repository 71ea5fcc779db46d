#[errspec::table("../tables/small.toml")]
pub enum Small {}

fn main() {
    let _ = Small::missing_fields(1);
}

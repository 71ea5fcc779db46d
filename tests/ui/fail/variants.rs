#[errspec::table("../tables/small.toml")]
pub enum Small {
    Processing,
    Own(String),
}

fn main() {}

// Several types have an invalid table, and one of them reports its errors.

#[errspec::table("../tables/broken.toml")]
pub enum First {}

#[errspec::table("../tables/broken.toml")]
pub enum Second {}

#[derive(Debug, errspec::Error)]
#[errspec("../tables/broken.toml", partial)]
pub enum Derived {
    #[errspec(unknown)]
    Unknown(errspec::Unknown),
}

fn main() {
    let _ = First::decode(400, b"");
}

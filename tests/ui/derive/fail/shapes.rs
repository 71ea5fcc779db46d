#[derive(errspec::Error)]
#[errspec("../../tables/shop.toml")]
union Union {
    a: u8,
}

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml")]
enum Empty {}

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml")]
struct NoSuchEntry;

#[derive(Debug, errspec::Error)]
enum NoTable {
    Internal,
}

#[derive(Debug, errspec::Error)]
#[errspec(partial)]
enum NoPath {
    Internal,
}

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", "../../tables/shop.toml", partial)]
enum Twice {
    Internal,
}

fn main() {}

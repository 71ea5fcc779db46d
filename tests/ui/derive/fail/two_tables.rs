#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", "../../tables/store.toml", partial)]
enum ShopError {
    Internal,
    #[errspec(entry = "shop::INTERNAL")]
    Ours,
    #[errspec(entry = "stor::INTERNAL")]
    Theirs,
}

fn main() {}

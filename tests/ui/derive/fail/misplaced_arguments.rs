// Right words at the wrong place, or with another value.

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial, entry = "INTERNAL")]
enum OfVariant {
    Internal,
}

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial, debug)]
enum OfField {
    Internal,
}

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial, utoipa("Name"))]
enum InParentheses {
    #[errspec(entry = "store::INTERNAL")]
    Internal,
    Conflict { #[errspec(with = |message: &Pair<u8, u8>| message.text())] message: Pair<u8, u8> },
    NotFound { #[errspec(with = |thing, other| thing.len())] thing: String, #[errspec(with = || 1)] id: u64 },
}

#[derive(Debug)]
struct Pair<A, B>(A, B);

impl<A, B> Pair<A, B> {
    fn text(&self) -> &str {
        "pair"
    }
}

#[derive(Debug, errspec::Error)]
#[errspec(partial)]
enum NoPath {
    Internal,
}

fn main() {}

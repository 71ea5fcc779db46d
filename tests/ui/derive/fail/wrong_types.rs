// An integer, an optional value where one is required, and a type that is none of a field's.
struct Sku;

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
enum ShopError {
    NotFound { thing: Sku, id: String },
    RateLimited { limit: Option<u32> },
}

impl core::fmt::Debug for Sku {
    fn fmt(&self, _: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        Ok(())
    }
}

fn main() {}

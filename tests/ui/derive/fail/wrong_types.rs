// A wrong integer type, an optional type for a required value, and a type that cannot be a field.
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

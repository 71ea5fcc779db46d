// Options for types that existed before their table: none of their code warns.
#![deny(warnings)]

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", optional("INTERNAL", "CONFLICT"), decoded = ShopResponse)]
pub enum ShopError {
    NotFound { thing: String, id: u64 },
    RateLimited { limit: u32 },
    #[cfg(any())]
    Internal,
}

#[derive(Debug, errspec::Error)]
#[errspec(transparent)]
pub struct Wrapper<'a>(pub &'a ShopError);

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", entry = "INTERNAL", transparent)]
pub struct Opaque<E>(#[from] pub E);

fn main() {
    let error = ShopError::NotFound { thing: "cart".into(), id: 1 };
    assert_eq!(Wrapper(&error).to_string(), error.to_string());
    assert_eq!(ShopResponse::from(&error).name(), "NOT_FOUND");
    assert_eq!(Opaque::from(std::fmt::Error).status(), ShopResponse::Internal.status());
    assert_eq!(Opaque(std::fmt::Error).to_string(), std::fmt::Error.to_string());
}

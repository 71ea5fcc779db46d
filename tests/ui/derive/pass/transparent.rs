// Errors in transparent variants, whose entries count as those of the type.
#![deny(warnings)]
#![deny(clippy::pedantic)]

use std::sync::Arc;

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
pub enum Lookup<'a> {
    NotFound { thing: &'a str, id: u64 },
    Conflict(String),
}

/// All other entries are those of the errors inside.
#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml")]
pub enum ShopError<'a, E, const N: usize = 1> {
    RateLimited(u32, #[errspec(skip)] [u8; N]),
    Internal(#[source] E),
    #[errspec(transparent)]
    Lookup(#[from] Lookup<'a>),
    #[errspec(transparent)]
    Nested(Arc<ShopError<'a, E>>),
}

/// Two errors with tables, and no table of its own.
#[derive(Debug, errspec::Error)]
pub enum ApiError<'a, E>
where
    E: std::error::Error + 'static,
{
    #[errspec(transparent)]
    Shop(ShopError<'a, E>),
    #[errspec(transparent)]
    Small(SmallError),
}

#[errspec::table("../../tables/small.toml")]
pub enum SmallError {}

fn main() {
    let error: ApiError<'_, std::fmt::Error> = ApiError::Shop(Lookup::Conflict("taken".to_owned()).into());
    assert_eq!((error.to_string().as_str(), error.name()), ("taken", "CONFLICT"));
    assert_eq!(ApiError::<'_, std::fmt::Error>::entries().len(), 7);
}

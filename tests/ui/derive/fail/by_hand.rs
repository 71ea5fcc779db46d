// Implementations by hand beside the derive are one error, which says what settles it.

use std::fmt;

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
enum ShopError {
    Conflict { message: String },
    Internal(#[from] std::io::Error),
}

impl fmt::Display for ShopError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("shop")
    }
}

impl std::error::Error for ShopError {}

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
enum FromError {
    Internal(#[from] fmt::Error),
}

impl From<fmt::Error> for FromError {
    fn from(error: fmt::Error) -> Self {
        Self::Internal(error)
    }
}

#[derive(Debug, displaydoc::Display, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
enum Documented {
    /// internal error
    Internal,
}

impl std::error::Error for Documented {}

fn read() -> Result<String, ShopError> {
    Ok(std::fs::read_to_string("path")?)
}

fn write() -> Result<(), FromError> {
    Ok(fmt::Write::write_str(&mut String::new(), "text")?)
}

fn main() {
    drop((read(), write()));
}

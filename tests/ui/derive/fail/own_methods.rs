// Methods of the user's own with names of generated ones are one error. The others can be called nevertheless.

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
enum ShopError {
    Internal,
}

impl ShopError {
    const fn code(&self) -> u8 {
        4
    }

    const fn name(&self) -> &'static str {
        "internal"
    }

    // A type without a variant for unknown errors has no method of this name.
    const fn decode() -> Self {
        Self::Internal
    }
}

fn main() {
    let error = ShopError::decode();
    drop((error.code(), error.name(), error.status(), error.encode()));
}

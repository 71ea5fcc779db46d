// Two conversions of one type, and attributes for conversions and tables that are written as others. Nothing follows from them.
#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
enum Twice {
    Internal(#[from] std::fmt::Error),
    #[errspec(entry = "INTERNAL", also)]
    Again(#[from] std::fmt::Error),
}

#[derive(Debug, errspec::Error)]
#[error("../../tables/small.toml")]
enum Misplaced {
    Internal,
}

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
enum Inside {
    Internal(#[errspec(from)] std::fmt::Error),
}

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial, miette)]
enum Feature {
    Internal(std::fmt::Error),
}

fn converted() -> Result<(), Inside> {
    Ok(Err(std::fmt::Error)?)
}

fn main() {}

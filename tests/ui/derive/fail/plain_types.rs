// Plain types that cannot be a field of the table, or that are no errors.

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
enum Named {
    NotFound { thing: Vec<String>, id: String },
    RateLimited { limit: f64, hint: Option<Vec<u8>> },
}

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
enum Tuple {
    NotFound(u64, String),
    Conflict(u8, String),
    Internal(#[source] String),
}

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
enum Text {
    Conflict(#[from] &'static str),
}

fn text() -> Result<(), Text> {
    Err("text")?
}

fn main() {
    drop(text());
}

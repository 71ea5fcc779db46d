// Faulty options for types that existed before their table.
#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", optional("INTERNAL", "INTERNAL"), optional, message_from_display)]
enum ShopError {
    NotFound { thing: String, id: u64 },
    RateLimited { limit: u32 },
}

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial, optional("INTERNAL"), decoded = "ShopResponse")]
enum Both {
    Internal,
}

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial, decoded = Response)]
enum Decoded {
    Internal,
    #[errspec(unknown)]
    Unknown(errspec::Unknown),
}

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial, optional = "INTERNAL", optional(INTERNAL), decoded = Itself, rename_all = "lowercase")]
enum Itself {
    Internal,
}

#[derive(Debug, errspec::Error)]
enum Foreign {
    #[errspec(transparent)]
    Boxed(Box<dyn std::error::Error + Send + Sync>),
    #[errspec(transparent, also)]
    Also(Both),
    Two {
        #[errspec(transparent)]
        one: Both,
        #[errspec(transparent)]
        other: Both,
    },
}

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
enum Proposed {
    Internal,
    QuotaUsedUp {
        account: String,
        used: u64,
        limit: Option<u64>,
        source: std::io::Error,
    },
    RPOriginMismatch(String),
}

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", optional("CONFLICTS", "RATE_LIMITED", "INTERNAL"))]
enum Optional {
    NotFound { thing: String, id: u64 },
}

#[derive(Debug, thiserror::Error, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
enum Moved {
    #[error(transparent)]
    Other(#[from] std::io::Error),
    #[error("{0:>5} of {1} bytes are used")]
    SpaceUsed(u64, u64),
}

fn main() {}

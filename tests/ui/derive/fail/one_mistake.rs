// Mistakes of one word that would have errors at the uses of the type, too, or several for writing and reading a field.

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
enum UnknownWithoutField {
    Internal,
    #[errspec(unknown)]
    Unknown,
}

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
enum OptionOfRequired {
    RateLimited { limit: Option<u32> },
    #[errspec(unknown)]
    Unknown(errspec::Unknown),
}

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
enum Lists {
    #[errspec(entry("INTERNAL"))]
    Broken,
    NotFound {
        #[errspec(field("thing"), format = "{thing:>5}")]
        what: String,
        #[errspec(details)]
        all: String,
        id: u64,
    },
}

// The names of the entries that no variant has are shown, if they are few.
#[derive(Debug, errspec::Error)]
#[errspec("../../tables/ported.toml", optional("NOT_FOUND", "PRECONDITION", "NOT_MODIFIED", "NOT_IMPLEMENTED", "UNKNOWN_KEY"))]
enum Renamed {
    Generic { store: String, source: std::fmt::Error },
    #[errspec(entry = "NOT_FOUND")]
    Missing { path: String, source: std::fmt::Error },
    #[errspec(entry = "PRECONDITION")]
    Condition { path: String },
    #[errspec(entry = "NOT_MODIFIED")]
    Same { path: String, source: std::fmt::Error },
    #[errspec(entry = "NOT_IMPLEMENTED")]
    Absent { operation: String, implementer: String },
    #[errspec(entry = "UNKNOWN_KEY")]
    Key { store: String, key: String },
    NotSupported,
    BadPath,
}

fn main() {
    let _ = UnknownWithoutField::decode(500, "");
    let _ = OptionOfRequired::decode(500, "").into_error().code();
}

// Entries that no error in a transparent variant has.
#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
enum Lookup<'a> {
    NotFound { thing: &'a str, id: u64 },
}

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml")]
enum Known<'a> {
    Internal,
    #[errspec(transparent)]
    Lookup(#[from] Lookup<'a>),
}

// The entries of a parameter are not known.
#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml")]
enum Generic<E> {
    NotFound { thing: String, id: u64 },
    Internal,
    Conflict(String),
    #[errspec(transparent)]
    Other(E),
    #[errspec(transparent)]
    Itself(Box<Generic<E>>),
}

// An error without a table.
#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
enum NoTable {
    Internal,
    #[errspec(transparent)]
    Other(std::io::Error),
}

// Only an enum of transparent variants is without a table.
#[derive(Debug, errspec::Error)]
enum Missing {
    Internal,
    #[errspec(transparent)]
    Other(Lookup<'static>),
}

fn main() {}

// A source that could fill a missing parameter, one that is not an error, and one for a parameter of another type.
#[derive(Debug, errspec::Error)]
#[errspec("../../tables/device.toml", partial)]
enum Tuple {
    Relay(#[from] std::io::Error),
}

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/device.toml", partial)]
enum Named {
    Relay { source: std::io::Error },
    TooMany { #[source] #[errspec(field = "count")] error: std::fmt::Error },
}

#[derive(Debug)]
struct Origin;

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/device.toml", partial)]
enum Other {
    Relay { reason: String, source: Origin },
}

fn main() {}

// Attributes that determine how a field is written, in conflict with each other or with the table.
#[derive(Debug, errspec::Error)]
#[errspec("../../tables/device.toml", partial)]
enum DeviceError {
    Relay { #[errspec(display, debug)] reason: String },
    Masked { #[errspec(format = "{mask:#x}")] mask: u32, #[errspec(format = "x")] ratio: f64 },
    TimedOut { #[errspec(with = "1 + 1")] after: u8 },
    TooMany { #[errspec(debug)] count: Vec<u8> },
    Peer { #[errspec(parse)] peer: std::net::IpAddr, #[errspec(plain = "x", format, with)] local: Option<String> },
}

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/device.toml", partial)]
enum Again {
    Relay { #[errspec(debug, debug)] reason: String },
    Masked { #[errspec(format = "{} {}")] mask: u32, #[errspec(with = 7)] ratio: f64 },
    TimedOut { #[errspec(display, parse, default)] after: u8 },
    Peer { peer: String, #[errspec(skip, debug)] local: Option<u8> },
}

fn main() {}

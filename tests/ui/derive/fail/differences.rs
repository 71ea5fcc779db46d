// Fields that the message of the other derive shows otherwise than the response has them.
#[derive(Debug, thiserror::Error, errspec::Error)]
#[errspec("../../tables/device.toml", partial)]
enum DeviceError {
    #[error("relay: {0:?}")]
    Relay(#[errspec(field = "reason")] String),
    #[error("mask {mask:#010x} {:.1$}", .ratio, 3)]
    Masked { mask: u32, ratio: f64 },
    #[error("no answer within {}", .after.trim_end_matches("s"))]
    TimedOut { after: String },
    #[error("{count:>4} items")]
    TooMany { count: u8 },
    // A field that is no parameter is no part of the text.
    #[error("no route to {peer} from {local:?}")]
    Peer { peer: String, local: Option<String> },
}

#[derive(Debug, thiserror::Error, errspec::Error)]
#[error("mask {:x} {}", .mask, f64::round(*.ratio))]
#[errspec("../../tables/device.toml")]
struct Masked {
    mask: u32,
    ratio: f64,
}

fn main() {}

// Types without the traits that the attributes need, and functions that do not fit.
struct Sku;

#[derive(errspec::Error)]
#[errspec("../../tables/device.toml", partial, own_display)]
enum DeviceError {
    Relay { #[errspec(debug)] reason: Sku },
    Masked { #[errspec(format = "{:x}")] mask: String, #[errspec(display)] ratio: Sku },
    TimedOut { #[errspec(with = "as_sku")] after: u8 },
    TooMany { #[errspec(with = "|count| count.length()")] count: Vec<u8> },
    Peer { peer: Sku, #[errspec(with = "Vec::len")] local: Option<String> },
}

fn as_sku(_: &u8) -> Sku {
    Sku
}

impl core::fmt::Debug for DeviceError {
    fn fmt(&self, _: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        Ok(())
    }
}

impl core::fmt::Display for DeviceError {
    fn fmt(&self, _: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        Ok(())
    }
}

impl core::error::Error for DeviceError {}

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/device.toml", partial)]
enum Decoded {
    Peer { #[errspec(display, parse)] peer: &'static str, #[errspec(debug, parse)] local: Option<Vec<u8>> },
    #[errspec(unknown)]
    Unknown(errspec::Unknown),
}

fn main() {}

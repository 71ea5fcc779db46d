// A format in a template is one error. The fields of the entry are then unknown.
#[derive(Debug, errspec::Error)]
#[errspec("../../tables/formats.toml")]
enum DeviceError {
    Unreadable { path: std::path::PathBuf },
    Masked { mask: u8, other: u8 },
}

fn main() {}

//! The addresses of files in the protocol, and their paths.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use errspec_codegen::without_detours;
use lsp_types::Uri;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// The characters of a path that are encoded in an address.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Returns the path of a file. `None` for what is no file, such as a buffer without a name.
pub(super) fn path_of(uri: &Uri) -> Option<PathBuf> {
    let rest = uri.as_str().strip_prefix("file://")?;
    let path = percent_decode_str(rest).decode_utf8().ok()?;
    // `file:///C:/specs` on Windows.
    let is_drive = matches!(path.as_bytes(), [b'/', letter, b':', ..] if letter.is_ascii_alphabetic());
    let path = if cfg!(windows) && is_drive { path.get(1..)? } else { &path };
    (is_drive || path.starts_with(['/', '\\'])).then(|| without_detours(Path::new(path)))
}

/// Returns the address of a file.
pub(super) fn address_of(path: &Path) -> Option<Uri> {
    let path = without_detours(path);
    let text = path.to_str()?.replace('\\', "/");
    let root = if text.starts_with('/') { "" } else { "/" };
    Uri::from_str(&format!("file://{root}{}", utf8_percent_encode(&text, ENCODED))).ok()
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::str::FromStr;

    use lsp_types::Uri;

    use super::{address_of, path_of};

    #[test]
    fn a_path_and_its_address_lead_to_each_other() {
        for path in ["/specs/pay.toml", "/a b/é#?.toml", "/100%/x.toml"] {
            let address = address_of(Path::new(path));
            assert_eq!(address.as_ref().and_then(path_of).as_deref(), Some(Path::new(path)), "{address:?}");
        }
        assert_eq!(
            address_of(Path::new("/specs/../a.toml")).map(|it| it.as_str().to_owned()),
            Some("file:///a.toml".to_owned())
        );
    }

    #[test]
    fn a_buffer_without_a_file_has_no_path() {
        for address in ["untitled:Untitled-1", "http://example.org/a.toml", "file://host", "file:///%ff"] {
            assert_eq!(Uri::from_str(address).ok().as_ref().and_then(path_of), None, "{address}");
        }
    }
}

//! Headers that are not UTF-8.

#![allow(missing_docs)]

use errspec::Headers;

mod generated {
    #[errspec::table("./tables/headed.toml")]
    pub enum Headed {}
}
use generated::Headed;

#[test]
fn a_header_that_is_not_utf_8_is_latin_1() {
    for value in [&b"f\xfcr"[..], "für".as_bytes()] {
        let headers: [(&str, &[u8]); 1] = [("X-H", value)];
        let error = Headed::decode_response(400, &headers, "{\"code\":1}").into_error();
        assert_eq!(error, Headed::a("für"));
    }
    let headers: [(&str, &[u8]); 1] = [("X-H", b"f\xfcr")];
    assert_eq!(headers.header("x-h"), None);
    assert_eq!(headers.header_bytes("x-h"), Some(&b"f\xfcr"[..]));
}

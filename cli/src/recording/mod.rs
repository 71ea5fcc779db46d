//! Recorded responses, in the formats of the tools that record them.
//!
//! ```text
//! har          HTTP archives of browsers
//! ndjson       JSON lines with members that are chosen
//! http_file    HTTP messages: the output of `curl -i`, and `.http` files
//! body         transfer codings and content codings of a body
//! recorded     a recorded response
//! ```

mod body;
mod har;
mod http_file;
mod ndjson;
mod recorded;

use serde_json::Value;

pub(crate) use self::ndjson::Members;
pub(crate) use self::recorded::Recorded;
use crate::failure::Failure;

/// The facts about the responses of a file that the file does not contain.
#[derive(Debug, Clone, Default)]
pub(crate) struct Known {
    /// The status of bare bodies.
    pub(crate) status: Option<u16>,
    /// The headers of bare bodies.
    pub(crate) headers: Vec<(String, Vec<u8>)>,
    /// The members of JSON lines, if the file has such lines.
    pub(crate) lines: Option<Members>,
}

/// Reads the responses of a file. The format is recognized by the content.
pub(crate) fn read(bytes: &[u8], known: &Known) -> Result<Vec<Recorded>, Failure> {
    if let Some(members) = &known.lines {
        return ndjson::read(bytes, members);
    }
    if http_file::is_messages(bytes) {
        return Ok(http_file::read(bytes));
    }
    if let Ok(json) = serde_json::from_slice::<Value>(bytes)
        && har::is_archive(&json)
    {
        return har::read(&json);
    }
    let mut bare =
        Recorded { place: String::new(), status: known.status, headers: known.headers.clone(), body: bytes.to_vec() };
    body::decode(&mut bare);
    Ok(vec![bare])
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::{Known, Members, read};

    /// Reads what may be anything, in each format.
    fn read_all(bytes: &[u8]) {
        let members = Members { status: "/status".into(), headers: "/headers".into(), body: "/body".into() };
        let headers = ["gzip", "zstd", "br", "deflate"].map(|coding| ("content-encoding".to_owned(), coding.into()));
        let chunked = [("transfer-encoding".to_owned(), b"chunked".to_vec()), ("trailer".to_owned(), b"a,".to_vec())];
        let known = [
            Known { lines: Some(members), ..Known::default() },
            Known { headers: headers.into(), ..Known::default() },
            Known { headers: chunked.into(), ..Known::default() },
        ];
        known.iter().for_each(|known| _ = read(bytes, known));
    }

    #[test]
    fn a_file_that_is_cut_off_or_garbled_is_read_without_a_panic() {
        for file in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files/responses")).unwrap().flatten()
        {
            let bytes = fs::read(file.path()).unwrap();
            for at in 0..bytes.len() {
                read_all(&bytes[..at]);
                read_all(&bytes[at..]);
                for other in [0, b'\n', b':', b'9', 0xFF] {
                    let mut garbled = bytes.clone();
                    garbled[at] = other;
                    read_all(&garbled);
                }
            }
        }
    }

    #[test]
    fn a_size_that_no_memory_has_is_no_chunk() {
        for size in ["FFFFFFFFFFFFFFFF", "FFFFFFFFFFFFFFFFF", "-1", "7FFFFFFFFFFFFFFF"] {
            let known = Known { headers: vec![("transfer-encoding".into(), b"chunked".to_vec())], ..Known::default() };
            let body = format!("{size}\r\nx\r\n0\r\n\r\n");
            assert_eq!(read(body.as_bytes(), &known).unwrap()[0].body, body.as_bytes());
        }
    }
}

//! The target `recording`: files of recorded responses are read, whatever they are.

use std::io::Write;

use crate::draw::Draw;
use crate::recording::{Known, Members, Recorded, read};

/// Reads a file in one of the formats, and a body that is coded as a server codes it.
pub fn check_recording(input: &[u8]) {
    let mut draw = Draw::new(input);
    match draw.byte() % 4 {
        0 => check_codings(&mut draw),
        kind => {
            let known = known(kind, &mut draw);
            if let Err(failure) = read(draw.rest(), &known) {
                assert!(!failure.to_string().is_empty());
            }
        }
    }
}

fn known(kind: u8, draw: &mut Draw<'_>) -> Known {
    const VALUES: &[&str] = &["gzip", "deflate", "br", "zstd", "identity, gzip", "chunked", "x, y", "", "ä"];
    let members = || Members { status: "/status".into(), headers: "/headers".into(), body: "/body".into() };
    let names = ["content-encoding", "transfer-encoding", "trailer"];
    let mut header = |name: &str| (name.to_owned(), draw.pick(VALUES).as_bytes().to_vec());
    match kind {
        1 => Known { lines: Some(members()), ..Known::default() },
        2 => Known { status: Some(400), headers: names.map(&mut header).into(), lines: None },
        _ => Known::default(),
    }
}

/// Checks that a body in chunks and compressed is read as it was.
fn check_codings(draw: &mut Draw<'_>) {
    let is_compressed = draw.chance();
    let length = 1 + draw.below(40);
    let body = draw.rest();
    let mut coded = body.to_vec();
    let mut headers = vec![("Transfer-Encoding".to_owned(), b"chunked".to_vec())];
    if is_compressed {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(body).expect("memory can be written");
        coded = encoder.finish().expect("memory can be written");
        headers.push(("Content-Encoding".to_owned(), b"gzip".to_vec()));
    }
    let mut chunked = Vec::new();
    for chunk in coded.chunks(length) {
        chunked.extend_from_slice(format!("{:x};x=y\r\n", chunk.len()).as_bytes());
        chunked.extend_from_slice(chunk);
        chunked.extend_from_slice(b"\r\n");
    }
    chunked.extend_from_slice(b"0\r\n\r\n");
    let known = Known { headers, ..Known::default() };
    let Ok(responses) = read(&chunked, &known) else { panic!("a bare body is read") };
    let [Recorded { body: read, headers, .. }] = responses.as_slice() else { panic!("it is one response") };
    // A body that ends with a trailer of gRPC is shorter by it.
    assert!(read == body || headers.len() > known.headers.len(), "{body:?} is read as {read:?}");
}

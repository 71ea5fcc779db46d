//! The codings of a body: chunks (RFC 9112, section 7.1) and compression (RFC 9110, section 8.4.1).
//!
//! Most tools record a body decoded, and keep the headers. So a body is decoded only if its bytes are in the coding.

use std::io::Read;

use super::recorded::Recorded;

/// The most bytes of a decompressed body. A few bytes can stand for any number.
const LONGEST: u64 = 1 << 30;

/// Decodes the body of a response.
pub(super) fn decode(response: &mut Recorded) {
    let is_chunked = response.header("transfer-encoding").is_some_and(|value| value.to_lowercase().contains("chunked"));
    if is_chunked && let Some(body) = dechunked(&response.body) {
        response.body = body;
    }
    cut_trailers(response);
    let codings: Vec<String> = response
        .header("content-encoding")
        .map_or_else(Vec::new, |value| value.split(',').map(|coding| coding.trim().to_lowercase()).collect());
    // The codings are listed in the order in which they were applied.
    for coding in codings.iter().rev() {
        match decompressed(coding, &response.body) {
            Some(body) => response.body = body,
            None => return,
        }
    }
}

/// Returns the content of chunks; `None` if the body is not in chunks.
fn dechunked(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    loop {
        let end = rest.iter().position(|byte| *byte == b'\n')?;
        let line = std::str::from_utf8(rest.get(..end)?).ok()?.trim_end_matches('\r');
        let size = usize::from_str_radix(line.split(';').next()?.trim(), 16).ok()?;
        rest = rest.get(end + 1..)?;
        if size == 0 {
            return Some(out);
        }
        out.extend_from_slice(rest.get(..size)?);
        rest = rest.get(size..)?;
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n"))?;
    }
}

/// Moves trailers, which `curl -i` writes after the body, to the headers. They are those that `Trailer` names, and those of gRPC.
fn cut_trailers(response: &mut Recorded) {
    let names = response.header("trailer").unwrap_or_default().to_lowercase();
    let announced: Vec<String> =
        names.split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect();
    loop {
        let end = response.body.trim_ascii_end().len();
        let has_line_end = response.body.get(end..).is_some_and(|rest| rest.contains(&b'\n'));
        let content = response.body.get(..end).unwrap_or_default();
        let start = content.iter().rposition(|byte| *byte == b'\n').map_or(0, |line_end| line_end + 1);
        let Some((length, name, value)) = content.get(start..).and_then(|line| trailer(line, &announced)) else {
            return;
        };
        if !has_line_end {
            return;
        }
        response.headers.push((name, value));
        response.body.truncate(start + length);
    }
}

/// Returns the trailer at the end of a line: its offset, its name and its value. The first trailer is glued to the body, so that any
/// colon may be the one after its name.
fn trailer(line: &[u8], announced: &[String]) -> Option<(usize, String, Vec<u8>)> {
    let colons = line.iter().enumerate().filter(|(_, byte)| **byte == b':').map(|(at, _)| at);
    colons.into_iter().find_map(|colon| {
        let before = line.get(..colon)?;
        let is_token = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        let token = before.iter().rposition(|byte| !is_token(byte)).map_or(0, |at| at + 1);
        let token = std::str::from_utf8(before.get(token..)?).ok()?.to_lowercase();
        let of_grpc = token.rfind("grpc-").map(|at| token.len() - at);
        let length = announced.iter().filter(|name| token.ends_with(*name)).map(String::len).max().or(of_grpc)?;
        let start = colon.checked_sub(length).filter(|_| length > 0)?;
        let (name, value) = split_header(line.get(start..)?)?;
        Some((start, name, value))
    })
}

/// Splits a line into the name and the value of a header.
pub(super) fn split_header(line: &[u8]) -> Option<(String, Vec<u8>)> {
    let colon = line.iter().position(|byte| *byte == b':').filter(|colon| *colon > 0)?;
    let name = std::str::from_utf8(line.get(..colon)?).ok()?;
    Some((name.trim().to_owned(), line.get(colon + 1..)?.trim_ascii().to_vec()))
}

/// Returns the content of a compressed body; `None` if it is not compressed in this way.
fn decompressed(coding: &str, body: &[u8]) -> Option<Vec<u8>> {
    match coding {
        "gzip" | "x-gzip" => read_all(flate2::read::MultiGzDecoder::new(body)),
        "deflate" => {
            read_all(flate2::read::ZlibDecoder::new(body)).or_else(|| read_all(flate2::read::DeflateDecoder::new(body)))
        }
        "br" => read_all(brotli_decompressor::Decompressor::new(body, 4096)),
        "zstd" => read_all(ruzstd::decoding::StreamingDecoder::new(body).ok()?),
        "identity" => Some(body.to_vec()),
        _ => None,
    }
}

fn read_all(decoder: impl Read) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    decoder.take(LONGEST).read_to_end(&mut out).ok()?;
    Some(out)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::io::Write;

    use super::super::recorded::Recorded;
    use super::decode;

    fn decoded(headers: &[(&str, &str)], body: &[u8]) -> Recorded {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), value.as_bytes().to_vec())).collect();
        let mut response = Recorded { headers, body: body.to_vec(), ..Recorded::default() };
        decode(&mut response);
        response
    }

    #[test]
    fn chunks_are_joined_and_a_body_that_is_joined_already_stays() {
        let chunked = [("Transfer-Encoding", "chunked")];
        assert_eq!(decoded(&chunked, b"4;x=1\r\n{\"a\"\r\n3\r\n:1}\r\n0\r\n\r\n").body, b"{\"a\":1}");
        assert_eq!(decoded(&chunked, b"{\"a\":1}").body, b"{\"a\":1}");
    }

    #[test]
    fn a_compressed_body_is_decompressed_and_a_plain_one_stays() {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(b"{\"code\":7}").unwrap();
        let gzip = encoder.finish().unwrap();
        assert_eq!(decoded(&[("content-encoding", "gzip")], &gzip).body, b"{\"code\":7}");
        for coding in ["gzip", "deflate", "br", "zstd", "rot13"] {
            assert_eq!(decoded(&[("Content-Encoding", coding)], b"{\"code\":7}").body, b"{\"code\":7}", "{coding}");
        }
    }

    #[test]
    fn trailers_become_headers_even_if_they_are_glued_to_the_body() {
        let response = decoded(&[("Trailer", "Expires, X-Sum")], b"{\"a\":1}Expires: never\r\nx-sum: 7\r\n");
        assert_eq!(response.body, b"{\"a\":1}");
        assert_eq!(response.header("expires").as_deref(), Some("never"));
        assert_eq!(response.header("x-sum").as_deref(), Some("7"));
        assert_eq!(decoded(&[], b"note: this\r\n").body, b"note: this\r\n");
    }
}

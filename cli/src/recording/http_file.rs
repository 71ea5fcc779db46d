//! HTTP messages: the output of `curl -i`, and the responses of `.http` files.

use super::body::{decode, split_header};
use super::recorded::Recorded;

/// Returns `true` if the bytes are HTTP messages.
pub(super) fn is_messages(bytes: &[u8]) -> bool {
    lines(bytes).any(|(_, line)| is_status_line(line)) && {
        // A body that merely mentions HTTP does not begin with a request, a comment or a response.
        let first = lines(bytes).map(|(_, line)| line).find(|line| !line.is_empty()).unwrap_or_default();
        is_status_line(first) || first.starts_with(b"#") || first.starts_with(b"//") || is_request_line(first)
    }
}

/// Reads all responses. Interim responses (1xx), redirects that were followed, and the answer of a proxy to `CONNECT` are no responses
/// of their own if another response follows.
pub(super) fn read(bytes: &[u8]) -> Vec<Recorded> {
    let starts: Vec<usize> = lines(bytes).filter(|(_, line)| is_status_line(line)).map(|(start, _)| start).collect();
    let mut responses = Vec::new();
    for (number, start) in starts.iter().enumerate() {
        let next = starts.get(number + 1).copied();
        let message = bytes.get(*start..next.unwrap_or(bytes.len())).unwrap_or_default();
        let mut response = read_message(message);
        let is_final = |response: &Recorded| response.status.is_none_or(|status| !(100..200).contains(&status));
        let is_followed =
            next.is_some() && response.body.is_empty() && response.status.is_none_or(|status| status < 400);
        if !is_final(&response) || is_followed {
            continue;
        }
        cut_request(&mut response.body);
        decode(&mut response);
        let line = bytes.iter().take(*start).filter(|byte| **byte == b'\n').count() + 1;
        response.place = format!("line {line}");
        responses.push(response);
    }
    if let [only] = responses.as_mut_slice() {
        only.place.clear();
    }
    responses
}

/// Reads a message that begins with its status line.
fn read_message(message: &[u8]) -> Recorded {
    let mut response = Recorded::default();
    let mut body_at = message.len();
    for (number, (start, line)) in lines(message).enumerate() {
        if number == 0 {
            let status = std::str::from_utf8(line).ok().and_then(|line| line.split_whitespace().nth(1)?.parse().ok());
            response.status = status;
        } else if line.is_empty() {
            let rest = message.get(start..).unwrap_or_default();
            body_at = start + rest.iter().position(|byte| *byte == b'\n').map_or(rest.len(), |end| end + 1);
            break;
        } else if let Some(header) = split_header(line) {
            response.headers.push(header);
        }
    }
    response.body = message.get(body_at..).unwrap_or_default().to_vec();
    response
}

/// Cuts the next request of a `.http` file, which follows after `###`.
fn cut_request(body: &mut Vec<u8>) {
    let end = lines(body).find(|(_, line)| line.starts_with(b"###")).map(|(start, _)| start);
    if let Some(end) = end {
        body.truncate(end);
        while body.last().is_some_and(u8::is_ascii_whitespace) {
            body.pop();
        }
    }
}

/// Returns the lines with the offsets at which they begin, without their ends.
fn lines(bytes: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let mut start = 0;
    bytes.split_inclusive(|byte| *byte == b'\n').map(move |line| {
        let own = start;
        start += line.len();
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        (own, line.strip_suffix(b"\r").unwrap_or(line))
    })
}

/// Returns `true` for a line such as `HTTP/1.1 404 Not Found` or `HTTP/2 404`.
fn is_status_line(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"HTTP/") else { return false };
    let mut words = rest.split(|byte| *byte == b' ').filter(|word| !word.is_empty());
    let is_version = |word: &[u8]| word.iter().all(|byte| byte.is_ascii_digit() || *byte == b'.');
    let is_status = |word: &[u8]| word.len() == 3 && word.iter().all(u8::is_ascii_digit);
    words.next().is_some_and(is_version) && words.next().is_some_and(is_status)
}

/// Returns `true` for a line such as `GET https://api.example/items`.
fn is_request_line(line: &[u8]) -> bool {
    let method = line.split(|byte| *byte == b' ').next().unwrap_or_default();
    !method.is_empty() && method.len() < line.len() && method.iter().all(u8::is_ascii_uppercase)
}

#[cfg(test)]
mod tests {
    use super::{is_messages, read};

    /// Returns status, headers and body of each response.
    fn responses(text: &str) -> Vec<(Option<u16>, usize, String)> {
        assert!(is_messages(text.as_bytes()), "{text}");
        let all = read(text.as_bytes());
        all.into_iter()
            .map(|it| (it.status, it.headers.len(), String::from_utf8_lossy(&it.body).into_owned()))
            .collect()
    }

    #[test]
    fn the_output_of_curl_is_one_response() {
        for (text, status) in [
            ("HTTP/1.1 404 Not Found\r\na: 1\r\n\r\n{\"code\":7}", 404),
            ("HTTP/2 404 \r\na: 1\r\n\r\n{\"code\":7}", 404),
            ("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 404 Not Found\r\na: 1\r\n\r\n{\"code\":7}", 404),
            ("HTTP/1.1 200 Connection established\r\n\r\nHTTP/2 404\r\na: 1\r\n\r\n{\"code\":7}", 404),
            ("HTTP/1.1 302 Found\nlocation: /x\n\nHTTP/1.1 404 Not Found\na: 1\n\n{\"code\":7}", 404),
        ] {
            assert_eq!(responses(text), [(Some(status), 1, "{\"code\":7}".into())], "{text}");
        }
    }

    #[test]
    fn an_http_file_has_responses_between_its_requests() {
        let text = "### one\nGET https://api.example/a\n\nHTTP/1.1 404 Not Found\n\n{\"code\":7}\n\n###\nGET /b\n\nHTTP/1.1 500 Oops\n\nx";
        assert_eq!(responses(text), [(Some(404), 0, "{\"code\":7}".into()), (Some(500), 0, "x".into())]);
    }

    #[test]
    fn a_body_that_mentions_http_is_no_message() {
        assert!(!is_messages(b"{\"message\":\n\"x\",\n\"seen\":\nHTTP/1.1 200 OK\n}"));
        assert!(!is_messages(b"{}"));
        assert!(!is_messages(b""));
    }
}

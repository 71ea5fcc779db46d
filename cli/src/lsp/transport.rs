//! Messages on standard input and standard output.
//!
//! A message that cannot be read is passed over, so that one mistake of a client does not end the server.

use std::io::{self, BufRead, Read, Write};

use lsp_server::Message;

/// The most bytes of a message. The largest is the text of a table.
const LONGEST_MESSAGE: u64 = 256 << 20;

/// The most bytes of a line of the head of a message.
const LONGEST_HEADER: u64 = 4096;

/// A message from standard input.
#[derive(Debug)]
pub(super) enum Arrival {
    Message(Message),
    /// A message that cannot be read, and why.
    Unreadable(String),
}

/// Reads standard input in the background, so that all messages that wait are known. `deliver` takes each, and `None` at the end; it
/// returns `false` if nobody waits for one anymore.
pub(super) fn listen(deliver: impl Fn(Option<Arrival>) -> bool + Send + 'static) {
    std::thread::spawn(move || {
        let mut input = io::stdin().lock();
        loop {
            let arrival = read(&mut input);
            let is_end = arrival.is_none();
            if !deliver(arrival) || is_end {
                return;
            }
        }
    });
}

/// Writes a message to standard output.
pub(super) fn write(message: &Message) -> io::Result<()> {
    let mut output = io::stdout().lock();
    message.write(&mut output)?;
    output.flush()
}

/// Reads a message. Returns `None` at the end.
fn read(input: &mut dyn BufRead) -> Option<Arrival> {
    let length = match read_head(input).ok()?? {
        Ok(length) => length,
        Err(why) => return Some(Arrival::Unreadable(why)),
    };
    if length > LONGEST_MESSAGE {
        let skipped = io::copy(&mut input.take(length), &mut io::sink()).ok()?;
        return Some(Arrival::Unreadable(format!("a message of {skipped} bytes is too long")));
    }
    let mut content = Vec::new();
    let read = input.take(length).read_to_end(&mut content).ok()?;
    if u64::try_from(read).ok()? < length {
        return None;
    }
    Some(match serde_json::from_slice(&content) {
        Ok(message) => Arrival::Message(message),
        Err(error) => Arrival::Unreadable(error.to_string()),
    })
}

/// Reads the head of a message, and returns the length of its content. Returns `None` at the end.
fn read_head(input: &mut dyn BufRead) -> io::Result<Option<Result<u64, String>>> {
    let mut length = None;
    loop {
        let mut line = Vec::new();
        input.take(LONGEST_HEADER).read_until(b'\n', &mut line)?;
        if line.is_empty() {
            return Ok(None);
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim();
        match (line.split_once(':'), length) {
            _ if line.is_empty() && length.is_none() => {}
            (_, Some(length)) if line.is_empty() => return Ok(Some(Ok(length))),
            (Some((name, value)), _) if name.eq_ignore_ascii_case("content-length") => match value.trim().parse() {
                Ok(number) => length = Some(number),
                Err(_) => return Ok(Some(Err(format!("`{line}` has no length")))),
            },
            (Some((name, _)), _) if name.eq_ignore_ascii_case("content-type") => {}
            _ => return Ok(Some(Err(format!("`{line}` is no header of a message")))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Arrival, read};

    #[test]
    fn a_message_that_cannot_be_read_is_passed_over() {
        let good = "Content-Length: 26\r\n\r\n{\"id\":1,\"method\":\"ping\"}  ";
        for bad in [
            "nonsense\r\n",
            "Content-Length: many\r\n\r\n",
            "Content-Length: 3\r\n\r\n{{{",
            "Content-Length: 2\r\n\r\n[]",
            "Content-Length: 2\r\n\r\n\u{e9}",
            "\u{0}\u{1}\r\n",
        ] {
            let stream = format!("{bad}{good}");
            let mut input = stream.as_bytes();
            assert!(matches!(read(&mut input), Some(Arrival::Unreadable(_))), "{bad:?}");
            assert!(matches!(read(&mut input), Some(Arrival::Message(_))), "{bad:?}");
            assert!(read(&mut input).is_none());
        }
    }

    #[test]
    fn the_end_within_a_message_is_the_end() {
        for stream in
            ["", "Content-Length: 5", "Content-Length: 5\r\n\r\n{}", "Content-Length: 999999999999999\r\n\r\n{}"]
        {
            let mut input = stream.as_bytes();
            let first = read(&mut input);
            assert!(!matches!(first, Some(Arrival::Message(_))), "{stream:?}");
            assert!(read(&mut input).is_none(), "{stream:?}");
        }
    }
}

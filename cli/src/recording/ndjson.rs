//! JSON lines, as logs have them: an object in each line, of which some members are the response.

use serde_json::Value;

use super::body::decode;
use super::recorded::Recorded;
use crate::failure::Failure;

/// The members of a line, as JSON Pointers (RFC 6901).
#[derive(Debug, Clone)]
pub(crate) struct Members {
    pub(crate) status: String,
    pub(crate) headers: String,
    pub(crate) body: String,
}

/// Reads the response of each line.
pub(super) fn read(bytes: &[u8], members: &Members) -> Result<Vec<Recorded>, Failure> {
    let lines = bytes.split(|byte| *byte == b'\n').enumerate().filter(|(_, line)| !line.trim_ascii().is_empty());
    lines.map(|(number, line)| response(number + 1, line, members)).collect()
}

fn response(number: usize, line: &[u8], members: &Members) -> Result<Recorded, Failure> {
    let json: Value =
        serde_json::from_slice(line).map_err(|error| Failure::new(format!("line {number} is not JSON: {error}")))?;
    let Some(body) = json.pointer(&members.body) else {
        return Err(Failure::new(format!("line {number} has nothing at `{}`", members.body))
            .help("choose the member with `--body-at`, such as `--body-at /response/body`"));
    };
    let status = json.pointer(&members.status).and_then(|status| match status {
        Value::String(text) => text.trim().parse().ok(),
        other => other.as_u64().and_then(|status| u16::try_from(status).ok()),
    });
    let body = match body {
        Value::String(text) => text.as_bytes().to_vec(),
        Value::Null => Vec::new(),
        other => other.to_string().into_bytes(),
    };
    let headers = json.pointer(&members.headers).map_or_else(Vec::new, headers);
    let mut response = Recorded { place: format!("line {number}"), status, headers, body };
    decode(&mut response);
    Ok(response)
}

/// Returns headers that are written as an object, with a text or a list of texts for each name, or as a list of pairs.
fn headers(json: &Value) -> Vec<(String, Vec<u8>)> {
    let line = |name: &str, value: &Value| {
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        (name.to_owned(), value.into_bytes())
    };
    match json {
        Value::Object(members) => members
            .iter()
            .flat_map(|(name, value)| match value {
                Value::Array(values) => values.iter().map(|value| line(name, value)).collect(),
                value => vec![line(name, value)],
            })
            .collect(),
        Value::Array(pairs) => {
            pairs.iter().filter_map(|pair| Some(line(pair.get(0)?.as_str()?, pair.get(1)?))).collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::{Members, read};

    fn members() -> Members {
        Members { status: "/status".into(), headers: "/headers".into(), body: "/body".into() }
    }

    #[test]
    fn a_body_is_a_text_or_json() {
        let text = b"{\"status\":404,\"body\":{\"code\":7}}\n\n{\"status\":\"500\",\"body\":\"{}\",\"headers\":{\"a\":[\"1\",\"2\"]}}\n";
        let responses = read(text, &members()).unwrap();
        assert_eq!(responses.len(), 2);
        assert_eq!((responses[0].status, responses[0].body.as_slice()), (Some(404), b"{\"code\":7}".as_slice()));
        assert_eq!((responses[1].status, responses[1].headers.len()), (Some(500), 2));
        assert_eq!(responses[1].place, "line 3");
    }

    #[test]
    fn a_line_without_a_body_is_an_error() {
        assert!(read(b"{\"status\":404}", &members()).is_err());
        assert!(read(b"oops", &members()).is_err());
    }
}

//! A response that is made for a table: its codes, messages and values are at the locations of the table, and then it is garbled a little.

use errspec_engine::encode::{EncodeRequest, Encoded, Extras};
use errspec_engine::table::{Entry, Table};
use errspec_engine::template::{Piece, pieces};
use errspec_engine::{Code, Fields};
use serde_json::{Map, Value};

use crate::draw::Draw;
use crate::made_value::{json, top_level_values, values_of};

/// A response to decode.
#[derive(Debug)]
pub(crate) struct MadeResponse {
    pub(crate) status: Option<u16>,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl MadeResponse {
    pub(crate) fn header(&self, name: &str) -> Option<String> {
        self.headers.iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value.clone())
    }

    /// Makes a response: what the encoder writes, values at the locations of the table, or any bytes.
    pub(crate) fn of(table: &Table<'_>, draw: &mut Draw<'_>) -> Self {
        let mut response = match (draw.byte() % 8, entry_of(table, draw)) {
            (0..4, Some(entry)) => Self::from(encoded(entry, draw)),
            (7, _) => Self { status: None, headers: headers(table, draw), body: draw.rest().to_vec() },
            _ => Self { status: None, headers: headers(table, draw), body: placed(table, draw) },
        };
        if response.status.is_none() || draw.one_in(8) {
            response.status = *draw.pick(&[Some(400), Some(404), Some(500), Some(200), None, Some(0), Some(u16::MAX)]);
        }
        garble(&mut response.body, draw);
        response
    }
}

impl From<Encoded> for MadeResponse {
    fn from(encoded: Encoded) -> Self {
        let Encoded { status, headers, body } = encoded;
        Self { status: Some(status), headers, body }
    }
}

fn entry_of<'t>(table: &'t Table<'t>, draw: &mut Draw<'_>) -> Option<Entry<'t>> {
    let number = draw.below(table.entry_count());
    table.entry(u32::try_from(number).unwrap_or_default())
}

/// Encodes an entry with any values.
fn encoded(entry: Entry<'_>, draw: &mut Draw<'_>) -> Encoded {
    let values = Fields::new(values_of(entry, draw));
    let fields = top_level_values(entry.of_table(), draw);
    let details_json = draw.one_in(4).then(|| json(draw, 3).to_string());
    let request_id = draw.one_in(4).then(|| draw.text());
    let extras = Extras { fields, details_json, request_id, ..Extras::default() };
    EncodeRequest { entry, values: &values, extras: &extras }.encode()
}

/// Returns values for the headers that a table reads, and a media type.
fn headers(table: &Table<'_>, draw: &mut Draw<'_>) -> Vec<(String, String)> {
    const TYPES: &[&str] = &[
        "application/json",
        "text/xml; charset=utf-16",
        "text/html; charset=iso-8859-1",
        "multipart/mixed; boundary=b",
        "text/event-stream",
        "application/x-ndjson",
        "application/cbor",
        "application/msgpack",
        "application/problem+json",
        "",
    ];
    let mut headers = vec![("content-type".to_owned(), (*draw.pick(TYPES)).to_owned())];
    for name in table.headers() {
        if draw.chance() {
            headers.push((name.to_owned(), text_of(&leaf(table, draw))));
        }
    }
    headers
}

fn text_of(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Returns a value that the table knows, or any other.
fn leaf(table: &Table<'_>, draw: &mut Draw<'_>) -> Value {
    let Some(entry) = entry_of(table, draw) else { return json(draw, 2) };
    match draw.byte() % 6 {
        0 | 1 => match entry.aliases().iter().chain(entry.code()).last() {
            Some(Code::Integer(number)) if draw.chance() => number.to_string().into(),
            Some(Code::Integer(number)) => number.into(),
            Some(Code::String(text)) => text.into(),
            None => draw.integer().into(),
        },
        2 | 3 => match entry.wordings().nth(draw.below(2)) {
            Some(wording) => filled(wording, draw).into(),
            None => draw.text().into(),
        },
        _ => json(draw, 2),
    }
}

/// Returns a template with any text for its parameters.
fn filled(template: &str, draw: &mut Draw<'_>) -> String {
    let piece = |piece| match piece {
        Piece::Text(text) => text.to_owned(),
        Piece::Parameter(_) => draw.text(),
    };
    pieces(template).map(piece).collect()
}

/// Returns JSON with values at some of the locations of a table.
fn placed(table: &Table<'_>, draw: &mut Draw<'_>) -> Vec<u8> {
    const MOST: u32 = 24;
    let mut root = Value::Null;
    for slot in 0..u32::try_from(table.body().slots()).unwrap_or(MOST).min(MOST) {
        if let Some(location) = table.location(slot)
            && draw.chance()
        {
            let segments: Vec<&str> = location.split('/').skip(1).collect();
            place(&mut root, &segments, leaf(table, draw), draw);
        }
    }
    root.to_string().into_bytes()
}

/// Sets the value at a location. An array is made where the location has an index.
fn place(root: &mut Value, segments: &[&str], value: Value, draw: &mut Draw<'_>) {
    let Some((first, rest)) = segments.split_first() else { return *root = value };
    if *first == "(json)" {
        let mut inner = Value::Null;
        place(&mut inner, rest, value, draw);
        return *root = inner.to_string().into();
    }
    let selected = first.strip_prefix('[').and_then(|it| it.strip_suffix(']')).and_then(|it| it.split_once('='));
    let is_index = first.parse::<usize>().is_ok() || selected.is_some() || (*first == "*" && draw.chance());
    if is_index {
        if !root.is_array() {
            *root = Value::Array(Vec::new());
        }
        let Value::Array(elements) = root else { return };
        let index = first.parse().unwrap_or(0_usize).min(3);
        while elements.len() <= index {
            elements.push(Value::Null);
        }
        let Some(element) = elements.get_mut(index) else { return };
        place(element, rest, value, draw);
        if let (Some((name, text)), Value::Object(members)) = (selected, element) {
            members.insert(name.to_owned(), text.into());
        }
        return;
    }
    if !root.is_object() {
        *root = Value::Object(Map::new());
    }
    let Value::Object(members) = root else { return };
    let name = first.replace("~1", "/").replace("~0", "~");
    place(members.entry(name).or_insert(Value::Null), rest, value, draw);
}

/// Changes a body in a few places, or leaves it as it is.
fn garble(body: &mut Vec<u8>, draw: &mut Draw<'_>) {
    const PIECES: &[&str] = &[
        ",",
        "}",
        "]",
        "{",
        "[",
        "\"",
        "\\",
        ",}",
        ",]",
        " ",
        "\n",
        "\0",
        "<",
        "</",
        "&",
        ";",
        "\u{feff}",
        "Error: ",
        "data: ",
        "\n\n",
        "--b\r\n",
        "\r\n\r\n",
        "callback(",
        ");",
        "7",
        "null",
        "e",
        ".",
        "-",
        "\"code\":7,",
        "<E>",
        "]]>",
        "=",
        "ä",
    ];
    for _ in 0..(draw.byte() % 8).saturating_sub(4) {
        let at = draw.below(body.len() + 1);
        match draw.byte() % 5 {
            0 => body.truncate(at),
            1 => body.splice(at..at, draw.pick(PIECES).bytes()).for_each(drop),
            2 => body.splice(..0, draw.pick(PIECES).bytes()).for_each(drop),
            3 => body.extend_from_slice(draw.pick(PIECES).as_bytes()),
            _ => {
                if let Some(byte) = body.get_mut(at) {
                    *byte = draw.byte();
                }
            }
        }
    }
}

//! A recorded response as an example in the text of a table. Comments and layout stay.

use toml_edit::{ArrayOfTables, DocumentMut, InlineTable, Item, Key, Table, TableLike, Value};

use crate::failure::Failure;

/// An example of an entry.
pub(crate) struct Example {
    /// The status; 0 if there is no HTTP.
    pub(crate) status: u16,
    /// The headers that the table reads, with all lines of each.
    pub(crate) headers: Vec<(String, Vec<String>)>,
    pub(crate) body: String,
}

/// Returns the text of a table with an example more. `path` leads to the table of the entry.
pub(crate) fn with_example(text: &str, path: &[String], example: &Example) -> Result<String, Failure> {
    let mut document: DocumentMut = text.parse().map_err(|error| Failure::new(format!("{error}")))?;
    let mut place: &mut dyn TableLike = document.as_table_mut();
    for name in path {
        // A table needs no `[success]` until it has something to say there.
        if name == "success" && place.get(name).is_none() {
            let mut success = Table::new();
            success.set_implicit(true);
            place.insert(name, Item::Table(success));
        }
        let Some(item) = place.get_mut(name) else { return Err(missing(path)) };
        place = item.as_table_like_mut().ok_or_else(|| missing(path))?;
    }
    match place.get_mut("examples") {
        Some(Item::ArrayOfTables(examples)) => examples.push(table_of(example)?),
        Some(Item::Value(Value::Array(examples))) => examples.push_formatted(inline_of(example)?.into()),
        Some(_) => return Err(Failure::new("`examples` is not a list")),
        None => {
            let mut examples = ArrayOfTables::new();
            examples.push(table_of(example)?);
            place.insert("examples", Item::ArrayOfTables(examples));
        }
    }
    Ok(document.to_string())
}

fn missing(path: &[String]) -> Failure {
    Failure::new(format!("there is no `[{}]` in the file", path.join(".")))
        .help("name the file in which the entry stands")
}

/// Returns an example as `[[errors.NAME.examples]]`, with the keys aligned.
fn table_of(example: &Example) -> Result<Table, Failure> {
    let mut table = Table::new();
    table.decor_mut().set_prefix("\n");
    let has_headers = !example.headers.is_empty();
    let mut add = |name: &str, value: Value| {
        let mut key = Key::new(name);
        let padding = if has_headers { "headers".len() } else { "status".len() } - name.len();
        key.leaf_decor_mut().set_suffix(" ".repeat(padding + 1));
        table.insert_formatted(&key, Item::Value(value));
    };
    add("status", i64::from(example.status).into());
    if has_headers {
        add("headers", headers_of(example).into());
    }
    add("body", body_of(&example.body)?);
    Ok(table)
}

/// Returns an example as an element of a list.
fn inline_of(example: &Example) -> Result<InlineTable, Failure> {
    let mut table = InlineTable::new();
    table.insert("status", i64::from(example.status).into());
    if !example.headers.is_empty() {
        table.insert("headers", headers_of(example).into());
    }
    table.insert("body", body_of(&example.body)?);
    table.decor_mut().set_prefix(" ");
    Ok(table)
}

fn headers_of(example: &Example) -> InlineTable {
    let mut headers = InlineTable::new();
    for (name, lines) in &example.headers {
        let value = match lines.as_slice() {
            [only] => Value::from(only.as_str()),
            several => several.iter().map(String::as_str).collect(),
        };
        headers.insert(name, value);
    }
    headers
}

/// Returns a body as the string of TOML that shows it as it is.
fn body_of(body: &str) -> Result<Value, Failure> {
    let is_plain = |c: char| !c.is_control() || matches!(c, '\n' | '\t');
    let is_literal = body.chars().all(is_plain) && !body.contains("'''") && !body.ends_with('\'');
    let text = match is_literal {
        false => return Ok(body.into()),
        true if !body.contains(['\n', '\'']) => format!("'{body}'"),
        // A line end after the quotes is none of the text.
        true if body.starts_with('\n') => format!("'''\n{body}'''"),
        true => format!("'''{body}'''"),
    };
    let parsed: Value = text.parse().map_err(|error| Failure::new(format!("{error}")))?;
    Ok(if parsed.as_str() == Some(body) { parsed } else { body.into() })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{Example, body_of, with_example};

    #[test]
    fn a_body_is_written_so_that_it_is_read_again() {
        for body in ["", "{}", "a\nb", "\na", "it's", "'''", "a'", "tab\t", "cr\r\n", "\u{1}", "\\n", "\"\"\""] {
            assert_eq!(body_of(body).unwrap().as_str(), Some(body), "{body:?}");
        }
    }

    #[test]
    fn an_example_follows_those_of_its_entry_and_comments_stay() {
        let text = "[table] # t\n[errors.A] # a\ncode = 1\n\n[[errors.A.examples]]\nstatus = 1\nbody = '1'\n\n# about B\n[errors.B]\ncode = 2 # two\n";
        let example = Example { status: 400, headers: Vec::new(), body: "{}".into() };
        let path = |name: &str| vec!["errors".to_owned(), name.to_owned()];
        let added = "\n[[errors.A.examples]]\nstatus = 400\nbody   = '{}'\n";
        let expected = text.replace("\n# about B", &format!("{added}\n# about B"));
        assert_eq!(with_example(text, &path("A"), &example).unwrap(), expected);
        let added = added.replace("errors.A", "errors.B");
        assert_eq!(with_example(text, &path("B"), &example).unwrap(), format!("{text}{added}"));
        assert!(with_example(text, &path("C"), &example).is_err());
    }
}

//! Strings and inline tables of TOML.

/// Returns a text as a string.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\0'..' ' | '\u{7f}' => quoted.push_str(&format!("\\u{:04x}", u32::from(c))),
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

/// Returns a list of values.
pub(super) fn list(values: &[String]) -> String {
    format!("[{}]", values.join(", "))
}

/// An inline table, which grows key by key.
#[derive(Default)]
pub(super) struct Inline(Vec<String>);

impl Inline {
    /// Adds a key.
    pub(super) fn with(mut self, key: &str, value: impl AsRef<str>) -> Self {
        self.0.push(format!("{key} = {}", value.as_ref()));
        self
    }

    /// Adds keys that are written as they are in a table.
    pub(super) fn with_keys(mut self, keys: &str) -> Self {
        self.0.extend((!keys.is_empty()).then(|| keys.to_owned()));
        self
    }

    pub(super) fn text(&self) -> String {
        format!("{{ {} }}", self.0.join(", "))
    }
}

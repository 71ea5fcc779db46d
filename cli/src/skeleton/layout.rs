//! The layout of the errors of an API.

use std::fmt::Write as _;

/// The codes of an API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Codes {
    /// Integers.
    Integer,
    /// Strings.
    String,
}

/// The layout of an error.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Layout {
    pub(crate) preset: Option<String>,
    /// The kind of body, if it is not JSON.
    pub(crate) body: Option<String>,
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
    pub(crate) request_id: Option<String>,
    /// An error may come with a status of a success.
    pub(crate) in_2xx: bool,
}

impl Layout {
    /// Returns the layout that most APIs have with a kind of body.
    pub(crate) fn of_body(body: &str) -> Self {
        let [code, message] = match body {
            "text" => [None, Some("")],
            "form" => [Some("/error"), Some("/error_description")],
            "lines" => [Some("/CODE"), Some("/MESSAGE")],
            "xml" => [Some("/Error/Code"), Some("/Error/Message")],
            _ => [Some("/error/code"), Some("/error/message")],
        };
        Self {
            body: (body != "json").then(|| body.to_owned()),
            code: code.map(str::to_owned),
            message: message.map(str::to_owned),
            ..Self::default()
        }
    }

    /// Returns the kind of codes that such APIs have.
    pub(crate) fn codes(&self) -> Codes {
        if self.preset.as_deref() == Some("json-rpc") { Codes::Integer } else { Codes::String }
    }

    /// Returns `true` if an error has a code.
    pub(crate) fn has_code(&self) -> bool {
        self.preset.is_some() || self.code.is_some()
    }

    /// Returns the text of the envelope.
    pub(super) fn text(&self) -> String {
        let mut text = String::from("\n[envelope]                  # where the values are in the body of an error\n");
        let texts = [
            ("preset", &self.preset),
            ("body", &self.body),
            ("code", &self.code),
            ("message", &self.message),
            ("request_id", &self.request_id),
        ];
        for (key, value) in texts {
            if let Some(value) = value {
                // A text in JSON is one in TOML.
                let _ = writeln!(text, "{key:10} = {}", serde_json::Value::from(value.as_str()));
            }
        }
        if self.in_2xx {
            text.push_str("in_2xx     = true           # an error may come with a status of a success\n");
        }
        if self.request_id.is_none() && self.preset.is_none() {
            text.push_str("# request_id = \"header:x-request-id\"\n");
        }
        text
    }
}

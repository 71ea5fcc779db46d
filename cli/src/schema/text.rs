//! The schemas of strings.
//!
//! The patterns are those that ECMA 262 and the library of Taplo have in common, and as exact as they can be while a person can read them: a text that the checker accepts matches.

use errspec_codegen::format::TextKind;
use serde_json::{Value, json};

/// The definition of a location.
pub(super) const LOCATION: &str = "location";

/// The characters of the name of a header.
macro_rules! token {
    () => {
        "[!#$%&'*+.^_`|~0-9A-Za-z-]+"
    };
}

/// The beginning of a code that is neither a range, in any notation of one, nor a template.
macro_rules! no_class {
    () => {
        "^(?!-?[0-9]+\\.\\.[.=<]*(-?[0-9]+)?$|\\.\\.[.=<]*-?[0-9]+$|[\\s\\S]*\\{_\\})"
    };
}

/// Returns the schema of a kind of text.
pub(super) fn text_schema(kind: TextKind) -> Value {
    let pattern = match kind {
        TextKind::Location => return reference_to(LOCATION),
        TextKind::NotEmpty => return json!({ "type": "string", "minLength": 1 }),
        TextKind::Code => concat!(no_class!(), "[\\s\\S]+$"),
        TextKind::ListedCode => no_class!(),
        TextKind::ReservedCode => "^(?![\\s\\S]*\\{_\\})",
        TextKind::CodeClass => "^([^{}]|\\{\\{|\\}\\}|\\{_\\}(?!\\{_))+$",
        TextKind::CodePattern => "^([^{}]|\\{\\{|\\}\\}|\\{[^{}]+\\})+$",
        TextKind::Shown | TextKind::EnvelopeId => "\\S",
        TextKind::TableName => "^[a-z0-9]+(-[a-z0-9]+)*$",
        TextKind::EntryName => "^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$",
        TextKind::VariantName => "^(?!Self$)[A-Z][A-Za-z0-9]*$",
        TextKind::FieldName => "[A-Za-z0-9]",
        TextKind::ParameterName => "^[A-Za-z_][A-Za-z0-9_]*$",
        TextKind::HeaderName => concat!("^:?", token!(), "$"),
        TextKind::Template => "^([^{}]|\\{\\{|\\}\\}|\\{[A-Za-z_][A-Za-z0-9_]*\\}(?!\\{[A-Za-z_]))*$",
        TextKind::Domain => "^[!-.0-~]{1,253}$",
        TextKind::Path => "^(?!/)[\\s\\S]*\\S",
        TextKind::Address => "^(?=[\\s\\S]*\\S)([^{]|\\{(code|name)\\}|\\{[^}]*$)*$",
        TextKind::MediaType => concat!("^ *", token!(), "/", token!(), " *(;[ -~]*)?$"),
        // A kind of a later release is any text.
        _ => return json!({ "type": "string" }),
    };
    json!({ "type": "string", "pattern": pattern })
}

/// Returns the schema of a location: a pointer, a header, or the name of the value that is read.
pub(super) fn location() -> Value {
    let kind = "\\((json|xml|form|query|parameters)\\)";
    // A name; none with an index behind it, and none that begins as another segment does.
    let name = "(?!\\(|\\*\\*|[^/\\[]+\\[([0-9]+|\\*)\\](/|$))([^/~]|~[0-4])+";
    let pointer = format!("(/({kind}|{name}))*(/{kind}/)?(~#)?");
    let header = concat!("[Hh][Ee][Aa][Dd][Ee][Rr]:\\s*:?", token!(), "\\s*");
    let pattern = format!("^(/|\\.\\.~#|{pointer}|{header}(/{kind}{pointer}/?)?)$");
    json!({ "type": "string", "pattern": pattern })
}

/// Returns a schema that is defined once.
pub(super) fn reference_to(definition: &str) -> Value {
    json!({ "$ref": format!("#/definitions/{definition}") })
}

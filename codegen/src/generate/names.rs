//! Names: identifiers from the strings of the model.

use std::collections::HashSet;
use std::str::FromStr;

use proc_macro2::{Ident, Span, TokenStream, TokenTree};

/// What cannot be written as a raw identifier.
const NEVER_RAW: [&str; 5] = ["self", "super", "crate", "Self", "_"];

/// The keywords of all editions, which as names are written raw.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
    "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move",
    "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield", "self", "super", "crate", "Self",
];

/// What the enum already has: inherent methods and those of the traits it implements, which a constructor would hide.
const TAKEN: &[&str] = &[
    "action",
    "applied",
    "as_unknown",
    "borrow",
    "borrow_mut",
    "build",
    "check_examples",
    "cause",
    "causes",
    "clone",
    "clone_from",
    "clone_into",
    "clone_to_uninit",
    "code",
    "decode",
    "decode_response",
    "deprecated",
    "description",
    "detect",
    "detect_response",
    "docs_url",
    "encode",
    "encode_response",
    "encoder",
    "entries",
    "entry",
    "eq",
    "equivalent",
    "examples",
    "field",
    "field_by_name",
    "fields",
    "fmt",
    "from",
    "from_unknown",
    "hash",
    "index",
    "into",
    "is_unknown",
    "message",
    "name",
    "ne",
    "notes",
    "provide",
    "recorded",
    "retry",
    "retry_after",
    "since",
    "source",
    "status",
    "summary",
    "table",
    "to_owned",
    "to_string",
    "try_decode",
    "try_decode_response",
    "try_from",
    "try_into",
    "type_id",
    "unknown",
];

/// The identifier of this name, which may be raw (`r#type`).
///
/// The model holds only identifiers. What is none after all becomes a name that says so, since making an identifier of
/// it would panic.
pub(super) fn ident(name: &str) -> Ident {
    let plain = name.strip_prefix("r#");
    match plain {
        Some(plain) if is_ascii(plain) && !NEVER_RAW.contains(&plain) => Ident::new_raw(plain, Span::call_site()),
        None if is_ascii(name) => Ident::new(name, Span::call_site()),
        _ => lexed(name).unwrap_or_else(|| Ident::new("not_an_identifier", Span::call_site())),
    }
}

/// Whether it is an identifier or keyword of ASCII.
fn is_ascii(name: &str) -> bool {
    name != "_"
        && name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && name.chars().all(|next| next.is_ascii_alphanumeric() || next == '_')
}

/// The identifier, if that is what the lexer takes the text for.
fn lexed(name: &str) -> Option<Ident> {
    let mut tokens = TokenStream::from_str(name).ok()?.into_iter();
    match (tokens.next(), tokens.next()) {
        (Some(TokenTree::Ident(mut ident)), None) => {
            ident.set_span(Span::call_site());
            Some(ident)
        }
        _ => None,
    }
}

/// The names of constructors: each different from the others and from every method.
pub(super) struct Constructors {
    taken: HashSet<String>,
}

impl Constructors {
    /// For an enum whose entries have these names. A name that is only right for one entry goes to that entry, whatever
    /// comes before it.
    pub(super) fn new<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        let mut taken: HashSet<String> = TAKEN.iter().map(|name| (*name).to_owned()).collect();
        taken.extend(NEVER_RAW.iter().map(|name| (*name).to_owned()));
        let own: Vec<String> = names.into_iter().map(str::to_lowercase).filter(|name| !taken.contains(name)).collect();
        taken.extend(own);
        Self { taken }
    }

    /// The constructor of the entry with this name.
    pub(super) fn ident(&mut self, name: &str) -> Ident {
        let mut name = name.to_lowercase();
        if TAKEN.contains(&name.as_str()) || NEVER_RAW.contains(&name.as_str()) {
            while !self.taken.insert(name.clone()) {
                name.push_str("_error");
            }
        }
        if KEYWORDS.contains(&name.as_str()) { ident(&format!("r#{name}")) } else { ident(&name) }
    }
}

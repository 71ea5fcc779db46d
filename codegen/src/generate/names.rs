//! Identifiers from the names of the model.

use std::collections::{HashMap, HashSet};
use std::str::FromStr;

use proc_macro2::{Ident, Span, TokenStream, TokenTree};

use crate::model::Entry;
use crate::names::screaming;

/// The keywords that cannot be raw identifiers.
const NEVER_RAW: [&str; 5] = ["self", "super", "crate", "Self", "_"];

/// The keywords of all editions. As identifiers, they must be raw.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
    "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move",
    "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield", "self", "super", "crate", "Self",
];

/// The names of the inherent methods of the enum, and of the methods of its traits. A constructor with such a name would
/// conflict with the method or hide it.
const METHODS: &[&str] = &[
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

/// Returns the identifier with this name, which may be raw (`r#type`).
///
/// The model contains only identifiers. Anything else becomes `not_an_identifier`, because `Ident::new` would panic.
pub(super) fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(plain) if is_ascii_word(plain) && !NEVER_RAW.contains(&plain) => Ident::new_raw(plain, Span::call_site()),
        None if is_ascii_word(name) => Ident::new(name, Span::call_site()),
        _ => parse(name).unwrap_or_else(|| Ident::new("not_an_identifier", Span::call_site())),
    }
}

/// Returns `true` for an identifier or keyword in ASCII.
fn is_ascii_word(name: &str) -> bool {
    name != "_"
        && name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && name.chars().all(|next| next.is_ascii_alphanumeric() || next == '_')
}

/// Parses an identifier; `None` if the text is anything else.
fn parse(name: &str) -> Option<Ident> {
    let mut tokens = TokenStream::from_str(name).ok()?.into_iter();
    match (tokens.next(), tokens.next()) {
        (Some(TokenTree::Ident(mut ident)), None) => {
            ident.set_span(Span::call_site());
            Some(ident)
        }
        _ => None,
    }
}

/// Returns the names from which those of the constructors are made: that of the entry or, where entries of several tables share it, that of
/// the variant. All differ.
pub(super) fn constructor_stems<'m>(entries: impl Iterator<Item = &'m Entry> + Clone) -> Vec<String> {
    let mut count: HashMap<&str, usize> = HashMap::new();
    for entry in entries.clone() {
        *count.entry(entry.name.as_str()).or_default() += 1;
    }
    let is_shared = |entry: &Entry| count.get(entry.name.as_str()).is_some_and(|count| *count > 1);
    let own = entries.clone().filter(|entry| !is_shared(entry));
    let mut taken: HashSet<String> = own.map(|entry| entry.name.clone()).collect();
    let stem = |entry: &Entry| {
        if !is_shared(entry) {
            return entry.name.clone();
        }
        let mut stem = screaming(&entry.variant).unwrap_or_else(|| entry.name.clone());
        while !taken.insert(stem.clone()) {
            stem.push_str("_ERROR");
        }
        stem
    };
    entries.map(stem).collect()
}

/// The names of constructors. They differ from each other and from the methods.
pub(super) struct ConstructorNames {
    taken: HashSet<String>,
}

impl ConstructorNames {
    /// Creates the names for an enum whose entries have these names. The plain name of an entry is reserved for it, so that no
    /// changed name of an earlier entry takes it.
    pub(super) fn new<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        let mut taken: HashSet<String> = METHODS.iter().map(|name| (*name).to_owned()).collect();
        taken.extend(NEVER_RAW.iter().map(|name| (*name).to_owned()));
        let own: Vec<String> = names.into_iter().map(str::to_lowercase).filter(|name| !taken.contains(name)).collect();
        taken.extend(own);
        Self { taken }
    }

    /// Returns the name of the constructor of an entry.
    pub(super) fn ident(&mut self, name: &str) -> Ident {
        let mut name = name.to_lowercase();
        if METHODS.contains(&name.as_str()) || NEVER_RAW.contains(&name.as_str()) {
            while !self.taken.insert(name.clone()) {
                name.push_str("_error");
            }
        }
        if KEYWORDS.contains(&name.as_str()) { ident(&format!("r#{name}")) } else { ident(&name) }
    }
}

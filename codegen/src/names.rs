//! Names in the table, and the Rust names that they become.

/// The reason why a name is rejected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BadName {
    /// It is not written in the style of its kind.
    Style(&'static str),
    /// It would become this keyword, which has no raw form.
    Keyword(&'static str),
}

/// Returns the variant of an entry: `NOT_FOUND` becomes `NotFound`.
pub(crate) fn variant_of(name: &str) -> Result<String, BadName> {
    let pieces = || name.split('_');
    let allowed = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit();
    if !name.starts_with(|c: char| c.is_ascii_uppercase()) {
        return Err(BadName::Style("it must begin with a letter from A to Z"));
    }
    if !pieces().all(|piece| piece.chars().all(allowed)) {
        return Err(BadName::Style("it has other characters than A to Z, 0 to 9 and `_`"));
    }
    if pieces().any(str::is_empty) {
        return Err(BadName::Style("it has two `_` in a row, or one at the end"));
    }
    let variant: String = pieces().map(capitalize).collect();
    if variant == "Self" { Err(BadName::Keyword("Self")) } else { Ok(variant) }
}

/// Returns the name in SCREAMING_SNAKE_CASE that was most likely meant.
pub(crate) fn screaming(name: &str) -> Option<String> {
    let words = snake(&without_accents(name)).to_ascii_uppercase();
    let words = words.trim_matches('_').split('_').filter(|word| !word.is_empty()).collect::<Vec<_>>().join("_");
    variant_of(&words).is_ok().then_some(words)
}

/// Letters, each followed by those that are it with an accent.
const ACCENTS: &[&str] = &[
    "AÀÁÂÃÄÅ",
    "CÇ",
    "EÈÉÊË",
    "IÌÍÎÏ",
    "NÑ",
    "OÒÓÔÕÖØ",
    "UÙÚÛÜ",
    "YÝ",
    "aàáâãäå",
    "cç",
    "eèéêë",
    "iìíîï",
    "nñ",
    "oòóôõöø",
    "uùúûü",
    "yýÿ",
];

fn without_accents(name: &str) -> String {
    let plain = |letter: char| ACCENTS.iter().find(|list| list.contains(letter)).and_then(|list| list.chars().next());
    name.chars().map(|letter| plain(letter).unwrap_or(letter)).collect()
}

/// Returns `true` for the name of a variant that no lint warns about.
pub(crate) fn is_variant(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.chars().all(|c| c.is_ascii_alphanumeric())
        && name != "Self"
}

/// Returns the words in UpperCamelCase: `acme-pay` becomes `AcmePay`.
pub(crate) fn camel_case(text: &str) -> String {
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    let capitalized = words.map(|word| {
        let mut letters = word.chars();
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect::<String>()
    });
    capitalized.collect()
}

/// Returns `true` for a name in kebab-case.
pub(crate) fn is_kebab(name: &str) -> bool {
    name.split('-').all(|word| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit()))
}

/// Returns the Rust identifier of a field: `vmType` becomes `vm_type`, `type` becomes `r#type`. There is none for a name without
/// letters and digits.
pub(crate) fn ident_of(name: &str) -> Option<String> {
    if !name.contains(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    let mut ident = snake(name);
    if ident.starts_with(|c: char| c.is_ascii_digit()) {
        ident.insert(0, '_');
    }
    Some(match ident.as_str() {
        "self" | "super" | "crate" => format!("{ident}_"),
        keyword if KEYWORDS.contains(&keyword) => format!("r#{ident}"),
        _ => ident,
    })
}

/// Returns an identifier without the prefix `r#`.
pub(crate) fn unraw(ident: &str) -> &str {
    ident.strip_prefix("r#").unwrap_or(ident)
}

const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
    "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move",
    "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

fn capitalize(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().chain(letters.map(|c| c.to_ascii_lowercase())).collect()
}

/// Returns the words in lower case with `_` between them. A word begins at an upper-case letter after a lower-case one or a digit,
/// or before a lower-case one: `userID`, `HTTPStatus`.
fn snake(name: &str) -> String {
    let letters: Vec<char> = name.chars().collect();
    let mut text = String::with_capacity(name.len() + 4);
    for (index, &letter) in letters.iter().enumerate() {
        if !letter.is_ascii_alphanumeric() {
            text.push('_');
            continue;
        }
        let before = index.checked_sub(1).and_then(|index| letters.get(index));
        let after = letters.get(index + 1);
        let begins = letter.is_ascii_uppercase()
            && before.is_some_and(|before| {
                before.is_ascii_lowercase()
                    || before.is_ascii_digit()
                    || (before.is_ascii_uppercase() && after.is_some_and(char::is_ascii_lowercase))
            });
        if begins {
            text.push('_');
        }
        text.push(letter.to_ascii_lowercase());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{BadName, camel_case, ident_of, screaming, variant_of};

    #[test]
    fn words_become_one_in_camel_case() {
        for (text, expected) in [
            ("flanks", "Flanks"),
            ("acme-pay", "AcmePay"),
            ("frankieone", "Frankieone"),
            ("a--b_c d", "ABCD"),
            ("", ""),
        ] {
            assert_eq!(camel_case(text), expected);
        }
    }

    #[test]
    fn a_screaming_name_becomes_a_variant() {
        for (name, variant) in
            [("E0000001", "E0000001"), ("NOT_FOUND", "NotFound"), ("HTTP_2_ERROR", "Http2Error"), ("A", "A")]
        {
            assert_eq!(variant_of(name).as_deref(), Ok(variant));
        }
        assert_eq!(variant_of("SELF"), Err(BadName::Keyword("Self")));
        for name in ["", "_A", "A_", "A__B", "a", "1A", "A-B", "Ä"] {
            assert!(variant_of(name).is_err(), "{name}");
        }
    }

    #[test]
    fn a_name_in_another_style_is_corrected() {
        assert_eq!(screaming("NotFound").as_deref(), Some("NOT_FOUND"));
        assert_eq!(screaming("not-found").as_deref(), Some("NOT_FOUND"));
        assert_eq!(screaming("404"), None);
        assert_eq!(screaming("self"), None);
    }

    #[test]
    fn a_field_becomes_an_identifier() {
        for (name, ident) in [
            ("vmType", "vm_type"),
            ("BucketName", "bucket_name"),
            ("userID", "user_id"),
            ("HTTPStatus", "http_status"),
            ("@type", "_type"),
            ("type", "r#type"),
            ("self", "self_"),
            ("invalid-params", "invalid_params"),
            ("3ds", "_3ds"),
        ] {
            assert_eq!(ident_of(name).as_deref(), Some(ident));
        }
        assert_eq!(ident_of("_"), None);
        assert_eq!(ident_of("-"), None);
    }
}

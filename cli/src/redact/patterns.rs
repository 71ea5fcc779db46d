//! Texts that tell by their form what they are.

/// A text that is replaced.
pub(super) struct Match {
    /// The offset.
    pub(super) start: usize,
    pub(super) length: usize,
    pub(super) what: &'static str,
    pub(super) replacement: String,
}

/// The beginnings of keys that vendors document.
const KEY_PREFIXES: [&str; 16] = [
    "sk_live_",
    "sk_test_",
    "pk_live_",
    "pk_test_",
    "rk_live_",
    "whsec_",
    "ghp_",
    "gho_",
    "ghs_",
    "github_pat_",
    "glpat-",
    "xoxb-",
    "xoxp-",
    "AKIA",
    "AIza",
    "sk-",
];

/// The least length of a text of letters and digits that is taken for an id.
const LEAST_ID: usize = 20;

/// Returns the first text that is replaced.
pub(super) fn next_match(text: &str) -> Option<Match> {
    let mut start = 0;
    while start < text.len() {
        let rest = text.get(start..)?;
        let begin = rest.find(is_part).map(|at| start + at)?;
        let length = text.get(begin..)?.find(|c| !is_part(c)).unwrap_or(text.len() - begin);
        let end = begin + length;
        // Punctuation around a word is none of it.
        let word = text.get(begin..end)?;
        let trimmed = word.trim_matches(['.', '-', '_', '+']);
        let inner = begin + word.find(trimmed).unwrap_or_default();
        if let Some((what, replacement)) = replacement(trimmed).or_else(|| bearer(text.get(..inner)?, trimmed)) {
            return Some(Match { start: inner, length: trimmed.len(), what, replacement });
        }
        start = end;
    }
    None
}

/// Returns `true` for a character of a word: a mail address, a token, an id or a number.
fn is_part(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+' | '@')
}

fn replacement(word: &str) -> Option<(&'static str, String)> {
    let with = |what, text: &str| Some((what, text.to_owned()));
    match word {
        _ if is_mail(word) => with("a mail address", "user@example.com"),
        _ if word.contains('@') => None,
        _ if is_uuid(word) => Some(("a UUID", word.chars().map(|c| if c == '-' { '-' } else { '0' }).collect())),
        _ if is_jwt(word) => with("a token", "<JWT>"),
        _ if KEY_PREFIXES.iter().any(|prefix| is_key(word, prefix)) => with("a key", "<KEY>"),
        _ if is_address(word) && word != "192.0.2.1" && word != "127.0.0.1" => with("an address", "192.0.2.1"),
        _ if is_card(word) => with("the number of a card", "4111111111111111"),
        _ if is_id(word) => Some(("an id", word.chars().map(shape).collect())),
        _ => None,
    }
}

/// Returns the replacement of a token after the scheme of an `Authorization`.
fn bearer(before: &str, word: &str) -> Option<(&'static str, String)> {
    let before = before.strip_suffix(' ')?;
    let is_scheme = ["Bearer", "bearer", "Basic"].iter().any(|scheme| before.ends_with(scheme));
    // `Bearer token` is no token.
    let is_token = word.len() >= 8 && word.chars().any(|c| c.is_ascii_digit());
    (is_scheme && is_token).then(|| ("a token", "<TOKEN>".to_owned()))
}

/// Returns the character that stands for another one of its kind.
pub(super) fn shape(c: char) -> char {
    match c {
        '0'..='9' => '0',
        'a'..='z' => 'x',
        'A'..='Z' => 'X',
        other => other,
    }
}

fn is_mail(word: &str) -> bool {
    let Some((name, domain)) = word.split_once('@') else { return false };
    let is_reserved = domain == "example.com" || domain == "example.org";
    !name.is_empty() && domain.contains('.') && !domain.contains('@') && !domain.ends_with('.') && !is_reserved
}

fn is_uuid(word: &str) -> bool {
    let parts: Vec<&str> = word.split('-').collect();
    let lengths = parts.iter().map(|part| part.len());
    lengths.eq([8, 4, 4, 4, 12]) && parts.iter().all(|part| part.chars().all(|c| c.is_ascii_hexdigit()))
}

fn is_jwt(word: &str) -> bool {
    word.starts_with("eyJ") && word.split('.').count() == 3 && word.len() > 30
}

fn is_key(word: &str, prefix: &str) -> bool {
    let has_digit = || word.chars().any(|c| c.is_ascii_digit());
    word.strip_prefix(prefix).is_some_and(|rest| rest.len() >= 12 && !rest.contains('.')) && has_digit()
}

fn is_address(word: &str) -> bool {
    word.parse::<std::net::Ipv4Addr>().is_ok()
}

/// Returns `true` for the number of a card: of its length, and with a check digit by the formula of Luhn.
fn is_card(word: &str) -> bool {
    let is_number = (13..=19).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
    let digits = word.bytes().rev().map(|byte| u32::from(byte - b'0')).enumerate();
    let sum = |sum: u32, (place, digit): (usize, u32)| match digit * 2 {
        _ if place % 2 == 0 => sum + digit,
        double if double > 9 => sum + double - 9,
        double => sum + double,
    };
    is_number && word != "4111111111111111" && word.starts_with(['3', '4', '5', '6']) && digits.fold(0, sum) % 10 == 0
}

/// Returns `true` for a word of letters and digits that no one has chosen: it is long, and digits are within it.
fn is_id(word: &str) -> bool {
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let letters = word.chars().filter(char::is_ascii_alphabetic).count();
    let is_zero = || word.chars().all(|c| matches!(c, '0' | 'x' | 'X' | '-' | '_'));
    word.len() >= LEAST_ID && digits >= 3 && letters >= 3 && !word.contains('.') && !is_zero()
}

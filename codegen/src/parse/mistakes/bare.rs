//! Values without quotes: words, numbers, dates, and what is meant by them.

use toml::de::DeTable;

use super::characters::lookalike;
use super::lines::{foreign_comment, is_assignment, is_header, is_placeholder, line_end};
use super::meant::{takes_any_text, takes_seconds, takes_text, takes_word};
use super::scan::Scan;
use crate::diagnostics::{Diagnostic, Edit, Suggestion};
use crate::rules;
use crate::source::Span;
use crate::suggest::{class_of_range, seconds_of};
use crate::toml_text;

/// The longest number that is tried.
const LONGEST: usize = 200;

/// Reads a value that does not begin with a quote or a bracket.
pub(super) fn bare(scan: &mut Scan<'_>, key: &str) {
    let start = scan.at;
    let word = word_at(scan);
    if is_valid(word) {
        scan.at += word.len();
        if let Some(time) = time_after(scan.rest_of_line()).filter(|time| is_valid(&format!("{word}{time}"))) {
            scan.at += time.len();
        }
        let follows = scan.rest_of_line();
        let text = follows.trim_start_matches([' ', '\t']);
        let goes_on = text.starts_with(|letter: char| letter.is_alphanumeric() || letter == '%');
        let next = text.split([' ', '\t', ',', ']', '}']).next().unwrap_or_default();
        let lacks_comma = !scan.open.is_empty() && word.starts_with(is_digit) && next.starts_with(is_digit);
        if !goes_on || is_assignment(text) || lacks_comma && is_valid(next) {
            return;
        }
    }
    if key_after_digits(scan, word) {
        return;
    }
    let written = text_at(scan, start);
    let span = Span { start, end: start + written.len() };
    scan.at = span.end;
    let key = if scan.is_field && scan.open.is_empty() { "at" } else { key };
    let diagnosis = diagnose(written, key);
    scan.is_unsure |= diagnosis.meaning == Meaning::Text && !takes_text(key, written);
    let meant = diagnosis.fixed;
    let diagnostic = Diagnostic::new(diagnosis.rule, span, diagnosis.title).label(diagnosis.label);
    let remove = match diagnosis.meaning {
        Meaning::Nothing => without_key(scan, span, &diagnosis.help),
        Meaning::Known | Meaning::Text => None,
    };
    scan.report(diagnostic.help(diagnosis.help).suggest_some(remove));
    match meant {
        Some(meant) => scan.edit(span.start, span.end, meant),
        None => {
            scan.edit(span.start, span.end, "0");
            scan.left_out = true;
            // What the key would say is missing now.
            scan.is_doubtful = true;
        }
    }
}

fn is_digit(letter: char) -> bool {
    letter.is_ascii_digit()
}

/// Returns `true` for a number and the next key without a space between them: `402body = …`. The number ends before the key.
fn key_after_digits(scan: &mut Scan<'_>, word: &str) -> bool {
    let key = word.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let is_word = ["true", "false"].into_iter().find(|value| word.starts_with(value));
    let value = word.len() - is_word.map_or(key.len(), |value| word.len() - value.len());
    let found = value > 0
        && value < word.len()
        && scan.open.is_empty()
        && is_assignment(scan.rest_of_line().get(value..).unwrap_or_default());
    if found {
        scan.at += value;
    }
    found
}

/// Returns the characters up to white space or a character that ends a value.
fn word_at<'t>(scan: &Scan<'t>) -> &'t str {
    let line = scan.rest_of_line();
    let ends = |letter: char| {
        matches!(plain(letter), ' ' | '\t' | ',' | ']' | '}' | '#' | ';' | '=' | '"' | '\'' | '[' | '{' | ')')
    };
    line.get(..line.find(ends).unwrap_or(line.len())).unwrap_or_default()
}

/// Returns the bracket, comma or semicolon of TOML for one of another script.
fn plain(letter: char) -> char {
    let meant = lookalike(letter).and_then(|it| it.meant);
    meant.filter(|meant| matches!(meant, ',' | ';' | '[' | ']' | '{' | '}')).unwrap_or(letter)
}

/// Returns the white space and the time of day after a date.
fn time_after(rest: &str) -> Option<&str> {
    let time = rest.strip_prefix(' ')?;
    let is_time = time.starts_with(|letter: char| letter.is_ascii_digit()) && time.as_bytes().get(2) == Some(&b':');
    let length = time.find([' ', '\t', ',', ']', '}', '#']).unwrap_or(time.len());
    is_time.then(|| rest.get(..=length)).flatten()
}

/// Returns `true` for a boolean, a number or a date.
fn is_valid(word: &str) -> bool {
    // The parser alone knows.
    !word.is_empty()
        && word.len() <= LONGEST
        && !word.contains(['"', '\'', '#', '\n', '[', '{'])
        && DeTable::parse(&format!("v = {word}")).is_ok()
}

/// Returns the text that is a value without quotes: the rest of the line, or up to the next comma or bracket within brackets.
fn text_at<'t>(scan: &Scan<'t>, start: usize) -> &'t str {
    let line = scan.slice(start, line_end(scan.text, start));
    let is_nested = !scan.open.is_empty();
    let mut length = line.len();
    let mut before = ' ';
    for (at, letter) in line.char_indices() {
        let rest = line.get(at..).unwrap_or_default();
        let is_space = matches!(before, ' ' | '\t');
        let ends = match letter {
            '#' => is_space,
            _ if at > 0 && matches!(plain(letter), ',' | ']' | '}' | ';') => is_nested,
            // The next statement in the same line.
            _ if is_space && at > 0 => is_assignment(rest) || is_header(rest) || foreign_comment(rest).is_some(),
            _ => false,
        };
        if ends {
            length = at;
            break;
        }
        // Only words are tried as the start of a statement, and few of them: a line may be long.
        if at > 4_000 {
            break;
        }
        before = letter;
    }
    let text = line.get(..length).unwrap_or_default();
    let trimmed = text.trim_end();
    let trimmed = if is_nested { trimmed } else { trimmed.trim_end_matches([',', ';']).trim_end() };
    match trimmed.is_empty() {
        true => text.chars().next().and_then(|first| line.get(..first.len_utf8())).unwrap_or(text),
        false => trimmed,
    }
}

/// The mistake in a value, and the value that was meant.
struct Diagnosis {
    rule: &'static crate::rules::Rule,
    title: String,
    label: &'static str,
    help: String,
    /// `None` if the key is to be left out.
    fixed: Option<String>,
    meaning: Meaning,
}

/// The meaning of a value as far as its look tells.
#[derive(PartialEq)]
enum Meaning {
    /// The value that was recognized.
    Known,
    /// There is no value.
    Nothing,
    /// The text itself, since it looks like nothing else.
    Text,
}

/// The keys without which an entry or another part of a table may say too little.
const NEEDED: &[&str] = &["at", "body", "code", "codes", "format", "id", "message", "name", "status", "when"];

/// Suggests to remove a key with its value.
fn without_key(scan: &Scan<'_>, value: Span, help: &str) -> Option<Suggestion> {
    let key = toml_text::key_before(scan.text, value)?;
    (!NEEDED.contains(&scan.slice(key.start, key.end))).then_some(())?;
    let edits = vec![Edit::remove(toml_text::member(scan.text, key, value))];
    Some(Suggestion::new(help, edits).without_lines())
}

fn diagnose(written: &str, key: &str) -> Diagnosis {
    if let Some((mark, raw)) = prefixed(written) {
        return Diagnosis {
            rule: &rules::FOREIGN_SYNTAX,
            title: format!("`{mark}` before a string"),
            label: "TOML has no prefixes of strings",
            help: "put a text with backslashes in single quotes, without a prefix".to_owned(),
            fixed: Some(in_quotes(raw)),
            meaning: Meaning::Known,
        };
    }
    if is_placeholder(written) {
        return Diagnosis {
            rule: &rules::FOREIGN_SYNTAX,
            title: "a placeholder of a template engine".to_owned(),
            label: "no value of TOML",
            help: "write the value itself, or render the template before errspec reads it; a text with braces needs quotes"
                .to_owned(),
            fixed: takes_any_text(key).then(|| in_quotes(written)),
            meaning: Meaning::Known,
        };
    }
    if let Some(what) = of_yaml(written) {
        return Diagnosis {
            rule: &rules::FOREIGN_SYNTAX,
            title: format!("{what}, as in YAML"),
            label: "no value of TOML",
            help: "write the value itself".to_owned(),
            fixed: None,
            meaning: Meaning::Known,
        };
    }
    let ascii: String = written.chars().filter_map(|it| lookalike(it).map_or(Some(it), |found| found.meant)).collect();
    if ascii != written && is_valid(ascii.trim()) {
        let odd = written.chars().find(|it| lookalike(*it).is_some()).unwrap_or(' ');
        let name = lookalike(odd).map_or("character", |it| it.name);
        return Diagnosis {
            rule: &rules::ODD_CHARACTER,
            title: format!("{name} U+{:04X} in a value", u32::from(odd)),
            label: "not a character of TOML",
            help: format!("write `{}`", ascii.trim()),
            fixed: Some(ascii.trim().to_owned()),
            meaning: Meaning::Known,
        };
    }
    word(written, key).or_else(|| number(written, key)).unwrap_or_else(|| text(written))
}

/// Returns what a value of YAML is that refers to another one.
fn of_yaml(written: &str) -> Option<&'static str> {
    let (mark, rest) = written.split_at_checked(1)?;
    let what = match mark {
        "*" => "an alias",
        "&" => "an anchor",
        "!" => "a tag",
        _ => return None,
    };
    rest.starts_with(|letter: char| letter.is_alphabetic() || letter == '!').then_some(what)
}

/// Returns the diagnosis of a word that another language has for a boolean or for no value.
fn word(written: &str, key: &str) -> Option<Diagnosis> {
    if takes_word(key, written) {
        return None;
    }
    let lower = written.to_ascii_lowercase();
    let boolean = match lower.as_str() {
        "true" | "yes" | "on" | "y" => "true",
        "false" | "no" | "off" | "n" => "false",
        "null" | "nil" | "none" | "undefined" | "~" | "void" => {
            return Some(Diagnosis {
                rule: &rules::FOREIGN_SYNTAX,
                title: format!("TOML has no `{written}`"),
                label: "no value",
                help: "leave the key out; for the text, put it in quotes".to_owned(),
                fixed: None,
                meaning: Meaning::Nothing,
            });
        }
        _ => return None,
    };
    Some(Diagnosis {
        rule: &rules::UNQUOTED,
        title: format!("`{written}` is no boolean of TOML"),
        label: "not in quotes, and not a value",
        help: format!("write `{boolean}`; for the text, put it in quotes: `\"{written}\"`"),
        fixed: Some(boolean.to_owned()),
        meaning: Meaning::Known,
    })
}

/// Returns the diagnosis of a number that is written as in another language.
fn number(written: &str, key: &str) -> Option<Diagnosis> {
    let digits = written.trim_start_matches(['+', '-', '.', '$', '€']);
    if !digits.starts_with(|letter: char| letter.is_ascii_digit()) || written.len() > LONGEST {
        return None;
    }
    let bad = |title: String, meant: String| Diagnosis {
        rule: &rules::SYNTAX,
        title,
        label: "not a number of TOML",
        help: format!("write `{meant}`; for a text, put it in quotes: `\"{written}\"`"),
        fixed: Some(meant),
        meaning: Meaning::Known,
    };
    let sign = if written.starts_with('-') { "-" } else { "" };
    let plain = digits.replace('_', "");
    let stripped = plain.trim_start_matches('0');
    let first = digits.split('.').next().unwrap_or_default();
    let candidates = [
        (
            "a number has no zero before its other digits",
            format!("{sign}{}", if stripped.is_empty() { "0" } else { stripped }),
        ),
        ("a `_` in a number is between two digits", format!("{sign}{plain}")),
        ("the prefix of a number is in lower case", written.to_ascii_lowercase()),
        ("a number with a prefix has no sign", digits.to_ascii_lowercase()),
        (
            "a number has digits on both sides of its point",
            format!("{sign}0{}", written.trim_start_matches(['+', '-'])),
        ),
        ("a number has digits on both sides of its point", format!("{written}0")),
    ];
    let fitting = |(title, meant): &(&str, String)| {
        let fits = match *title {
            "a number has no zero before its other digits" => {
                digits.len() > 1 && digits.starts_with('0') && !digits.contains(['x', 'o', 'b', 'X', '.', ':'])
            }
            "a `_` in a number is between two digits" => digits.contains('_'),
            _ => true,
        };
        fits && meant != written && is_valid(meant)
    };
    if let Some((title, meant)) = candidates.into_iter().find(fitting) {
        return Some(bad(title.to_owned(), meant));
    }
    let is_version = digits.matches('.').count() > 1 && digits.bytes().all(|it| it.is_ascii_digit() || it == b'.');
    if is_version && key == "format" {
        let mut diagnosis = bad(format!("`{written}` is no number"), first.to_owned());
        diagnosis.help = format!("the format has a whole number: `format = {first}`");
        return Some(diagnosis);
    }
    if let Some(seconds) = seconds_of(written).filter(|_| takes_seconds(key)) {
        return Some(Diagnosis {
            rule: &rules::SYNTAX,
            title: format!("`{written}` is a number with a unit"),
            label: "not a number of TOML",
            help: format!("write the number of seconds: `{seconds}`"),
            fixed: Some(seconds.to_string()),
            meaning: Meaning::Known,
        });
    }
    if let Some(class) = class_of_range(written).filter(|_| key == "status") {
        return Some(Diagnosis {
            rule: &rules::UNQUOTED,
            title: format!("`{written}` is no number, and no text without quotes"),
            label: "no class of statuses",
            help: format!("a class is written `\"{class}\"`"),
            fixed: Some(in_quotes(&class)),
            meaning: Meaning::Known,
        });
    }
    if let Some(status) = status_in(written).filter(|_| key == "status") {
        return Some(Diagnosis {
            rule: &rules::SYNTAX,
            title: format!("`{written}` is no number"),
            label: "not a number of TOML",
            help: format!("write the status alone: `{status}`"),
            fixed: Some(status),
            meaning: Meaning::Known,
        });
    }
    Some(Diagnosis {
        rule: &rules::UNQUOTED,
        title: format!("`{written}` is no number, and no text without quotes"),
        label: "needs quotes",
        help: "put the text in quotes".to_owned(),
        fixed: Some(in_quotes(written)),
        meaning: Meaning::Text,
    })
}

/// Returns the status of HTTP whose digits, and no others, are in a text.
fn status_in(written: &str) -> Option<String> {
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    let is_more = written.contains(['.', ',', '-', ':', '_', '/']);
    (!is_more && digits.len() == 3 && digits.starts_with(['1', '2', '3', '4', '5'])).then_some(digits)
}

fn text(written: &str) -> Diagnosis {
    let half = written.ends_with(['"', '\'']).then(|| written.chars().next_back()).flatten();
    if let Some(quote) = half.filter(|quote| written.matches(*quote).count() == 1) {
        let inner = written.strip_suffix(quote).unwrap_or(written);
        return Diagnosis {
            rule: &rules::UNCLOSED,
            title: "a string without its first quote".to_owned(),
            label: "a quote is missing before the text",
            help: format!("open the string with `{quote}`"),
            fixed: Some(format!("{quote}{inner}{quote}")),
            meaning: Meaning::Known,
        };
    }
    let ends = |letter: char| matches!(letter, '|' | '>');
    if written.len() <= 2 && written.starts_with(ends) {
        return Diagnosis {
            rule: &rules::FOREIGN_SYNTAX,
            title: format!("`{written}` begins a text in YAML"),
            label: "no value of TOML",
            help: "put a text over several lines in three quotes: `\"\"\"…\"\"\"`".to_owned(),
            fixed: Some("\"\"".to_owned()),
            meaning: Meaning::Known,
        };
    }
    Diagnosis {
        rule: &rules::UNQUOTED,
        title: "a text without quotes".to_owned(),
        label: "needs quotes",
        help: "put the text in quotes".to_owned(),
        fixed: Some(in_quotes(written)),
        meaning: Meaning::Text,
    }
}

/// Returns a string with this text.
pub(super) fn in_quotes(text: &str) -> String {
    match (text.contains(['"', '\\']), text.contains('\'')) {
        (false, _) => format!("\"{text}\""),
        (true, false) => format!("'{text}'"),
        (true, true) => format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")),
    }
}

/// Returns the prefix of a string as other languages have them, and its text.
fn prefixed(written: &str) -> Option<(&str, &str)> {
    let at = written.find(['"', '\''])?;
    let (mark, string) = written.split_at(at);
    let is_mark = matches!(mark, "r" | "r#" | "R" | "f" | "b" | "u" | "c" | "@" | "$" | "rb" | "br" | "L");
    let quote = string.chars().next()?;
    let inner = string.get(1..)?.trim_end_matches('#').strip_suffix(quote)?;
    is_mark.then_some((mark, inner))
}

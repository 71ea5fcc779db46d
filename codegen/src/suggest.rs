//! Suggestions: the known word that a misspelled one most likely stands for.

/// The most bytes of a word for which another is suggested.
const LONGEST: usize = 64;

/// The most known words that are compared.
const MOST_CANDIDATES: usize = 1000;

/// The most words that are listed.
const MOST_LISTED: usize = 50;

/// Returns the known word that is most similar, if any is similar enough.
pub(crate) fn nearest<'k>(written: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    if written.len() > LONGEST {
        return None;
    }
    let (folded, stem) = (fold(written), singular(written));
    known
        .into_iter()
        .take(MOST_CANDIDATES)
        .filter(|candidate| candidate.len() <= LONGEST)
        .filter_map(|candidate| {
            let candidate_folded = fold(candidate);
            let abbreviates = folded.len() >= 3 && candidate_folded.starts_with(&folded);
            let lengthens = candidate_folded.len() >= 4 && folded.ends_with(&candidate_folded);
            let related = abbreviates || lengthens || singular(candidate) == stem;
            let most = candidate.chars().count().max(folded.len()) / 3;
            // The distance is at least the difference of the lengths.
            if !related && folded.len().abs_diff(candidate_folded.len()) > most {
                return None;
            }
            let distance = distance(&folded, &candidate_folded);
            (related || distance <= most).then_some((distance, candidate))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Returns a noun without the ending of its plural.
fn singular(word: &str) -> String {
    match (word.strip_suffix("ies"), word.strip_suffix('s')) {
        (Some(stem), _) => format!("{stem}y"),
        (None, Some(stem)) if stem.len() > 2 => stem.to_owned(),
        _ => word.to_owned(),
    }
}

/// Returns `true` for a word that differs from the known one by a slip or two.
pub(crate) fn is_slip(written: &str, known: &str) -> bool {
    let (written, known) = (fold(written), fold(known));
    let most = 2.min(known.len().max(written.len()) / 3);
    written.len().abs_diff(known.len()) <= most && distance(&written, &known) <= most
}

/// Words of other formats and languages for those of the format, without hyphens and underscores.
const SYNONYMS: &[(&str, &[&str])] = &[
    ("latin1", &["iso-8859-1"]),
    ("rfc5987", &["rfc8187"]),
    ("sse", &["event-stream"]),
    ("ndjson", &["json-lines"]),
    ("jsonl", &["json-lines"]),
    ("float", &["number"]),
    ("double", &["number"]),
    ("decimal", &["number"]),
    ("real", &["number"]),
    ("long", &["integer"]),
    ("int64", &["integer"]),
    ("int32", &["integer"]),
    ("uint", &["integer"]),
    ("bigint", &["integer"]),
    ("usize", &["integer"]),
    ("uuid", &["string"]),
    ("email", &["string"]),
    ("dict", &["json"]),
    ("struct", &["json"]),
    ("flag", &["boolean"]),
    ("i64", &["integer"]),
    ("u64", &["integer"]),
    ("i32", &["integer"]),
    ("u32", &["integer"]),
    ("f64", &["number"]),
    ("array", &["list"]),
    ("vec", &["list"]),
    ("set", &["list"]),
    ("object", &["json"]),
    ("map", &["json"]),
    ("any", &["json"]),
    ("datetime", &["time"]),
    ("timestamp", &["time"]),
    ("instant", &["time"]),
    ("rfc7807", &["rfc9457"]),
    ("problemjson", &["rfc9457"]),
    ("problem+json", &["rfc9457"]),
    ("application/problem+json", &["rfc9457"]),
    ("grpc", &["google-rpc"]),
    ("oauth", &["oauth2"]),
    ("rfc6749", &["oauth2"]),
    ("k8s", &["kubernetes"]),
    ("rfc7644", &["scim"]),
    ("sec", &["s"]),
    ("secs", &["s"]),
    ("second", &["s"]),
    ("seconds", &["s"]),
    ("millis", &["ms"]),
    ("millisecond", &["ms"]),
    ("milliseconds", &["ms"]),
    ("bool", &["boolean"]),
    ("str", &["string"]),
    ("varchar", &["string"]),
    ("guid", &["string"]),
    ("uint32", &["integer"]),
    ("uint64", &["integer"]),
    ("sint32", &["integer"]),
    ("hashmap", &["json"]),
    ("zoneddatetime", &["time"]),
];

/// Words that people write for those of the format, but that may mean others. The first known one is suggested.
const MEANINGS: &[(&str, &[&str])] = &[
    ("false", &["never", "no"]),
    ("no", &["never"]),
    ("none", &["never", "no"]),
    ("0", &["never", "no"]),
    ("never", &["no"]),
    ("always", &["yes"]),
    ("true", &["after", "yes"]),
    ("yes", &["after"]),
    ("retry", &["after"]),
    ("wait", &["after"]),
    ("later", &["after"]),
    ("backoff", &["after"]),
    ("polling", &["poll"]),
    ("possibly", &["maybe"]),
    ("unknown", &["maybe"]),
    ("rename", &["field"]),
    ("ignore", &["skip"]),
    ("text", &["string"]),
    ("plain", &["text"]),
    ("html", &["text"]),
    ("urlencoded", &["form", "percent"]),
    ("url", &["percent", "string"]),
    ("uri", &["percent", "string"]),
    ("date", &["time"]),
    ("timeout", &["duration"]),
    ("interval", &["duration"]),
    ("char", &["string"]),
    ("value", &["json"]),
    ("events", &["event-stream"]),
    ("problem", &["rfc9457"]),
    ("docker", &["oci"]),
    ("hl7", &["fhir"]),
];

/// Returns the known word that is meant: one that people write another word for, or else the most similar one.
pub(crate) fn meant<'k>(written: &str, known: &[&'k str]) -> Option<&'k str> {
    let folded: String = fold(written).into_iter().collect();
    let others = SYNONYMS.iter().chain(MEANINGS).filter(|(word, _)| *word == folded);
    let mut targets = others.flat_map(|(_, targets)| *targets);
    let is_target = |target: &&str| known.iter().copied().find(|word| word == target);
    targets.find_map(is_target).or_else(|| nearest(written, known.iter().copied()))
}

/// Returns `true` if a word can only mean the known one: it differs in the case of letters, or is another word for the same.
pub(crate) fn is_sure(written: &str, meant: &str) -> bool {
    let folded: String = fold(written).into_iter().collect();
    let is_synonym = |(word, targets): &(&str, &[&str])| *word == folded && targets.contains(&meant);
    let singular = |word: &str| singular(&fold(word).into_iter().collect::<String>());
    fold(meant) == fold(written) || singular(written) == singular(meant) || SYNONYMS.iter().any(is_synonym)
}

/// Returns the class of statuses that a range is written for: `4xx` for `400-499`.
pub(crate) fn class_of_range(written: &str) -> Option<String> {
    let (first, last) =
        ["..=", "...", "..", "-", "–", "—", "…", "~", "to"].iter().find_map(|between| written.split_once(between))?;
    let (first, last) = (first.trim(), last.trim());
    let is_status = |text: &str| text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_range = is_status(first) && is_status(last) && first.get(..1) == last.get(..1);
    let class = first.chars().next().filter(|class| is_range && ('1'..='5').contains(class))?;
    Some(format!("{class}xx"))
}

/// Returns the seconds of a number that is written with its unit, as in `30s` or `PT5S`.
pub(crate) fn seconds_of(written: &str) -> Option<f64> {
    let text = written.trim().trim_start_matches("PT").to_ascii_lowercase();
    let unit = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let number: f64 = text.strip_suffix(unit)?.parse().ok()?;
    match unit.trim() {
        "s" | "sec" | "secs" | "second" | "seconds" => Some(number),
        "ms" | "millis" | "milliseconds" => Some(number / 1000.0),
        "m" | "min" | "mins" | "minute" | "minutes" => Some(number * 60.0),
        "h" | "hour" | "hours" => Some(number * 3600.0),
        _ => None,
    }
}

/// Returns a help that names the most similar word or, if there is none, all known ones.
pub(crate) fn help(written: &str, known: &[&str]) -> String {
    match meant(written, known) {
        Some(similar) => format!("did you mean `{similar}`?"),
        None => expected(known),
    }
}

/// Returns a help that names all known words.
pub(crate) fn expected(known: &[&str]) -> String {
    match known {
        [one] => format!("expected `{one}`"),
        _ => format!("expected one of {}", list(known)),
    }
}

/// Returns the words in backquotes, with commas between them.
pub(crate) fn list(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().take(MOST_LISTED).map(|word| format!("`{word}`")).collect();
    let more = if words.len() > MOST_LISTED { ", …" } else { "" };
    quoted.join(", ") + more
}

/// Returns the spelling without differences that people overlook: case, hyphens, underscores.
fn fold(word: &str) -> Vec<char> {
    word.chars().filter(|c| !matches!(c, '-' | '_' | ' ')).flat_map(char::to_lowercase).collect()
}

/// Returns how many letters must be changed, inserted, deleted, or swapped with their neighbor.
fn distance(from: &[char], to: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=to.len()).collect();
    for (row, letter) in from.iter().enumerate() {
        let mut next = vec![row + 1];
        for (column, other) in to.iter().enumerate() {
            let at = |line: &[usize], index: usize| line.get(index).copied().unwrap_or(usize::MAX / 2);
            let mut cost = (at(&last, column) + usize::from(letter != other))
                .min(at(&last, column + 1) + 1)
                .min(at(&next, column) + 1);
            let crossed =
                row > 0 && column > 0 && from.get(row - 1) == Some(other) && to.get(column - 1) == Some(letter);
            if crossed {
                cost = cost.min(at(&before, column - 1) + 1);
            }
            next.push(cost);
        }
        before = std::mem::replace(&mut last, next);
    }
    last.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_most_similar_word_is_found() {
        let keys = ["message", "status", "retry", "retry_after", "code"];
        assert_eq!(nearest("mesage", keys), Some("message"));
        assert_eq!(nearest("retryAfter", keys), Some("retry_after"));
        assert_eq!(nearest("stauts", keys), Some("status"));
        assert_eq!(nearest("http_status", keys), Some("status"));
        assert_eq!(nearest("colour", keys), None);
        assert_eq!(nearest(&"x".repeat(100), [&*"x".repeat(99)]), None);
        assert_eq!(nearest("int", ["string", "integer"]), Some("integer"));
    }
}

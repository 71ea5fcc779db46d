//! Locations in other notations than that of the format: JSONPath, XPath, dots, indexes in brackets, URI fragments, names of headers.

use errspec_engine::location::Embedded;

/// Returns the location that is most likely meant by a text that is none.
pub(crate) fn meant_location(written: &str) -> Option<String> {
    let text = split_texts(written);
    let meant = match meant_header(text.trim()) {
        Some(header) => header,
        None if text.trim().to_ascii_lowercase().starts_with("header:") => return (text != written).then_some(text),
        None if is_header_name(text.trim()) => format!("header:{}", text.trim().to_ascii_lowercase()),
        None => meant_pointer(text.trim()),
    };
    (meant != *written || text.is_empty()).then_some(meant)
}

/// Returns the location in XML that is most likely meant by a path: in XPath, with dots, with indexes, or with prefixes.
pub(crate) fn meant_xml_location(written: &str) -> Option<String> {
    let text = written.trim();
    if meant_header(text).is_some() || text.to_ascii_lowercase().starts_with("header:") || is_header_name(text) {
        return meant_location(written);
    }
    let path = text.trim_start_matches(['$', '#', '.']).replace("attribute::", "@").replace("child::", "");
    let path = if path.contains('/') { path } else { dots_to_slashes(&path) };
    let steps: Option<Vec<String>> = path.split('/').map(meant_step).collect();
    let meant = steps?.concat();
    (meant != *written).then_some(meant)
}

/// Returns the segments of a step of XPath, each after a `/`; `None` if they cannot be said. The text of an element is its value, and the
/// elements that repeat are read by the location of one.
fn meant_step(step: &str) -> Option<String> {
    let (step, predicate) = match step.trim().split_once('[') {
        Some((name, rest)) => (name.trim(), rest.strip_suffix(']')?.trim()),
        None => (step.trim(), ""),
    };
    if let Some(name) = predicate.strip_prefix("local-name()").filter(|_| step == "*") {
        let name = name.trim_start().trim_start_matches('=').trim();
        return Some(["/", name.trim_matches(['"', '\''])].concat());
    }
    let is_index = |text: &str| text == "*" || text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_index(predicate) {
        return None;
    }
    if matches!(step, "." | "text()" | "#text" | "$t") || (step != "*" && is_index(step)) {
        return Some(String::new());
    }
    let (element, attribute) = step.split_once('@').map_or((step, None), |(element, name)| (element, Some(name)));
    // Only the prefix of an attribute belongs to its name.
    let name = element.rsplit(':').next().unwrap_or_default();
    let element = if name.is_empty() { String::new() } else { ["/", name].concat() };
    Some(match attribute {
        Some(attribute) => [&element, "/@", attribute].concat(),
        None => element,
    })
}

/// Writes the kind of a text as a segment: `payload(json)` becomes `payload/(json)`.
fn split_texts(text: &str) -> String {
    let split = |text: String, kind: Embedded| {
        let segment = kind.segment();
        text.replace(segment, &["/", segment].concat()).replace(&["//", segment].concat(), &["/", segment].concat())
    };
    Embedded::ALL.into_iter().fold(text.to_owned(), split)
}

/// Returns the header that is meant by `headers:x-id`, `Header.X-Id` or `headers["x-id"]`.
fn meant_header(text: &str) -> Option<String> {
    let folded = text.to_ascii_lowercase();
    let folded = folded.trim_start_matches(['$', '/', '.', '#']);
    let folded = ["response", "http"].into_iter().fold(folded, |text, word| {
        text.strip_prefix(word).map_or(text, |rest| rest.trim_start_matches(['-', '_', '.', '/', ' ', ':']))
    });
    let rest = folded.strip_prefix("headers").or_else(|| folded.strip_prefix("header"))?;
    let name = rest.trim_matches(|c: char| " .:/[]()'\"=".contains(c));
    let is_said = rest.starts_with(':') || rest.starts_with('[') || rest.starts_with('=') || rest.starts_with(' ');
    // A member of a body may be called `header`, but hardly has hyphens.
    let is_meant = is_said || (name.contains('-') && !name.contains(['.', '/']));
    (is_meant && !name.is_empty() && !name.contains(['/', ' '])).then(|| format!("header:{name}"))
}

/// Returns `true` for a word that is a header rather than a member of a body: `x-request-id`, `Retry-After`.
fn is_header_name(text: &str) -> bool {
    let folded = text.to_ascii_lowercase();
    let is_known =
        ["retry-after", "content-type", "www-authenticate", "request-id", "correlation-id"].contains(&&*folded);
    let is_token = folded.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    is_known || (folded.starts_with("x-") && folded.len() > 2 && is_token)
}

fn meant_pointer(text: &str) -> String {
    let text = text.strip_prefix("body:").or_else(|| text.strip_prefix("json:")).unwrap_or(text).trim();
    let is_pointer = text.starts_with('/') || text.starts_with("#/");
    let path = text.trim_start_matches(['$', '#']).replace('\\', "/").replace("->", "/").replace("::", "/");
    let path = split_brackets(&path);
    let path = if is_pointer || path.trim_matches('/').contains('/') && !path.contains('.') {
        path
    } else {
        dots_to_slashes(&path)
    };
    let segments: Vec<&str> = path.split('/').map(str::trim).filter(|segment| !segment.is_empty()).collect();
    segments.iter().flat_map(|segment| ["/", *segment]).collect()
}

/// Writes each index or name in brackets as a segment: `errors[0]` becomes `errors/0`. A selector stays.
fn split_brackets(path: &str) -> String {
    let mut split = String::with_capacity(path.len());
    let mut rest = path;
    while let Some((before, inner, after)) = rest
        .split_once('[')
        .and_then(|(before, rest)| rest.split_once(']').map(|(inner, after)| (before, inner, after)))
    {
        let name = inner.trim().trim_matches(['"', '\'']);
        match name.contains('=') {
            true => split.extend([before, "/", selector(inner).as_str()]),
            false => split.extend([before, "/", name, "/"]),
        }
        rest = after;
    }
    split.push_str(rest);
    split
}

/// Returns the selector that is meant by one in the notation of JSONPath, XPath, or with blanks.
fn selector(inner: &str) -> String {
    let Some((member, value)) = inner.split_once('=') else { return inner.to_owned() };
    let is_path = member.trim_start().starts_with('?');
    let member = member.trim().trim_start_matches(['?', '(']).trim_start_matches("@.");
    let value = value.trim_start_matches('=').trim();
    let value = if is_path { value.trim_end_matches(')').trim() } else { value };
    let value = value.trim_matches(['"', '\'']);
    format!("[{member}={value}]")
}

/// Replaces the dots between names, but not those in a selector.
fn dots_to_slashes(path: &str) -> String {
    let mut depth = 0_usize;
    let replaced = path.chars().map(|letter| {
        match letter {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if letter == '.' && depth == 0 { '/' } else { letter }
    });
    replaced.collect()
}

#[cfg(test)]
mod tests {
    use super::{meant_location, meant_xml_location};

    #[test]
    fn other_notations_have_a_location() {
        for (text, meant) in [
            ("error.code", "/error/code"),
            ("x-trace", "header:x-trace"),
            ("Retry-After", "header:retry-after"),
            ("user-code", "/user-code"),
            ("$.error.code", "/error/code"),
            ("error/code", "/error/code"),
            ("error[\"code\"]", "/error/code"),
            ("$['error']['code']", "/error/code"),
            ("#/error/code", "/error/code"),
            ("/error/code/", "/error/code"),
            ("//error//code", "/error/code"),
            ("/error/code ", "/error/code"),
            ("/errors[0]/code", "/errors/0/code"),
            ("/errors/[0]/code", "/errors/0/code"),
            ("errors[*].code", "/errors/*/code"),
            ("$.errors[?(@.type=='a')].code", "/errors/[type=a]/code"),
            ("/p/[name = 'a']/value", "/p/[name=a]/value"),
            ("error->code", "/error/code"),
            ("\\error\\code", "/error/code"),
            ("code", "/code"),
            ("$", ""),
            ("headers:x-request-id", "header:x-request-id"),
            ("headers.x-request-id", "header:x-request-id"),
            ("/headers/x-request-id", "header:x-request-id"),
            ("Headers[\"X-Request-Id\"]", "header:x-request-id"),
            ("header x-id", "header:x-id"),
            ("http-header:x-id", "header:x-id"),
            ("response.headers.x-id", "header:x-id"),
            ("header.code", "/header/code"),
            ("/payload(json)/code", "/payload/(json)/code"),
            ("header:x-error(json)/code", "header:x-error/(json)/code"),
        ] {
            assert_eq!(meant_location(text).as_deref(), Some(meant), "{text}");
        }
        assert_eq!(meant_location("/error/code"), None);
    }
    #[test]
    fn paths_into_xml_have_a_location() {
        for (text, meant) in [
            ("/R/Error/text()", "/R/Error"),
            ("//R/Error", "/R/Error"),
            (".//Error", "/Error"),
            ("/R/Error[1]/Code", "/R/Error/Code"),
            ("/R/Error[*]/Code", "/R/Error/Code"),
            ("/R/Error/0/Code", "/R/Error/Code"),
            ("/R/Error@id", "/R/Error/@id"),
            ("/R/Error/attribute::id", "/R/Error/@id"),
            ("/R/Error/@id[0]", "/R/Error/@id"),
            ("R.Error.Code", "/R/Error/Code"),
            ("R/Error", "/R/Error"),
            ("/soap:Envelope/soap:Body", "/Envelope/Body"),
            ("/R/@xml:lang/", "/R/@xml:lang"),
            ("/*[local-name()='Error']/Code", "/Error/Code"),
            ("/*/Code/#text", "/*/Code"),
            ("headers.x-request-id", "header:x-request-id"),
        ] {
            assert_eq!(meant_xml_location(text).as_deref(), Some(meant), "{text}");
        }
        // No location selects an element by a value.
        assert_eq!(meant_xml_location("/R/Error[@id='3']/Code"), None);
        assert_eq!(meant_xml_location("/R/Error"), None);
    }
}

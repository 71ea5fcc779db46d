//! Names with stars.

/// A name in which `*` stands for any text.
#[derive(Debug, Clone)]
pub(super) struct Glob(String);

impl Glob {
    pub(super) fn new(text: &str) -> Self {
        Self(text.to_owned())
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns `true` for a name of this form.
    pub(super) fn matches(&self, name: &str) -> bool {
        let mut parts = self.0.split('*');
        let Some(mut rest) = name.strip_prefix(parts.next().unwrap_or_default()) else { return false };
        let mut parts: Vec<&str> = parts.collect();
        let Some(last) = parts.pop() else { return rest.is_empty() };
        for part in parts {
            match rest.find(part) {
                Some(at) => rest = rest.get(at + part.len()..).unwrap_or_default(),
                None => return false,
            }
        }
        rest.ends_with(last)
    }
}

#[cfg(test)]
mod tests {
    use super::Glob;

    #[test]
    fn a_star_is_any_text() {
        for (glob, name, expected) in [
            ("ACME_*", "ACME_X", true),
            ("ACME_*", "ACM_X", false),
            ("*_ERROR", "AN_ERROR", true),
            ("*_ERROR", "AN_ERROR_X", false),
            ("A*B*C", "AxBBxC", true),
            ("A*BC*C", "ABC", false),
            ("A", "A", true),
            ("A", "AB", false),
            ("*", "", true),
        ] {
            assert_eq!(Glob::new(glob).matches(name), expected, "{glob} {name}");
        }
    }
}

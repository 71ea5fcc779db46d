//! The replacement of what must not be published in a recorded response: secrets, tokens, keys, ids, mail addresses and numbers of cards.
//!
//! ```text
//! secrets   the values of JSON members whose names tell that they are secrets or ids
//! patterns  texts that tell by their form what they are
//! replaced  a text that was replaced
//! ```

mod patterns;
mod replaced;
mod secrets;

use self::patterns::next_match;
pub(crate) use self::replaced::Replaced;
use self::secrets::secret_values;

/// The replacement of texts, with those that were replaced already.
pub(crate) struct Redaction<'k> {
    /// The texts that stay.
    kept: &'k [String],
    /// The texts that were replaced, each once.
    pub(crate) replaced: Vec<Replaced>,
}

impl<'k> Redaction<'k> {
    pub(crate) fn new(kept: &'k [String]) -> Self {
        Self { kept, replaced: Vec::new() }
    }

    /// Replaces a text wherever it stands.
    pub(crate) fn add(&mut self, what: &'static str, before: &str, after: String) {
        let is_known = self.replaced.iter().any(|own| own.before == before);
        let is_kept = self.kept.iter().any(|kept| kept.contains(before) || before == kept);
        if !before.trim().is_empty() && before != after && !is_known && !is_kept {
            self.replaced.push(Replaced { what, before: before.to_owned(), after });
        }
    }

    /// Returns a text without what must not be published.
    pub(crate) fn redact(&mut self, text: &str) -> String {
        for secret in secret_values(text) {
            self.add(secret.what, &secret.before, secret.after);
        }
        let mut at = 0;
        while let Some(found) = text.get(at..).and_then(next_match) {
            let begin = at + found.start;
            let before = text.get(begin..begin + found.length).unwrap_or_default();
            self.add(found.what, before, found.replacement);
            at = begin + found.length.max(1);
        }
        let mut known: Vec<&Replaced> = self.replaced.iter().collect();
        // A text that contains another is replaced first.
        known.sort_by_key(|own| std::cmp::Reverse(own.before.len()));
        known.iter().fold(text.to_owned(), |text, own| {
            let escaped = |text: &str| serde_json::to_string(text).unwrap_or_default().trim_matches('"').to_owned();
            text.replace(&escaped(&own.before), &own.after).replace(&own.before, &own.after)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Redaction;

    fn redacted(text: &str) -> String {
        Redaction::new(&[]).redact(text)
    }

    #[test]
    fn what_is_secret_is_replaced_and_the_rest_stays() {
        for (text, expected) in [
            (r#"{"accessToken": "abc", "code": 7}"#, r#"{"accessToken": "<ACCESS_TOKEN>", "code": 7}"#),
            (r#"{"user": {"api_key": "k\"1"}, "n": 1}"#, r#"{"user": {"api_key": "<API_KEY>"}, "n": 1}"#),
            (
                r#"{"userId": 8401377, "order_id": "A-20031", "code": "x7", "paid": 1}"#,
                r#"{"userId": 1000000, "order_id": "X-00000", "code": "x7", "paid": 1}"#,
            ),
            (r#"{"message": "Invalid token"}"#, r#"{"message": "Invalid token"}"#),
            ("ask bob.b+x@mail.example.org now", "ask user@example.com now"),
            ("id 3f2504e0-4f89-11d3-9a0c-0305e82c3301.", "id 00000000-0000-0000-0000-000000000000."),
            ("Bearer abc.def-123", "Bearer <TOKEN>"),
            ("key sk_live_51H8x9aBcDeFgHiJkLm", "key <KEY>"),
            ("AKIAIOSFODNN7EXAMPLE and ghp_16C7e42F292c6912E7710c838347Ae178B4a", "<KEY> and <KEY>"),
            ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U", "<JWT>"),
            ("request 01HN9XHZN6MGXM9JXG50K59Q88", "request 00XX0XXXX0XXXX0XXX00X00X00"),
            ("hash d41d8cd98f00b204e9800998ecf8427e!", "hash x00x0xx00x00x000x0000000xxx0000x!"),
            ("card 4012888888881881 ok", "card 4111111111111111 ok"),
            ("from 93.184.216.34", "from 192.0.2.1"),
            (
                "amount 1234567890123456 and 20002, version 1.2.3.4000",
                "amount 1234567890123456 and 20002, version 1.2.3.4000",
            ),
            (
                "internationalization_of_everything and Transaction-Identifier",
                "internationalization_of_everything and Transaction-Identifier",
            ),
            ("größer als ü@ü und é@", "größer als ü@ü und é@"),
        ] {
            assert_eq!(redacted(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_kept_stays_and_what_is_known_is_replaced_everywhere() {
        let kept = ["bob@shop.example".to_owned()];
        assert_eq!(Redaction::new(&kept).redact("bob@shop.example"), "bob@shop.example");
        let mut redaction = Redaction::new(&[]);
        redaction.add("the request id", "r-77", "<REQUEST_ID>".to_owned());
        assert_eq!(redaction.redact("about r-77"), "about <REQUEST_ID>");
    }
}

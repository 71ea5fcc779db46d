//! Generated bodies: the reader agrees with a simple model of it, and never fails on a body that is cut off.

use super::{read_body, table};

/// A generator of pseudorandom numbers (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }
}

/// An element of a batch: its members in their order.
struct Element(Vec<(&'static str, String)>);

impl Element {
    fn new(random: &mut Random, number: usize) -> Self {
        let mut members: Vec<(&'static str, String)> = Vec::new();
        for name in ["code", "text", "id", "extra"] {
            if random.below(3) > 0 {
                continue;
            }
            let value = match name {
                // 0 is a code of success.
                "code" => random.below(3).to_string(),
                _ => format!("\"{name}{number}\""),
            };
            let place = usize::try_from(random.below(members.len() as u64 + 1)).unwrap_or(0);
            members.insert(place, (name, value));
        }
        Self(members)
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, value)| value.trim_matches('"'))
    }

    fn rank(&self) -> u8 {
        match (self.get("code"), self.get("text"), self.0.iter().any(|(name, _)| *name != "extra")) {
            (Some("1" | "2"), ..) => 3,
            (None, Some(_), _) => 2,
            (.., true) => 1,
            _ => 0,
        }
    }

    fn write(&self) -> String {
        let members: Vec<String> = self.0.iter().map(|(name, value)| format!("\"{name}\": {value}")).collect();
        format!("{{{}}}", members.join(", "))
    }
}

#[test]
fn the_element_that_is_read_is_the_first_of_the_highest_rank() {
    let model = table(
        "[envelope]\ncode = \"/*/code\"\nmessage = \"/*/text\"\nrequest_id = \"/*/id\"\n[success]\ncodes = [0]\n\
         [errors.ONE]\ncode = 1\n[errors.TWO]\ncode = 2\n",
    );
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    for _ in 0..3000 {
        let count = usize::try_from(random.below(6)).unwrap_or(0);
        let elements: Vec<Element> = (0..count).map(|number| Element::new(&mut random, number)).collect();
        let body = format!("[{}]", elements.iter().map(Element::write).collect::<Vec<_>>().join(", "));
        let best = elements.iter().rev().max_by_key(|element| element.rank()).filter(|element| element.rank() > 0);
        let get = |name: &str| best.and_then(|element| element.get(name));
        let entry = match get("code") {
            Some("1") => "ONE",
            Some("2") => "TWO",
            _ => "unknown",
        };
        let id = get("id").map(|id| format!(" ({id})")).unwrap_or_default();
        let expected = format!("{entry} {}: {}{id}", get("code").unwrap_or_default(), get("text").unwrap_or_default());
        assert_eq!(read_body(&model, 400, &body), expected, "{body}");
    }
}

#[test]
fn a_chain_is_read_at_its_deepest_object_with_a_code() {
    let model = table(
        "[envelope]\ncode = \"/e/next**/code\"\nmessage = \"/e/next**/text\"\n[errors.ONE]\ncode = 1\n[errors.TWO]\ncode = 2\n",
    );
    let mut random = Random(0x0123_4567_89AB_CDEF);
    for _ in 0..2000 {
        let depth = usize::try_from(random.below(6)).unwrap_or(0);
        // From the deepest object outwards; each is better than the ones inside only if it has a higher rank.
        let mut body = String::new();
        let mut best: Option<Element> = None;
        for number in 0..depth {
            let element = Element::new(&mut random, number);
            let mut members: Vec<String> =
                element.0.iter().map(|(name, value)| format!("\"{name}\": {value}")).collect();
            if !body.is_empty() {
                let place = usize::try_from(random.below(members.len() as u64 + 1)).unwrap_or(0);
                members.insert(place, format!("\"next\": {body}"));
            }
            body = format!("{{{}}}", members.join(", "));
            let rank = |element: &Element| match (element.get("code"), element.get("text")) {
                (Some(_), _) => 2,
                (None, Some(_)) => 1,
                (None, None) => 0,
            };
            if best.as_ref().is_none_or(|best| rank(&element) > rank(best)) {
                best = Some(element);
            }
        }
        let body = if body.is_empty() { r#"{"e":{}}"#.to_owned() } else { format!(r#"{{"e":{{"next":{body}}}}}"#) };
        let get = |name: &str| best.as_ref().and_then(|element| element.get(name));
        let entry = match get("code") {
            Some("1") => "ONE",
            Some("2") => "TWO",
            _ => "unknown",
        };
        let expected = format!("{entry} {}: {}", get("code").unwrap_or_default(), get("text").unwrap_or_default());
        assert_eq!(read_body(&model, 400, &body), expected, "{body}");
    }
}

#[test]
fn every_prefix_of_a_body_is_read() {
    let model = table(
        "[envelope]\ncode = \"/*/code\"\nmessage = \"/*/e**/text\"\ndetails = \"/*/list/*/items\"\n[detail]\nkey = \"..~#\"\n\
         name = \"/[k=v]/name\"\n[fields]\nselected = \"/*/p/[name=a]/value\"\nall = { at = \"/*/p/*/value\", type = \"list\" }\n\
         [errors.ONE]\ncode = 1\n",
    );
    let body = r#"[{"p":[{"name":"b"}]},{"list":{"x":{"items":[[{"k":"v","name":"n"}],{}]}},"code":1,"e":{"text":"a","e":{"text":"b"}},
        "p":[{"value":"1","name":"a"},{"name":"é","value":[2,"3"]}]}]"#;
    assert!(read_body(&model, 400, body).starts_with("ONE 1: b"));
    for end in (0..body.len()).filter(|end| body.is_char_boundary(*end)) {
        let cut = body.get(..end).unwrap_or_default();
        assert!(read_body(&model, 400, cut).starts_with("unknown"), "{cut}");
    }
}

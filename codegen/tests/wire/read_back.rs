//! Messages that are written are read back as the same variant, whatever their values are.

use std::time::Duration;

use errspec_codegen::{Model, Source, read};
use errspec_engine::decode::{Decoded, decode};
use errspec_engine::encode::{EncodeRequest, Extras};
use errspec_engine::table::Entry;
use errspec_engine::{FieldValues, Fields, Found, Value};

use crate::{incoming, table, text, write_and_read};

const JSON: &str = "[envelope]\nmessage = \"/m\"\n[errors.A]\nstatus = 400\n";

/// Checks that the message of an entry with these values is read back as that of the entry, and with them if they tell where they end.
fn same(message: &str, fields: &str, values: &[(&str, Value<'static>)]) {
    let model = table(&format!("{JSON}message = \"{message}\"\n{fields}"));
    let table = model.table();
    let entry = table.entry_by_name("A").expect("the entry is in the table");
    let value = |field: &str| values.iter().find(|(name, _)| *name == field).map(|(_, value)| value.clone());
    let body = encoded(entry, &Fields::new(entry.fields().map(value)));
    let mut out = Decoded::new(body.as_bytes());
    assert!(matches!(decode(&table, &incoming(400, &body), &mut out), Found::Entry(_)), "{message} is {body}");
    // Other values may have the same message, but none with another text.
    assert_eq!(encoded(entry, &out.fields), body);
}

/// Returns the body of an entry with these values.
fn encoded(entry: Entry<'_>, values: &dyn FieldValues) -> String {
    let response = EncodeRequest { entry, values, extras: &Extras::default() }.encode();
    String::from_utf8(response.body).expect("a body is UTF-8")
}

#[test]
fn a_value_that_another_one_begins_with_is_read_back() {
    let values = r#"fields.what = { values = ["card payment", "card"] }"#;
    same("{what} failed", values, &[("what", text("card"))]);
    same("{what} {x} failed", values, &[("what", text("card")), ("x", text("payment"))]);
    same("{what} {x} failed", values, &[("what", text("card payment")), ("x", text("x"))]);
    same("{y}: {what} {x} failed", values, &[("y", text("a: card b")), ("what", text("card")), ("x", text("payment"))]);
}

#[test]
fn a_repeated_parameter_is_read_back() {
    let exact = |message: &str, values: &[(&str, Value<'static>)]| {
        write_and_read(&table(&format!("{JSON}message = \"{message}\"\n")), "A", values);
    };
    exact("{a} or {a}?", &[("a", text("x or y"))]);
    exact("{a} or {a}?", &[("a", text("x or x or x"))]);
    exact("{a} or {b} or {a}?", &[("a", text("x or y")), ("b", text("z"))]);
    exact("{a} is {b}, {b}", &[("a", text("x is y")), ("b", text("z"))]);
    same("{a}, {n}, {n}", "fields.n = { type = \"number\" }", &[("a", text("1, 2")), ("n", Value::Number(2.5))]);
    let times = "fields.n = { type = \"duration\" }";
    let wait = Value::Duration(Duration::from_secs(90));
    same("{a} in {n}, {a} in {n}", times, &[("a", text("x in y")), ("n", wait)]);
}

#[test]
fn a_number_before_text_that_may_be_a_part_of_it_is_read_back() {
    for between in [".", "e", "E", "e-", "e+", ".e"] {
        let message = format!("took {{n}}{between}{{m}}");
        for n in [5.0, -0.25, 1e12] {
            for m in ["5", "", "x", "5.5", "e5", "-7"] {
                same(&message, "fields.n = { type = \"number\" }", &[("n", Value::Number(n)), ("m", text(m))]);
            }
        }
    }
    let grouped = "fields.n = { type = \"integer\", thousands = \",\" }";
    same("{n},{m}", grouped, &[("n", Value::Integer(5)), ("m", text("123"))]);
    same("{n},{m} of {o}", grouped, &[("n", Value::Integer(5_000)), ("m", text("123,456")), ("o", text("1"))]);
    let wait = Value::Duration(Duration::from_secs(5));
    for m in ["5ms", "30 minutes", "", "5", "."] {
        same("wait {n} {m}!", "fields.n = { type = \"duration\" }", &[("n", wait.clone()), ("m", text(m))]);
        same("wait {n}. {m}", "fields.n = { type = \"duration\" }", &[("n", wait.clone()), ("m", text(m))]);
    }
}

#[test]
fn an_empty_parameter_at_the_end_of_a_text_is_read_back() {
    let kinds: &[(&str, &str)] = if cfg!(feature = "xml") {
        &[("text", ""), ("lines", "/m"), ("form", "/m"), ("xml", "/E/M")]
    } else {
        &[("text", ""), ("lines", "/m")]
    };
    for (kind, at) in kinds {
        let envelope = format!("[envelope]\nbody = \"{kind}\"\nmessage = \"{at}\"\n");
        for (message, other) in
            [("no such file {n}", "no such file"), ("{n} is missing", "is missing"), ("{n}: {_} {n}", "x")]
        {
            let message = message.replace("{_}", "not");
            // The entry without the blank is another one.
            let model = table(&format!(
                "{envelope}[errors.A]\nstatus = 400\nmessage = \"{message}\"\n[errors.B]\nstatus = 400\nmessage = \"{other}\"\n\
                 [errors.C]\nstatus = 400\n"
            ));
            write_and_read(&model, "A", &[("n", text(""))]);
            write_and_read(&model, "A", &[("n", text("a b"))]);
            write_and_read(&model, "B", &[]);
            write_and_read(&model, "C", &[("message", text("any text"))]);
        }
    }
    let model = table(
        "[envelope]\nbody = \"lines\"\nmessage = \"/m\"\n[errors.A]\nstatus = 400\nmessage = \"x\"\nfields.n = { at = \"/n\", template = \"name: {n}\", required = true }\n",
    );
    write_and_read(&model, "A", &[("n", text(""))]);
}

#[test]
fn more_than_16_parameters_that_stand_twice_are_read_back() {
    let names = || (0..20).map(|number| format!("p{number}"));
    let message = names().map(|name| format!("{{{name}}}, {{{name}}}")).collect::<Vec<_>>().join("; ");
    let model = table(&format!("{JSON}message = \"{message}\"\n"));
    let names: Vec<String> = names().collect();
    let values: Vec<(&str, Value<'static>)> =
        names.iter().map(|name| (name.as_str(), text(&format!("v {name}")))).collect();
    write_and_read(&model, "A", &values);
    let before = (0..20).map(|number| format!("{{p{number}}}; {{p{number}}}; ")).collect::<String>();
    let fields = format!(
        "fields.wait = {{ at = \"/w\", type = \"duration\", template = [\"in {{wait}}, {{wait}}\", \"{before}{{wait}}, {{wait}}\"] }}"
    );
    let model = table(&format!("{JSON}message = \"x\"\n{fields}\n"));
    let (table, mut out) = (model.table(), Decoded::new(b""));
    let words = (0..20).map(|number| format!("{number}; {number}; ")).collect::<String>();
    let body = format!("{{\"m\":\"x\",\"w\":\"{words}5s, 5s\"}}");
    assert!(matches!(decode(&table, &incoming(400, &body), &mut out), Found::Entry(_)));
    assert_eq!(out.fields.value(0), Some(Value::Duration(Duration::from_secs(5))));
}

/// A sequence of numbers that look random.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % end
    }

    fn pick<'l>(&mut self, list: &[&'l str]) -> &'l str {
        list.get(self.below(list.len())).copied().unwrap_or_default()
    }
}

const TEXTS: [&str; 12] =
    ["a", "", " ", "x or y", ". ", "5", "1.5", "5 minutes", "card payment", "a: b", "e5", ", 1,234"];

const BETWEEN: [&str; 14] = [" ", ".", ": ", " or ", ", ", "e", "-", " (", ") ", " is ", "'", "/", " minutes ", "|"];

/// The types of the parameters, with the TOML of each.
const TYPES: [&str; 9] = [
    "{}",
    "{}",
    "{ longest = true }",
    "{ type = \"integer\" }",
    "{ type = \"number\" }",
    "{ type = \"integer\", thousands = \",\" }",
    "{ type = \"duration\" }",
    "{ values = [\"card payment\", \"card\", \"a\"] }",
    "{ chars = \"a-z \" }",
];

/// Returns a value of a type that the parameter may have.
fn value(ty: &str, random: &mut Random) -> Value<'static> {
    if ty.contains("integer") {
        return Value::Integer([5, -17, 1_234_567].get(random.below(3)).copied().unwrap_or_default());
    }
    if ty.contains("number") {
        return Value::Number([5.0, -0.5, 12.25].get(random.below(3)).copied().unwrap_or_default());
    }
    if ty.contains("duration") {
        let milliseconds = [5_000, 1_500, 3_600_000].get(random.below(3)).copied().unwrap_or_default();
        return Value::Duration(Duration::from_millis(milliseconds));
    }
    if ty.contains("values") {
        return text(random.pick(&["card payment", "card", "a"]));
    }
    if ty.contains("chars") {
        return text(random.pick(&["a", "b c", " ", "or"]));
    }
    text(random.pick(&TEXTS))
}

/// Makes a template of up to four parameters, some of which stand twice, with the types of the parameters.
fn template(random: &mut Random) -> (String, Vec<&'static str>) {
    let count = 1 + random.below(4);
    let types: Vec<&str> = (0..count).map(|_| random.pick(&TYPES)).collect();
    let mut message = String::from(random.pick(&["", "no ", "[", "x"]));
    let length = count + random.below(3);
    for place in 0..length {
        if place > 0 {
            message.push_str(random.pick(&BETWEEN));
        }
        let number = if place < count { place } else { random.below(count) };
        message.push_str(&format!("{{p{number}}}"));
    }
    message.push_str(random.pick(&["", "", ".", "!", " left", ")", " "]));
    (message, types)
}

/// Returns the model of a table, or `None` if it is rejected.
fn model_of(envelope: &str, message: &str, types: &[&str]) -> Option<Model> {
    let field = |(number, ty): (usize, &&str)| match *ty {
        "{}" => String::new(),
        ty => format!("fields.p{number} = {ty}\n"),
    };
    let fields: String = types.iter().enumerate().map(field).collect();
    let toml = format!(
        "[table]\nformat = 1\nname = \"acme\"\n\n{envelope}\n[errors.A]\nstatus = 400\nmessage = {message:?}\n{fields}"
    );
    read(&Source::new("table.toml", toml)).ok()
}

/// Every table that is accepted reads back the variant that it writes.
#[test]
fn generated_messages_are_read_back_or_rejected() {
    let mut random = Random(3);
    let envelopes = [
        "[envelope]\nmessage = \"/m\"",
        "[envelope]\nbody = \"text\"",
        "[envelope]\nbody = \"lines\"\nmessage = \"/m\"",
    ];
    let (mut accepted, mut rejected) = (0, 0);
    for number in 0..1_500 {
        let (message, types) = template(&mut random);
        let envelope = envelopes.get(number % 3).copied().unwrap_or_default();
        let Some(model) = model_of(envelope, &message, &types) else {
            rejected += 1;
            continue;
        };
        accepted += 1;
        let table = model.table();
        let entry = table.entry_by_name("A").expect("the entry is in the table");
        for _ in 0..12 {
            let all: Vec<Value<'static>> = types.iter().map(|ty| value(ty, &mut random)).collect();
            let of = |name: &str| all.get(name.strip_prefix('p')?.parse::<usize>().ok()?).cloned();
            let values = Fields::new(entry.fields().map(of));
            let body = encoded(entry, &values);
            // An empty text is no message.
            if body.trim_start_matches("m=").trim().is_empty() {
                continue;
            }
            let mut out = Decoded::new(body.as_bytes());
            let found = decode(&table, &incoming(400, &body), &mut out);
            assert!(matches!(found, Found::Entry(_)), "{envelope}: {message:?} with {types:?} and {all:?} is {body:?}");
        }
    }
    assert!(accepted > 500, "{accepted} accepted, {rejected} rejected");
}

//! The values that each key takes, as examples.

use super::expected::Expected;

/// Examples for keys whose kind of value has none. The second text is a part of the description of the kind, where a key has several.
const EXAMPLES: &[(&str, &str, &str)] = &[
    ("code", "integer", "`code = 1001` or `code = \"E1001\"`; several codes of one entry are `codes = [1001, 1002]`"),
    (
        "code",
        "location",
        "the location of a code, `code = \"/…\"`; the code of an error is a key of its entry, `[errors.NAME]`",
    ),
    ("codes", "", "`codes = [1001, 1002]`, or a class of codes such as `codes = \"40000..40099\"`"),
    ("aliases", "", "`aliases = [1001, \"E1001\"]`"),
    ("no_code", "", "`no_code = [0, \"OK\"]`"),
    ("status", "a status", "`status = 404`, `status = [400, 409]` or `status = \"4xx\"`"),
    ("status", "integer", "`status = 404`"),
    (
        "status",
        "location",
        "the location of a status, `status = \"/…\"`; the status of an error is a key of its entry, `[errors.NAME]`",
    ),
    ("when", "", "`when = { \"/ok\" = false }`, a table from locations to values"),
    ("write", "", "`write = { \"/ok\" = false }`, a table from locations to values"),
    ("success", "", "`[success]` with `codes = [0]` or `when = { \"/ok\" = true }`"),
    ("reserved", "", "`[reserved]` with `names = [\"NAME\"]` or `codes = [1]`"),
    (
        "fields",
        "",
        "`fields.NAME = \"/…\"` or `fields.NAME = { type = \"integer\" }`: a table of fields by their names",
    ),
    ("detail", "", "`[detail]` with fields such as `field = \"/field\"`"),
    ("cases", "", "`[errors.NAME.cases.CASE]`: a table of cases by their names"),
    ("errors", "entries", "`[errors.NAME]`: a table of entries by their names"),
    ("examples", "", "`[[errors.NAME.examples]]` with `status` and `body`"),
    ("headers", "", "`headers = { retry-after = \"30\" }`: a table from the names of headers to their values"),
    ("body", "string", "the recorded body as text: `body = '{\"code\": 1}'`"),
    (
        "retry",
        "a table",
        "`retry = { never = { \"/error/transient\" = false } }`; the location of a delay is `retry_after = \"/…\"`",
    ),
    ("retry_after", "number", "the number of seconds, such as `retry_after = 30` or `retry_after = 0.5`"),
    ("causes", "", "`causes = [\"One cause.\", \"Another.\"]`"),
    ("notes", "", "`notes = [\"A remark.\"]`"),
    ("require", "", "`require = [\"summary\", \"action\"]`"),
    ("allow", "", "`allow = [\"literal-pattern\"]`"),
    ("values", "", "`values = [\"one\", \"another\"]`"),
    ("names", "", "`names = [\"OLD_NAME\"]`"),
    ("deprecated", "", "`deprecated = true`, or the name of what replaces it: `deprecated = \"OTHER\"`"),
    ("envelope", "id", "`envelope = \"id\"` or `envelope = { id = \"id\", only = true }`"),
    (
        "parameters",
        "",
        "`parameters = { name = { chars = \"A-Z_\" } }`: a table from parameters to what restricts them",
    ),
    ("join", "", "`join = [\"/type\", \"/code\"]`"),
    ("docs", "", "an address: `docs = \"https://api.example/errors#{code}\"`"),
    ("domain", "", "`domain = \"pubsub.googleapis.com\"`"),
    ("format", "", "`format = 1`"),
    ("exit", "", "`exit = 65`"),
    ("default_status", "", "`default_status = 400`"),
    ("since", "", "a version: `since = \"1.2\"`"),
    ("table", "", "`[table]` with `format = 1` and a `name`"),
];

/// Returns what a key takes, as an example.
pub(super) fn takes(key: &str, expected: Expected) -> String {
    let description = expected.description();
    let example = EXAMPLES.iter().find(|(name, part, _)| *name == key && description.contains(part));
    if let Some((.., example)) = example {
        return format!("`{key}` takes {example}");
    }
    let value = match expected {
        Expected::Boolean => format!("`{key} = true` or `{key} = false`"),
        Expected::Integer => format!("an integer: `{key} = 1`"),
        Expected::Number => format!("a number: `{key} = 1`"),
        Expected::String => format!("a string: `{key} = \"…\"`"),
        Expected::IntegerOrString => format!("an integer or a string: `{key} = 1` or `{key} = \"…\"`"),
        Expected::Strings(_) => format!("{description}: `{key} = [\"…\", \"…\"]`"),
        Expected::List(_) => format!("{description}: `{key} = […]`"),
        Expected::Other(_) if description.starts_with("a location") => {
            format!("`{key} = \"/…\"`, a list `{key} = [\"/…\", \"/…\"]`, or a table `{key} = {{ at = \"/…\" }}`")
        }
        Expected::Other(_) => description.to_owned(),
    };
    format!("`{key}` takes {value}")
}

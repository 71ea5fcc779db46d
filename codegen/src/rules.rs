//! The catalogue of rules that a table must keep.
//!
//! Every rule has a folder of its own under `tests/rules`, with a table that breaks it and the report, and a page in `cli/rules` of the
//! project.

use std::fmt;

/// A rule that a table must keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rule {
    /// The name of the rule in reports.
    pub id: &'static str,
    /// The weight of breaking it.
    pub severity: Severity,
    /// The requirement, as a sentence.
    pub purpose: &'static str,
    /// The way to fix a table that breaks it.
    pub hint: &'static str,
}

impl Rule {
    /// Creates a rule, for diagnostics of a tool that has rules of its own beside [`RULES`].
    #[must_use]
    pub const fn new(id: &'static str, severity: Severity, purpose: &'static str, hint: &'static str) -> Self {
        Self { id, severity, purpose, hint }
    }
}

/// The weight of breaking a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Severity {
    /// The table is surely wrong, and is rejected.
    Error,
    /// The table may be wrong. It is accepted, and `allow` in `[table]` says that it is meant.
    Warning,
}

/// Writes the word that rustc uses: `error` or `warning`.
impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

/// Returns the severity after the name of a rule, which is that of an error by default.
macro_rules! severity {
    () => {
        Severity::Error
    };
    ($severity:ident) => {
        Severity::$severity
    };
}

macro_rules! rules {
    ($($name:ident $(: $severity:ident)?, $id:literal, $purpose:literal, $hint:literal;)*) => {
        $(
            #[doc = $purpose]
            pub(crate) static $name: Rule =
                Rule { id: $id, severity: severity!($($severity)?), purpose: $purpose, hint: $hint };
        )*

        /// All rules.
        pub static RULES: &[&Rule] = &[$(&$name),*];
    };
}

rules! {
    SYNTAX, "syntax", "The file is TOML.",
        "see https://toml.io for the syntax of TOML";
    UNCLOSED, "unclosed", "Every bracket, quote and header is closed.",
        "close it";
    UNQUOTED, "unquoted", "Texts, and keys with other characters than letters, digits, `-` and `_`, are in quotes.",
        "put it in quotes: `\"…\"`";
    BAD_ESCAPE, "bad-escape", "A backslash in double quotes begins an escape of TOML.",
        "put the text in single quotes, where a backslash is itself";
    DUPLICATE_KEY, "duplicate-key", "Every key and every section is defined once.",
        "remove or rename one of the two";
    ODD_CHARACTER, "odd-character", "Quotes, dashes, spaces and line ends are those of TOML.",
        "write the character of TOML";
    FOREIGN_SYNTAX, "foreign-syntax", "The file has no syntax of another language, of a template engine or of version control.",
        "write it as in TOML: `key = value`, and `#` before a comment";
    UNKNOWN_KEY, "unknown-key", "Every key is one of the format.",
        "remove the key";
    MISSING_KEY, "missing-key", "Every required key is present.",
        "add the key";
    WRONG_TYPE, "wrong-type", "Every value has the type of its key.",
        "see the format reference for the types of keys";
    UNKNOWN_VALUE, "unknown-value", "A key that takes one of a few words has one of them.",
        "write one of the known words";
    MISPLACED_KEY, "misplaced-key", "Every key has a meaning where it is.",
        "remove the key";
    FORMAT_VERSION, "format-version", "The version of the format is one that this release reads.",
        "write `format = 1`, or use a release of errspec that reads this version";
    BAD_NAME, "bad-name", "A name has the style of its kind, and becomes a Rust identifier.",
        "choose another name";
    BAD_DOMAIN, "bad-domain", "A domain is the name of a service, such as `pubsub.googleapis.com`, listed once.",
        "write the `domain` that the `ErrorInfo` of the service has: ASCII without white space and `/`, up to 253 characters";
    DUPLICATE_VARIANT, "duplicate-variant", "No two entries or cases become the same variant.",
        "rename one of them, or give one a `variant` of its own";
    CLASHING_TABLES, "clashing-tables", "Tables of one enum differ in their names, in their variants, and agree on the one for unknown errors.",
        "rename one of the two";
    DUPLICATE_FIELD, "duplicate-field", "No two fields of a variant become the same Rust field.",
        "rename one of them";
    BAD_LOCATION, "bad-location", "A location is a JSON Pointer or a header, and exists where it is used.",
        "a location is a JSON Pointer such as `/error/code`, `\"\"` for the whole body, or `header:name`";
    BAD_HEADER, "bad-header", "A header has a name of HTTP, and a value of one line.",
        "write a name of letters, digits and `-`, such as `x-request-id`, and a value of one line";
    EMPTY_SOURCE, "empty-source", "The source of a value has a location.",
        "give a location, or remove the key";
    BAD_TEMPLATE, "bad-template", "A template is text with `{parameters}`; a literal brace is doubled.",
        "write `{{` and `}}` for braces that are part of the text";
    TOUCHING_PARAMETERS, "touching-parameters", "Any two parameters of a template have text between them that is no part of either.",
        "put text between them, or make them one parameter";
    TOUCHING_DIGIT, "touching-digit", "No digit is next to an integer or a number.",
        "make the digit part of the parameter, or make the field a string";
    UNCLEAR_END, "unclear-end", "It is clear where each value of a text ends.",
        "restrict the value after it, such as by `chars = \"A-Z_\"`, or let this one take the longest text: `longest = true`";
    UNNAMED_PARAMETER, "unnamed-parameter", "Every parameter of a wording that is written has a name.",
        "name the parameter, or put a wording without `{_}` first";
    UNKNOWN_PARAMETER, "unknown-parameter", "Every parameter of an address is a known one.",
        "use a known parameter";
    TEMPLATE_WITHOUT_VALUE, "template-without-value", "The template of a source has the parameter for its value.",
        "put the parameter where the value is in the text";
    CORRUPT_MESSAGE, "corrupt-message", "A text has no leftovers of a formatter that failed.",
        "write the text as the API sends it, with a `{parameter}` for the value";
    EMPTY_TEXT, "empty-text", "A text for people says something.",
        "write the text, or remove the key";
    PAGE_MESSAGE, "page-message", "No wording of a message is a page of HTML.",
        "find the entry by its `status`; to read a text within the page, give the `message` of the envelope a template such as \
         `{_}<h1>{message}</h1>{_}`";
    BAD_STATUS, "bad-status", "A status is a number from 100 to 599, or a class such as `\"4xx\"`.",
        "write a number such as `404`, or a class such as `\"4xx\"`";
    STATUS_2XX, "status-2xx", "An entry has a 2xx status only if a 2xx response can be an error.",
        "use the status of an error; if the API does send errors with this one, set `in_2xx = true` on the envelope";
    BAD_EXIT, "bad-exit", "An exit status is a number from 1 to 255.",
        "write a number such as `65`, or remove the key: without it, a program ends with 1";
    NOTHING_TO_TELL, "nothing-to-tell", "A response can be identified as the entry.",
        "give it a `code`, a `status`, a `message` or a `when`; `message = [\"{text}\", \"\"]` fits any other text, and none";
    CASE_KEY, "case-key", "A case has no keys that belong to its entry.",
        "a case is found by the code of its entry; for another code, write an entry of its own";
    CASE_WITHOUT_DIFFERENCE, "case-without-difference", "A case differs from its entry.",
        "give it a `status`, a `message` or a `when` of its own";
    CONTRADICTION, "contradiction", "Conditions that must all hold can hold together.",
        "make the conditions agree, or remove one";
    BAD_CONDITION, "bad-condition", "A condition tests something, and can hold.",
        "write a string, an integer, a boolean, a list of them, or `{ present = true }`";
    FIELD_WITHOUT_SOURCE, "field-without-source", "A field has a location, or is a parameter of the message.",
        "give it `at`, or put its parameter into the message";
    BAD_SEPARATOR, "bad-separator", "A separator is the text between the elements of a list.",
        "a separator belongs to `type = \"list\"`, and is not empty";
    BAD_VALUES, "bad-values", "`values` lists the values of a string, each once.",
        "`values` belongs to `type = \"string\"`, and has each value once";
    BAD_UNIT, "bad-unit", "The `unit` of a field is one of its type, and the same wherever the value is in a text.",
        "a duration has the unit `\"s\"`, `\"ms\"` or `\"iso8601\"`, a point in time `\"unix\"`, `\"unix_ms\"` or `\"http_date\"`; other types have none";
    BAD_CHARS, "bad-chars", "`chars` lists the characters of a string.",
        "`chars` belongs to `type = \"string\"`, and has characters and ranges, such as `A-Z_`";
    BAD_PARAMETER, "bad-parameter", "A parameter that is restricted is in a template, and the restriction has an effect.",
        "restrict a parameter of the template by `type`, `values`, `chars` or `longest`";
    AT_AND_JOIN, "at-and-join", "A value has locations of its own, or is joined from several.",
        "keep `at` or `join`, not both";
    REQUIRED_PARAMETER, "required-parameter", "A required parameter is in every wording of the message.",
        "put it into every wording, give it `at`, or remove `required`";
    NO_WORDING, "no-wording", "A message has a wording for every set of values.",
        "add a wording without parameters";
    RETRY_AFTER, "retry-after", "A delay belongs to a retry that waits.",
        "set `retry = \"after\"` or `retry = \"poll\"`, or remove `retry_after`";
    DELAY_UNIT, "delay-unit", "The unit of a delay is that of the text after it.",
        "give the `unit` that the text states, or leave the place `read_only`";
    BAD_PRESET, "bad-preset", "A preset is one of the known envelopes.",
        "use a known preset, or write the locations yourself";
    BAD_EXTENDS, "bad-extends", "`extends` names files that can be read, and that fit together.",
        "a path is relative to the folder of the file with `extends`";
    EMPTY_ENVELOPE, "empty-envelope", "A body can be recognized as the envelope.",
        "give it `code`, `message`, `details`, `errors` or `when`";
    DUPLICATE_ENVELOPE, "duplicate-envelope", "No two envelopes have the same `id`.",
        "rename one of them, and the `envelope` of its entries";
    CODE_WITHOUT_LOCATION, "code-without-location", "If an entry has a code, an envelope has a location for codes.",
        "give the envelope a `code`";
    REQUIRED_KEY, "required-key", "Every entry has the keys that `table.require` lists.",
        "add the key, or remove it from `table.require`";
    RESERVED, "reserved", "No entry uses a reserved name or code.",
        "use another, or remove it from `[reserved]`";
    FOREIGN_CODE, "foreign-code", "Every code is one of those that `table.codes` allows.",
        "use one of these codes, or add the class of this one to `table.codes`";
    EMPTY_CODE, "empty-code", "A code is not empty.",
        "write the code; an entry without one needs a `status`, a `message` or a `when`";
    EMPTY_RANGE, "empty-range", "A range of codes contains a code that no entry states more narrowly.",
        "write the lower code first";
    DUPLICATE_CODE, "duplicate-code", "An entry and a list have each of their codes once.",
        "remove one of them";
    CODE_MEANS_SUCCESS, "code-means-success", "No entry has a code that means success, or counts as no code.",
        "remove the code here, or from the list of codes that are ignored";
    AMBIGUOUS, "ambiguous", "No response fits two entries of which neither is more specific.",
        "make one of them more specific: with a `status`, a longer `message`, or a `when`";
    NEVER_READ_BACK, "never-read-back", "The response that is written for an entry decodes to the same entry, with the same values.",
        "make sure that everything that the entry and its envelope require is written";
    STRAY_EXAMPLE, "stray-example", "A recorded example decodes to its entry.",
        "move the example to the entry that it decodes to, or correct the entry";
    TOO_MANY_FIELDS, "too-many-fields", "An entry has at most 120 fields, a template at most 120 parameters.",
        "combine several of them, for example into a field of `type = \"json\"`";
    TOO_MANY_LOCATIONS, "too-many-locations", "A table reads from at most 60,000 places, and has at most 65,535 envelopes.",
        "split the table";
    LITERAL_PATTERN: Warning, "literal-pattern", "A literal does not look like a pattern.",
        "write it as the response has it, or what the format has for the pattern";
    STAR_IN_OBJECT: Warning, "star-in-object", "A `*` is not where other values of the envelope are members of an object.",
        "name the member, as in `/data/id`";
    SHARED_LOCATION: Warning, "shared-location", "No two fields of `[fields]` or `[detail]` are the whole value at one location.",
        "remove one of them; the parts of a text each have a `template`";
    EXAMPLE_STATUS: Warning, "example-status", "A recorded example has a status of its entry.",
        "add the status to those of the entry, or correct that of the example";
    UNKNOWN_REPLACEMENT: Warning, "unknown-replacement", "The name of a replacement is that of an entry.",
        "write the name of an entry or its code; or a sentence, without backticks around the name";
}

/// Returns `true` for a rule of TOML itself, and not of the format.
pub(crate) fn is_of_toml(rule: &Rule) -> bool {
    [&SYNTAX, &UNCLOSED, &UNQUOTED, &BAD_ESCAPE, &DUPLICATE_KEY, &ODD_CHARACTER, &FOREIGN_SYNTAX]
        .iter()
        .any(|of_toml| of_toml.id == rule.id)
}

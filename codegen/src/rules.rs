//! The catalogue of rules: what can be wrong with a table.
//!
//! Every rule has a folder of its own under `tests/rules`, with a table that breaks it and the report.

/// A rule that a table must keep.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its name in reports.
    pub id: &'static str,
    /// What it asks.
    pub purpose: &'static str,
    /// How to mend a table that breaks it.
    pub hint: &'static str,
}

macro_rules! rules {
    ($($name:ident, $id:literal, $purpose:literal, $hint:literal;)*) => {
        $(
            #[doc = $purpose]
            pub(crate) static $name: Rule = Rule { id: $id, purpose: $purpose, hint: $hint };
        )*

        /// All rules.
        pub static RULES: &[&Rule] = &[$(&$name),*];
    };
}

rules! {
    SYNTAX, "syntax", "The file is TOML.",
        "see https://toml.io for how TOML is written";
    UNKNOWN_KEY, "unknown-key", "Every key is one that the format knows.",
        "remove the key";
    MISSING_KEY, "missing-key", "What is required is there.",
        "add the key";
    WRONG_TYPE, "wrong-type", "Every value is of the kind that its key takes.",
        "the format reference says what every key takes";
    UNKNOWN_VALUE, "unknown-value", "A key that takes one of a few words has one of them.",
        "write one of the words that are known here";
    MISPLACED_KEY, "misplaced-key", "A key stands where it means something.",
        "remove the key";
    FORMAT_VERSION, "format-version", "The version of the format is one that this release reads.",
        "write `format = 1`, or use a release of errspec that reads that version";
    BAD_NAME, "bad-name", "Names are written in their style, and make Rust identifiers.",
        "choose another name";
    DUPLICATE_VARIANT, "duplicate-variant", "No two entries or cases become the same variant.",
        "rename one of them, or give one a `variant` of its own";
    DUPLICATE_FIELD, "duplicate-field", "No two fields of a variant become the same Rust field.",
        "rename one of them";
    BAD_LOCATION, "bad-location", "A location is a JSON Pointer or a header, and can stand where it is used.",
        "a location is a JSON Pointer such as `/error/code`, `\"\"` for the whole body, or `header:name`";
    EMPTY_SOURCE, "empty-source", "A source says where its value stands.",
        "give a location, or remove the key";
    BAD_TEMPLATE, "bad-template", "A template is text with `{parameters}`; braces that are meant are doubled.",
        "write `{{` and `}}` for braces that are part of the text";
    TOUCHING_PARAMETERS, "touching-parameters", "Between two parameters of a template stands some text.",
        "put text between them, or make them one parameter";
    TOUCHING_DIGIT, "touching-digit", "Beside an integer or a number stands no digit.",
        "make the digit part of the parameter, or make the field a string";
    UNNAMED_PARAMETER, "unnamed-parameter", "What is written has a name for every parameter.",
        "name the parameter, or put a wording without `{_}` first";
    UNKNOWN_PARAMETER, "unknown-parameter", "A parameter is one that is filled in.",
        "use a parameter that is filled in here";
    TEMPLATE_WITHOUT_VALUE, "template-without-value", "The template of a source has the parameter that is its value.",
        "put the parameter where the value stands in the text";
    CORRUPT_MESSAGE, "corrupt-message", "A text holds no leftovers of a formatter that failed.",
        "write the text as the API sends it, with a `{parameter}` where the value stands";
    BAD_STATUS, "bad-status", "A status is a number from 100 to 599, or a class such as `\"4xx\"`.",
        "write a number such as `404`, or a class such as `\"4xx\"`";
    STATUS_2XX, "status-2xx", "An entry has a 2xx status only where a 2xx answer can be an error.",
        "an error has another status; where the API does send errors with this one, set `in_2xx = true` on the envelope";
    NOTHING_TO_TELL, "nothing-to-tell", "An entry states something by which a response can be told to be it.",
        "give it a `code`, a `status`, a `message` or a `when`";
    CASE_KEY, "case-key", "A case has no code and no cases of its own, and is found where its entry is.",
        "a case is found by the code of its entry; what has another code is an entry of its own";
    CASE_WITHOUT_DIFFERENCE, "case-without-difference", "A case states what tells it from its entry.",
        "give it a `status`, a `message` or a `when` of its own";
    CONTRADICTION, "contradiction", "Conditions that must all hold can hold together.",
        "let the conditions agree, or remove one";
    BAD_CONDITION, "bad-condition", "A condition asks for something.",
        "write a string, an integer, a boolean, a list of them, or `{ present = true }`";
    FIELD_WITHOUT_SOURCE, "field-without-source", "A field says where its value stands.",
        "give it `at`, or put its parameter into the message";
    BAD_SEPARATOR, "bad-separator", "A separator is some text between the elements of a list.",
        "a separator goes with `type = \"list\"`, and is not empty";
    BAD_VALUES, "bad-values", "`values` are those of a string, each once.",
        "`values` goes with `type = \"string\"`, and names each value once";
    AT_AND_JOIN, "at-and-join", "A value stands at locations of its own, or is joined from several.",
        "keep `at` or `join`, not both";
    REQUIRED_PARAMETER, "required-parameter", "A required value is in every wording of the message.",
        "put it into every wording, give it `at`, or leave `required` out";
    RETRY_AFTER, "retry-after", "A delay goes with a retry that waits.",
        "set `retry = \"after\"` or `retry = \"poll\"`, or remove `retry_after`";
    BAD_PRESET, "bad-preset", "A preset is one of the known layouts.",
        "use a known preset, or write the locations yourself";
    EMPTY_ENVELOPE, "empty-envelope", "An envelope says by what a body is known to be of its layout.",
        "give it `code`, `message`, `details`, `errors` or `when`";
    DUPLICATE_ENVELOPE, "duplicate-envelope", "No two envelopes have the same `id`.",
        "rename one of them, and the `envelope` of the entries that mean it";
    CODE_WITHOUT_LOCATION, "code-without-location", "Where entries have codes, an envelope says where the code stands.",
        "give the envelope a `code`";
    REQUIRED_KEY, "required-key", "Every entry has the keys that `table.require` asks for.",
        "add the key, or remove it from `table.require`";
    RESERVED, "reserved", "A name or a code that is reserved is not used.",
        "use another, or remove it from `[reserved]`";
    DUPLICATE_CODE, "duplicate-code", "An entry names each of its codes once.",
        "remove one of them";
    CODE_MEANS_SUCCESS, "code-means-success", "The code of an entry is not one that means success, or no code.",
        "remove the code here, or from the list of those that are passed over";
    AMBIGUOUS, "ambiguous", "No response can be two entries of which neither is more specific.",
        "state in one of them what tells it from the other: a `status`, a more specific `message`, or a `when`";
    TOO_MANY_FIELDS, "too-many-fields", "An entry has at most 120 fields, a template at most 120 parameters.",
        "make several of them one, for example a field of `type = \"json\"`";
    TOO_MANY_LOCATIONS, "too-many-locations", "A table reads from at most 60,000 places.",
        "split the table";
}

//! The keys of each table of the format.

use super::forms::{FormatKey, TextKind, ValueForm};
use super::section::Section;
use super::words::WordSet;

use TextKind::{
    Address, Any, Body, Code, CodeClass, CodePattern, Domain, EntryName, EnvelopeId, FieldName, HeaderName, ListedCode,
    Location, MediaType, NotEmpty, ParameterName, Path, ReservedCode, Shown, TableName, Template, VariantName,
};
use ValueForm::{Boolean, Integer, List, Map, Number, Table, Text, Word};

const fn key(name: &'static str, forms: &'static [ValueForm]) -> FormatKey {
    FormatKey { name, forms, is_required: false, example: "" }
}

impl FormatKey {
    const fn required(self) -> Self {
        Self { is_required: true, ..self }
    }

    const fn example(self, example: &'static str) -> Self {
        Self { example, ..self }
    }
}

const TEXT: &[ValueForm] = &[Text(Any)];
const SHOWN: &[ValueForm] = &[Text(Shown)];
const SHOWN_LIST: &[ValueForm] = &[List(SHOWN, 0)];
const FLAG: &[ValueForm] = &[Boolean];
const INTEGER: ValueForm = Integer(i64::MIN, i64::MAX);
const CODES: &[ValueForm] = &[List(&[INTEGER, Text(ListedCode)], 0)];
const RESERVED_CODES: &[ValueForm] = &[List(&[INTEGER, Text(ReservedCode)], 0)];
const VALUES: &[ValueForm] = &[List(TEXT, 1)];
const EXAMPLES: &[ValueForm] = &[List(&[Table(Section::Example)], 0)];
const FIELDS: &[ValueForm] = &[Map(FieldName, FIELD)];
const TEMPLATES: &[ValueForm] = &[Text(Template), List(&[Text(Template)], 1)];
const LITERALS: &[ValueForm] = &[Text(Any), INTEGER, Boolean];
const LITERAL_OR_LIST: &[ValueForm] = &[Text(Any), INTEGER, Boolean, List(LITERALS, 1)];
const STARTS: &[ValueForm] = &[Text(NotEmpty), List(&[Text(NotEmpty)], 1)];
const CONDITIONS: &[ValueForm] = &[Map(Location, CONDITION)];
const CONDITION: &[ValueForm] = &[Text(Any), INTEGER, Boolean, List(LITERALS, 1), Table(Section::Condition)];

/// A source: a location, a table, or a list of sources, which may be nested.
static SOURCE: [ValueForm; 3] = [Text(Location), List(&SOURCE, 1), Table(Section::Source)];
const FIELD: &[ValueForm] = &[Text(Location), List(&SOURCE, 1), Table(Section::Field)];

const CODE_AT: &str =
    "the location of a code, `code = \"/…\"`; the code of an error is a key of its entry, `[errors.NAME]`";
const STATUS_AT: &str =
    "the location of a status, `status = \"/…\"`; the status of an error is a key of its entry, `[errors.NAME]`";
const FIELDS_BY_NAME: &str =
    "`fields.NAME = \"/…\"` or `fields.NAME = { type = \"integer\" }`: a table of fields by their names";
const CONDITIONS_BY_LOCATION: &str = "`when = { \"/ok\" = false }`, a table from locations to values";
const SEVERAL_CODES: &str = "`codes = [1001, 1002]`, or a class of codes such as `codes = \"40000..40099\"`";
const SEVERAL_EXAMPLES: &str = "`[[errors.NAME.examples]]` with `status` and `body`";
const SEVERAL_VALUES: &str = "`values = [\"one\", \"another\"]`";
const AN_ADDRESS: &str = "an address: `docs = \"https://api.example/errors#{code}\"`";
const JOINED: &str = "`join = [\"/type\", \"/code\"]`";
const PARAMETERS: &str =
    "`parameters = { name = { chars = \"A-Z_\" } }`: a table from parameters to what restricts them";

const FILE: &[FormatKey] = &[
    key("table", &[Table(Section::Header)]).required().example("`[table]` with `format = 1` and a `name`"),
    key("envelope", &[Table(Section::Envelope), List(&[Table(Section::Envelope)], 1)]).required(),
    key("fields", FIELDS).example(FIELDS_BY_NAME),
    key("detail", FIELDS).example("`[detail]` with fields such as `field = \"/field\"`"),
    key("success", &[Table(Section::Success)]).example("`[success]` with `codes = [0]` or `when = { \"/ok\" = true }`"),
    key("reserved", &[Table(Section::Reserved)]).example("`[reserved]` with `names = [\"NAME\"]` or `codes = [1]`"),
    key("errors", &[Map(EntryName, &[Table(Section::Entry)])])
        .example("`[errors.NAME]`: a table of entries by their names"),
];

const HEADER: &[FormatKey] = &[
    key("format", &[Integer(1, 1)]).required().example("`format = 1`"),
    key("name", &[Text(TableName)]).required(),
    key("title", SHOWN),
    key("description", SHOWN),
    key("docs", &[Text(Address)]).example(AN_ADDRESS),
    key("domain", &[Text(Domain), List(&[Text(Domain)], 1)]).example("`domain = \"pubsub.googleapis.com\"`"),
    key("codes", &[Text(CodePattern), List(&[Text(CodePattern)], 1)]).example(SEVERAL_CODES),
    key("require", &[List(&[Word(WordSet::Requirable)], 0)]).example("`require = [\"summary\", \"action\"]`"),
    key("allow", &[List(&[Word(WordSet::Warning)], 0)]).example("`allow = [\"literal-pattern\"]`"),
    key("unknown", &[Text(VariantName)]),
    key("extends", &[Text(Path), List(&[Text(Path)], 0)]),
    key("ignore_case", FLAG),
];

const ENVELOPE: &[FormatKey] = &[
    key("id", &[Text(EnvelopeId)]),
    key("preset", &[Word(WordSet::Preset)]),
    key("body", &[Word(WordSet::Body)]),
    key("parts", &[Word(WordSet::Parts)]),
    key("when", CONDITIONS).example(CONDITIONS_BY_LOCATION),
    key("code", &SOURCE).example(CODE_AT),
    key("no_code", CODES).example("`no_code = [0, \"OK\"]`"),
    key("message", &SOURCE),
    key("name", &SOURCE),
    key("request_id", &SOURCE),
    key("status", &SOURCE).example(STATUS_AT),
    key("retry", &[Table(Section::Retry)]).example(
        "`retry = { never = { \"/error/transient\" = false } }`; the location of a delay is `retry_after = \"/…\"`",
    ),
    key("retry_after", &SOURCE),
    key("details", &SOURCE),
    key("errors", &[Text(Location)]),
    key("in_2xx", FLAG),
    key("default_status", &[Integer(200, 599)]).example("`default_status = 400`"),
    key("media_type", &[Text(MediaType)]),
    key("write", &[Map(Location, LITERALS)]).example("`write = { \"/ok\" = false }`, a table from locations to values"),
];

const RETRY: &[FormatKey] = &[key("never", CONDITIONS), key("after", CONDITIONS), key("poll", CONDITIONS)];

/// The keys of an entry. Those of a case are in the middle.
const ENTRY: &[FormatKey] = &[
    key("code", &[INTEGER, Text(Code)])
        .example("`code = 1001` or `code = \"E1001\"`; several codes of one entry are `codes = [1001, 1002]`"),
    key("codes", &[INTEGER, Text(CodeClass), List(&[INTEGER, Text(CodeClass)], 1)]).example(SEVERAL_CODES),
    key("status", &[STATUS, STATUSES, List(&[STATUS, STATUSES], 1)])
        .example("`status = 404`, `status = [400, 409]` or `status = \"4xx\"`"),
    key("grpc", &[Word(WordSet::Grpc)]),
    key("exit", &[Integer(1, 255)]).example("`exit = 65`"),
    key("message", TEMPLATES),
    key("symbol", &[Text(NotEmpty)]),
    key("envelope", &[Text(EnvelopeId), Table(Section::EntryEnvelope)])
        .example("`envelope = \"id\"` or `envelope = { id = \"id\", only = true }`"),
    key("when", CONDITIONS).example(CONDITIONS_BY_LOCATION),
    key("fields", FIELDS).example(FIELDS_BY_NAME),
    key("summary", SHOWN),
    key("causes", SHOWN_LIST).example("`causes = [\"One cause.\", \"Another.\"]`"),
    key("action", SHOWN),
    key("notes", SHOWN_LIST).example("`notes = [\"A remark.\"]`"),
    key("retry", &[Word(WordSet::Retry)]).example("`retry = \"never\"` or `retry = \"after\"`"),
    key("retry_after", &[Number]).example("the number of seconds, such as `retry_after = 30` or `retry_after = 0.5`"),
    key("applied", &[Word(WordSet::Applied)]),
    key("docs", &[Text(Address)]).example(AN_ADDRESS),
    key("since", SHOWN).example("a version: `since = \"1.2\"`"),
    key("deprecated", &[Boolean, Text(Shown)])
        .example("`deprecated = true`, or the name of what replaces it: `deprecated = \"OTHER\"`"),
    key("variant", &[Text(VariantName)]),
    key("examples", EXAMPLES).example(SEVERAL_EXAMPLES),
    key("aliases", &[List(&[INTEGER, Text(Code)], 0)]).example("`aliases = [1001, \"E1001\"]`"),
    key("without_code", FLAG),
    key("any_code", FLAG),
    key("cases", &[Map(EntryName, &[Table(Section::Case)])])
        .example("`[errors.NAME.cases.CASE]`: a table of cases by their names"),
];

const STATUS: ValueForm = Integer(100, 599);
const STATUSES: ValueForm = Word(WordSet::StatusClass);

/// The keys of an entry without those that a case does not have: `code` and `codes`, and from `aliases` on.
const CASE: &[FormatKey] = ENTRY.split_at(ENTRY.len() - 4).0.split_at(2).1;

const ENTRY_ENVELOPE: &[FormatKey] = &[key("id", &[Text(EnvelopeId)]).required(), key("only", FLAG)];

const EXAMPLE: &[FormatKey] = &[
    key("status", &[Integer(0, 0), STATUS]).required().example("`status = 404`"),
    key("headers", &[Map(HeaderName, &[Text(Any), List(TEXT, 0)])])
        .example("`headers = { retry-after = \"30\" }`: a table from the names of headers to their values"),
    key("body", &[Text(Body)]).required().example("the recorded body as text: `body = '{\"code\": 1}'`"),
];

const FIELD_KEYS: &[FormatKey] = &[
    key("at", &SOURCE),
    key("type", &[Word(WordSet::FieldType)]),
    key("of", &[Word(WordSet::ElementType)]),
    key("quoted", FLAG),
    key("separator", &[Text(NotEmpty)]),
    key("values", VALUES).example(SEVERAL_VALUES),
    key("chars", &[Text(NotEmpty)]),
    key("longest", FLAG),
    key("not_empty", FLAG),
    key("thousands", &[Text(NotEmpty)]),
    key("unit", &[Word(WordSet::Unit)]),
    key("required", FLAG),
    key("template", TEMPLATES),
    key("parameters", RESTRICTED).example(PARAMETERS),
    key("encoding", &[Word(WordSet::Encoding)]),
    key("trim", FLAG),
    key("join", JOIN).example(JOINED),
    key("with", TEXT),
    key("description", SHOWN),
];

const RESTRICTED: &[ValueForm] = &[Map(ParameterName, &[Table(Section::Parameter)])];
const JOIN: &[ValueForm] = &[List(&[Text(Location)], 2)];

const SOURCE_KEYS: &[FormatKey] = &[
    key("at", &[Text(Location)]),
    key("template", TEMPLATES),
    key("parameters", RESTRICTED).example(PARAMETERS),
    key("join", JOIN).example(JOINED),
    key("with", TEXT),
    key("unit", &[Word(WordSet::Unit)]),
    key("map", FLAG),
    key("type", &[Word(WordSet::SourceType)]),
    key("values", VALUES).example(SEVERAL_VALUES),
    key("chars", &[Text(NotEmpty)]),
    key("longest", FLAG),
    key("not_empty", FLAG),
    key("thousands", &[Text(NotEmpty)]),
    key("encoding", &[Word(WordSet::Encoding)]),
    key("trim", FLAG),
    key("read_only", FLAG),
    key("envelope", &[Text(EnvelopeId)]),
];

const PARAMETER: &[FormatKey] = &[
    key("type", &[Word(WordSet::ParameterType)]),
    key("values", VALUES).example(SEVERAL_VALUES),
    key("chars", &[Text(NotEmpty)]),
    key("longest", FLAG),
    key("not_empty", FLAG),
    key("thousands", &[Text(NotEmpty)]),
];

const TESTS: &[FormatKey] = &[
    key("is", LITERAL_OR_LIST),
    key("present", FLAG),
    key("not", LITERAL_OR_LIST),
    key("starts_with", STARTS),
    key("ends_with", STARTS),
    key("type", &[Word(WordSet::JsonType), List(&[Word(WordSet::JsonType)], 1)]),
    key("or_at", &[Text(Location), List(&[Text(Location)], 1)]),
];

const SUCCESS: &[FormatKey] = &[
    key("codes", CODES).example(SEVERAL_CODES),
    key("when", CONDITIONS).example(CONDITIONS_BY_LOCATION),
    key("examples", EXAMPLES).example(SEVERAL_EXAMPLES),
];

const RESERVED: &[FormatKey] = &[
    key("names", &[List(&[Text(EntryName)], 0)]).example("`names = [\"OLD_NAME\"]`"),
    key("codes", RESERVED_CODES).example(SEVERAL_CODES),
];

impl Section {
    /// Returns the keys, in the order in which messages list them.
    #[must_use]
    pub const fn keys(self) -> &'static [FormatKey] {
        match self {
            Self::File => FILE,
            Self::Header => HEADER,
            Self::Envelope => ENVELOPE,
            Self::Retry => RETRY,
            Self::Entry => ENTRY,
            Self::Case => CASE,
            Self::EntryEnvelope => ENTRY_ENVELOPE,
            Self::Example => EXAMPLE,
            Self::Field => FIELD_KEYS,
            Self::Source => SOURCE_KEYS,
            Self::Parameter => PARAMETER,
            Self::Condition => TESTS,
            Self::Success => SUCCESS,
            Self::Reserved => RESERVED,
        }
    }

    /// Returns a key by its name.
    #[must_use]
    pub fn key(self, name: &str) -> Option<&'static FormatKey> {
        self.keys().iter().find(|key| key.name == name)
    }

    /// Returns the names of the keys.
    #[must_use]
    pub fn key_names(self) -> Vec<&'static str> {
        self.keys().iter().map(|key| key.name).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::Section;

    #[test]
    fn a_section_has_each_of_its_keys_once() {
        for section in Section::ALL {
            let keys: BTreeSet<&str> = section.key_names().into_iter().collect();
            assert_eq!(keys.len(), section.keys().len(), "{section:?}");
        }
    }

    #[test]
    fn a_case_has_the_keys_of_an_entry_but_for_those_that_belong_to_the_entry() {
        let of_entries = ["code", "codes", "aliases", "without_code", "any_code", "cases"];
        let mut keys = Section::Entry.key_names();
        keys.retain(|key| !of_entries.contains(key));
        assert_eq!(Section::Case.key_names(), keys);
    }
}

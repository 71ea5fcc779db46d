//! The kinds of changes, and whom they break.

use clap::ValueEnum;

/// Whom a change breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(crate) enum Effect {
    /// Nobody: the table says more than before.
    Addition,
    /// People who read the texts, or programs that compare them.
    Reading,
    /// Code that uses the generated enum, or programs that act by what an error says.
    Code,
    /// Programs with one of the tables that decode responses of a server with the other.
    Decoding,
}

impl Effect {
    /// Returns the name, as an argument and in reports.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Addition => "addition",
            Self::Reading => "reading",
            Self::Code => "code",
            Self::Decoding => "decoding",
        }
    }

    /// Returns whom such changes break, as a heading.
    pub(crate) fn heading(self) -> &'static str {
        match self {
            Self::Addition => "breaks nobody",
            Self::Reading => "breaks readers of the texts",
            Self::Code => "breaks code that uses the errors",
            Self::Decoding => "breaks programs that decode responses",
        }
    }

    /// All, the worst first.
    pub(crate) const WORST_FIRST: [Self; 4] = [Self::Decoding, Self::Code, Self::Reading, Self::Addition];
}

/// A kind of changes.
#[derive(Debug)]
pub(crate) struct ChangeRule {
    /// The name, by which reports refer to it.
    pub(crate) id: &'static str,
    /// Whom such a change breaks.
    pub(crate) effect: Effect,
    /// The change, in one line.
    pub(crate) title: &'static str,
    /// The consequences of the change and the way around them, as Markdown.
    pub(crate) page: &'static str,
}

macro_rules! change_rules {
    ($($name:ident = $id:literal, $effect:ident, $title:literal;)*) => {
        $(
            pub(super) static $name: ChangeRule = ChangeRule {
                id: $id,
                effect: Effect::$effect,
                title: $title,
                page: include_str!(concat!("../../changes/", $id, ".md")),
            };
        )*

        /// All kinds of changes, in the order of the documentation.
        pub(crate) static CHANGE_RULES: &[&ChangeRule] = &[$(&$name),*];
    };
}

change_rules! {
    TABLE_ADDED = "table-added", Addition, "there is a new table";
    TABLE_REMOVED = "table-removed", Code, "the table is gone";
    TABLE_RENAMED = "table-renamed", Decoding, "the table has another name";
    DOMAIN_CHANGED = "domain-changed", Decoding, "another domain is written, or one is no longer read";
    UNKNOWN_RENAMED = "unknown-renamed", Code, "the variant for unknown errors has another name";
    CASE_CHANGED = "case-changed", Decoding, "codes are compared in another way";
    SUCCESS_CHANGED = "success-changed", Decoding, "other responses are no errors";

    ENTRY_ADDED = "entry-added", Addition, "there is a new entry";
    ENTRY_REMOVED = "entry-removed", Code, "the entry is gone";
    ENTRY_RENAMED = "entry-renamed", Code, "the entry has another name";
    VARIANT_RENAMED = "variant-renamed", Code, "the variant has another name";
    NAME_REUSED = "name-reused", Code, "the name stands for another error";
    SYMBOL_CHANGED = "symbol-changed", Decoding, "the symbolic name in responses is another";
    ENTRY_DEPRECATED = "entry-deprecated", Addition, "the entry is deprecated";
    ENTRY_REVIVED = "entry-revived", Decoding, "a reserved name or code is in use again";

    CODE_ADDED = "code-added", Addition, "the entry is read by a further code";
    CODE_CHANGED = "code-changed", Decoding, "another code is written";
    CODE_DROPPED = "code-dropped", Decoding, "a code is no longer read";
    CODE_REUSED = "code-reused", Decoding, "the code stands for another error";
    CODE_FREED = "code-freed", Decoding, "a code that was in use is not reserved";
    RESERVATION_ADDED = "reservation-added", Addition, "a name or code is reserved";
    RESERVATION_DROPPED = "reservation-dropped", Decoding, "a name or code is no longer reserved";

    STATUS_ADDED = "status-added", Addition, "the entry comes with a further status";
    STATUS_CHANGED = "status-changed", Code, "another status of the same class is written";
    STATUS_CLASS_CHANGED = "status-class-changed", Decoding, "a status of another class is written";
    STATUS_DROPPED = "status-dropped", Decoding, "a status is no longer one of the entry";
    GRPC_CHANGED = "grpc-changed", Decoding, "the gRPC code is another";
    EXIT_CHANGED = "exit-changed", Code, "the exit status is another";

    WORDING_ADDED = "wording-added", Addition, "the message is read in a further wording";
    WORDING_CHANGED = "wording-changed", Reading, "the message is written in another wording";
    WORDING_DROPPED = "wording-dropped", Decoding, "a wording of the message is no longer read";

    FIELD_ADDED = "field-added", Code, "there is a new field";
    FIELD_REMOVED = "field-removed", Code, "the field is gone";
    FIELD_RETYPED = "field-retyped", Code, "the field has another type";
    FIELD_REQUIRED = "field-required", Decoding, "only responses with the field are the entry";
    FIELD_OPTIONAL = "field-optional", Code, "responses may lack the field";
    FIELD_NARROWED = "field-narrowed", Decoding, "some values are no longer read";
    FIELD_WIDENED = "field-widened", Addition, "further values are read";
    FIELD_MOVED = "field-moved", Decoding, "the field is in another place, or written in another form";
    DETAILS_RETYPED = "details-retyped", Code, "sub-errors are typed in one table and plain JSON in the other";

    ENVELOPE_ADDED = "envelope-added", Addition, "there is a new envelope";
    ENVELOPE_REMOVED = "envelope-removed", Decoding, "the envelope is gone";
    ENVELOPE_CHANGED = "envelope-changed", Decoding, "responses of this layout are told or written in another way";
    LOCATION_ADDED = "location-added", Addition, "a value is read from a further location";
    LOCATION_CHANGED = "location-changed", Decoding, "a value is written to another location";
    LOCATION_DROPPED = "location-dropped", Decoding, "a value is no longer read from a location";
    ENTRY_MOVED = "entry-moved", Decoding, "the entry is in another envelope";
    CONDITION_CHANGED = "condition-changed", Decoding, "the entry has other conditions";

    RETRY_WEAKENED = "retry-weakened", Code, "a retry helped, and is no longer advised";
    RETRY_CHANGED = "retry-changed", Code, "the retry advice is another";
    APPLIED_CHANGED = "applied-changed", Code, "the failed call may have had another effect";

    TEXT_CHANGED = "text-changed", Reading, "a text for people is another";
}

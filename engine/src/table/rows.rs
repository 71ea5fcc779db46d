//! The rows of a table image. One declaration of each row defines its writer, its reader and its width.
//!
//! A change to a row requires a new [`LAYOUT`](super::LAYOUT) number.

use alloc::vec::Vec;

use super::cell::{Cell, row_cells, rows};
pub use super::cell::{NONE, NodeSlots, Row, Span, TextRef};
pub use super::flags::{code_flag, entry_flag, envelope_flag, field_flag, place_flag, restriction_flag};

/// The most candidates of a list that are tried one after the other, whatever the message.
pub const SHORT_LIST: u32 = 16;

rows! {
    /// The table itself.
    HeadRow {
        /// The name (`table.name`).
        name: TextRef,
        /// The title (`table.title`).
        title: TextRef,
        /// The URL pattern of the documentation (`table.docs`).
        docs: TextRef,
        /// The domains (`table.domain`), as texts; without the key, the name. The first is written.
        domains: Span,
        /// The locations that are read in a body.
        body: LayoutRow,
        /// The locations that are read in a sub-error.
        detail: LayoutRow,
        /// The headers that are read, as texts in lower case.
        headers: Span,
        /// The texts that are bodies of their own. A text is in the body, in a header or in one of the texts before it.
        embedded: Span,
        /// The top-level fields.
        fields: Span,
        /// The fields of a sub-error.
        detail_fields: Span,
        /// 1 if the table has a `[detail]`, else 0.
        has_detail: u32,
        /// The codes that mean success, as literals.
        success_codes: Span,
        /// The conditions that mean success.
        success_when: Span,
        /// The bits of [`code_flag`].
        code_flags: u32,
        /// The entries that are found without a code, the most specific first.
        codeless: Span,
        /// The entries that are found by a code that no entry has, the most specific first.
        any_code: Span,
    }

    /// A layout: the locations that are read in a body or a sub-error, one for each slot.
    LayoutRow {
        /// The number of the root node.
        root: u32,
        /// The locations by slot, as texts.
        locations: Span,
        /// The filters, ascending by slot.
        filters: Span,
        /// The slots that keep the name of the member or element that encloses a gathered sub-error.
        parents: NodeSlots,
    }

    /// A text of a response that is a body of its own.
    EmbeddedRow {
        /// The slot of the text.
        outer: u32,
        /// The number of its kind.
        kind: u32,
        /// The slot of the first location in it.
        first: u32,
        /// The location of the text, with the segment that reads it.
        location: TextRef,
        /// The locations in it.
        layout: LayoutRow,
    }

    /// A node of a layout: a prefix of locations.
    NodeRow {
        /// The members by name.
        members: Span,
        /// The elements by index.
        elements: Span,
        /// The node of every other member, or [`NONE`].
        any: u32,
        /// The node of every other element, or [`NONE`].
        any_element: u32,
        /// The slots that keep the value at the node.
        values: NodeSlots,
        /// The slots that keep the name or the index of that value.
        names: NodeSlots,
        /// The groups of slots that are read from one child alone.
        groups: Span,
    }

    /// A group: slots below the children of a node that all get their values from one of the children.
    GroupRow {
        /// The number of the [`GroupKind`](super::GroupKind).
        kind: u32,
        /// The slots: first those of codes, then those of messages, then all others.
        slots: Span,
        /// The number of slots of codes.
        codes: u32,
        /// The number of slots of messages.
        messages: u32,
        /// The slot that is tested; for a chain, the number of the node of its next object.
        target: u32,
        /// The literal that the tested slot must have.
        literal: Span,
    }

    /// A member of a node.
    MemberRow {
        /// The name.
        name: TextRef,
        /// The number of the child node.
        node: u32,
        /// The first eight bytes of the name and the quote after it. If a body never has the name without escapes, no bytes under
        /// the mask are equal.
        head: u64,
        /// The bits of these bytes that belong to the name and the quote.
        mask: u64,
    }

    /// An element of a node.
    ElementRow {
        /// The index.
        index: u32,
        /// The number of the child node.
        node: u32,
    }

    /// A text.
    TextRow {
        /// The text.
        text: TextRef,
    }

    /// The number of a slot or an entry, or an offset.
    NumberRow {
        /// The number.
        number: u32,
    }

    /// A filter of the values that a slot below a `*` keeps.
    FilterRow {
        /// The slot.
        slot: u32,
        /// The kind of the test that a value must pass to be kept; the greatest number if all values are kept but these codes.
        kind: u32,
        /// The literals.
        literals: Span,
    }

    /// A literal: a code, or a value that a condition compares with.
    LiteralRow {
        /// 0: an integer; 1: a string; 2: a boolean.
        kind: u32,
        /// The integer, the boolean, or the place of the string with the length in the upper half.
        value: u64,
    }

    /// A condition on a slot.
    ConditionRow {
        /// The slot.
        slot: u32,
        /// The slots of which the first with a value is tested if this one has none, as numbers.
        others: Span,
        /// The number of the [`TestKind`](super::TestKind).
        kind: u32,
        /// The literals.
        literals: Span,
    }

    /// A source: the places of a value.
    SourceRow {
        /// The slot of the first place, if the value there is the unchanged value of one slot, else [`NONE`].
        plain: u32,
        /// The places.
        places: Span,
    }

    /// A place of a source.
    PlaceRow {
        /// The slot, if the value is the unchanged value of one slot in any envelope, else [`NONE`].
        plain: u32,
        /// The slots whose values are joined.
        slots: Span,
        /// The text between joined values.
        separator: TextRef,
        /// The compiled templates, the most specific first.
        templates: Span,
        /// The numbers of the templates that can be written, in the order in which they are tried.
        written: Span,
        /// The path from the slot to the values that are gathered; absent for a single value.
        rest: TextRef,
        /// The parameters of the templates by number; the first is the value itself. A place without templates has one if its value is
        /// restricted.
        parameters: Span,
        /// The number of the unit of a plain number, or 0.
        unit: u32,
        /// The bits of [`place_flag`].
        flags: u32,
        /// The number of the only envelope in whose responses the place is, or [`NONE`].
        envelope: u32,
    }

    /// A parameter of the templates of a place.
    ParameterRow {
        /// The name in the table.
        name: TextRef,
        /// The number of the type of the texts that it matches.
        ty: u32,
        /// The texts that it matches.
        restriction: RestrictionRow,
    }

    /// A restriction: the texts of its type that a value can be.
    RestrictionRow {
        /// The bits of [`restriction_flag`].
        flags: u32,
        /// The permitted characters: the first and the last of each range in turn. Absent if all are permitted.
        chars: TextRef,
        /// The permitted texts; empty if all are permitted.
        values: Span,
        /// The text between groups of three digits of a number; absent if its digits are not grouped.
        thousands: TextRef,
    }

    /// A field.
    FieldRow {
        /// The name in the table.
        name: TextRef,
        /// The name in Rust, without `r#`.
        ident: TextRef,
        /// The number of the type.
        ty: u32,
        /// The bits of [`field_flag`].
        flags: u32,
        /// The places of the value outside the message.
        source: SourceRow,
        /// The separator of a list that is one string.
        separator: TextRef,
        /// The permitted values.
        restriction: RestrictionRow,
        /// The number of the unit of a plain number, or 0.
        unit: u32,
    }

    /// An envelope.
    EnvelopeRow {
        /// The name by which entries choose it, or absent.
        id: TextRef,
        /// The number of the body kind.
        body: u32,
        /// The bits of [`envelope_flag`].
        flags: u32,
        /// The conditions that a response must meet to match the envelope.
        when: Span,
        /// The conditions under which the response tells that a retry never helps.
        never: Span,
        /// The conditions under which it tells that a retry after a delay helps.
        after: Span,
        /// The conditions under which it tells that a retry after polling helps.
        poll: Span,
        /// The places of the code.
        code: SourceRow,
        /// The codes that count as no code, as literals.
        no_code: Span,
        /// The places of the message.
        message: SourceRow,
        /// The places of the symbolic name.
        name: SourceRow,
        /// The places of the request id.
        request_id: SourceRow,
        /// The places of the status.
        status: SourceRow,
        /// The places of the delay before a retry.
        retry_after: SourceRow,
        /// The places of the details.
        details: SourceRow,
        /// The values that are written to every response, as conditions that they meet.
        constants: Span,
        /// The slot of the list of errors, or [`NONE`].
        errors: u32,
        /// The node of the first element of that list.
        error_node: u32,
        /// The status of an entry that does not state one, or 0.
        default_status: u32,
        /// The media type.
        media_type: TextRef,
        /// The JSON of most responses as a compiled template, or absent.
        frame: TextRef,
    }

    /// An entry, or a case of one.
    ///
    /// Its texts have consecutive numbers: the name, the variant, the code if it is a string, the messages, and those of summary,
    /// action, documentation URL, version and replacement whose flags are set.
    EntryRow {
        /// The bits of [`entry_flag`].
        flags: u32,
        /// The number of the first text.
        texts: u32,
        /// The code if it is an integer.
        code: u64,
        /// The number of the entry of which this is a case, or [`NONE`].
        parent: u32,
        /// The list of aliases.
        aliases: u32,
        /// The list of codes and classes of codes of an entry that keeps the code, as the texts of the table.
        codes: u32,
        /// The list of statuses.
        statuses: u32,
        /// The list of conditions.
        when: u32,
        /// The list of fields.
        fields: u32,
        /// The list of causes.
        causes: u32,
        /// The list of notes.
        notes: u32,
        /// The number of messages.
        messages: u32,
        /// The number of the written message; in the upper half, the number of the envelope.
        written: u32,
        /// The delay before a retry in milliseconds.
        retry_after: u64,
    }

    /// A list that entries refer to by number. Number 0 is the empty list.
    ListRow {
        /// The rows.
        rows: Span,
    }

    /// An inclusive range of statuses.
    StatusRow {
        /// The first status.
        first: u32,
        /// The last status.
        last: u32,
    }

    /// The entries of an integer code.
    IntegerRow {
        /// The code.
        code: u64,
        /// The candidates.
        candidates: CandidatesRow,
    }

    /// The entries of a string code.
    StringRow {
        /// The number of the text of the code.
        text: u32,
        /// The candidates.
        candidates: CandidatesRow,
    }

    /// A class of codes: a range of integers, or the texts that fit a template.
    ClassRow {
        /// The lowest code of a range.
        first: u64,
        /// The highest code of a range.
        last: u64,
        /// The compiled template, whose parameters have no names; absent for a range.
        template: TextRef,
        /// The candidates.
        candidates: CandidatesRow,
    }

    /// The candidates of a code: the entries that a response with the code can be.
    CandidatesRow {
        /// The entries, the most specific first.
        entries: Span,
        /// The number of the only entry with the code, or [`NONE`].
        owner: u32,
    }

    /// A list of more than [`SHORT_LIST`] candidates, with the places in it at which a response with a certain message can be found. A place
    /// is the number of a candidate in the list.
    LongListRow {
        /// The number of the row of the first candidate.
        candidates: u32,
        /// The texts with which messages of candidates begin, in ascending order.
        begins: Span,
        /// The texts with which messages of candidates end, in ascending order of the bytes from the last to the first.
        ends: Span,
        /// The places of the candidates that no such text restricts, in ascending order.
        others: Span,
        /// 1 if one of the candidates is in one envelope alone, else 0.
        any_in_one_envelope: u32,
    }

    /// A text with which messages of candidates begin or end.
    AffixRow {
        /// The number of a wording that begins or ends with the text.
        wording: u32,
        /// The length of the text in bytes.
        length: u32,
        /// The number of the row of the longest shorter text with open places with which this text begins or ends, or [`NONE`].
        inner: u32,
        /// The places of the candidates that have the text as a whole message, in ascending order.
        whole: Span,
        /// The places of the candidates whose messages go on after the text, or come before it, in ascending order.
        open: Span,
    }

    /// A recorded response.
    ExampleRow {
        /// The number of the entry, or [`NONE`] for a response that is not an error.
        entry: u32,
        /// The HTTP status, or 0 if there is none.
        status: u32,
        /// The names and values of the headers, alternating, as texts.
        headers: Span,
        /// The body.
        body: TextRef,
    }
}

row_cells! { LayoutRow SourceRow RestrictionRow CandidatesRow }

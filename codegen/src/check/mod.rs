//! Checks of a table as it is written, with a function per rule.

mod checked_table;
mod chosen_envelopes;
mod class_cover;
mod code;
mod code_class;
mod code_pattern;
mod constants;
mod delay_unit;
mod distinction;
mod divided_text;
mod entry;
mod entry_fields;
mod entry_values;
mod envelope;
mod exit;
mod field;
mod header;
mod header_text;
mod listed_codes;
mod locations;
mod media_type;
mod message;
mod name;
mod numeral;
mod one_kind;
mod pattern;
mod place_envelope;
mod place_reach;
mod quoted;
mod reach;
mod replacement;
mod required;
mod reserved;
mod restriction;
mod retry;
mod retry_advice;
mod shared_location;
mod shared_text;
mod source;
mod star;
mod status;
mod table_codes;
mod text;
mod transport_header;
mod unclear_end;
mod unit;
mod unread;
mod value;
mod when;
mod wording;
mod written_code;
mod written_fields;
mod written_values;

pub(crate) use checked_table::CheckedTable;
pub use code_pattern::{CodePattern, PatternMistake};
pub(crate) use header::check_format;
pub(crate) use locations::with_most_stars;

use crate::ast::AstTable;
use crate::diagnostics::Diagnostics;
use reach::Reach;

/// Checks everything but the ambiguity of entries.
pub(crate) fn check_table(table: &AstTable, sink: &mut Diagnostics<'_>) -> CheckedTable {
    let header = header::check_header(&table.header, sink);
    let mut envelopes = envelope::check_envelopes(table, sink);
    let mut fields = field::check_common_fields(&table.fields, Reach::Response, sink);
    let detail = match &table.detail {
        Some(fields) => field::check_common_fields(fields, Reach::Detail, sink).map(Some),
        None => Ok(None),
    };
    let success = value::check_success(&table.success, sink);
    let mut entries = entry::check_entries(table, sink);
    place_envelope::check_place_envelopes(table, sink);
    place_reach::check_reaches(table, sink);
    one_kind::check_kinds(table, sink);
    transport_header::check_transport_headers(table, sink);
    header_text::check_written_headers(table, sink);
    quoted::check_quoted_bodies(table, sink);
    if envelopes.is_ok() {
        written_values::check_written_values(table, sink);
        divided_text::check_divided_texts(table, sink);
        unread::check_ignored_codes(table, sink);
    }
    if envelopes.is_ok() && detail.is_ok() {
        unread::check_detail(table, sink);
        unread::check_untrimmed(table, sink);
    }
    entry_values::check_entry_values(table, sink);
    if let (Ok(envelopes), Ok(success)) = (&envelopes, &success) {
        unread::check_never_error(table, (envelopes, success), sink);
    }
    if let Ok(envelopes) = &envelopes {
        written_fields::check_written_fields(table, sink);
        written_code::check_written_codes(table, envelopes, &entries, sink);
        retry_advice::check_retry_advice(table, envelopes, &entries, sink);
    }
    if let (Ok(envelopes), Ok(fields)) = (&mut envelopes, &mut fields) {
        shared_text::share_restrictions(envelopes, fields, &mut entries);
        unclear_end::check_ends(table, envelopes, fields, sink);
        unclear_end::check_entry_ends(table, &entries, sink);
    }
    name::check_variants(table, sink);
    code::check_code_locations(table, sink);
    code::check_symbol_locations(table, sink);
    code::check_meaning(table, sink);
    class_cover::check_covered(table, sink);
    listed_codes::check_lists(table, sink);
    required::check_required_keys(table, sink);
    let reserved = reserved::check_reserved(table, sink);
    table_codes::check_table_codes(table, &entries, sink);
    status::check_2xx(table, sink);
    pattern::check_patterns(table, sink);
    star::check_stars(table, sink);
    shared_location::check_shared_locations(table, sink);
    replacement::check_replacements(table, sink);
    CheckedTable { header, envelopes, fields, detail, success, reserved, entries }
}

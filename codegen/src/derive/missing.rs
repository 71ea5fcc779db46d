//! The entries of the tables for which a type has no variant.

use std::collections::HashSet;

use syn::Error;

use super::entries::{FindError, LocatedEntry};
use super::input::Input;
use super::resolve::{Resolved, ResolvedRole};
use super::transparent;
use crate::emit::RequiredEntry;
use crate::macro_input::{Completeness, Errors};

/// Reports the entries without a variant. Returns those that an error in a transparent variant may have, which only the compiler knows.
pub(super) fn check(
    input: &Input,
    resolved: &Resolved<'_>,
    completeness: Completeness,
    errors: &mut Errors,
) -> Vec<RequiredEntry> {
    // An entry that seems to be missing may belong to a variant or an argument with an error.
    if let (true, Some(name)) = (input.arguments.partial, input.arguments.optional.first()) {
        let message = "`optional` beside `partial`, with which no entry needs a variant\nhelp: remove `partial`";
        errors.report(Error::new(name.span(), message));
    }
    let valid = completeness == Completeness::Complete && !input.arguments.invalid && resolved.is_valid();
    let all_required = !input.arguments.partial && !input.is_struct() && !resolved.variants.is_empty();
    if !valid || !all_required {
        return Vec::new();
    }
    let optional = optional(input, resolved, errors);
    let mut missing = resolved.entries.missing(&resolved.taken);
    missing.retain(|entry| !optional.contains(&(entry.table, entry.index)));
    if transparent::has_concrete(input, &resolved.variants) {
        return missing.iter().map(|entry| required(entry, resolved)).collect();
    }
    if !missing.is_empty() {
        errors.report(Error::new(input.ident.span(), message(&missing, resolved)));
    }
    Vec::new()
}

/// Returns the entries that may be without a variant. Reports names that no entry has.
fn optional(input: &Input, resolved: &Resolved<'_>, errors: &mut Errors) -> HashSet<(usize, usize)> {
    let found = input.arguments.optional.iter().map(|name| {
        resolved.entries.find_name(name).map(|entry| (entry.table, entry.index)).map_err(FindError::into_error)
    });
    found.filter_map(|found| errors.check(found)).collect()
}

fn required(missing: &LocatedEntry<'_>, resolved: &Resolved<'_>) -> RequiredEntry {
    let message = format!(
        "the entry `{}` of the table has no variant, and no error in a transparent variant has the entry\nhelp: add the variant, or \
         write `partial` after the path:\n    {}",
        missing.entry.name,
        resolved.entries.declaration(missing)
    );
    RequiredEntry { table: missing.table, index: missing.index, message }
}

/// Returns the error about missing entries.
fn message(missing: &[LocatedEntry<'_>], resolved: &Resolved<'_>) -> String {
    const SHOWN: usize = 20;
    let mut message = match missing.len() {
        1 => {
            "an entry of the table has no variant\nhelp: add the variant, or write `partial` after the path:".to_owned()
        }
        count => {
            format!(
                "{count} entries of the table have no variant\nhelp: add the variants, or write `partial` after the path:"
            )
        }
    };
    for entry in missing.iter().take(SHOWN) {
        message.push_str("\n    ");
        message.push_str(&resolved.entries.declaration(entry));
    }
    if missing.len() > SHOWN {
        message.push_str(&format!("\n    … and {} more", missing.len() - SHOWN));
    }
    let is_transparent = |role: &ResolvedRole<'_>| matches!(role, ResolvedRole::Transparent(_));
    if resolved.variants.iter().any(|variant| is_transparent(&variant.role)) {
        message.push_str(
            "\nnote: an error in a transparent variant counts for no entry if its type depends on a parameter, or is this type",
        );
    }
    message
}

//! The changes of the names and codes of entries, and of what is reserved.

use std::collections::HashMap;

use errspec_codegen::Model;
use errspec_codegen::model::{Code, CodeCase, CodeClass, Entry, Reserved};

use super::change::{Changes, Lines};
use super::pairs::Pairs;
use super::rules::{
    CODE_FREED, CODE_REUSED, ENTRY_ADDED, ENTRY_REMOVED, ENTRY_RENAMED, ENTRY_REVIVED, NAME_REUSED, RESERVATION_ADDED,
    RESERVATION_DROPPED,
};

pub(super) fn compare(old: &Model, new: &Model, pairs: &Pairs<'_>, changes: &mut Changes) {
    let case = common_case(old, new);
    for entry in &pairs.removed {
        let lines = Lines { old: Some(entry), new: None };
        changes.add_at(&ENTRY_REMOVED, &entry.name, (code_of(entry), None), lines);
        freed_codes(entry, new, changes);
    }
    for entry in &pairs.added {
        let lines = Lines { old: None, new: Some(entry) };
        changes.add_at(&ENTRY_ADDED, &entry.name, (None, code_of(entry)), lines);
    }
    for (before, after) in pairs.kept() {
        let lines = Lines { old: Some(before), new: Some(after) };
        if before.name != after.name {
            let names = (Some(before.name.clone()), Some(after.name.clone()));
            changes.add_at(&ENTRY_RENAMED, &after.name, names, lines);
        } else if stands_for_another(before, after, case) {
            changes.add_at(&NAME_REUSED, &after.name, (code_of(before), code_of(after)), lines);
        }
    }
    reused_codes(old, new, pairs, changes);
    revived(old, new, changes);
    dropped_reservations(old, new, changes);
    for name in new.reserved.names.iter().filter(|name| !old.reserved.names.contains(name)) {
        changes.add(&RESERVATION_ADDED, "[reserved]", (None, Some(name.clone())));
    }
    for class in new.reserved.codes.iter().filter(|class| !old.reserved.codes.iter().any(|it| covers(it, class, case)))
    {
        changes.add(&RESERVATION_ADDED, "[reserved]", (None, Some(class.to_string())));
    }
}

/// Returns `true` if two entries have nothing in common but their name.
fn stands_for_another(before: &Entry, after: &Entry, case: CodeCase) -> bool {
    let shares_code =
        before.single_codes().any(|code| after.single_codes().any(|other| case.key(code) == case.key(other)));
    let has_other_codes = before.code.is_some() && after.code.is_some() && !shares_code;
    let says_the_same = before.summary.is_some() && before.summary == after.summary;
    has_other_codes && before.message != after.message && !says_the_same
}

fn code_of(entry: &Entry) -> Option<String> {
    match &entry.code {
        Some(code) => Some(code.to_string()),
        None => super::text::list(&entry.codes),
    }
}

/// Reports the codes of an entry that is gone which nothing keeps from being given to another error.
fn freed_codes(entry: &Entry, new: &Model, changes: &mut Changes) {
    // The code of a case is that of its entry.
    if entry.parent.is_some() {
        return;
    }
    let is_in_use = |code: &Code| new.entries.iter().any(|entry| reads(entry, code, new.case));
    for code in entry.single_codes().filter(|code| !is_reserved(&new.reserved, code, new.case) && !is_in_use(code)) {
        let lines = Lines { old: Some(entry), new: None };
        changes.add_at(&CODE_FREED, &entry.name, (Some(code.to_string()), None), lines);
    }
}

/// Reports the codes that stand for another entry than before.
fn reused_codes(old: &Model, new: &Model, pairs: &Pairs<'_>, changes: &mut Changes) {
    let before_of: HashMap<&str, &Entry> = pairs.kept().map(|(before, after)| (after.name.as_str(), before)).collect();
    let is_kept = |before: &Entry, after: &Entry| {
        before_of.get(after.name.as_str()).is_some_and(|kept| std::ptr::eq(*kept, before))
    };
    for after in new.entries.iter().filter(|entry| entry.parent.is_none()) {
        // Most codes are those of the same entry before, which needs no search.
        let was_its_own =
            |code: &Code| before_of.get(after.name.as_str()).is_some_and(|before| reads(before, code, old.case));
        for code in after.single_codes().filter(|code| !was_its_own(code)) {
            let owners: Vec<&Entry> =
                old.entries.iter().filter(|before| before.parent.is_none() && reads(before, code, old.case)).collect();
            // Several entries may share a code and be told by other things.
            let Some(before) = owners.first().filter(|_| !owners.iter().any(|before| is_kept(before, after))) else {
                continue;
            };
            let lines = Lines { old: Some(before), new: Some(after) };
            let names = (Some(format!("{code} is `{}`", before.name)), Some(format!("{code} is `{}`", after.name)));
            // An old owner that still has it shares it from now on.
            let still_has_it =
                pairs.kept().any(|(one, other)| std::ptr::eq(one, *before) && reads(other, code, new.case));
            if !still_has_it {
                changes.add_at(&CODE_REUSED, &after.name, names, lines);
            }
        }
    }
}

/// Reports entries that use what the old table reserves.
fn revived(old: &Model, new: &Model, changes: &mut Changes) {
    for entry in &new.entries {
        let lines = Lines { old: None, new: Some(entry) };
        if old.reserved.names.contains(&entry.name) {
            let reserved = Some(format!("the name `{}` is reserved", entry.name));
            changes.add_at(&ENTRY_REVIVED, &entry.name, (reserved, None), lines);
        }
        if entry.parent.is_some() {
            continue;
        }
        for code in entry.single_codes().filter(|code| is_reserved(&old.reserved, code, old.case)) {
            changes.add_at(&ENTRY_REVIVED, &entry.name, (Some(format!("the code {code} is reserved")), None), lines);
        }
    }
}

/// Reports names and codes that are neither reserved any longer nor in use, which is reported by itself.
fn dropped_reservations(old: &Model, new: &Model, changes: &mut Changes) {
    let is_named = |name: &String| new.entries.iter().any(|entry| entry.name == *name);
    for name in old.reserved.names.iter().filter(|name| !new.reserved.names.contains(name) && !is_named(name)) {
        changes.add(&RESERVATION_DROPPED, "[reserved]", (Some(name.clone()), None));
    }
    let is_kept = |class: &CodeClass| match class {
        CodeClass::Code(code) => {
            is_reserved(&new.reserved, code, new.case) || new.entries.iter().any(|entry| reads(entry, code, new.case))
        }
        class => new.reserved.codes.iter().any(|other| covers(other, class, new.case)),
    };
    for class in old.reserved.codes.iter().filter(|class| !is_kept(class)) {
        changes.add(&RESERVATION_DROPPED, "[reserved]", (Some(class.to_string()), None));
    }
}

fn covers(other: &CodeClass, class: &CodeClass, case: CodeCase) -> bool {
    match (other, class) {
        (CodeClass::Range(first, last), CodeClass::Range(from, to)) => first <= from && to <= last,
        (CodeClass::Code(other), CodeClass::Code(code)) => case.key(other) == case.key(code),
        (other, class) => case.class(other) == case.class(class),
    }
}

/// Returns `true` if a code is reserved, alone or in a range.
fn is_reserved(reserved: &Reserved, code: &Code, case: CodeCase) -> bool {
    reserved.codes.iter().any(|class| contains(class, code, case))
}

/// Returns `true` if an entry is read by a code, in a table that compares codes so.
pub(super) fn reads(entry: &Entry, code: &Code, case: CodeCase) -> bool {
    entry.single_codes().any(|own| case.key(own) == case.key(code))
        || entry.codes.iter().any(|class| contains(class, code, case))
}

/// Returns how codes are compared by both tables: the case is ignored only if both do.
pub(super) fn common_case(old: &Model, new: &Model) -> CodeCase {
    if old.case == new.case { new.case } else { CodeCase::Exact }
}

fn contains(class: &CodeClass, code: &Code, case: CodeCase) -> bool {
    match (class, case.key(code)) {
        (CodeClass::Code(own), key) => case.key(own) == key,
        (CodeClass::Range(first, last), Code::Integer(number)) => (*first..=*last).contains(&number),
        _ => false,
    }
}

//! The changes of a table as a whole.

use errspec_codegen::Model;
use errspec_codegen::model::{CodeCase, Success};

use super::change::{Changes, Lines};
use super::rules::{
    CASE_CHANGED, DETAILS_RETYPED, DOMAIN_CHANGED, SUCCESS_CHANGED, TABLE_RENAMED, TEXT_CHANGED, UNKNOWN_RENAMED,
};
use super::{fields, text};

/// The section of the header.
const TABLE: &str = "[table]";

pub(super) fn compare(old: &Model, new: &Model, changes: &mut Changes) {
    let some = |text: &String| Some(text.clone());
    changes.add_if_changed(&TABLE_RENAMED, TABLE, (&old.name, &new.name), some);
    // A table without a domain has its name for one.
    if (&old.domains, &new.domains) != (&vec![old.name.clone()], &vec![new.name.clone()]) {
        changes.add_if_changed(&DOMAIN_CHANGED, TABLE, (&old.domains, &new.domains), |domains| text::list(domains));
    }
    changes.add_if_changed(&UNKNOWN_RENAMED, TABLE, (&old.unknown, &new.unknown), some);
    changes.add_if_changed(&CASE_CHANGED, TABLE, (&old.case, &new.case), |case| match case {
        CodeCase::Ignored => Some("the case of letters is ignored".to_owned()),
        _ => Some("letters of different case differ".to_owned()),
    });
    compare_success(&old.success, &new.success, changes);
    for (name, old, new) in [
        ("title", Some(&old.title), Some(&new.title)),
        ("description", old.description.as_ref(), new.description.as_ref()),
        ("docs", old.docs.as_ref(), new.docs.as_ref()),
    ] {
        // A table without a title has its name for one.
        if old != new && !(name == "title" && changes.list.iter().any(|change| change.rule.id == TABLE_RENAMED.id)) {
            changes.add(&TEXT_CHANGED, &format!("{TABLE} {name}"), (old.cloned(), new.cloned()));
        }
    }
    fields::compare("[fields]", (&old.fields, &new.fields), changes, Lines::default());
    match (&old.detail, &new.detail) {
        (Some(old), Some(new)) => fields::compare("[detail]", (old, new), changes, Lines::default()),
        (None, None) => {}
        (old, _) => {
            let shape = |is_typed: bool| Some(if is_typed { "fields" } else { "any JSON" }.to_owned());
            changes.add(&DETAILS_RETYPED, "[detail]", (shape(old.is_some()), shape(old.is_none())));
        }
    }
}

fn compare_success(old: &Success, new: &Success, changes: &mut Changes) {
    let criteria = |success: &Success| {
        let codes = text::list(&success.codes).map(|codes| format!("codes {codes}"));
        text::list(codes.into_iter().chain(text::conditions(&success.when)))
    };
    let (before, after) = ((&old.codes, &old.when), (&new.codes, &new.when));
    if before != after {
        changes.add(&SUCCESS_CHANGED, "[success]", (criteria(old), criteria(new)));
    }
}

//! The keys and sections that were defined, and where: each may be so once.

use std::collections::HashMap;

use super::duplicates::joined_sections;
use super::keys::Key;
use super::scan::{FirstPlace, Scan};
use crate::diagnostics::{Diagnostic, Suggestion};
use crate::rules;
use crate::source::Span;

const IN_BRACES: &str = "a table in braces";

/// The way in which a table or a value was defined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum DefinitionKind {
    /// A table above one with a header.
    Above,
    /// `[a]`
    Section,
    /// `[[a]]`
    Sections,
    /// `a.b = …`
    Dotted,
    /// The value of a key, as messages name it.
    Value(&'static str),
}

struct Definition {
    kind: DefinitionKind,
    span: Span,
    /// The table that it is in.
    parent: Option<TableId>,
    /// The last table of a list of sections; else the definition itself.
    entered: TableId,
    is_spoiled: bool,
}

/// The number of a table or a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct TableId(usize);

/// All that was defined. The first definition is the root.
pub(super) struct Definitions {
    /// The definitions by the number of their table and their name.
    places: HashMap<String, usize>,
    list: Vec<Definition>,
}

impl Definitions {
    pub(super) fn new() -> Self {
        let mut new = Self { places: HashMap::new(), list: Vec::new() };
        new.push(DefinitionKind::Section, Span::default(), None);
        new
    }

    fn find(&self, table: TableId, name: &str) -> Option<TableId> {
        self.places.get(&format!("{}.{name}", table.0)).copied().map(TableId)
    }

    fn get(&self, id: TableId) -> (DefinitionKind, Span) {
        self.list.get(id.0).map_or((DefinitionKind::Above, Span::default()), |it| (it.kind, it.span))
    }

    fn push(&mut self, kind: DefinitionKind, span: Span, parent: Option<TableId>) -> TableId {
        let id = TableId(self.list.len());
        self.list.push(Definition { kind, span, parent, entered: id, is_spoiled: false });
        id
    }

    fn add(&mut self, table: TableId, name: &str, kind: DefinitionKind, span: Span) -> TableId {
        let id = self.push(kind, span, Some(table));
        self.places.insert(format!("{}.{name}", table.0), id.0);
        id
    }

    /// Defines a table that no key leads to, such as an element of a list.
    pub(super) fn element(&mut self, parent: TableId) -> TableId {
        self.push(DefinitionKind::Section, Span::default(), Some(parent))
    }

    /// Returns the last table of a list of sections, or the table itself.
    fn entered(&self, id: TableId) -> TableId {
        self.list.get(id.0).map_or(id, |it| it.entered)
    }

    /// Marks a table whose statements cannot all be read.
    pub(super) fn spoil(&mut self, id: TableId) {
        if id != TableId::default() {
            self.list.get_mut(id.0).into_iter().for_each(|it| it.is_spoiled = true);
        }
    }

    /// Returns `true` for a table that is marked, or is within one that is.
    pub(super) fn is_spoiled(&self, id: TableId) -> bool {
        let mut next = Some(id);
        while let Some(it) = next.and_then(|id| self.list.get(id.0)) {
            if it.is_spoiled {
                return true;
            }
            next = it.parent;
        }
        false
    }

    /// Returns the place at which a key of a table was defined.
    pub(super) fn place(&self, table: TableId, keys: &[Key]) -> Option<Span> {
        let [key] = keys else { return None };
        self.find(table, &key.name).map(|id| self.get(id).1)
    }

    /// Returns `true` if the keys lead to a list of sections.
    pub(super) fn is_list(&self, keys: &[Key]) -> bool {
        let (mut table, mut is_list) = (TableId::default(), false);
        for key in keys {
            let Some(id) = self.find(table, &key.name) else { return false };
            is_list = self.get(id).0 == DefinitionKind::Sections;
            table = self.entered(id);
        }
        is_list
    }

    /// Defines the section of a header; returns `None` if it clashes with another definition.
    pub(super) fn section(&mut self, keys: &[Key], is_list: bool, scan: &mut Scan<'_>) -> Option<TableId> {
        let mut table = TableId::default();
        let (last, above) = keys.split_last()?;
        for (depth, key) in above.iter().enumerate() {
            let id = match self.find(table, &key.name) {
                Some(id) => id,
                None => self.add(table, &key.name, DefinitionKind::Above, key.span),
            };
            if let (DefinitionKind::Value(what), span) = self.get(id) {
                // The sections below report it once.
                if !self.list.get(id.0).is_some_and(|it| it.is_spoiled) {
                    scan.report(value_above(keys, depth, (what, span)));
                    self.spoil(id);
                }
                return None;
            }
            table = self.entered(id);
        }
        let Some(id) = self.find(table, &last.name) else {
            let id = self.add(
                table,
                &last.name,
                if is_list { DefinitionKind::Sections } else { DefinitionKind::Section },
                last.span,
            );
            if is_list {
                self.enter_element(id);
            }
            return Some(self.entered(id));
        };
        match self.get(id) {
            (DefinitionKind::Above, _) if !is_list => {
                self.list
                    .get_mut(id.0)
                    .into_iter()
                    .for_each(|it| (it.kind, it.span) = (DefinitionKind::Section, last.span));
            }
            (DefinitionKind::Sections, _) if is_list => self.enter_element(id),
            found => {
                // A further table of the list would have the same mistake.
                let is_reported = is_list && self.list.get(id.0).is_some_and(|it| it.is_spoiled);
                if !is_reported {
                    let diagnostic = repeated_section(keys, is_list, found);
                    let doubled = first_in_double_brackets(keys, is_list, found, scan);
                    let is_same_kind = !is_list && found.0 == DefinitionKind::Section;
                    let joined = || is_same_kind.then(|| joined_sections(scan, found.1, last.span.start)).flatten();
                    scan.report(diagnostic.suggest_some(doubled.or_else(joined)));
                }
                self.spoil(id);
                return None;
            }
        }
        Some(self.entered(id))
    }

    fn enter_element(&mut self, list: TableId) {
        let element = self.element(list);
        self.list.get_mut(list.0).into_iter().for_each(|it| it.entered = element);
    }

    /// Defines the value of a key in a table; `first` is its first character.
    pub(super) fn assign(&mut self, table: TableId, keys: &[Key], first: char, scan: &mut Scan<'_>) -> TableId {
        let mut table = table;
        let Some((last, above)) = keys.split_last() else { return table };
        for key in above {
            match self.find(table, &key.name).map(|id| (id, self.get(id))) {
                Some((id, (DefinitionKind::Dotted | DefinitionKind::Above, _))) => table = id,
                Some((id, found)) => {
                    let is_in_braces = found.0 == DefinitionKind::Value(IN_BRACES);
                    scan.report(if is_in_braces { outside_braces(key, found.1) } else { repeated_key(key, found) });
                    scan.left_out = true;
                    scan.duplicate = Some(FirstPlace { key: found.1, is_in_braces });
                    return self.element(id);
                }
                None => table = self.add(table, &key.name, DefinitionKind::Dotted, key.span),
            }
        }
        if let Some(id) = self.find(table, &last.name) {
            let first = self.get(id);
            scan.report(repeated_key(last, first));
            scan.left_out = true;
            scan.duplicate = Some(FirstPlace { key: first.1, is_in_braces: false });
            return self.element(id);
        }
        let what = match first {
            '[' => "a list",
            '{' => IN_BRACES,
            '"' | '\'' => "a string",
            _ => "a value",
        };
        self.add(table, &last.name, DefinitionKind::Value(what), last.span)
    }
}

/// Returns the keys with dots between them.
fn dotted<'k>(keys: impl IntoIterator<Item = &'k Key>) -> String {
    let names: Vec<&str> = keys.into_iter().map(|key| key.name.as_str()).collect();
    names.join(".")
}

fn value_above(keys: &[Key], depth: usize, (what, span): (&str, Span)) -> Diagnostic {
    let key = keys.get(depth);
    let name = key.map(|key| key.name.as_str()).unwrap_or_default();
    let own = key.map(|key| key.span).unwrap_or_default();
    let is_case = depth == 2 && keys.first().is_some_and(|first| first.name == "errors") && keys.len() == 4;
    let help = match (is_case, keys) {
        (true, [errors, entry, _, case]) => {
            let (errors, entry, case) = (&errors.name, &entry.name, &case.name);
            format!("a case of an entry is below `cases`: `[{errors}.{entry}.cases.{case}]`")
        }
        _ => format!("remove or rename one of the two `{name}`"),
    };
    Diagnostic::new(&rules::DUPLICATE_KEY, own, format!("`{name}` is {what} already"))
        .label("this header makes it a table")
        .related(span, format!("{what} here"))
        .help(help)
}

fn repeated_section(keys: &[Key], is_list: bool, (kind, span): (DefinitionKind, Span)) -> Diagnostic {
    let path = dotted(keys);
    let name = keys.last().map(|key| key.name.as_str()).unwrap_or_default();
    let own = keys.last().map(|key| key.span).unwrap_or_default();
    let written = if is_list { format!("[[{path}]]") } else { format!("[{path}]") };
    let is_entry = keys.len() == 2 && keys.first().is_some_and(|first| first.name == "errors");
    let (title, label, help) = match kind {
        DefinitionKind::Sections => (
            format!("`{name}` is a list of tables already"),
            "a single table here",
            format!("use double brackets here too: `[[{path}]]`"),
        ),
        DefinitionKind::Section | DefinitionKind::Above if is_list && is_entry => (
            format!("`{name}` is a table already"),
            "a list of tables here",
            format!("an entry is a table, once, with single brackets: `[{path}]`; rename one of the two"),
        ),
        DefinitionKind::Section | DefinitionKind::Above if is_list => (
            format!("`{name}` is a table already"),
            "a list of tables here",
            format!("use double brackets in both places: `[[{path}]]`"),
        ),
        DefinitionKind::Section | DefinitionKind::Above if path == "envelope" => (
            format!("duplicate section `{written}`"),
            "defined twice",
            "for two layouts, use double brackets in both places: `[[envelope]]`; for one, move the keys of this one to the first"
                .to_owned(),
        ),
        DefinitionKind::Section | DefinitionKind::Above => (
            format!("duplicate section `{written}`"),
            "defined twice",
            "rename one of the two, or move the keys of this one to the first".to_owned(),
        ),
        DefinitionKind::Dotted => (
            format!("duplicate section `{written}`"),
            "keys with dots have defined it already",
            "move the keys of this section to the first place, or write those as a section too".to_owned(),
        ),
        DefinitionKind::Value(what) => (
            format!("`{name}` is {what} already"),
            "this header makes it a table",
            "remove or rename one of the two".to_owned(),
        ),
    };
    let first = match kind {
        DefinitionKind::Value(what) => format!("{what} here"),
        DefinitionKind::Section | DefinitionKind::Sections | DefinitionKind::Above | DefinitionKind::Dotted => {
            "first defined here".to_owned()
        }
    };
    Diagnostic::new(&rules::DUPLICATE_KEY, own, title).label(label).related(span, first).help(help)
}

/// Suggests double brackets for the first of several `[envelope]`, the others of which have them.
fn first_in_double_brackets(
    keys: &[Key],
    is_list: bool,
    (kind, span): (DefinitionKind, Span),
    scan: &Scan<'_>,
) -> Option<Suggestion> {
    let is_envelope = keys.len() == 1 && keys.first().is_some_and(|key| key.name == "envelope");
    let is_first = is_list && kind == DefinitionKind::Section && is_envelope;
    let header = Span { start: span.start.checked_sub(1)?, end: span.end + 1 };
    let is_single = is_first && scan.slice(header.start, header.end) == "[envelope]";
    is_single.then(|| Suggestion::replace("write the first one in double brackets, too: {}", header, "[[envelope]]"))
}

/// Describes a key of a table in braces that is written outside of them.
fn outside_braces(key: &Key, first: Span) -> Diagnostic {
    let title = format!("`{}` is {IN_BRACES} already", key.name);
    let diagnostic = Diagnostic::new(&rules::DUPLICATE_KEY, key.span, title).label("a key of it outside of its braces");
    diagnostic.related(first, "in braces here").help("write all keys of the table within its braces")
}

fn repeated_key(key: &Key, (kind, span): (DefinitionKind, Span)) -> Diagnostic {
    let name = &key.name;
    let (title, first) = match kind {
        DefinitionKind::Value(_) => (format!("duplicate key `{name}`"), "first set here"),
        DefinitionKind::Section | DefinitionKind::Above | DefinitionKind::Dotted => {
            (format!("`{name}` is a table already"), "defined here")
        }
        DefinitionKind::Sections => (format!("`{name}` is a list of tables already"), "defined here"),
    };
    let help = "a table has each key once; remove or rename one of the two";
    Diagnostic::new(&rules::DUPLICATE_KEY, key.span, title).label("set again").related(span, first).help(help)
}

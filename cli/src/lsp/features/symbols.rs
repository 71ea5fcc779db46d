//! The symbols of a table: its head, its envelopes, its fields, and its entries with their cases.

use std::collections::HashMap;
use std::ops::Range;

use lsp_types::{DocumentSymbol, DocumentSymbolResponse, SymbolKind, Uri};

use crate::lsp::documents::Document;
use crate::lsp::outline::{Member, NamedKey, Node, NodeKind, OutlineSection, value_of};
use crate::lsp::refusal::Refusal;
use crate::lsp::state::State;

/// Returns the symbols of a document.
pub(in crate::lsp) fn symbols(state: &State, uri: &Uri) -> Result<DocumentSymbolResponse, Refusal> {
    let document = state.document(uri)?;
    let mut list = SymbolList { document: &document, found: Vec::new(), entries: HashMap::new() };
    document.outline().sections.iter().for_each(|section| list.add_section(section));
    let symbols = list.found.iter().map(|found| list.symbol(found));
    Ok(DocumentSymbolResponse::Nested(symbols.collect()))
}

/// A symbol that was found.
struct FoundSymbol {
    name: String,
    detail: Option<String>,
    kind: SymbolKind,
    span: Range<usize>,
    selection: Range<usize>,
    children: Vec<FoundSymbol>,
}

struct SymbolList<'o> {
    document: &'o Document,
    found: Vec<FoundSymbol>,
    /// The places of the entries among those that were found.
    entries: HashMap<&'o str, usize>,
}

impl<'o> SymbolList<'o> {
    fn add_section(&mut self, section: &'o OutlineSection) {
        let Some(header) = &section.header else { return self.add_root(section) };
        let selection = header.span.clone();
        match header.keys.as_slice() {
            [only] if only.name == "table" => {
                let detail = self.text_of(&section.members, "name");
                self.add("table".to_owned(), detail, SymbolKind::PACKAGE, section, selection);
            }
            [only] if only.name == "envelope" => {
                let id = self.text_of(&section.members, "id");
                let name = id.map_or_else(|| "envelope".to_owned(), |id| format!("envelope {id}"));
                self.add(name, self.text_of(&section.members, "preset"), SymbolKind::STRUCT, section, selection);
            }
            [only] if only.name == "errors" => section.members.iter().for_each(|member| self.add_member(member)),
            [only] if ["fields", "detail"].contains(&only.name.as_str()) => {
                self.add(only.name.clone(), None, SymbolKind::OBJECT, section, selection);
                let fields = section.members.iter().filter_map(field);
                if let Some(list) = self.found.last_mut() {
                    list.children.extend(fields);
                }
            }
            [only] => self.add(only.name.clone(), None, SymbolKind::OBJECT, section, selection),
            [errors, entry, below @ ..] if errors.name == "errors" => self.add_below(entry, below, section),
            _ => {}
        }
    }

    /// Adds the entries that are written without a header: `errors.NAME.code = 1`.
    fn add_root(&mut self, section: &'o OutlineSection) {
        for member in &section.members {
            if let [errors, entry, ..] = member.keys.as_slice()
                && errors.name == "errors"
            {
                self.entry(entry, member.span());
            }
        }
    }

    fn add_member(&mut self, member: &'o Member) {
        let Some(key) = member.keys.first() else { return };
        let detail = match member.value.as_ref().map(|value| &value.kind) {
            Some(NodeKind::Table(members)) => self.entry_detail(members),
            _ => None,
        };
        if let Some(entry) = self.entry(key, member.span()) {
            entry.detail = detail.or(entry.detail.take());
        }
    }

    /// Adds the section of an entry, or of something below it.
    fn add_below(&mut self, key: &'o NamedKey, below: &'o [NamedKey], section: &'o OutlineSection) {
        let detail = self.entry_detail(&section.members);
        let Some(entry) = self.entry(key, section.span.clone()) else { return };
        match below {
            [] => entry.detail = detail,
            [cases, case] if cases.name == "cases" => entry.children.push(FoundSymbol {
                detail,
                ..FoundSymbol::new(&case.name, SymbolKind::ENUM_MEMBER, section.span.clone(), &case.span)
            }),
            _ => {}
        }
    }

    /// Returns an entry, which may have several sections.
    fn entry(&mut self, key: &'o NamedKey, span: Range<usize>) -> Option<&mut FoundSymbol> {
        let count = self.found.len();
        let index = *self.entries.entry(&key.name).or_insert(count);
        if index == count {
            self.found.push(FoundSymbol::new(&key.name, SymbolKind::ENUM_MEMBER, span.clone(), &key.span));
        }
        let is_last = index + 1 >= count;
        let symbol = self.found.get_mut(index)?;
        // Sections of an entry that stand elsewhere are not within its range, which would have those between them.
        if is_last {
            symbol.span.end = symbol.span.end.max(span.end);
        }
        Some(symbol)
    }

    fn add(
        &mut self,
        name: String,
        detail: Option<String>,
        kind: SymbolKind,
        section: &OutlineSection,
        selection: Range<usize>,
    ) {
        let symbol = FoundSymbol::new(&name, kind, section.span.clone(), &selection);
        self.found.push(FoundSymbol { detail, ..symbol });
    }

    fn text_of(&self, members: &[Member], name: &str) -> Option<String> {
        Some(value_of(members, name)?.text(&self.document.text)?.into_owned())
    }

    /// Returns the code and the status of an entry.
    fn entry_detail(&self, members: &[Member]) -> Option<String> {
        let written = |name| Some(value_of(members, name)?.written(&self.document.text));
        let values: Vec<&str> = ["code", "codes", "status"].into_iter().filter_map(written).collect();
        (!values.is_empty()).then(|| values.join(" · "))
    }

    #[allow(deprecated, reason = "the field `deprecated` has to be given")]
    fn symbol(&self, found: &FoundSymbol) -> DocumentSymbol {
        let children: Vec<DocumentSymbol> = found.children.iter().map(|child| self.symbol(child)).collect();
        let text = self.document.text.get(found.span.clone()).unwrap_or_default();
        let end = found.span.start + text.trim_end().len();
        DocumentSymbol {
            // A name must not be empty.
            name: if found.name.is_empty() { "…".to_owned() } else { found.name.clone() },
            detail: found.detail.clone(),
            kind: found.kind,
            tags: None,
            deprecated: None,
            range: self.document.range(&(found.span.start..end.max(found.selection.end))),
            selection_range: self.document.range(&found.selection),
            children: (!children.is_empty()).then_some(children),
        }
    }
}

impl FoundSymbol {
    fn new(name: &str, kind: SymbolKind, span: Range<usize>, selection: &Range<usize>) -> Self {
        let selection = selection.clone();
        let span = span.start.min(selection.start)..span.end.max(selection.end);
        Self { name: name.to_owned(), detail: None, kind, span, selection, children: Vec::new() }
    }
}

fn field(member: &Member) -> Option<FoundSymbol> {
    let key = member.keys.first()?;
    Some(FoundSymbol::new(&key.name, SymbolKind::FIELD, member.span(), &key.span))
}

impl Member {
    /// Returns the place of the keys and the value.
    fn span(&self) -> Range<usize> {
        let start = self.keys.first().map_or(0, |key| key.span.start);
        let end = self.keys.last().map_or(start, |key| key.span.end);
        start..self.value.as_ref().map_or(end, |value: &Node| value.span.end)
    }
}

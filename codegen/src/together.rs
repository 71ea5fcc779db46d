//! Several tables that become one enum: what must differ between them.

use std::collections::HashMap;

use crate::diagnostics::{Checked, Diagnostic, Diagnostics, Report};
use crate::extend;
use crate::model::{Entry, Model, UNKNOWN};
use crate::names::camel_case;
use crate::read::read;
use crate::rules;
use crate::source::{Source, Span};

/// A valid table and its text.
pub(crate) type SourceOf<'a> = (&'a Source, &'a Model);

/// Reads the tables of one enum.
///
/// ```
/// use errspec_codegen::{Source, read_together};
///
/// let table = |name: &str, code: u32| {
///     let text = format!(
///         "[table]\nformat = 1\nname = \"{name}\"\n[envelope]\ncode = \"/code\"\n[errors.GONE]\ncode = {code}"
///     );
///     Source::new(format!("{name}.toml"), text)
/// };
/// // The same entry is one variant. Two entries of one name are an error.
/// assert_eq!(read_together(&[table("orders", 7), table("users", 7)]).unwrap().len(), 2);
/// assert!(read_together(&[table("orders", 7), table("users", 8)]).is_err());
/// ```
///
/// # Errors
///
/// Returns a report for each invalid table. If all are valid, returns a report for each table that does not go with those before it.
pub fn read_together(sources: &[Source]) -> Result<Vec<Model>, Vec<Report>> {
    let (mut models, mut reports) = (Vec::new(), Vec::new());
    for source in sources {
        match read(source) {
            Ok(model) => models.push(model),
            Err(report) => reports.push(report),
        }
    }
    if reports.is_empty() {
        let tables: Vec<SourceOf<'_>> = sources.iter().zip(&models).collect();
        reports.extend(check_together(&tables).into_iter().map(|(_, report)| report));
    }
    if reports.is_empty() { Ok(models) } else { Err(reports) }
}

/// Returns a report for each table that does not go with those before it, and its number.
pub(crate) fn check_together(tables: &[SourceOf<'_>]) -> Vec<(usize, Report)> {
    let mut known = TakenName::default();
    let mut reports = Vec::new();
    for (number, (source, model)) in tables.iter().enumerate() {
        let clashes = known.add(number, model);
        if !clashes.is_empty() {
            reports.extend(report(source, &clashes, tables).map(|report| (number, report)));
        }
    }
    reports
}

/// A clash of a table with an earlier one.
struct Clash<'m> {
    /// The number of the earlier table.
    earlier: usize,
    kind: ClashKind<'m>,
}

enum ClashKind<'m> {
    /// The tables have the same name, or names that become the same in Rust.
    Name,
    /// The tables name the variant for unknown errors differently.
    Unknown,
    /// An entry has the variant for unknown errors of the earlier table.
    EntryIsUnknown(&'m Entry),
    /// An entry of the earlier table has the variant for unknown errors.
    UnknownIsEntry(&'m Entry),
    /// An entry has the variant of an entry of the earlier table, and differs from it in this property.
    Variant { own: &'m Entry, earlier: &'m Entry, difference: &'static str },
}

/// The names that earlier tables have taken.
#[derive(Default)]
struct TakenName<'m> {
    names: HashMap<String, usize>,
    /// The variant for unknown errors, if a table states it.
    unknown: Option<(usize, &'m str)>,
    variants: HashMap<&'m str, (usize, &'m Entry)>,
}

impl<'m> TakenName<'m> {
    /// Adds a table, and returns its clashes with those before it.
    fn add(&mut self, number: usize, model: &'m Model) -> Vec<Clash<'m>> {
        let mut clashes = Vec::new();
        if let Some(earlier) = self.names.insert(camel_case(&model.name), number) {
            clashes.push(Clash { earlier, kind: ClashKind::Name });
        }
        self.add_unknown(number, model, &mut clashes);
        for own in &model.entries {
            let variant = own.variant.as_str();
            if let Some((earlier, _)) = self.unknown.filter(|(stated, name)| *name == variant && *stated != number) {
                clashes.push(Clash { earlier, kind: ClashKind::EntryIsUnknown(own) });
            }
            let (number, earlier) = *self.variants.entry(variant).or_insert((number, own));
            if let Some(difference) = own.difference(earlier) {
                clashes.push(Clash { earlier: number, kind: ClashKind::Variant { own, earlier, difference } });
            }
        }
        clashes
    }

    fn add_unknown(&mut self, number: usize, model: &'m Model, clashes: &mut Vec<Clash<'m>>) {
        let own = model.unknown.as_str();
        if own == UNKNOWN {
            return;
        }
        match self.unknown {
            Some((earlier, name)) if name != own => clashes.push(Clash { earlier, kind: ClashKind::Unknown }),
            Some(_) => {}
            None => self.unknown = Some((number, own)),
        }
        if let Some((earlier, entry)) = self.variants.get(own) {
            clashes.push(Clash { earlier: *earlier, kind: ClashKind::UnknownIsEntry(entry) });
        }
    }
}

/// Reports the clashes of a table. The tables are parsed again for the places, which a model does not have.
fn report(source: &Source, clashes: &[Clash<'_>], tables: &[SourceOf<'_>]) -> Option<Report> {
    let result: Result<(), Report> = Diagnostics::collect(source, |sink| {
        let own = Places::read(sink);
        let mut read: HashMap<usize, Places> = HashMap::new();
        for clash in clashes {
            let Some((earlier, _)) = tables.get(clash.earlier) else { continue };
            let places = read.entry(clash.earlier).or_insert_with(|| Places::add(earlier, sink));
            let diagnostic = diagnostic(clash, &own, places);
            sink.report(diagnostic);
        }
        Ok(())
    });
    result.err()
}

/// The places of a table that a clash is about.
#[derive(Clone, Default)]
struct Places {
    /// The name of the file.
    file: String,
    /// The name of the table.
    table: String,
    name: Span,
    unknown: Span,
    entries: HashMap<String, Span>,
}

impl Places {
    /// Reads the table of a sink, with the files that it extends.
    fn read(sink: &mut Diagnostics<'_>) -> Self {
        let source = sink.source().clone();
        let table = extend::read_files(&source, sink);
        let name = table.header.name.ok().flatten();
        let unknown = table.header.unknown.as_ref().ok().and_then(|unknown| Some(unknown.as_ref()?.span));
        let entries = table.entries.iter().flat_map(|entry| std::iter::once(entry).chain(&entry.cases));
        Self {
            file: source.name().to_owned(),
            name: name.as_ref().map_or(table.span, |name| name.span),
            table: name.map(|name| name.value).unwrap_or_default(),
            unknown: unknown.unwrap_or(table.span),
            entries: entries.map(|entry| (entry.name.value.clone(), entry.name.span)).collect(),
        }
    }

    /// Reads another table, and adds its files to the sink of the first.
    fn add(source: &Source, sink: &mut Diagnostics<'_>) -> Self {
        let mut places = Self::default();
        let result = Diagnostics::collect(source, |other| {
            places = Self::read(other);
            let start = sink.add_source(other.source());
            places.shift(start);
            Checked::Ok(())
        });
        // The table is valid, so nothing was reported.
        drop(result);
        places
    }

    fn shift(&mut self, by: usize) {
        self.name = self.name.shift(by);
        self.unknown = self.unknown.shift(by);
        self.entries.values_mut().for_each(|span| *span = span.shift(by));
    }

    fn entry(&self, entry: &Entry) -> Span {
        self.entries.get(&entry.name).copied().unwrap_or(self.name)
    }
}

fn diagnostic(clash: &Clash<'_>, own: &Places, earlier: &Places) -> Diagnostic {
    let new = |span: Span, title: String| Diagnostic::new(&rules::CLASHING_TABLES, span, title);
    let (here, there) = (&own.file, &earlier.file);
    match &clash.kind {
        ClashKind::Name => new(own.name, format!("`{there}` and `{here}` have the same name"))
            .label("is the name of this table, too")
            .related(earlier.name, "is the name of the first")
            .help("give the tables different names: `name = \"…\"` in `[table]`"),
        ClashKind::Unknown => new(own.unknown, "the tables name the variant for unknown errors differently".to_owned())
            .label("names it again")
            .related(earlier.unknown, "names it first")
            .help("an enum has one such variant: write the same name, or remove one of the two"),
        ClashKind::EntryIsUnknown(entry) => {
            new(own.entry(entry), format!("`{}` is the variant for unknown errors of `{there}`", entry.variant))
                .label("would become the same variant")
                .related(earlier.unknown, "names it")
                .help("give one of the two another name: `variant = \"…\"` here, or `unknown = \"…\"` there")
        }
        ClashKind::UnknownIsEntry(entry) => {
            new(own.unknown, format!("`{}` is the variant of an entry of `{there}`", entry.variant))
                .label("would become the same variant")
                .related(earlier.entry(entry), "becomes this variant")
                .help("give one of the two another name: `unknown = \"…\"` here, or `variant = \"…\"` there")
        }
        ClashKind::Variant { own: entry, earlier: first, difference } => {
            let title = match entry.name == first.name {
                true => format!("`{there}` and `{here}` have different entries `{}`", entry.name),
                false => format!("`{}` of `{there}` and `{}` become the same variant", first.name, entry.name),
            };
            let variant = &entry.variant;
            let prefixed = format!("{}{variant}", camel_case(&own.table));
            let diagnostic = new(own.entry(entry), title)
                .label(format!("would become the variant `{variant}` again"))
                .related(earlier.entry(first), format!("becomes the variant `{variant}`"))
                .help(format!("give one of them a variant of its own, such as `variant = \"{prefixed}\"`"));
            match entry.name == first.name {
                true => diagnostic
                    .note(format!("they differ in their {difference}; the same entry in two tables is one variant")),
                false => diagnostic,
            }
        }
    }
}

//! The static table: what the runtime's decoder, renderer and encoder read.

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};

use super::Context;
use super::layout::{Layout, NOWHERE};
use super::shared::SharedFields;
use super::slots::{Keep, Slots};
use super::template::{Family, compile};
use super::values::{body_kind, code, codes, field_type, index, indices, layout, literals, option};
use crate::model::{Alternative, Applied, Code, Condition, Entry, Envelope, Field, Location, Retry, Row, Source, Test};

/// `static TABLE`, and the lists of fields that its entries share.
pub(super) fn expand(cx: &Context<'_>) -> TokenStream {
    let model = cx.model;
    let writer = Writer { slots: &cx.body };
    let (name, title, docs) = (&model.name, &model.title, option(model.docs.as_ref()));
    let body = layout(&cx.body, &cx.layout);
    let headers = cx.body.headers();
    let envelopes = model.envelopes.iter().map(|envelope| writer.envelope(envelope, &cx.layout));
    let fields = writer.fields(&model.fields);
    let detail = detail(cx);
    let success_codes = codes(&model.success.codes);
    let success_when = writer.conditions(&model.success.when);
    let mut shared = SharedFields::default();
    let entries: Vec<TokenStream> = model.entries.iter().map(|entry| writer.entry(entry, &mut shared)).collect();
    let shared = shared.expand(|fields| writer.fields(fields));
    let (blocks, entries) = blocks(&entries);
    let (integers, strings) = rows(&model.lookup.rows);
    let codeless = indices(&model.lookup.codeless);
    let any_code = indices(&model.lookup.any_code);
    quote! {
        #shared
        #blocks
        static TABLE: __e::Table = __e::Table {
            name: #name,
            title: #title,
            docs: #docs,
            body: #body,
            headers: &[#(#headers),*],
            envelopes: &[#(#envelopes),*],
            fields: #fields,
            detail: #detail,
            success_codes: #success_codes,
            success_when: #success_when,
            entries: #entries,
            integers: &[#(#integers),*],
            strings: &[#(#strings),*],
            codeless: #codeless,
            any_code: #any_code,
        };
    }
}

/// How many entries stand in one expression.
const BLOCK: usize = 16;

/// The entries of a long table, cut into constants: a type checker takes more than twice the time for one long array.
///
/// All blocks have one length, so that they are one array again; the last is filled up with entries that are cut off.
fn blocks(entries: &[TokenStream]) -> (TokenStream, TokenStream) {
    if entries.len() <= BLOCK {
        return (TokenStream::new(), quote!(&[#(#entries),*]));
    }
    let filler = quote!(__e::ENTRY);
    let mut constants = TokenStream::new();
    let mut names = Vec::new();
    for (number, block) in entries.chunks(BLOCK).enumerate() {
        let name = format_ident!("__ENTRIES_{}", number);
        let filler = std::iter::repeat_n(&filler, BLOCK - block.len());
        constants.extend(quote!(const #name: [__e::Entry; #BLOCK] = [#(#block,)* #(#filler,)*];));
        names.push(name);
    }
    let (rows, count) = (names.len(), entries.len());
    constants.extend(quote!(static __ENTRIES: [[__e::Entry; #BLOCK]; #rows] = [#(#names),*];));
    (constants, quote!(__ENTRIES.as_flattened().split_at(#count).0))
}

/// Writes what refers to slots.
struct Writer<'a> {
    slots: &'a Slots<'a>,
}

impl Writer<'_> {
    fn entry<'e>(&self, entry: &'e Entry, shared: &mut SharedFields<'e>) -> TokenStream {
        let (name, variant) = (&entry.name, &entry.variant);
        let mut said = TokenStream::new();
        say(&mut said, "parent", entry.parent.map(index).map(|parent| quote!(#parent)));
        let code = entry.code.as_ref().map(|value| {
            let value = code(value);
            quote!(__O::Some(#value))
        });
        say(&mut said, "code", code);
        say(&mut said, "aliases", some(&entry.aliases).map(codes));
        say(
            &mut said,
            "statuses",
            some(&entry.statuses).map(|all| {
                let all = all.iter().map(|status| (status.low, status.high)).map(|(low, high)| quote!((#low, #high)));
                quote!(&[#(#all),*])
            }),
        );
        say(&mut said, "states_status", entry.states_status.then(|| quote!(true)));
        said.extend(self.wordings(entry));
        let envelope = u16::try_from(entry.envelope).ok().filter(|envelope| *envelope != 0);
        say(&mut said, "envelope", envelope.map(|envelope| quote!(#envelope)));
        say(&mut said, "when", some(&entry.when).map(|all| self.conditions(all)));
        say(&mut said, "fields", some(&entry.fields).map(|all| shared.constant(all).into_token_stream()));
        said.extend(explanation(entry));
        quote!(__e::Entry { name: #name, variant: #variant, #said ..__e::ENTRY })
    }

    fn wordings(&self, entry: &Entry) -> TokenStream {
        let field = |name: &str| entry.fields.iter().position(|field| field.name == name);
        let messages = entry.messages.iter().map(|message| compile(message, field));
        let mut said = TokenStream::new();
        say(&mut said, "messages", some(&entry.messages).map(|_| quote!(&[#(#messages),*])));
        let written = u16::try_from(entry.written).ok().filter(|written| *written != 0);
        say(&mut said, "written", written.map(|written| quote!(#written)));
        say(&mut said, "any_text", entry.any_text.then(|| quote!(true)));
        said
    }

    fn envelope(&self, envelope: &Envelope, layout: &Layout) -> TokenStream {
        let body = body_kind(envelope.body);
        let when = self.conditions(&envelope.when);
        let no_code = codes(&envelope.no_code);
        let code = self.source(&envelope.code, Keep::of_code(envelope));
        let sources = [
            ("message", &envelope.message),
            ("name", &envelope.name),
            ("request_id", &envelope.request_id),
            ("status", &envelope.status),
            ("retry_after", &envelope.retry_after),
            ("details", &envelope.details),
        ];
        let sources = sources.map(|(name, source)| {
            let (name, source) = (super::names::ident(name), self.source(source, Keep::All));
            quote!(#name: #source)
        });
        let (list, first) = match &envelope.errors {
            Some(location @ Location::Body { path, .. }) => {
                (self.slots.number(location, Keep::All), layout.first_element(path))
            }
            _ => (NOWHERE, NOWHERE),
        };
        let Envelope { status_as_string, details_map, in_2xx, media_type, .. } = envelope;
        quote! {
            __e::Envelope {
                body: #body,
                when: #when,
                no_code: #no_code,
                code: #code,
                #(#sources,)*
                status_as_string: #status_as_string,
                details_map: #details_map,
                errors: (#list, #first),
                in_2xx: #in_2xx,
                media_type: #media_type,
            }
        }
    }

    fn source(&self, source: &Source, keep: Keep<'_>) -> TokenStream {
        let alternatives = source.alternatives.iter().map(|alternative| self.alternative(alternative, keep));
        quote!(&[#(#alternatives),*])
    }

    fn alternative(&self, alternative: &Alternative, keep: Keep<'_>) -> TokenStream {
        let slots = alternative.locations.iter().map(|location| self.slots.number(location, keep));
        let Alternative { with, milliseconds, .. } = alternative;
        let Family { templates, written, names } = Family::new(&alternative.templates);
        quote! {
            __e::Alternative {
                slots: &[#(#slots),*],
                with: #with,
                templates: &[#(#templates),*],
                written: #written,
                names: &[#(#names),*],
                milliseconds: #milliseconds,
            }
        }
    }

    fn conditions(&self, conditions: &[Condition]) -> TokenStream {
        let conditions = conditions.iter().map(|condition| {
            let slot = self.slots.number(&condition.location, Keep::of_condition(condition));
            let test = match &condition.test {
                Test::Present(present) => quote!(Present(#present)),
                Test::Is(values) => {
                    let values = literals(values);
                    quote!(Is(#values))
                }
            };
            quote!(__e::Condition { slot: #slot, test: __e::Test::#test })
        });
        quote!(&[#(#conditions),*])
    }

    fn fields(&self, fields: &[Field]) -> TokenStream {
        let fields = fields.iter().map(|field| {
            let Field { name, parameter, required, values, .. } = field;
            let ident = field.ident.strip_prefix("r#").unwrap_or(&field.ident);
            let ty = field_type(field.ty);
            let source = self.source(&field.source, Keep::All);
            let separator = option(field.separator.as_ref());
            quote! {
                __e::Field {
                    name: #name,
                    ident: #ident,
                    ty: #ty,
                    source: #source,
                    parameter: #parameter,
                    required: #required,
                    separator: #separator,
                    values: &[#(#values),*],
                }
            }
        });
        quote!(&[#(#fields),*])
    }
}

/// What an entry says to people.
fn explanation(entry: &Entry) -> TokenStream {
    let mut said = TokenStream::new();
    let texts = |all: &[String]| quote!(&[#(#all),*]);
    let text = |text: &String| quote!(__O::Some(#text));
    say(&mut said, "summary", entry.summary.as_ref().map(text));
    say(&mut said, "causes", some(&entry.causes).map(texts));
    say(&mut said, "action", entry.action.as_ref().map(text));
    say(&mut said, "notes", some(&entry.notes).map(texts));
    say(
        &mut said,
        "retry",
        match entry.retry {
            Retry::Unknown => None,
            Retry::Never => Some(quote!(__e::Retry::Never)),
            Retry::After => Some(quote!(__e::Retry::After)),
            Retry::Poll => Some(quote!(__e::Retry::Poll)),
        },
    );
    say(&mut said, "retry_after", entry.retry_after.map(|milliseconds| quote!(__O::Some(#milliseconds))));
    say(
        &mut said,
        "applied",
        match entry.applied {
            Applied::Maybe => None,
            Applied::No => Some(quote!(__e::Applied::No)),
            Applied::Yes => Some(quote!(__e::Applied::Yes)),
        },
    );
    say(&mut said, "docs", entry.docs.as_ref().map(text));
    say(&mut said, "since", entry.since.as_ref().map(text));
    say(&mut said, "deprecated", entry.deprecated.as_ref().map(text));
    said
}

/// Adds `key: value,` where there is a value. What is not said stays as in `ENTRY`.
fn say(said: &mut TokenStream, key: &str, value: Option<TokenStream>) {
    if let Some(value) = value {
        let key = super::names::ident(key);
        said.extend(quote!(#key: #value,));
    }
}

/// A list that holds something.
fn some<T>(list: &[T]) -> Option<&[T]> {
    (!list.is_empty()).then_some(list)
}

fn detail(cx: &Context<'_>) -> TokenStream {
    let (Some((slots, tree)), Some(fields)) = (&cx.detail, &cx.model.detail) else { return quote!(__O::None) };
    let layout = layout(slots, tree);
    let fields = Writer { slots }.fields(fields);
    quote!(__O::Some((#layout, #fields)))
}

/// The rows of integer and of string codes. Strings are sorted as the runtime looks them up: by length, then bytes.
fn rows(rows: &[Row]) -> (Vec<TokenStream>, Vec<TokenStream>) {
    let mut integers = Vec::new();
    let mut strings = Vec::new();
    for row in rows {
        let candidates = indices(&row.candidates);
        let owner = match row.owner.map(index) {
            Some(owner) => quote!(#owner),
            None => quote!(__e::NONE),
        };
        let write = |code: TokenStream| quote!(__e::Row { code: #code, candidates: #candidates, owner: #owner });
        match &row.code {
            Code::Integer(number) => integers.push((*number, write(quote!(#number)))),
            Code::String(text) => strings.push(((text.len(), text), write(quote!(#text)))),
        }
    }
    integers.sort_by_key(|(number, _)| *number);
    strings.sort_by_key(|(key, _)| *key);
    (integers.into_iter().map(|(_, row)| row).collect(), strings.into_iter().map(|(_, row)| row).collect())
}

//! The static table: what the runtime's decoder, renderer and encoder read.

use std::collections::HashMap;

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote};

use super::Context;
use super::layout::{Layout, NOWHERE};
use super::slots::Slots;
use super::template::{Family, compile};
use crate::model::{
    Alternative, Applied, BodyKind, Code, Condition, Entry, Envelope, Field, Literal, Location, Retry, Row, Source,
    Test, Type,
};

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
    let shared = shared.expand(&writer);
    let (integers, strings) = rows(&model.lookup.rows);
    let codeless = indices(&model.lookup.codeless);
    quote! {
        #shared
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
            entries: &[#(#entries),*],
            integers: &[#(#integers),*],
            strings: &[#(#strings),*],
            codeless: #codeless,
        };
    }
}

/// Lists of fields, each written once: most entries of a table carry the same.
#[derive(Default)]
struct SharedFields<'a> {
    lists: Vec<(Ident, &'a [Field])>,
    /// The lists of these names and types.
    known: HashMap<Vec<(&'a str, Type)>, Vec<usize>>,
}

impl<'a> SharedFields<'a> {
    /// The constant that is this list.
    fn constant(&mut self, fields: &'a [Field]) -> Ident {
        let key = fields.iter().map(|field| (field.name.as_str(), field.ty)).collect();
        let alike = self.known.entry(key).or_default();
        let mut lists = alike.iter().filter_map(|at| self.lists.get(*at));
        if let Some((ident, _)) = lists.find(|(_, list)| is_same(list, fields)) {
            return ident.clone();
        }
        let ident = format_ident!("__FIELDS_{}", self.lists.len());
        alike.push(self.lists.len());
        self.lists.push((ident.clone(), fields));
        ident
    }

    fn expand(&self, writer: &Writer<'_>) -> TokenStream {
        let constants = self.lists.iter().map(|(ident, fields)| {
            let fields = writer.fields(fields);
            quote!(const #ident: &[__e::Field] = #fields;)
        });
        quote!(#(#constants)*)
    }
}

/// Whether two lists are the same to the runtime, which knows no descriptions.
fn is_same(a: &[Field], b: &[Field]) -> bool {
    let plain = |field: &Field| Field { description: None, ..field.clone() };
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| plain(a) == plain(b))
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
        let sources = [
            ("code", &envelope.code),
            ("message", &envelope.message),
            ("name", &envelope.name),
            ("request_id", &envelope.request_id),
            ("status", &envelope.status),
            ("retry_after", &envelope.retry_after),
            ("details", &envelope.details),
        ];
        let sources = sources.map(|(name, source)| {
            let (name, source) = (super::names::ident(name), self.source(source));
            quote!(#name: #source)
        });
        let (list, first) = match &envelope.errors {
            Some(location @ Location::Body { path, .. }) => (self.slots.number(location), layout.first_element(path)),
            _ => (NOWHERE, NOWHERE),
        };
        let Envelope { status_as_string, details_map, in_2xx, media_type, .. } = envelope;
        quote! {
            __e::Envelope {
                body: #body,
                when: #when,
                no_code: #no_code,
                #(#sources,)*
                status_as_string: #status_as_string,
                details_map: #details_map,
                errors: (#list, #first),
                in_2xx: #in_2xx,
                media_type: #media_type,
            }
        }
    }

    fn source(&self, source: &Source) -> TokenStream {
        let alternatives = source.alternatives.iter().map(|alternative| self.alternative(alternative));
        quote!(&[#(#alternatives),*])
    }

    fn alternative(&self, alternative: &Alternative) -> TokenStream {
        let slots = alternative.locations.iter().map(|location| self.slots.number(location));
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
        let conditions = conditions.iter().map(|Condition { location, test }| {
            let slot = self.slots.number(location);
            let test = match test {
                Test::Present(present) => quote!(Present(#present)),
                Test::Is(values) => {
                    let values = values.iter().map(literal);
                    quote!(Is(&[#(#values),*]))
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
            let source = self.source(&field.source);
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

fn option(text: Option<&String>) -> TokenStream {
    match text {
        Some(text) => quote!(__O::Some(#text)),
        None => quote!(__O::None),
    }
}

fn detail(cx: &Context<'_>) -> TokenStream {
    let (Some((slots, tree)), Some(fields)) = (&cx.detail, &cx.model.detail) else { return quote!(__O::None) };
    let layout = layout(slots, tree);
    let fields = Writer { slots }.fields(fields);
    quote!(__O::Some((#layout, #fields)))
}

fn layout(slots: &Slots<'_>, layout: &Layout) -> TokenStream {
    let nodes = layout.nodes.iter().map(|node| {
        let members = node.members.iter().map(|(name, to)| quote!((#name, #to)));
        let elements = node.elements().into_iter().map(|(index, to)| quote!((#index, #to)));
        let any = match node.any {
            Some(any) => quote!(#any),
            None => quote!(__e::NOWHERE),
        };
        let (values, names) = (&node.values, &node.names);
        quote! {
            __e::Node {
                members: &[#(#members),*],
                elements: &[#(#elements),*],
                any: #any,
                values: &[#(#values),*],
                names: &[#(#names),*],
            }
        }
    });
    let locations = slots.written();
    quote!(__e::Layout { nodes: &[#(#nodes),*], locations: &[#(#locations),*] })
}

fn codes(codes: &[Code]) -> TokenStream {
    let codes = codes.iter().map(code);
    quote!(&[#(#codes),*])
}

fn code(code: &Code) -> TokenStream {
    match code {
        Code::Integer(number) => quote!(__e::Code::Integer(#number)),
        Code::String(text) => quote!(__e::Code::String(#text)),
    }
}

fn literal(literal: &Literal) -> TokenStream {
    match literal {
        Literal::String(text) => quote!(__e::Literal::String(#text)),
        Literal::Integer(number) => quote!(__e::Literal::Integer(#number)),
        Literal::Boolean(flag) => quote!(__e::Literal::Boolean(#flag)),
    }
}

fn body_kind(kind: BodyKind) -> TokenStream {
    match kind {
        BodyKind::Json => quote!(__e::BodyKind::Json),
        BodyKind::Text => quote!(__e::BodyKind::Text),
        BodyKind::Form => quote!(__e::BodyKind::Form),
        BodyKind::Lines => quote!(__e::BodyKind::Lines),
        BodyKind::Xml => quote!(__e::BodyKind::Xml),
    }
}

fn field_type(ty: Type) -> TokenStream {
    match ty {
        Type::String => quote!(__e::Type::String),
        Type::Integer => quote!(__e::Type::Integer),
        Type::Number => quote!(__e::Type::Number),
        Type::Boolean => quote!(__e::Type::Boolean),
        Type::List => quote!(__e::Type::List),
        Type::Json => quote!(__e::Type::Json),
    }
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

fn indices(indices: &[usize]) -> TokenStream {
    let indices = indices.iter().copied().map(index);
    quote!(&[#(#indices),*])
}

/// The number of an entry. `limits` has seen to it that there is one for each.
fn index(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

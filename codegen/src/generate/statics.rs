//! The static table: what the runtime's decoder, renderer and encoder read.

use proc_macro2::TokenStream;
use quote::quote;

use super::layout::{Layout, NOWHERE};
use super::slots::{Keep, Slots};
use super::template::Family;
use super::values::{body_kind, codes, field_type, layout, literals, option};
use super::{Context, entries, examples};
use crate::model::{
    Condition, DetailsShape, Envelope, Field, Location, Place, Status, StatusForm, Success, Test, Unit, ValueSource,
};

/// The value of a table.
pub(super) fn expand(cx: &Context<'_>) -> TokenStream {
    let model = cx.model;
    let writer = Writer { slots: &cx.body, success: &model.success };
    let (name, title, docs) = (&model.name, &model.title, option(model.docs.as_ref()));
    let body = layout(&cx.body, &cx.layout);
    let headers = cx.body.headers();
    let envelopes = model.envelopes.iter().map(|envelope| writer.envelope(envelope, &cx.layout));
    let fields = writer.fields(&model.fields);
    let detail = detail(cx);
    let success_codes = codes(&model.success.codes);
    let success_when = writer.conditions(&model.success.when);
    let packed = entries::expand(model, &writer);
    let examples = examples::expand(model);
    quote! {
        __errspec::Table {
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
            packed: #packed,
            examples: #examples,
        }
    }
}

/// Writes what refers to slots.
pub(super) struct Writer<'a> {
    slots: &'a Slots<'a>,
    success: &'a Success,
}

impl Writer<'_> {
    fn envelope(&self, envelope: &Envelope, layout: &Layout) -> TokenStream {
        let body = body_kind(envelope.body);
        let when = self.conditions(&envelope.when);
        let no_code = codes(&envelope.no_code);
        let code = self.source(&envelope.code, Keep::of_code(envelope, self.success));
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
        let Envelope { in_2xx, media_type, .. } = envelope;
        let status_as_string = envelope.status_form == StatusForm::String;
        let details_map = envelope.details_shape == DetailsShape::Map;
        let default_status = option(envelope.default_status.map(Status::get));
        quote! {
            __errspec::Envelope {
                body: #body,
                when: #when,
                no_code: #no_code,
                code: #code,
                #(#sources,)*
                status_as_string: #status_as_string,
                details_map: #details_map,
                errors: (#list, #first),
                in_2xx: #in_2xx,
                default_status: #default_status,
                media_type: #media_type,
            }
        }
    }

    fn source(&self, source: &ValueSource, keep: Keep<'_>) -> TokenStream {
        let alternatives = source.places.iter().map(|alternative| self.alternative(alternative, keep));
        quote!(&[#(#alternatives),*])
    }

    fn alternative(&self, alternative: &Place, keep: Keep<'_>) -> TokenStream {
        let slots = alternative.locations.iter().map(|location| self.slots.number(location, keep));
        let Place { with, read_only, .. } = alternative;
        let unit = match alternative.unit {
            Unit::Seconds => quote!(Seconds),
            Unit::Milliseconds => quote!(Milliseconds),
            Unit::Unix => quote!(Unix),
        };
        let Family { templates, written, names } = Family::new(&alternative.templates);
        quote! {
            __errspec::Alternative {
                slots: &[#(#slots),*],
                with: #with,
                templates: &[#(#templates),*],
                written: #written,
                names: &[#(#names),*],
                unit: __errspec::Unit::#unit,
                read_only: #read_only,
            }
        }
    }

    pub(super) fn conditions(&self, conditions: &[Condition]) -> TokenStream {
        let conditions = conditions.iter().map(|condition| {
            let slot = self.slots.number(&condition.location, Keep::of_condition(condition));
            let test = match &condition.test {
                Test::Present(present) => quote!(Present(#present)),
                Test::Is(values) => {
                    let values = literals(values);
                    quote!(Is(#values))
                }
            };
            quote!(__errspec::Condition { slot: #slot, test: __errspec::Test::#test })
        });
        quote!(&[#(#conditions),*])
    }

    pub(super) fn fields(&self, fields: &[Field]) -> TokenStream {
        let fields = fields.iter().map(|field| {
            let Field { name, parameter, required, values, .. } = field;
            let ident = field.ident.strip_prefix("r#").unwrap_or(&field.ident);
            let ty = field_type(field.ty);
            let source = self.source(&field.source, Keep::All);
            let separator = option(field.separator.as_ref());
            quote! {
                __errspec::Field {
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

fn detail(cx: &Context<'_>) -> TokenStream {
    let (Some((slots, tree)), Some(fields)) = (&cx.detail, &cx.model.detail) else { return quote!(__O::None) };
    let layout = layout(slots, tree);
    let fields = Writer { slots, success: &cx.model.success }.fields(fields);
    quote!(__O::Some((#layout, #fields)))
}

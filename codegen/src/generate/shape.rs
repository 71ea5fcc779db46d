//! The description of the enum of a table.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Member;

use super::target::Target;
use super::{boxed, detail, names, table};
use crate::emit::{
    Access, Adapters, EmbeddedTable, EntryShape, FieldShape, Form, Generics, InnerErrors, Kind, Methods, Reading, Role,
    Runtime, Shape, Slot, StdImpl, VariantShape, hygiene,
};
use crate::model::{Entry, Field, Model};

/// Describes the enum of a table.
pub(super) fn describe<'a>(model: &Model, target: &'a Target, runtime: &'a Runtime) -> Shape<'a> {
    let ident = hygiene::ident(&target.ident);
    let path = |name: &str| {
        let variant = names::ident(name);
        quote!(#ident::#variant)
    };
    let entries = model.entries.iter().enumerate();
    let mut variants: Vec<VariantShape> =
        entries.map(|(index, entry)| variant(path(&entry.variant), index, entry, target)).collect();
    variants.push(VariantShape {
        path: path(&model.unknown),
        form: Form::Fields(1),
        role: Role::Unknown(Slot::of_generated(Member::Unnamed(0.into()))),
        source: None,
        from: None,
    });
    let table = EmbeddedTable {
        name: model.name.clone(),
        value: table::expand(&model.image),
        entries: model.entries.len(),
        tracked: target.tracked.clone(),
    };
    Shape {
        runtime,
        conditions: target.conditions(),
        visibility: hygiene::tokens(&target.visibility),
        detail: detail::describe(model, &ident),
        ident,
        generics: Generics::default(),
        tables: vec![table],
        variants,
        index: None,
        inner: InnerErrors::default(),
        std_impls: std_impls(model),
        methods: Methods::Inherent,
        adapters: Adapters { names: &target.integrations, schema_name: target.schema_name.clone() },
    }
}

fn variant(path: TokenStream, index: usize, entry: &Entry, target: &Target) -> VariantShape {
    let form = match entry.fields.len() {
        0 => Form::Unit,
        count => Form::Fields(count),
    };
    let fields = entry.fields.iter().map(|field| Some(carried(field))).collect();
    let role = Role::Entry(EntryShape {
        table: 0,
        index,
        fields,
        defaults: Some(Vec::new()),
        details: None,
        boxed: boxed::fields_of(entry, target),
    });
    VariantShape { path, form, role, source: None, from: None }
}

fn carried(field: &Field) -> FieldShape {
    FieldShape {
        slot: Slot::of_generated(Member::Named(names::ident(&field.ident))),
        access: Access::Generated(Kind::of(field)),
        reading: Reading::Response,
    }
}

/// Returns the traits of the standard library that the enum can implement.
fn std_impls(model: &Model) -> Vec<StdImpl> {
    let mut all = vec![StdImpl::Debug, StdImpl::Display, StdImpl::Clone, StdImpl::PartialEq, StdImpl::Error];
    if model.entries.iter().flat_map(|entry| &entry.fields).all(|field| Kind::of(field).is_exact()) {
        all.extend([StdImpl::Eq, StdImpl::Hash]);
    }
    all
}

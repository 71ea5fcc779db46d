//! The description of the enum of a table.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Member;

use super::table_set::{TableSet, TableVariant};
use super::target::Target;
use super::{boxed, detail, names, table};
use crate::emit::{
    Access, Adapters, EmbeddedTable, EntryShape, FieldShape, Form, Generics, InnerErrors, Kind, Reading, Role, Runtime,
    Shape, Slot, StdImpl, VariantShape, hygiene,
};
use crate::model::Field;

/// Describes the enum of a table, or of several.
pub(super) fn describe<'a>(tables: &TableSet<'_>, target: &'a Target, runtime: &'a Runtime) -> Shape<'a> {
    let ident = hygiene::ident(&target.ident);
    let path = |name: &str| {
        let variant = names::ident(name);
        quote!(#ident::#variant)
    };
    let own = tables.variants.iter();
    let mut variants: Vec<VariantShape> = own.map(|own| variant(path(&own.entry.variant), own, target)).collect();
    variants.push(VariantShape {
        path: path(tables.unknown),
        form: Form::Fields(1),
        role: Role::Unknown(Slot::of_generated(Member::Unnamed(0.into()))),
        source: None,
        shown: None,
        from: None,
    });
    let embedded = tables.models.iter().enumerate().map(|(number, model)| EmbeddedTable {
        name: model.name.clone(),
        value: table::expand(&model.image),
        entries: model.entries.len(),
        // The order of the files is of no account.
        tracked: if number == 0 { target.tracked.clone() } else { Vec::new() },
    });
    Shape {
        lacks_unknown: false,
        runtime,
        conditions: target.conditions(),
        visibility: hygiene::tokens(&target.visibility),
        detail: detail::describe(&tables.models, &ident),
        ident,
        generics: Generics::default(),
        tables: embedded.collect(),
        variants,
        aliases: TokenStream::new(),
        index: None,
        inner: InnerErrors::default(),
        std_impls: std_impls(tables),
        methods: target.methods,
        adapters: Adapters { names: &target.integrations, schema_name: target.schema_name.clone() },
    }
}

fn variant(path: TokenStream, own: &TableVariant<'_>, target: &Target) -> VariantShape {
    let (entry, (table, index)) = (own.entry, own.place);
    let form = match entry.fields.len() {
        0 => Form::Unit,
        count => Form::Fields(count),
    };
    let fields = entry.fields.iter().map(|field| Some(carried(field))).collect();
    let role = Role::Entry(EntryShape {
        table,
        index,
        shared: own.shared.clone(),
        fields,
        defaults: Some(Vec::new()),
        displayed: None,
        details: None,
        boxed: boxed::fields_of(entry, target),
    });
    VariantShape { path, form, role, source: None, shown: None, from: None }
}

fn carried(field: &Field) -> FieldShape {
    FieldShape {
        slot: Slot::of_generated(Member::Named(names::ident(&field.ident))),
        access: Access::Generated(Kind::of(field)),
        reading: Reading::Response,
    }
}

/// Returns the traits of the standard library that the enum can implement.
fn std_impls(tables: &TableSet<'_>) -> Vec<StdImpl> {
    let mut all = vec![StdImpl::Debug, StdImpl::Display, StdImpl::Clone, StdImpl::PartialEq, StdImpl::Error];
    let mut fields = tables.variants.iter().flat_map(|variant| &variant.entry.fields);
    if fields.all(|field| Kind::of(field).is_exact()) {
        all.extend([StdImpl::Eq, StdImpl::Hash]);
    }
    all
}

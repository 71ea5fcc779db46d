//! What is said of enums, as Rust.

use std::path::Path;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens as _, quote};
use syn::parse::{Parse as _, Parser};
use syn::{Attribute, Visibility};

use super::builder::Build;
use super::fault::{Faults, Problem};
use super::names;
use super::tables::Found;
use crate::{Model, Target, crate_name, implement};

/// What holds for all enums of a build.
pub(super) struct Common {
    krate: TokenStream,
    visibility: TokenStream,
    attributes: TokenStream,
    implement: Vec<Ident>,
    constructors: bool,
}

impl Common {
    pub(super) fn of(build: &Build, root: &Path, faults: &mut Faults) -> Option<Self> {
        let krate = faults.ok(build.errspec.as_deref().map_or_else(|| Ok(krate_of(root)), krate));
        let visibility = faults.ok(visibility(build.visibility.as_deref().unwrap_or("pub")));
        let attributes = faults.ok(attributes(&build.attributes));
        let implement = faults.ok(implement(&build.implement));
        let constructors = !build.no_constructors;
        Some(Self {
            krate: krate?,
            visibility: visibility?,
            attributes: attributes?,
            implement: implement?,
            constructors,
        })
    }
}

/// What holds for the enum of one table.
pub(super) struct Special {
    ident: Option<Ident>,
    visibility: Option<TokenStream>,
    attributes: TokenStream,
    implement: Vec<Ident>,
}

impl Special {
    pub(super) fn of(found: &Found, faults: &mut Faults) -> Option<Self> {
        let table = &found.table;
        let given = |problem: Problem| problem.note(format!("this is said of the table `{}`", found.shown));
        let ident = table.name.as_deref().map(|name| ident(name).map_err(given)).transpose();
        let visibility = table.visibility.as_deref().map(|text| visibility(text).map_err(given)).transpose();
        let attributes = attributes(&table.attributes).map_err(given);
        let implement = implement(&table.implement).map_err(given);
        let (ident, visibility) = (faults.ok(ident), faults.ok(visibility));
        let (attributes, implement) = (faults.ok(attributes), faults.ok(implement));
        Some(Self { ident: ident?, visibility: visibility?, attributes: attributes?, implement: implement? })
    }

    /// The name of the enum.
    pub(super) fn ident(&self, model: &Model, found: &Found) -> Result<Ident, Problem> {
        if let Some(ident) = &self.ident {
            return Ok(ident.clone());
        }
        let name = names::camel_case(&model.name) + "Error";
        syn::parse_str(&name).map_err(|_| {
            let shown = &found.shown;
            Problem::new(format!(
                "the table `{shown}` is named `{}`, and `{name}` cannot be the name of an enum",
                model.name
            ))
            .help(format!("name it: `.table(Table::new(\"{shown}\").name(\"…Error\"))`"))
        })
    }

    /// What surrounds the enum.
    pub(super) fn target(&self, ident: Ident, common: &Common) -> Target {
        let (first, second) = (&common.attributes, &self.attributes);
        let mut implement = common.implement.clone();
        implement.extend(self.implement.iter().filter(|name| !common.implement.contains(name)).cloned());
        Target {
            krate: common.krate.clone(),
            visibility: self.visibility.as_ref().unwrap_or(&common.visibility).clone(),
            attributes: quote!(#first #second),
            ident,
            constructors: common.constructors,
            implement,
            // Cargo is told in another way when to build again.
            tracked: None,
        }
    }
}

/// The runtime crate, by the name that the manifest gives it.
fn krate_of(root: &Path) -> TokenStream {
    let ident = Ident::new(&crate_name(root), Span::call_site());
    quote!(::#ident)
}

fn krate(text: &str) -> Result<TokenStream, Problem> {
    let path = syn::Path::parse_mod_style.parse_str(text).map_err(|_| {
        Problem::new(format!("`{text}` is no path of the errspec crate"))
            .help("it is written as in Rust: `.errspec(\"::other::errspec\")`")
    })?;
    Ok(path.into_token_stream())
}

fn visibility(text: &str) -> Result<TokenStream, Problem> {
    let visibility = Visibility::parse.parse_str(text).map_err(|_| {
        Problem::new(format!("`{text}` is no visibility"))
            .help("`pub`, `pub(crate)`, `pub(super)` and `pub(in …)` are, and an empty text for a private enum")
    })?;
    Ok(visibility.into_token_stream())
}

/// The attributes, but for the one that every enum has anyway.
fn attributes(texts: &[String]) -> Result<TokenStream, Problem> {
    let mut tokens = TokenStream::new();
    for text in texts {
        let attributes = Attribute::parse_outer.parse_str(text).map_err(|fault| {
            Problem::new(format!("`{}` are no attributes: {fault}", text.trim()))
                .help("they are written as they stand above an enum: `#[allow(dead_code)]`, `/// Documentation.`")
        })?;
        let kept = attributes.iter().filter(|attribute| !attribute.path().is_ident("non_exhaustive"));
        tokens.extend(quote!(#(#kept)*));
    }
    Ok(tokens)
}

/// The names of what is implemented for other crates, each once.
fn implement(names: &[String]) -> Result<Vec<Ident>, Problem> {
    let mut idents: Vec<Ident> = Vec::new();
    for name in names {
        implement::check(name).map_err(Problem::new)?;
        if idents.iter().all(|ident| ident != name) {
            idents.push(Ident::new(name, Span::call_site()));
        }
    }
    Ok(idents)
}

fn ident(name: &str) -> Result<Ident, Problem> {
    syn::parse_str(name).map_err(|_| {
        let problem = Problem::new(format!("`{name}` cannot be the name of an enum"));
        let meant = names::camel_case(name);
        match syn::parse_str::<Ident>(&meant) {
            Ok(meant) => problem.help(format!("did you mean `{meant}`?")),
            Err(_) => problem.help("a name begins with a letter, and has letters, digits and `_`"),
        }
    })
}

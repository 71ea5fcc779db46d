//! The options of enums, parsed.

use std::path::Path;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens as _, quote};
use syn::parse::{Parse as _, Parser};
use syn::{Attribute, Visibility};

use super::builder::Build;
use super::error::Problems;
use super::problem::BuildProblem;
use super::tables::TableFile;
use crate::emit::Runtime;
use crate::generate::{Target, derive_conflict, derived};
use crate::integrations;
use crate::manifest::{crate_name, known_crates};
use crate::model::Model;
use crate::names::camel_case;
use crate::suggest;

/// The options of all enums of a build.
pub(super) struct BuildOptions {
    krate: TokenStream,
    /// `true` if the build states the path of the crate.
    states_krate: bool,
    visibility: TokenStream,
    attributes: TokenStream,
    integrations: Vec<Ident>,
    constructors: bool,
    boxed: bool,
}

impl BuildOptions {
    pub(super) fn new(build: &Build, root: &Path, problems: &mut Problems) -> Option<Self> {
        let krate =
            problems.check(build.errspec.as_deref().map_or_else(|| Ok(krate_of(root)), |text| parse_krate(text, root)));
        let visibility = problems.check(parse_visibility(build.visibility.as_deref().unwrap_or("pub")));
        let attributes = problems.check(parse_attributes(&build.attributes));
        let integrations = problems.check(parse_integrations(&build.implement));
        let constructors = !build.no_constructors;
        Some(Self {
            krate: krate?,
            states_krate: build.errspec.is_some(),
            visibility: visibility?,
            attributes: attributes?,
            integrations: integrations?,
            constructors,
            boxed: build.boxed,
        })
    }
}

/// The options of the enum of one table.
pub(super) struct TableOptions {
    ident: Option<Ident>,
    visibility: Option<TokenStream>,
    attributes: TokenStream,
    integrations: Vec<Ident>,
    schema_name: Option<String>,
}

impl TableOptions {
    pub(super) fn new(file: &TableFile, problems: &mut Problems) -> Option<Self> {
        let table = &file.table;
        let of_table = |problem: BuildProblem| problem.note(format!("this is an option of the table `{}`", file.shown));
        let ident = table.name.as_deref().map(|name| parse_ident(name).map_err(of_table)).transpose();
        let visibility = table.visibility.as_deref().map(|text| parse_visibility(text).map_err(of_table)).transpose();
        let attributes = parse_attributes(&table.attributes).map_err(of_table);
        let integrations = parse_integrations(&table.implement).map_err(of_table);
        let schema_name = table.utoipa.clone().map(|name| check_schema_name(name).map_err(of_table)).transpose();
        let (ident, visibility) = (problems.check(ident), problems.check(visibility));
        let (attributes, integrations) = (problems.check(attributes), problems.check(integrations));
        let (schema_name, mut integrations) = (problems.check(schema_name)?, integrations?);
        if schema_name.is_some() && integrations.iter().all(|name| name != "utoipa") {
            integrations.push(Ident::new("utoipa", Span::call_site()));
        }
        Some(Self { ident: ident?, visibility: visibility?, attributes: attributes?, integrations, schema_name })
    }

    /// Returns the name of the enum.
    pub(super) fn ident(&self, model: &Model, file: &TableFile) -> Result<Ident, BuildProblem> {
        if let Some(ident) = &self.ident {
            return Ok(ident.clone());
        }
        let name = camel_case(&model.name) + "Error";
        syn::parse_str(&name).map_err(|_| {
            let shown = &file.shown;
            let table = &model.name;
            let title = format!("the table `{shown}` is named `{table}`, and `{name}` cannot be the name of an enum");
            BuildProblem::invalid_option(title)
                .help(format!("name it: `.table(Table::new(\"{shown}\").name(\"…Error\"))`"))
        })
    }

    /// Returns the target of the generated code, and the import that it needs of a crate whose path the build states: a wrong path is then one
    /// error, and not one for each use.
    pub(super) fn target(&self, ident: Ident, common: &BuildOptions) -> (Target, TokenStream) {
        let imported = common.states_krate.then(|| Runtime::imported(&common.krate, &ident));
        let (import, krate) = imported.unwrap_or_else(|| (TokenStream::new(), common.krate.clone()));
        let (first, second) = (&common.attributes, &self.attributes);
        let own = self.integrations.iter().filter(|name| !common.integrations.contains(name));
        let target = Target::new(ident)
            .krate(krate)
            .visibility(self.visibility.as_ref().unwrap_or(&common.visibility).clone())
            .attributes(quote!(#first #second))
            .integrations(common.integrations.iter().chain(own).cloned());
        let target = match &self.schema_name {
            Some(name) => target.schema_name(name),
            None => target,
        };
        // The table is not tracked: cargo gets `rerun-if-changed` for it.
        let target = if common.boxed { target.boxed() } else { target };
        let target = if common.constructors { target } else { target.without_constructors() };
        let conditions = (!import.is_empty()).then(|| target.conditions());
        (target, quote!(#conditions #import))
    }
}

/// Returns the path of the runtime crate, by the name that the manifest gives it.
fn krate_of(root: &Path) -> TokenStream {
    let ident = Ident::new(&crate_name(root), Span::call_site());
    quote!(::#ident)
}

fn parse_krate(text: &str, root: &Path) -> Result<TokenStream, BuildProblem> {
    let path = syn::Path::parse_mod_style.parse_str(text).map_err(|_| {
        BuildProblem::invalid_option(format!("`{text}` is not the path of a crate"))
            .help("write it as in Rust: `.errspec(\"::other::errspec\")`")
    })?;
    check_dependency(&path, root)?;
    Ok(path.into_token_stream())
}

/// Checks that a path begins with a crate that the package knows. The compiler would report any other in the generated code.
fn check_dependency(path: &syn::Path, root: &Path) -> Result<(), BuildProblem> {
    let Some(first) = path.segments.first().filter(|_| path.leading_colon.is_some()) else { return Ok(()) };
    let (first, errspec) = (first.ident.to_string(), crate_name(root));
    let Some(known) = known_crates(root) else { return Ok(()) };
    if !known.contains(&first) {
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let title = format!("`.errspec(\"{}\")` names the crate `{first}`, which is no dependency", shown(path));
        return Err(BuildProblem::invalid_option(title).help(match suggest::nearest(&first, known.iter().copied()) {
            Some(near) => format!("did you mean `.errspec(\"::{near}\")`?"),
            None => format!("write the path of a crate of the manifest, or leave `.errspec(..)` out for `::{errspec}`"),
        }));
    }
    if first == errspec && path.segments.len() > 1 {
        let title = format!("`.errspec(\"{}\")` names a part of errspec, not the crate", shown(path));
        return Err(BuildProblem::invalid_option(title).help("leave `.errspec(..)` out"));
    }
    Ok(())
}

/// Returns a path as a user writes it.
fn shown(path: &syn::Path) -> String {
    path.to_token_stream().to_string().replace(' ', "")
}

fn parse_visibility(text: &str) -> Result<TokenStream, BuildProblem> {
    let visibility = Visibility::parse.parse_str(text).map_err(|_| {
        BuildProblem::invalid_option(format!("`{text}` is not a visibility"))
            .help("write `pub`, `pub(crate)`, `pub(super)`, `pub(in …)`, or an empty text for a private enum")
    })?;
    Ok(visibility.into_token_stream())
}

/// Parses the attributes, without the `#[non_exhaustive]` that every enum has anyway.
fn parse_attributes(texts: &[String]) -> Result<TokenStream, BuildProblem> {
    let mut tokens = TokenStream::new();
    for text in texts {
        let attributes = Attribute::parse_outer.parse_str(text).map_err(|error| {
            BuildProblem::invalid_option(format!("`{}` is not a list of attributes: {error}", text.trim()))
                .help("write them as above an enum: `#[allow(dead_code)]`, `/// Documentation.`")
        })?;
        for path in attributes.iter().flat_map(derived) {
            if let Some(conflict) = derive_conflict(&path) {
                return Err(BuildProblem::invalid_option(conflict).help("remove it from the derive in the attributes"));
            }
        }
        let kept = attributes.iter().filter(|attribute| !attribute.path().is_ident("non_exhaustive"));
        tokens.extend(quote!(#(#kept)*));
    }
    Ok(tokens)
}

/// Returns the names of integrations, each once.
fn parse_integrations(names: &[String]) -> Result<Vec<Ident>, BuildProblem> {
    let mut idents: Vec<Ident> = Vec::new();
    for name in names {
        integrations::check(name)?;
        if idents.iter().all(|ident| ident != name) {
            idents.push(Ident::new(name, Span::call_site()));
        }
    }
    Ok(idents)
}

fn check_schema_name(name: String) -> Result<String, BuildProblem> {
    if integrations::is_schema_name(&name) {
        return Ok(name);
    }
    let title = format!("`{name}` cannot be the name of a schema");
    Err(BuildProblem::invalid_option(title).help(integrations::SCHEMA_NAME))
}

fn parse_ident(name: &str) -> Result<Ident, BuildProblem> {
    syn::parse_str(name).map_err(|_| {
        let problem = BuildProblem::invalid_option(format!("`{name}` cannot be the name of an enum"));
        let meant = camel_case(name);
        match syn::parse_str::<Ident>(&meant) {
            Ok(ident) => problem.help(format!("did you mean `{ident}`?")),
            Err(_) => problem.help("a name begins with a letter, and has letters, digits and `_`"),
        }
    })
}

//! The arguments of the attribute: `"path", axum, serde, crate = path`.

use errspec_codegen::implement;
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{Error, LitStr, Path, Token, token};

use crate::faults::Faults;

/// How the attribute is written, for those who wrote it otherwise.
const USAGE: &str = "the attribute is written `#[errspec::table(\"specs/name.toml\")]`";

/// What the attribute says.
#[derive(Default)]
pub(crate) struct Arguments {
    /// The path of the table.
    pub(crate) path: Option<LitStr>,
    /// The path of the runtime crate.
    pub(crate) krate: Option<TokenStream>,
    /// What the enum implements for other crates.
    pub(crate) implement: Vec<Ident>,
}

impl Arguments {
    /// What of the arguments is right; the rest is reported.
    pub(crate) fn parse(tokens: TokenStream, faults: &mut Faults) -> Self {
        let mut arguments = Self::default();
        let parser = |input: ParseStream<'_>| {
            while !input.is_empty() {
                if let Err(fault) = arguments.parse_one(input) {
                    faults.report(fault);
                    skip_to_comma(input);
                }
                if !input.is_empty() {
                    input.parse::<Token![,]>()?;
                }
            }
            Ok(())
        };
        if let Err(fault) = parser.parse2(tokens) {
            faults.report(fault);
        } else if arguments.path.is_none() && faults.is_empty() {
            faults.report(Error::new(Span::call_site(), format!("the path of the table is missing; {USAGE}")));
        }
        arguments
    }

    fn parse_one(&mut self, input: ParseStream<'_>) -> syn::Result<()> {
        if input.peek(LitStr) {
            let path: LitStr = input.parse()?;
            if self.path.is_some() {
                return Err(Error::new(path.span(), "the path of the table is given twice; an enum has one table"));
            }
            if !at_comma(input) {
                return Err(Error::new(path.span(), format!("expected a comma after the path; {USAGE}")));
            }
            self.path = Some(path);
            return Ok(());
        }
        if input.peek(Ident::peek_any) && input.peek2(Token![=]) {
            let name = input.call(Ident::parse_any)?;
            input.parse::<Token![=]>()?;
            return self.parse_option(&name, input);
        }
        if input.peek(syn::Ident) && !input.peek2(token::Paren) {
            return self.parse_implement(input.parse()?);
        }
        let found: TokenTree = input.parse()?;
        Err(Error::new(found.span(), format!("expected the path of the table, a string; {USAGE}")))
    }

    fn parse_implement(&mut self, name: Ident) -> syn::Result<()> {
        implement::check(&name.to_string()).map_err(|fault| Error::new(name.span(), fault))?;
        if self.implement.contains(&name) {
            return Err(Error::new(name.span(), format!("`{name}` is given twice")));
        }
        self.implement.push(name);
        Ok(())
    }

    fn parse_option(&mut self, name: &Ident, input: ParseStream<'_>) -> syn::Result<()> {
        if name != "crate" {
            return Err(unknown_option(name));
        }
        if at_comma(input) {
            return Err(Error::new(name.span(), "expected a path after `crate =`, such as `crate = other::errspec`"));
        }
        let path = if input.peek(LitStr) {
            input.parse::<LitStr>()?.parse_with(Path::parse_mod_style)
        } else {
            Path::parse_mod_style(input)
        };
        let path = path.map_err(|fault| {
            Error::new(fault.span(), "expected the path of the errspec crate, such as `crate = other::errspec`")
        })?;
        if self.krate.is_some() {
            return Err(Error::new(name.span(), "`crate` is given twice"));
        }
        self.krate = Some(path.into_token_stream());
        Ok(())
    }
}

/// Says what an option that there is not may have been meant for.
fn unknown_option(name: &Ident) -> Error {
    let text = name.unraw().to_string();
    let help = match text.as_str() {
        "path" | "file" | "spec" | "table" | "src" => format!("the path has no name; {USAGE}"),
        "krate" | "crates" | "cate" | "crate_path" | "crate_name" | "create" => "did you mean `crate`?".to_owned(),
        _ => "the only option is `crate`, the path of the errspec crate".to_owned(),
    };
    Error::new(name.span(), format!("there is no option `{text}`; {help}"))
}

fn at_comma(input: ParseStream<'_>) -> bool {
    input.is_empty() || input.peek(Token![,])
}

fn skip_to_comma(input: ParseStream<'_>) {
    while !at_comma(input) {
        if input.parse::<TokenTree>().is_err() {
            return;
        }
    }
}

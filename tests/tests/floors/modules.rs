//! The modules of a crate, with their definitions, imports and paths.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Item, ItemMod, ItemUse, Lit, Meta, Visibility};

use crate::files::Files;
use crate::syntax::{self, Import, Mention};

/// The number of a module in [`Crate::modules`]; that of the root is 0.
pub(crate) type Id = usize;

/// A crate that was read.
#[derive(Debug, Default)]
pub(crate) struct Crate {
    pub(crate) modules: Vec<Module>,
    /// The files that define `macro_rules!` macros, by name. Such a macro is found without a path.
    pub(crate) macros: BTreeMap<String, String>,
    /// The names that the crate gives itself: `extern crate self as name`.
    pub(crate) own_names: Vec<String>,
}

/// A module: a file, or an inline module of one.
#[derive(Debug)]
pub(crate) struct Module {
    pub(crate) file: String,
    pub(crate) parent: Option<Id>,
    /// The bindings of its names. A name may be a module and a function.
    pub(crate) names: BTreeMap<String, Vec<Binding>>,
    /// The paths of its glob imports.
    pub(crate) globs: Vec<Vec<String>>,
    /// The paths that its private `use` declarations import.
    pub(crate) uses: Vec<Vec<String>>,
    pub(crate) mentions: Vec<Mention>,
}

/// The binding of a name in a module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Binding {
    Module(Id),
    /// A type or a trait, which may be before `::`.
    Type,
    /// A function, a constant, a static or a macro.
    Value,
    /// A name that a private `use` imports.
    Private(Vec<String>),
    /// A name that the module re-exports.
    Public(Vec<String>),
}

/// Reads the modules of a crate, beginning at `lib.rs`.
pub(crate) fn read(files: &Files) -> Result<Crate, String> {
    let mut reader = Reader { files, result: Crate::default() };
    reader.read_file("lib.rs", None, "")?;
    Ok(reader.result)
}

struct Reader<'f> {
    files: &'f Files,
    result: Crate,
}

impl Reader<'_> {
    /// Reads a file as a module; `folder` has the files of its children, and ends with `/` unless it is empty.
    fn read_file(&mut self, file: &str, parent: Option<Id>, folder: &str) -> Result<Id, String> {
        let text = self.files.get(file).ok_or_else(|| format!("there is no file {file}"))?;
        let syntax = syn::parse_file(text).map_err(|error| format!("{file}: {error}"))?;
        self.read_module(file, parent, folder, &syntax.items)
    }

    fn read_module(&mut self, file: &str, parent: Option<Id>, folder: &str, items: &[Item]) -> Result<Id, String> {
        let id = self.result.modules.len();
        self.result.modules.push(Module::new(file, parent));
        for item in items {
            let tokens = item.to_token_stream();
            if syntax::is_test(&tokens) {
                continue;
            }
            match item {
                Item::Mod(item) => {
                    let child = self.read_child(item, id, folder)?;
                    self.bind(id, &item.ident.to_string(), Binding::Module(child));
                }
                Item::Use(item) => self.read_use(id, item),
                Item::ExternCrate(item) if item.ident == "self" => {
                    self.result.own_names.extend(item.rename.iter().map(|(_, name)| name.to_string()));
                }
                item => self.read_item(id, item, tokens),
            }
        }
        Ok(id)
    }

    fn read_child(&mut self, item: &ItemMod, parent: Id, folder: &str) -> Result<Id, String> {
        let file = self.result.modules.get(parent).map(|module| module.file.clone()).unwrap_or_default();
        let name = item.ident.to_string().trim_start_matches("r#").to_owned();
        let inside = format!("{folder}{name}/");
        if let Some((_, items)) = &item.content {
            return self.read_module(&file, Some(parent), &inside, items);
        }
        let folder_of = |file: &str| file.rsplit_once('/').map(|(own, _)| format!("{own}/")).unwrap_or_default();
        if let Some(path) = path_attribute(item) {
            let file = format!("{}{path}", folder_of(&file));
            return self.read_file(&file, Some(parent), &folder_of(&file));
        }
        let plain = format!("{folder}{name}.rs");
        let nested = format!("{inside}mod.rs");
        let file = if self.files.contains_key(&nested) && !self.files.contains_key(&plain) { nested } else { plain };
        self.read_file(&file, Some(parent), &inside)
    }

    fn read_use(&mut self, id: Id, item: &ItemUse) {
        let exported = !matches!(item.vis, Visibility::Inherited);
        for import in syntax::imports(item) {
            self.import(id, import, exported);
        }
    }

    fn import(&mut self, id: Id, import: Import, exported: bool) {
        let Import { path, name } = import;
        if let Some(module) = self.result.modules.get_mut(id) {
            if name.is_none() {
                module.globs.push(path.clone());
            }
            if !exported {
                module.uses.push(path.clone());
            }
        }
        if let Some(name) = name {
            self.bind(id, &name, if exported { Binding::Public(path) } else { Binding::Private(path) });
        }
    }

    /// Reads an item that is neither a module nor a `use`.
    fn read_item(&mut self, id: Id, item: &Item, tokens: TokenStream) {
        if let Some((name, binding)) = definition(item) {
            self.bind(id, &name, binding);
        }
        if let Item::Macro(item) = item
            && let (Some(name), Some(module)) = (&item.ident, self.result.modules.get(id))
        {
            self.result.macros.insert(name.to_string(), module.file.clone());
        }
        let scan = syntax::scan(tokens);
        for import in scan.imports {
            self.import(id, import, false);
        }
        if let Some(module) = self.result.modules.get_mut(id) {
            module.mentions.extend(scan.mentions);
        }
    }

    fn bind(&mut self, id: Id, name: &str, binding: Binding) {
        if let Some(module) = self.result.modules.get_mut(id) {
            module.names.entry(name.to_owned()).or_default().push(binding);
        }
    }
}

impl Module {
    fn new(file: &str, parent: Option<Id>) -> Self {
        let (names, globs, uses, mentions) = (BTreeMap::new(), Vec::new(), Vec::new(), Vec::new());
        Self { file: file.to_owned(), parent, names, globs, uses, mentions }
    }
}

/// Returns the name that an item defines.
fn definition(item: &Item) -> Option<(String, Binding)> {
    let (name, binding) = match item {
        Item::Enum(item) => (&item.ident, Binding::Type),
        Item::Struct(item) => (&item.ident, Binding::Type),
        Item::Union(item) => (&item.ident, Binding::Type),
        Item::Trait(item) => (&item.ident, Binding::Type),
        Item::TraitAlias(item) => (&item.ident, Binding::Type),
        Item::Type(item) => (&item.ident, Binding::Type),
        Item::Fn(item) => (&item.sig.ident, Binding::Value),
        Item::Const(item) => (&item.ident, Binding::Value),
        Item::Static(item) => (&item.ident, Binding::Value),
        Item::Macro(item) => (item.ident.as_ref()?, Binding::Value),
        _ => return None,
    };
    Some((name.to_string(), binding))
}

/// Returns the file of `#[path = "…"]`.
fn path_attribute(item: &ItemMod) -> Option<String> {
    item.attrs.iter().find_map(|attribute| match &attribute.meta {
        Meta::NameValue(meta) if meta.path.is_ident("path") => match syn::parse2(meta.value.to_token_stream()).ok()? {
            Lit::Str(text) => Some(text.value()),
            _ => None,
        },
        _ => None,
    })
}

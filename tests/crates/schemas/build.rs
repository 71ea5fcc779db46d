//! Generates an enum from every table of this repository, and two problem documents for every entry: one with all values, and one
//! with the required values only. Tests decode these to get a value of every entry.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use errspec_codegen::model::{Code, CodeClass, Entry, Field, Model, Part, Type};
use errspec_codegen::{Source, Target, generate};
use quote::format_ident;

/// The folders of tables, relative to the root of the repository.
const FOLDERS: &[&str] = &["specs", "tests/zoo", "tests/tests/tables", "tests/crates/frameworks/tables"];

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("../../..");
    let (mut out, mut list) = (String::new(), String::new());
    for folder in FOLDERS {
        let folder_path = root.join(folder);
        println!("cargo::rerun-if-changed={}", folder_path.display());
        let mut tables =
            fs::read_dir(&folder_path)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>, std::io::Error>>()?;
        tables.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
        tables.retain(|path| !path.ends_with("Cargo.toml"));
        tables.sort();
        for path in tables {
            println!("cargo::rerun-if-changed={}", path.display());
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let module = format!("{}_{name}", folder.replace('/', "_")).replace('-', "_");
            let model = model(&path)?;
            writeln!(out, "#[allow(dead_code, deprecated)]\npub mod {module} {{ {} }}", code(&model))?;
            let label = format!("{folder}/{name}.toml");
            writeln!(list, "Api::of::<{module}::Error>({label:?}, &{:?}),", samples(&model))?;
        }
    }
    writeln!(out, "pub static APIS: &[Api] = &[\n{list}];")?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join("tables.rs"), out)?;
    Ok(())
}

fn model(path: &Path) -> Result<Model, Box<dyn Error>> {
    let source = Source::new(path.display().to_string(), fs::read_to_string(path)?).with_path(path);
    Ok(errspec_codegen::read(&source)?)
}

fn code(model: &Model) -> String {
    let integrations = [format_ident!("schemars"), format_ident!("utoipa")];
    let target = Target::new(format_ident!("Error")).integrations(integrations);
    generate(model, &target).to_string()
}

/// Returns the name and a problem document of every entry, with all values and with the required values only.
fn samples(model: &Model) -> Vec<(String, String)> {
    let mut samples = Vec::new();
    for entry in &model.entries {
        samples.push((entry.name.clone(), document(entry, true)));
        samples.push((entry.name.clone(), document(entry, false)));
    }
    samples
}

fn document(entry: &Entry, all: bool) -> String {
    let code = code_of(entry);
    let code = code.map_or_else(String::new, |code| format!("\"code\": {}, ", code_to_json(&code)));
    let fields = entry.fields.iter().filter(|field| all || field.required);
    let fields: Vec<String> = fields.map(|field| format!("{}: {}", json(&field.name), sample(entry, field))).collect();
    // An entry that accepts any text keeps this one.
    let detail = if all { "any \\\"text\\\"" } else { "" };
    format!(
        "{{{code}\"name\": {}, \"detail\": \"{detail}\", \"fields\": {{{}}}}}",
        json(&entry.name),
        fields.join(", ")
    )
}

/// Returns the code of an entry, or one of those that it stands for.
fn code_of(entry: &Entry) -> Option<Code> {
    entry.code.clone().or_else(|| match entry.codes.first()? {
        CodeClass::Code(code) => Some(code.clone()),
        CodeClass::Range(first, _) => Some(Code::Integer(*first)),
        CodeClass::Template(template) => {
            let parts = template.parts.iter().map(|part| match part {
                Part::Text(text) => text,
                Part::Parameter(_) => "any",
            });
            Some(Code::String(parts.collect()))
        }
        _ => None,
    })
}

fn code_to_json(code: &Code) -> String {
    match code {
        Code::Integer(number) => number.to_string(),
        Code::String(text) => json(text),
    }
}

fn sample(entry: &Entry, field: &Field) -> String {
    if let (true, Some(code)) = (field.is_code, code_of(entry)) {
        return match (field.ty, &code) {
            (Type::String, Code::Integer(number)) => json(&number.to_string()),
            _ => code_to_json(&code),
        };
    }
    match field.ty {
        Type::String => json(field.values.first().map_or("a text", String::as_str)),
        Type::Integer => "42".to_owned(),
        Type::Number => "0.5".to_owned(),
        Type::Boolean => "true".to_owned(),
        Type::List => r#"["a", "b c"]"#.to_owned(),
        Type::Integers => "[1, -2]".to_owned(),
        Type::Numbers => "[0.5, 2]".to_owned(),
        Type::Json => r#"{"any": [1, null]}"#.to_owned(),
        Type::Duration => "1.5".to_owned(),
        Type::Time => r#""2026-01-02T03:04:05.250Z""#.to_owned(),
    }
}

fn json(text: &str) -> String {
    let escaped = text.chars().flat_map(|character| match character {
        '"' | '\\' => vec!['\\', character],
        other => vec![other],
    });
    let escaped: String = escaped.collect();
    format!("\"{escaped}\"")
}

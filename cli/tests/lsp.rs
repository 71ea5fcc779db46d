//! The language server, as an editor sees it.

#![allow(clippy::panic, clippy::unwrap_used, clippy::indexing_slicing)]

#[path = "support/editor.rs"]
mod editor;

use std::fs;

use editor::Editor;
use serde_json::{Value, json};

const SHOP: &str = r#"[table]
format = 1
name = "shop"

[[envelope]]
id = "app"
code = "/error/code"
message = "/error/message"

[[envelope]]
id = "gateway"
code = "/fault/code"

[errors.SOLD_OUT]
code = 1
status = 409
message = "Only {left} of {wanted} are left"
summary = "There are not enough."
fields.left = { type = "integer" }
retry = "never"

[[errors.SOLD_OUT.examples]]
status = 409
headers = { x-shop = "7" }
body = '{"error": {"code": 1, "message": "Only 2 of 3 are left", "hint/s": ["wait"]}}'

[errors.SOLD_OUT.cases.ALL_GONE]
message = "None of {wanted} is left"

[errors.CIRCUIT_OPEN]
code = 31
envelope = "gateway"
deprecated = "SOLD_OUT"
action = "See `SOLD_OUT`."
"#;

const COMMON: &str =
    "[table]\nformat = 1\n\n[envelope]\nid = \"common\"\ncode = \"/code\"\n\n[errors.BUSY]\ncode = 42\nstatus = 429\n";
const ORDERS: &str = "[table]\nformat = 1\nname = \"orders\"\nextends = \"common.toml\"\n\n[errors.LOST]\ncode = 43\nenvelope = \"common\"\ndeprecated = \"BUSY\"\n";

#[test]
fn a_table_without_errors_has_no_diagnostics() {
    let mut editor = Editor::new(&[("shop.toml", SHOP)]);
    editor.open("shop.toml");
    assert_eq!(editor.diagnostics("shop.toml"), Vec::<Value>::new());
    assert_eq!(editor.leave(), Some(0));
}

#[test]
fn an_error_is_shown_at_its_place_with_its_rule_and_goes_when_it_is_fixed() {
    let mut editor = Editor::new(&[("shop.toml", SHOP)]);
    editor.open("shop.toml");
    editor.edit("shop.toml", "retry = \"never\"", "retyr = \"never\"");
    let found = editor.diagnostics("shop.toml");
    let [only] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(only["code"], "unknown-key");
    assert_eq!((&only["severity"], &only["source"]), (&json!(1), &json!("errspec")));
    assert_eq!(
        only["range"],
        json!({ "start": { "line": 19, "character": 0 }, "end": { "line": 19, "character": 5 } })
    );
    assert!(only["codeDescription"]["href"].as_str().unwrap().ends_with("/cli/rules/unknown-key.md"), "{only}");
    assert!(only["message"].as_str().unwrap().contains("unknown key `retyr`"), "{only}");
    let fix = &only["data"]["suggestions"][0];
    assert_eq!(
        (&fix["edits"][0]["newText"], &fix["edits"][0]["uri"]),
        (&json!("retry"), &json!(editor.uri("shop.toml")))
    );
    editor.edit("shop.toml", "retyr", "retry");
    assert_eq!(editor.diagnostics("shop.toml"), Vec::<Value>::new());
}

#[test]
fn warnings_have_their_severity() {
    let mut editor = Editor::new(&[]);
    editor.open_text("a.toml", &SHOP.replace("code = 31", "code = \"Neo.*\""));
    let found = editor.diagnostics("a.toml");
    assert_eq!((&found[0]["code"], &found[0]["severity"]), (&json!("literal-pattern"), &json!(2)));
}

#[test]
fn an_example_that_decodes_otherwise_is_shown() {
    let mut editor = Editor::new(&[]);
    editor.open_text("a.toml", &SHOP.replace(r#""code": 1, "#, r#""code": 31, "#));
    assert_eq!(editor.rules("a.toml"), ["22:stray-example"]);
}

#[test]
fn other_places_are_related_information() {
    let mut editor = Editor::new(&[]);
    editor.open_text(
        "a.toml",
        &SHOP.replace("[errors.CIRCUIT_OPEN]\ncode = 31", "[errors.SOLDOUT]\ncode = 31\nvariant = \"SoldOut\""),
    );
    let found = editor.diagnostics("a.toml");
    let related = found.iter().find(|it| it["code"] == "duplicate-variant").unwrap()["relatedInformation"].clone();
    assert_eq!(editor.text_of(&related[0]["location"]).split(": ").next(), Some("a.toml:14"), "{related}");
}

#[test]
fn errors_of_a_text_that_is_no_toml_are_shown() {
    let mut editor = Editor::new(&[("shop.toml", SHOP)]);
    editor.open("shop.toml");
    editor.edit("shop.toml", "name = \"shop\"", "name = \"shop");
    assert_eq!(editor.rules("shop.toml"), ["3:unclosed"]);
}

#[test]
fn a_file_that_is_no_table_is_left_alone() {
    let mut editor = Editor::new(&[]);
    editor.open_text("Cargo.toml", "[package]\nname = \"x\"\nversion = 1 1\n");
    assert_eq!(editor.diagnostics("Cargo.toml"), Vec::<Value>::new());
}

#[test]
fn extended_files_are_read_as_they_are_in_the_editor() {
    let mut editor = Editor::new(&[("common.toml", COMMON), ("orders.toml", ORDERS)]);
    editor.open("orders.toml");
    editor.open("common.toml");
    assert_eq!(editor.diagnostics("orders.toml"), Vec::<Value>::new());
    editor.edit("common.toml", "status = 429", "status = 42");
    assert_eq!(editor.rules("common.toml"), ["10:bad-status"]);
    assert_eq!(editor.diagnostics("orders.toml"), Vec::<Value>::new());
    editor.edit("common.toml", "status = 42", "status = 429");
    assert_eq!(editor.diagnostics("common.toml"), Vec::<Value>::new());
}

#[test]
fn a_shared_part_is_checked_through_the_tables_that_extend_it() {
    let mut editor = Editor::new(&[("common.toml", COMMON), ("orders.toml", ORDERS)]);
    editor.open("common.toml");
    assert_eq!(editor.diagnostics("common.toml"), Vec::<Value>::new());
    editor.edit("common.toml", "id = \"common\"", "id = \"other\"");
    assert_eq!(editor.rules("orders.toml"), ["8:unknown-value"]);
    // With the last of the files, what was found goes.
    editor.close("common.toml");
    assert_eq!(editor.diagnostics("orders.toml"), Vec::<Value>::new());
}

#[test]
fn a_shared_part_that_no_table_extends_is_checked_by_itself() {
    let mut editor = Editor::new(&[]);
    editor.open_text("common.toml", &COMMON.replace("status = 429", "status = 42"));
    assert_eq!(editor.rules("common.toml"), ["10:bad-status"]);
}

#[test]
fn a_file_that_is_changed_on_the_disk_is_read_again() {
    let mut editor = Editor::new(&[("common.toml", COMMON), ("orders.toml", ORDERS)]);
    editor.open("orders.toml");
    assert_eq!(editor.diagnostics("orders.toml"), Vec::<Value>::new());
    fs::remove_file(editor.path("common.toml")).unwrap();
    let change = json!({ "uri": editor.uri("common.toml"), "type": 3 });
    editor.notify("workspace/didChangeWatchedFiles", json!({ "changes": [change] }));
    assert!(editor.rules("orders.toml").contains(&"4:bad-extends".to_owned()));
}

#[test]
fn a_table_is_checked_by_the_rules_of_the_house_as_they_are() {
    let mut editor = Editor::new(&[("errspec.toml", "[lints]\nundocumented-retry = \"warn\"\n"), ("shop.toml", SHOP)]);
    editor.open("shop.toml");
    assert_eq!(editor.rules("shop.toml"), ["30:undocumented-retry"]);
    fs::remove_file(editor.path("errspec.toml")).unwrap();
    let change = json!({ "uri": editor.uri("errspec.toml"), "type": 3 });
    editor.notify("workspace/didChangeWatchedFiles", json!({ "changes": [change] }));
    assert_eq!(editor.rules("shop.toml"), Vec::<String>::new());
}

#[test]
fn a_suggestion_is_a_quick_fix() {
    let mut editor = Editor::new(&[]);
    editor.open_text("a.toml", &SHOP.replace("retry = \"never\"", "retyr = \"never\""));
    let actions = editor.actions("a.toml");
    let fix = actions.iter().find(|action| action["kind"] == "quickfix").unwrap();
    assert_eq!(fix["diagnostics"][0]["code"], "unknown-key");
    assert_eq!(editor.apply(&fix["edit"])["a.toml"], SHOP);
}

#[test]
fn all_that_is_sure_is_fixed_at_once() {
    let mut editor = Editor::new(&[]);
    let wrong = SHOP
        .replace("status = 409\nmessage", "status = \"409\"\nmessage")
        .replace("retry = \"never\"", "retry = false");
    editor.open_text("a.toml", &wrong);
    let actions = editor.actions("a.toml");
    let all = actions.iter().find(|action| action["kind"] == "source.fixAll.errspec").unwrap();
    assert_eq!(editor.apply(&all["edit"])["a.toml"], SHOP);
    let fixes = actions.iter().filter(|action| action["isPreferred"] == true).count();
    assert_eq!(fixes, 2);
}

#[test]
fn a_fix_of_several_edits_keeps_crlf() {
    let mut editor = Editor::new(&[]);
    let wrong = SHOP.replace("retry = \"never\"", "retry = false").replace('\n', "\r\n");
    editor.open_text("a.toml", &wrong);
    let actions = editor.actions("a.toml");
    assert_eq!(editor.apply(&actions[0]["edit"])["a.toml"], SHOP.replace('\n', "\r\n"));
}

#[test]
fn only_the_wanted_kinds_of_fixes_are_given() {
    let mut editor = Editor::new(&[]);
    editor.open_text("a.toml", &SHOP.replace("retry = \"never\"", "retry = false"));
    let range = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 99, "character": 0 } });
    for (only, count) in [("quickfix", 1), ("source", 1), ("source.fixAll", 1), ("refactor", 0), ("", 2)] {
        let context = json!({ "diagnostics": [], "only": [only] });
        let document = json!({ "uri": editor.uri("a.toml") });
        let params = json!({ "textDocument": document, "range": range, "context": context });
        let actions = editor.request("textDocument/codeAction", params).unwrap();
        assert_eq!(actions.as_array().unwrap().len(), count, "{only}");
    }
}

#[test]
fn symbols_are_the_entries_with_their_cases() {
    let mut editor = Editor::new(&[("shop.toml", SHOP)]);
    editor.open("shop.toml");
    let document = json!({ "textDocument": { "uri": editor.uri("shop.toml") } });
    let symbols = editor.request("textDocument/documentSymbol", document).unwrap();
    let names: Vec<&str> = symbols.as_array().unwrap().iter().map(|it| it["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["table", "envelope app", "envelope gateway", "SOLD_OUT", "CIRCUIT_OPEN"]);
    let sold_out = &symbols[3];
    assert_eq!((&sold_out["detail"], &sold_out["children"][0]["name"]), (&json!("1 · 409"), &json!("ALL_GONE")));
    assert_eq!(sold_out["range"]["end"]["line"], 27);
}

#[test]
fn symbols_are_found_in_a_text_that_is_no_toml() {
    let mut editor = Editor::new(&[("shop.toml", SHOP)]);
    editor.open("shop.toml");
    editor.edit("shop.toml", "status = 409\nmessage", "status = [409\nmessage");
    let document = json!({ "textDocument": { "uri": editor.uri("shop.toml") } });
    let symbols = editor.request("textDocument/documentSymbol", document).unwrap();
    assert_eq!(symbols.as_array().unwrap().len(), 5, "{symbols}");
}

#[test]
fn names_lead_to_their_definitions() {
    let mut editor = Editor::new(&[("shop.toml", SHOP), ("common.toml", COMMON), ("orders.toml", ORDERS)]);
    editor.open("shop.toml");
    editor.open("orders.toml");
    for (file, piece, expected) in [
        ("shop.toml", "envelope = \"gate¦way\"", "shop.toml:11: gateway"),
        ("shop.toml", "deprecated = \"SOLD¦_OUT\"", "shop.toml:14: SOLD_OUT"),
        ("shop.toml", "See `SOLD¦_OUT`", "shop.toml:14: SOLD_OUT"),
        ("shop.toml", "Only {le¦ft}", "shop.toml:19: left"),
        ("orders.toml", "envelope = \"com¦mon\"", "common.toml:5: common"),
        ("orders.toml", "deprecated = \"BU¦SY\"", "common.toml:8: BUSY"),
        ("orders.toml", "extends = \"com¦mon.toml\"", "common.toml:1: "),
    ] {
        let found = editor.request_at("definition", file, piece);
        assert_eq!(editor.places(&found), [expected], "{piece}");
    }
    assert_eq!(editor.request_at("definition", "shop.toml", "retry = \"nev¦er\""), Value::Null);
}

#[test]
fn references_are_all_places_with_a_name() {
    let mut editor = Editor::new(&[("shop.toml", SHOP), ("common.toml", COMMON), ("orders.toml", ORDERS)]);
    editor.open("shop.toml");
    editor.open("common.toml");
    let mut references = |file: &str, piece: &str, with_definition: bool| {
        let mut params = editor.at(file, piece);
        params["context"] = json!({ "includeDeclaration": with_definition });
        let found = editor.request("textDocument/references", params).unwrap();
        editor.places(&found)
    };
    let found = references("shop.toml", "[errors.SOLD¦_OUT]", true);
    let expected = [
        "shop.toml:14: SOLD_OUT",
        "shop.toml:22: SOLD_OUT",
        "shop.toml:27: SOLD_OUT",
        "shop.toml:33: SOLD_OUT",
        "shop.toml:34: SOLD_OUT",
    ];
    assert_eq!(found, expected);
    assert_eq!(references("shop.toml", "id = \"gate¦way\"", false), ["shop.toml:32: gateway"]);
    assert_eq!(references("shop.toml", "of {want¦ed} are", true), ["shop.toml:17: wanted", "shop.toml:28: wanted"]);
    // Of a shared part, also those in the tables that extend it.
    assert_eq!(references("common.toml", "[errors.BU¦SY]", true), ["common.toml:8: BUSY", "orders.toml:9: BUSY"]);
}

const CODE: &str = r#"
#[errspec::table("specs/shop.toml")]
/// The errors of the shop.
pub enum ShopError {}

#[derive(Debug, errspec::Error)]
#[errspec(table = "../specs/shop.toml")]
pub enum Own {
    SoldOut { left: i64, wanted: String },
    CircuitOpen,
}

// #[errspec::table("specs/shop.toml")]
fn f(e: ShopError) -> bool {
    matches!(e, ShopError::SoldOut { .. })
}
"#;

#[test]
fn a_table_leads_to_its_rust_types() {
    let manifest = "[package]\nname = \"x\"\n";
    let mut editor = Editor::new(&[("Cargo.toml", manifest), ("src/lib.rs", CODE), ("specs/shop.toml", SHOP)]);
    editor.open("specs/shop.toml");
    editor.diagnostics("specs/shop.toml");
    let types = ["src/lib.rs:4: ShopError", "src/lib.rs:8: Own"];
    for (method, piece) in
        [("definition", "[ta¦ble]"), ("definition", "name = \"sh¦op\""), ("implementation", "stat¦us = 409")]
    {
        let found = editor.request_at(method, "specs/shop.toml", piece);
        assert_eq!(editor.places(&found), types, "{method} {piece}");
    }
    let found = editor.request_at("implementation", "specs/shop.toml", "[errors.SOLD¦_OUT]");
    assert_eq!(editor.places(&found), ["src/lib.rs:4: ShopError", "src/lib.rs:9: SoldOut"]);
    let mut params = editor.at("specs/shop.toml", "[ta¦ble]");
    params["context"] = json!({ "includeDeclaration": true });
    let found = editor.request("textDocument/references", params).unwrap();
    assert_eq!(editor.places(&found), ["src/lib.rs:2: specs/shop.toml", "src/lib.rs:7: ../specs/shop.toml"]);
    let mut params = editor.at("specs/shop.toml", "[errors.SOLD¦_OUT]");
    params["context"] = json!({ "includeDeclaration": false });
    let found = editor.request("textDocument/references", params).unwrap();
    assert!(editor.places(&found).contains(&"src/lib.rs:15: SoldOut".to_owned()), "{found}");
}

fn rename(editor: &mut Editor, file: &str, piece: &str, new: &str) -> Result<Value, Value> {
    let mut params = editor.at(file, piece);
    params["newName"] = json!(new);
    editor.request("textDocument/rename", params)
}

#[test]
fn an_entry_is_renamed_everywhere() {
    let mut editor = Editor::new(&[("shop.toml", SHOP), ("common.toml", COMMON), ("orders.toml", ORDERS)]);
    editor.open("shop.toml");
    editor.open("common.toml");
    let edit = rename(&mut editor, "shop.toml", "deprecated = \"SOLD¦_OUT\"", "NONE_LEFT").unwrap();
    assert_eq!(editor.apply(&edit)["shop.toml"], SHOP.replace("SOLD_OUT", "NONE_LEFT"));
    let edit = rename(&mut editor, "common.toml", "[errors.BU¦SY]", "TOO_BUSY").unwrap();
    let changed = editor.apply(&edit);
    assert_eq!(changed["common.toml"], COMMON.replace("BUSY", "TOO_BUSY"));
    assert_eq!(changed["orders.toml"], ORDERS.replace("BUSY", "TOO_BUSY"));
}

#[test]
fn an_envelope_and_a_field_are_renamed_everywhere() {
    let mut editor = Editor::new(&[("shop.toml", SHOP)]);
    editor.open("shop.toml");
    let edit = rename(&mut editor, "shop.toml", "envelope = \"gate¦way\"", "proxy").unwrap();
    assert_eq!(editor.apply(&edit)["shop.toml"], SHOP.replace("gateway", "proxy"));
    let edit = rename(&mut editor, "shop.toml", "fields.le¦ft", "rest").unwrap();
    assert_eq!(
        editor.apply(&edit)["shop.toml"],
        SHOP.replace("{left}", "{rest}").replace("fields.left", "fields.rest")
    );
    let edit = rename(&mut editor, "shop.toml", "None of {want¦ed}", "asked").unwrap();
    assert_eq!(editor.apply(&edit)["shop.toml"], SHOP.replace("wanted", "asked"));
}

#[test]
fn a_name_that_cannot_be_is_refused() {
    let mut editor = Editor::new(&[("shop.toml", SHOP)]);
    editor.open("shop.toml");
    for (piece, new, expected) in [
        ("[errors.SOLD¦_OUT]", "SoldOut", "SCREAMING_SNAKE_CASE"),
        ("[errors.SOLD¦_OUT]", "CIRCUIT_OPEN", "there is already a `CIRCUIT_OPEN`"),
        ("fields.le¦ft", "wanted", "there is already a `wanted`"),
        ("fields.le¦ft", "1", "begins with no digit"),
        ("id = \"gate¦way\"", "app", "there is already a `app`"),
        ("stat¦us = 409", "state", "there is no name here"),
    ] {
        let error = rename(&mut editor, "shop.toml", piece, new).unwrap_err();
        assert!(error["message"].as_str().unwrap().contains(expected), "{error}");
    }
    let place = editor.request_at("prepareRename", "shop.toml", "fields.le¦ft");
    assert_eq!(place["placeholder"], "left");
    assert_eq!(editor.request_at("prepareRename", "shop.toml", "stat¦us = 409"), Value::Null);
}

#[test]
fn an_entry_shows_what_it_becomes_in_rust() {
    let mut editor = Editor::new(&[("shop.toml", SHOP)]);
    editor.open("shop.toml");
    editor.diagnostics("shop.toml");
    let hover = editor.request_at("hover", "shop.toml", "[errors.SOLD¦_OUT]");
    let shown = hover["contents"]["value"].as_str().unwrap();
    for expected in ["SoldOut {\n    left: i64,\n    wanted: String,\n}", "There are not enough.", "409", "never"] {
        assert!(shown.contains(expected), "{expected}: {shown}");
    }
    let hover = editor.request_at("hover", "shop.toml", "Only {le¦ft}");
    assert!(hover["contents"]["value"].as_str().unwrap().contains("left: i64"), "{hover}");
    let hover = editor.request_at("hover", "shop.toml", "envelope = \"gate¦way\"");
    assert!(hover["contents"]["value"].as_str().unwrap().contains("/fault/code"), "{hover}");
    // With an error, what is known stays.
    editor.edit("shop.toml", "status = 409\nmessage", "status = \nmessage");
    editor.diagnostics("shop.toml");
    let hover = editor.request_at("hover", "shop.toml", "[errors.SOLD¦_OUT]");
    assert!(hover["contents"]["value"].as_str().unwrap().contains("left: i64"), "{hover}");
}

#[test]
fn keys_are_completed_by_their_table() {
    let mut editor = Editor::new(&[("shop.toml", SHOP)]);
    editor.open("shop.toml");
    editor.edit("shop.toml", "retry = \"never\"\n", "retry = \"never\"\nsym\n");
    let labels = editor.completion("shop.toml", "\nsym¦\n");
    assert!(labels.contains(&"symbol".to_owned()) && labels.contains(&"causes".to_owned()), "{labels:?}");
    // What is there already is left out, and so is what belongs elsewhere.
    assert!(!labels.contains(&"summary".to_owned()) && !labels.contains(&"in_2xx".to_owned()), "{labels:?}");
    for (old, new, piece, expected) in [
        ("sym\n", "\n", "retry = \"never\"\n¦\n", "applied"),
        ("name = \"shop\"\n", "name = \"shop\"\n\n", "name = \"shop\"\n¦\n", "extends"),
        ("{ type = \"integer\" }", "{ type = \"integer\", }", "\"integer\", ¦}", "at"),
        ("[errors.CIRCUIT_OPEN]", "[errors.CIRCUIT_OPEN]\nfields.x.\n[errors.X]", "fields.x.¦", "template"),
        ("[errors.X]", "[errors.SOLD_OUT.c]\n[errors.X]", "[errors.SOLD_OUT.c¦]", "cases"),
        ("[errors.X]", "[]\n[errors.X]", "\n[¦]", "reserved"),
    ] {
        editor.edit("shop.toml", old, new);
        let labels = editor.completion("shop.toml", piece);
        assert!(labels.contains(&expected.to_owned()), "{piece}: {labels:?}");
    }
}

#[test]
fn values_are_completed() {
    let mut editor = Editor::new(&[("shop.toml", SHOP), ("parts/common.toml", COMMON)]);
    editor.open("shop.toml");
    for (old, new, piece, expected) in [
        ("retry = \"never\"", "retry = ", "retry = ¦", "poll"),
        ("retry = ", "retry = \"n\"", "retry = \"n¦\"", "never"),
        ("retry = \"n\"", "retry = \"n", "retry = \"n¦", "never"),
        ("retry = \"n\n", "without_code = \n", "without_code = ¦", "true"),
        ("type = \"integer\"", "type = \"\"", "type = \"¦\"", "duration"),
        ("envelope = \"gateway\"", "envelope = \"\"", "envelope = \"¦\"", "gateway"),
        ("deprecated = \"SOLD_OUT\"", "deprecated = \"\"", "deprecated = \"¦\"", "SOLD_OUT"),
        ("name = \"shop\"", "name = \"shop\"\nallow = [\"\"]", "allow = [\"¦\"]", "literal-pattern"),
        ("allow = [\"\"]", "extends = \"\"", "extends = \"¦\"", "parts/common.toml"),
    ] {
        editor.edit("shop.toml", old, new);
        let labels = editor.completion("shop.toml", piece);
        assert!(labels.contains(&expected.to_owned()), "{piece}: {labels:?}");
    }
}

#[test]
fn parameters_are_completed_in_templates() {
    let mut editor = Editor::new(&[("shop.toml", SHOP)]);
    editor.open("shop.toml");
    editor.edit("shop.toml", "None of {wanted} is left", "None of { is left");
    assert_eq!(editor.completion("shop.toml", "None of {¦ is"), ["left", "wanted"]);
    assert_eq!(editor.completion("shop.toml", "None ¦of"), Vec::<String>::new());
}

#[test]
fn locations_are_those_of_the_examples() {
    let mut editor = Editor::new(&[("shop.toml", SHOP)]);
    editor.open("shop.toml");
    editor.edit("shop.toml", "code = \"/error/code\"", "code = \"/error/\"");
    let labels = editor.completion("shop.toml", "code = \"/error/¦\"");
    for expected in ["/error/code", "/error/message", "/error/hint~1s/0", "header:x-shop"] {
        assert!(labels.contains(&expected.to_owned()), "{expected}: {labels:?}");
    }
    editor.edit("shop.toml", "code = 31", "code = 31\nwhen = { }");
    let items = editor.request_at("completion", "shop.toml", "when = { ¦}");
    let item = items.as_array().unwrap().iter().find(|item| item["label"] == "/error/code").unwrap();
    assert_eq!(item["textEdit"]["newText"], "\"/error/code\"");
    assert_eq!(item["detail"], "1");
}

#[test]
fn a_completion_replaces_what_is_written() {
    let snippets = json!({ "textDocument": { "completion": { "completionItem": { "snippetSupport": true } } } });
    for (abilities, expected) in [(snippets, "symbol = \"$0\""), (json!({}), "symbol = \"\"")] {
        let mut editor = Editor::with_abilities(&[], abilities);
        editor.open_text("a.toml", &SHOP.replace("retry = \"never\"", "sym"));
        let items = editor.request_at("completion", "a.toml", "\nsym¦\n");
        let item = items.as_array().unwrap().iter().find(|item| item["label"] == "symbol").unwrap();
        assert_eq!(item["textEdit"]["newText"], expected);
        assert_eq!(item["textEdit"]["range"]["start"]["character"], 0);
        assert_eq!(item["textEdit"]["range"]["end"]["character"], 3);
    }
}

#[test]
fn a_key_shows_what_the_reference_says() {
    let mut editor = Editor::new(&[("shop.toml", SHOP)]);
    editor.open("shop.toml");
    for (piece, expected) in [
        ("re¦try = \"never\"", "Whether the caller may try again"),
        ("fo¦rmat = 1", "The version of this format"),
        ("ty¦pe = \"integer\"", "The type of the value"),
    ] {
        let hover = editor.request_at("hover", "shop.toml", piece);
        let shown = hover["contents"]["value"].as_str().unwrap();
        assert!(shown.contains(expected), "{shown}");
    }
    let items = editor.request_at("completion", "shop.toml", "¦retry = \"never\"");
    let item = items.as_array().unwrap().iter().find(|item| item["label"] == "retry").unwrap();
    assert!(item["documentation"]["value"].as_str().unwrap().contains("Whether the caller may try again"), "{item}");
}

#[test]
fn a_table_is_formatted_as_by_fmt() {
    let mut editor = Editor::new(&[("shop.toml", SHOP)]);
    editor.open("shop.toml");
    let document = json!({ "uri": editor.uri("shop.toml") });
    let params = json!({ "textDocument": document, "options": { "tabSize": 4, "insertSpaces": true } });
    let edits = editor.request("textDocument/formatting", params.clone()).unwrap();
    let changed = editor.apply(&json!({ "changes": { editor.uri("shop.toml"): edits } }));
    let formatted = &changed["shop.toml"];
    assert!(formatted.contains("code    = \"/error/code\""), "{formatted}");
    editor.open_text("b.toml", formatted);
    let again = json!({ "textDocument": { "uri": editor.uri("b.toml") }, "options": params["options"] });
    assert_eq!(editor.request("textDocument/formatting", again.clone()).unwrap(), json!([]));
    editor.edit("b.toml", "format", "= format");
    let error = editor.request("textDocument/formatting", again).unwrap_err();
    assert!(error["message"].as_str().unwrap().contains("not TOML"), "{error}");
}

#[test]
fn positions_count_in_the_unit_of_the_client() {
    let text = SHOP.replace("name = \"shop\"", "name = \"shop\"\ntitle = \"𝄞é\" # 1\nx = 1");
    let text = text.replace("title = \"𝄞é\" # 1\nx = 1", "unknown = \"𝄞é\" 1");
    for (encodings, unit, column) in
        [(json!(["utf-16", "utf-8"]), "utf-8", 19), (json!(["utf-16"]), "utf-16", 16), (json!(null), "utf-16", 16)]
    {
        let mut editor = Editor::uninitialized(&[]);
        let abilities = json!({ "general": { "positionEncodings": encodings } });
        let answer = editor.request("initialize", json!({ "capabilities": abilities })).unwrap();
        assert_eq!(answer["capabilities"]["positionEncoding"], unit);
        editor.open_text("a.toml", &text);
        let found = editor.diagnostics("a.toml");
        assert_eq!(found[0]["range"]["start"], json!({ "line": 3, "character": column }), "{found:?}");
    }
}

/// Returns a table of so many entries that it is checked in the background.
fn large_table(entries: u32) -> String {
    let entry = |number: u32| {
        let text = "It happens when what is asked for cannot be had, and then some more text to make it long.";
        format!("[errors.ERROR_{number}]\ncode = {}\nsummary = \"{text}\"\nretry = \"never\"\n", 1000 + number)
    };
    let head = "[table]\nformat = 1\nname = \"large\"\n[envelope]\ncode = \"/code\"\n";
    format!("{head}{}", (0..entries).map(entry).collect::<String>())
}

#[test]
fn requests_are_answered_while_a_large_table_is_checked() {
    let mut editor = Editor::new(&[]);
    editor.open_text("a.toml", &large_table(5000));
    let document = json!({ "uri": editor.uri("a.toml") });
    let start = json!({ "line": 0, "character": 0 });
    let everywhere = json!({ "start": start, "end": start });
    let fixes = json!({ "textDocument": document, "range": everywhere, "context": { "diagnostics": [] } });
    let fixes = editor.ask("textDocument/codeAction", fixes);
    let hover = editor.ask("textDocument/hover", json!({ "textDocument": document, "position": start }));
    // Fixes are those of the text as it is, and wait for the check.
    assert_eq!([editor.next_answered(), editor.next_answered()], [hover, fixes]);
}

#[test]
fn a_request_that_waits_for_a_check_can_be_cancelled() {
    let mut editor = Editor::new(&[]);
    // On a fast machine, a check may end before the server reads that its result is not wanted any more.
    let refusal = [5_000, 20_000, 80_000].into_iter().find_map(|entries| {
        let name = format!("{entries}.toml");
        editor.open_text(&name, &large_table(entries));
        let start = json!({ "line": 0, "character": 0 });
        let fixes = json!({
            "textDocument": { "uri": editor.uri(&name) },
            "range": { "start": start, "end": start },
            "context": { "diagnostics": [] },
        });
        let id = editor.ask("textDocument/codeAction", fixes);
        // The first is handled before the other one arrives.
        let document = json!({ "textDocument": { "uri": editor.uri(&name) } });
        editor.request("textDocument/documentSymbol", document).unwrap();
        editor.notify("$/cancelRequest", json!({ "id": id }));
        editor.answer(id).err()
    });
    assert_eq!(refusal.map(|refusal| refusal["code"].clone()), Some(json!(-32800)));
}

#[test]
fn edits_during_a_check_make_its_result_needless() {
    let mut editor = Editor::new(&[]);
    editor.open_text("a.toml", &large_table(5000));
    assert_eq!(editor.diagnostics("a.toml"), Vec::<Value>::new());
    for number in 0..20 {
        editor.edit("a.toml", &format!("code = {}\n", 1000 + number), "code = 1500\n");
        let document = json!({ "uri": editor.uri("a.toml") });
        // It is answered when the edit has been looked at, while the whole table is being checked.
        let start = json!({ "line": 0, "character": 0 });
        editor.request("textDocument/hover", json!({ "textDocument": document, "position": start })).unwrap();
    }
    assert_eq!(editor.rules("a.toml").len(), 20);
}

#[test]
fn a_large_table_shows_what_changed_before_the_whole_is_checked() {
    let mut editor = Editor::new(&[]);
    editor.open_text("a.toml", &large_table(2000));
    assert_eq!(editor.diagnostics("a.toml"), Vec::<Value>::new());
    for (right, wrong, rule) in [
        ("code = 1700\n", "cod = 1700\n", "unknown-key"),
        ("code = 1700\n", "code = \n", "syntax"),
        ("code = 1700\n", "code = 1701\n", "ambiguous"),
    ] {
        editor.edit("a.toml", right, wrong);
        if rule != "ambiguous" {
            let first = editor.next_published("a.toml");
            assert_eq!(
                (&first[0]["code"], &first[0]["range"]["start"]["line"]),
                (&json!(rule), &json!(5 + 700 * 4 + 1))
            );
        }
        // What depends on other entries follows.
        let whole = editor.diagnostics("a.toml");
        assert_eq!((whole.len(), &whole[0]["code"]), (1, &json!(rule)), "{whole:?}");
        editor.edit("a.toml", wrong, right);
        assert_eq!(editor.diagnostics("a.toml"), Vec::<Value>::new());
    }
}

#[test]
fn a_buffer_without_a_file_is_checked() {
    let mut editor = Editor::new(&[]);
    let document =
        json!({ "uri": "untitled:Untitled-1", "languageId": "toml", "version": 1, "text": SHOP.replace("409", "4") });
    editor.notify("textDocument/didOpen", json!({ "textDocument": document }));
    let params = json!({ "textDocument": { "uri": "untitled:Untitled-1" } });
    let symbols = editor.request("textDocument/documentSymbol", params).unwrap();
    assert_eq!(symbols.as_array().unwrap().len(), 5);
}

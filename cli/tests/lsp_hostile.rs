//! The language server, with a client that makes mistakes, and files that go.

#![allow(clippy::panic, clippy::unwrap_used, clippy::indexing_slicing)]

#[path = "support/editor.rs"]
mod editor;

use std::fs;

use editor::Editor;
use serde_json::{Value, json};

const TABLE: &str = "[table]\nformat = 1\nname = \"a\"\n[envelope]\ncode = \"/code\"\nmessage = \"/m\"\n[errors.GONE]\ncode = 7\nmessage = \"{who} is gone\"\n";

/// The requests at a position.
const AT_POSITION: [&str; 6] = ["completion", "hover", "definition", "implementation", "references", "prepareRename"];

#[test]
fn garbage_is_passed_over() {
    let mut editor = Editor::new(&[]);
    editor.open_text("a.toml", TABLE);
    for garbage in [
        "hello\r\n",
        "Content-Length: x\r\n\r\n",
        "Content-Length: 4\r\n\r\n{{{{",
        "Content-Length: 2\r\n\r\n[]",
        "\u{0}\u{ff}\r\n",
    ] {
        editor.send_raw(garbage.as_bytes());
        assert_eq!(editor.diagnostics("a.toml"), Vec::<Value>::new(), "{garbage:?}");
    }
    editor.send_raw(b"Content-Length: 3\r\n\r\n\xff\xfe\xfd");
    assert_eq!(editor.diagnostics("a.toml"), Vec::<Value>::new());
    assert_eq!(editor.shown.len(), 6, "{:?}", editor.shown);
    assert_eq!(editor.leave(), Some(0));
}

#[test]
fn wrong_requests_are_answered_with_an_error() {
    let mut editor = Editor::new(&[]);
    editor.open_text("a.toml", TABLE);
    for (method, params, code) in [
        ("textDocument/nothing", json!({}), -32601),
        ("textDocument/hover", json!({}), -32602),
        ("textDocument/hover", json!([1]), -32602),
        ("textDocument/hover", Value::Null, -32602),
        ("textDocument/rename", json!({ "textDocument": { "uri": 1 } }), -32602),
        ("textDocument/documentSymbol", json!({ "textDocument": { "uri": "file:///not/open.toml" } }), -32602),
        ("textDocument/documentSymbol", json!({ "textDocument": { "uri": "c:\\x y" } }), -32602),
        ("initialize", json!({ "capabilities": {} }), -32600),
    ] {
        let error = editor.request(method, params).unwrap_err();
        assert_eq!(error["code"], code, "{method}: {error}");
    }
    // So are notifications, in their own way.
    editor.notify("textDocument/didChange", json!({ "textDocument": 1 }));
    editor.notify("textDocument/unheardOf", json!({}));
    assert_eq!(editor.diagnostics("a.toml"), Vec::<Value>::new());
    assert_eq!(editor.shown.len(), 1, "{:?}", editor.shown);
}

#[test]
fn a_session_has_its_order() {
    let mut editor = Editor::uninitialized(&[]);
    let error = editor.request("textDocument/hover", json!({})).unwrap_err();
    assert_eq!(error["code"], -32002);
    editor.request("initialize", json!({ "capabilities": {} })).unwrap();
    editor.request("shutdown", Value::Null).unwrap();
    let error = editor.request("textDocument/hover", json!({})).unwrap_err();
    assert_eq!(error["code"], -32600);
    editor.notify("exit", Value::Null);
    assert_eq!(editor.wait(), Some(0));
}

#[test]
fn an_exit_without_a_shutdown_and_a_closed_input_are_failures() {
    let mut editor = Editor::new(&[]);
    editor.notify("exit", Value::Null);
    assert_eq!(editor.wait(), Some(1));
    let mut editor = Editor::new(&[]);
    assert_eq!(editor.wait(), Some(1));
}

#[test]
fn a_request_that_waits_can_be_cancelled() {
    let mut editor = Editor::new(&[]);
    // One write, so that the server has both before it answers.
    let request = json!({ "jsonrpc": "2.0", "id": 1000, "method": "textDocument/hover", "params": {} }).to_string();
    let cancel = json!({ "jsonrpc": "2.0", "method": "$/cancelRequest", "params": { "id": 1000 } }).to_string();
    let messages = [request, cancel].map(|text| format!("Content-Length: {}\r\n\r\n{text}", text.len())).concat();
    editor.send_raw(messages.as_bytes());
    let error = editor.answer(1000).unwrap_err();
    // The first may be answered before the second is read.
    assert!(error["code"] == -32800 || error["code"] == -32602, "{error}");
    editor.notify("$/cancelRequest", json!({ "id": "never asked" }));
    editor.open_text("a.toml", TABLE);
    assert_eq!(editor.diagnostics("a.toml"), Vec::<Value>::new());
}

#[test]
fn positions_out_of_range_are_taken_for_the_nearest() {
    let mut editor = Editor::new(&[]);
    editor.open_text("a.toml", TABLE);
    for (line, character) in [(0, u32::MAX), (u32::MAX, u32::MAX), (99, 0), (2, 1000)] {
        for method in AT_POSITION {
            let place = json!({ "line": line, "character": character });
            let context = json!({ "includeDeclaration": true, "triggerKind": 1 });
            let params =
                json!({ "textDocument": { "uri": editor.uri("a.toml") }, "position": place, "context": context });
            editor.request(&format!("textDocument/{method}"), params).unwrap();
        }
    }
    // An edit beyond the text is one at its end, and one whose end is before its start inserts.
    let document = json!({ "uri": editor.uri("a.toml"), "version": 2 });
    let place = |line: u32| json!({ "line": line, "character": 0 });
    let range = json!({ "start": place(500), "end": place(u32::MAX) });
    let changes = json!([{ "range": range, "text": "[errors.X]\ncode = \n" }]);
    editor.notify("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
    assert!(!editor.diagnostics("a.toml").is_empty());
    let range = json!({ "start": place(9), "end": place(0) });
    let changes = json!([{ "range": range, "text": "# \n" }]);
    editor.notify("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
    assert!(!editor.diagnostics("a.toml").is_empty());
}

#[test]
fn a_request_is_answered_at_every_place_of_every_beginning_of_a_text() {
    let mut editor = Editor::new(&[]);
    let text = format!(
        "{TABLE}fields.who = {{ at = [\"/w\", {{ at = \"é\", template = \"{{{{{{who}}\" }}], type = 'string' }}\n[[errors.GONE.examples]]\nbody = '''{{\"code\""
    );
    editor.open_text("a.toml", "");
    for end in (0..=text.len()).filter(|end| text.is_char_boundary(*end)) {
        let beginning = &text[..end];
        let document = json!({ "uri": editor.uri("a.toml"), "version": end });
        let changes = json!([{ "text": beginning }]);
        editor.notify("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
        let line = beginning.matches('\n').count();
        let column = end - beginning.rfind('\n').map_or(0, |at| at + 1);
        for method in AT_POSITION {
            let place = json!({ "line": line, "character": column });
            let context = json!({ "includeDeclaration": true, "triggerKind": 1 });
            let params =
                json!({ "textDocument": { "uri": editor.uri("a.toml") }, "position": place, "context": context });
            editor.request(&format!("textDocument/{method}"), params).unwrap();
        }
        editor.diagnostics("a.toml");
    }
    assert_eq!(editor.shown, Vec::<String>::new());
}

#[test]
fn deep_nesting_does_no_harm() {
    let mut editor = Editor::new(&[]);
    for piece in ["[", "{ a = ", "[{ a = "] {
        editor.open_text("a.toml", &format!("{TABLE}when = {}", piece.repeat(50_000)));
        assert!(!editor.diagnostics("a.toml").is_empty());
        let params = json!({ "textDocument": { "uri": editor.uri("a.toml") } });
        editor.request("textDocument/documentSymbol", params).unwrap();
        editor.request_at("completion", "a.toml", "co¦de = 7");
    }
}

#[test]
fn a_file_that_is_not_utf8_is_an_error_where_it_is_extended() {
    let mut editor = Editor::new(&[("a.toml", &TABLE.replace("name = \"a\"", "name = \"a\"\nextends = \"b.toml\""))]);
    fs::write(editor.path("b.toml"), b"[table]\nformat = 1\n# \xff\n").unwrap();
    editor.open("a.toml");
    let found = editor.diagnostics("a.toml");
    assert_eq!(found[0]["code"], "bad-extends");
    assert!(found[0]["message"].as_str().unwrap().contains("not UTF-8"), "{found:?}");
    for method in AT_POSITION.into_iter().filter(|method| *method != "references") {
        editor.request_at(method, "a.toml", "extends = \"b.¦toml\"");
    }
}

#[test]
fn files_that_extend_each_other_do_not_stop_the_server() {
    let files = ["a", "b"].map(|name| {
        let other = if name == "a" { "b" } else { "a" };
        TABLE.replace("name = \"a\"", &format!("name = \"{name}\"\nextends = \"{other}.toml\""))
    });
    let mut editor = Editor::new(&[("a.toml", &files[0]), ("b.toml", &files[1])]);
    editor.open("a.toml");
    assert!(
        editor.rules("a.toml").iter().any(|rule| rule.contains("bad-extends")) || !editor.rules("b.toml").is_empty()
    );
    editor.request_at("definition", "a.toml", "[errors.GO¦NE]");
}

#[test]
fn a_file_that_is_removed_while_it_is_open_is_checked_on() {
    let mut editor = Editor::new(&[("a.toml", TABLE)]);
    editor.open("a.toml");
    assert_eq!(editor.diagnostics("a.toml"), Vec::<Value>::new());
    fs::remove_file(editor.path("a.toml")).unwrap();
    editor.edit("a.toml", "code = 7", "code = ");
    assert_eq!(editor.rules("a.toml").len(), 1);
    editor.close("a.toml");
    editor.open_text("c.toml", TABLE);
    assert_eq!(editor.diagnostics("c.toml"), Vec::<Value>::new());
    assert_eq!(editor.diagnostics("a.toml_"), Vec::<Value>::new());
}

#[test]
fn ten_thousand_edits_are_one_check_at_their_end() {
    let mut editor = Editor::new(&[]);
    editor.open_text("a.toml", TABLE);
    for number in 0..10_000_u32 {
        let (old, new) = (format!("code = {}", 7 + number), format!("code = {}", 8 + number));
        editor.edit("a.toml", &old, &new);
    }
    assert_eq!(editor.diagnostics("a.toml"), Vec::<Value>::new());
    editor.edit("a.toml", "code = 10007", "code = ");
    assert_eq!(editor.rules("a.toml").len(), 1);
    assert!(editor.is_running());
}

#[test]
fn edits_of_one_message_follow_each_other() {
    let mut editor = Editor::new(&[]);
    editor.open_text("a.toml", "");
    let document = json!({ "uri": editor.uri("a.toml"), "version": 2 });
    let place = |line: u32, character: u32| json!({ "line": line, "character": character });
    let insert = |line, character, text: &str| json!({ "range": { "start": place(line, character), "end": place(line, character) }, "text": text });
    let mut changes = vec![json!({ "text": "" })];
    for (line, text) in TABLE.lines().enumerate() {
        let line = u32::try_from(line).unwrap();
        changes.push(insert(line, 0, text));
        changes.push(insert(line, u32::try_from(text.len()).unwrap(), "\n"));
    }
    changes.push(insert(7, 7, "x"));
    editor.notify("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
    assert_eq!(editor.rules("a.toml"), ["8:unquoted"]);
}

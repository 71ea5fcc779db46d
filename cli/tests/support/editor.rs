//! An editor: a client of the language server, over its standard input and output.

#![allow(clippy::panic, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
#![allow(dead_code, reason = "each test uses some of it")]

use std::collections::HashMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::{Value, json};

/// The longest time that an answer takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(120);

pub(crate) struct Editor {
    child: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Value>,
    last_id: i64,
    folder: tempfile::TempDir,
    texts: HashMap<String, (i64, String)>,
    published: HashMap<String, Vec<Value>>,
    /// The messages that the server shows to the user.
    pub(crate) shown: Vec<String>,
}

impl Editor {
    /// Starts the server in a folder with these files, and initializes it.
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        Self::with_abilities(files, json!({ "general": { "positionEncodings": ["utf-8"] } }))
    }

    pub(crate) fn with_abilities(files: &[(&str, &str)], abilities: Value) -> Self {
        let mut editor = Self::uninitialized(files);
        let folder = json!([{ "uri": editor.uri(""), "name": "test" }]);
        let params =
            json!({ "processId": null, "rootUri": null, "capabilities": abilities, "workspaceFolders": folder });
        editor.request("initialize", params).expect("the server can be initialized");
        editor.notify("initialized", json!({}));
        editor
    }

    pub(crate) fn uninitialized(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let mut child = Command::new(env!("CARGO_BIN_EXE_cargo-errspec"))
            .args(["lsp", "--stdio"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (sender, messages) = channel();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        std::thread::spawn(move || {
            while let Some(message) = read(&mut output) {
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        Self {
            input: child.stdin.take(),
            child,
            messages,
            last_id: 0,
            folder,
            texts: HashMap::new(),
            published: HashMap::new(),
            shown: Vec::new(),
        }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn uri(&self, name: &str) -> String {
        format!("file://{}", self.path(name).display())
    }

    /// Sends bytes as they are.
    pub(crate) fn send_raw(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().unwrap();
        input.write_all(bytes).unwrap();
        input.flush().unwrap();
    }

    pub(crate) fn send(&mut self, message: &Value) {
        let text = message.to_string();
        self.send_raw(format!("Content-Length: {}\r\n\r\n{text}", text.len()).as_bytes());
    }

    pub(crate) fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Sends a request without waiting for the answer.
    pub(crate) fn ask(&mut self, method: &str, params: Value) -> i64 {
        self.last_id += 1;
        self.send(&json!({ "jsonrpc": "2.0", "id": self.last_id, "method": method, "params": params }));
        self.last_id
    }

    /// Sends a request, and returns its result or its error.
    pub(crate) fn request(&mut self, method: &str, params: Value) -> Result<Value, Value> {
        let id = self.ask(method, params);
        self.answer(id)
    }

    /// Waits for the answer to a request.
    pub(crate) fn answer(&mut self, id: i64) -> Result<Value, Value> {
        loop {
            let message = self.messages.recv_timeout(PATIENCE).expect("the server answers");
            match message.get("method").and_then(Value::as_str) {
                Some("textDocument/publishDiagnostics") => {
                    let uri = message["params"]["uri"].as_str().unwrap().to_owned();
                    self.published.insert(uri, message["params"]["diagnostics"].as_array().unwrap().clone());
                }
                Some("window/showMessage") => self.shown.push(message["params"]["message"].to_string()),
                Some(_) => {}
                None if message["id"] == json!(id) => {
                    return match message.get("error") {
                        Some(error) => Err(error.clone()),
                        None => Ok(message["result"].clone()),
                    };
                }
                None => panic!("an answer that nobody waits for: {message}"),
            }
        }
    }

    /// Waits for the next answer, and returns the id of its request.
    pub(crate) fn next_answered(&mut self) -> i64 {
        loop {
            let message = self.messages.recv_timeout(PATIENCE).expect("the server answers");
            if message.get("method").is_none() {
                return message["id"].as_i64().unwrap();
            }
        }
    }

    /// Waits for the next diagnostics of a file.
    pub(crate) fn next_published(&mut self, name: &str) -> Vec<Value> {
        let uri = self.uri(name);
        loop {
            let message = self.messages.recv_timeout(PATIENCE).expect("the server publishes");
            if message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == uri {
                let found = message["params"]["diagnostics"].as_array().unwrap().clone();
                self.published.insert(uri, found.clone());
                return found;
            }
        }
    }

    /// Opens a file with the text on the disk.
    pub(crate) fn open(&mut self, name: &str) {
        let text = fs::read_to_string(self.path(name)).unwrap();
        self.open_text(name, &text);
    }

    pub(crate) fn open_text(&mut self, name: &str, text: &str) {
        self.texts.insert(name.to_owned(), (1, text.to_owned()));
        let document = json!({ "uri": self.uri(name), "languageId": "toml", "version": 1, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": document }));
    }

    pub(crate) fn close(&mut self, name: &str) {
        self.texts.remove(name);
        self.notify("textDocument/didClose", json!({ "textDocument": { "uri": self.uri(name) } }));
    }

    /// Replaces a piece of a text by another one.
    pub(crate) fn edit(&mut self, name: &str, old: &str, new: &str) {
        let start = self.text(name).find(old).unwrap_or_else(|| panic!("no {old:?}"));
        let (from, to) = (self.position(name, start), self.position(name, start + old.len()));
        let uri = self.uri(name);
        let (version, text) = self.texts.get_mut(name).unwrap();
        *version += 1;
        text.replace_range(start..start + old.len(), new);
        let document = json!({ "uri": uri, "version": version });
        let change = json!({ "range": { "start": from, "end": to }, "text": new });
        self.notify("textDocument/didChange", json!({ "textDocument": document, "contentChanges": [change] }));
    }

    pub(crate) fn text(&self, name: &str) -> &str {
        &self.texts[name].1
    }

    /// Returns the position of an offset, in bytes.
    fn position(&self, name: &str, offset: usize) -> Value {
        let before = &self.text(name)[..offset];
        let line = before.matches('\n').count();
        json!({ "line": line, "character": offset - before.rfind('\n').map_or(0, |at| at + 1) })
    }

    /// Returns the parameters of a request at the `¦` of a piece of the text, which does not have it.
    pub(crate) fn at(&self, name: &str, piece: &str) -> Value {
        let column = piece.find('¦').unwrap();
        let start = self.text(name).find(&piece.replace('¦', "")).unwrap_or_else(|| panic!("no {piece:?}"));
        json!({ "textDocument": { "uri": self.uri(name) }, "position": self.position(name, start + column) })
    }

    /// Sends a request at the `¦` of a piece of the text.
    pub(crate) fn request_at(&mut self, method: &str, name: &str, piece: &str) -> Value {
        let params = self.at(name, piece);
        self.request(&format!("textDocument/{method}"), params).unwrap()
    }

    /// Returns the diagnostics of a file. The server checks what changed before it answers a request for fixes.
    pub(crate) fn diagnostics(&mut self, name: &str) -> Vec<Value> {
        self.actions(name);
        self.published.get(&self.uri(name)).cloned().unwrap_or_default()
    }

    /// Returns the code actions of a whole file.
    pub(crate) fn actions(&mut self, name: &str) -> Vec<Value> {
        let range = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 100_000, "character": 0 } });
        let document = json!({ "uri": self.uri(name) });
        let params = json!({ "textDocument": document, "range": range, "context": { "diagnostics": [] } });
        self.request("textDocument/codeAction", params).unwrap().as_array().cloned().unwrap_or_default()
    }

    /// Returns the ids of the rules of the diagnostics of a file, each with its line.
    pub(crate) fn rules(&mut self, name: &str) -> Vec<String> {
        let rule = |found: &Value| {
            format!("{}:{}", found["range"]["start"]["line"].as_u64().unwrap() + 1, found["code"].as_str().unwrap())
        };
        self.diagnostics(name).iter().map(rule).collect()
    }

    /// Returns the text of a range of a file.
    pub(crate) fn text_of(&self, location: &Value) -> String {
        let uri = location["uri"].as_str().unwrap();
        let path = uri.strip_prefix("file://").unwrap();
        let open = self.texts.iter().find(|(name, _)| self.uri(name) == uri).map(|(_, (_, text))| text.clone());
        let text = open.unwrap_or_else(|| fs::read_to_string(path).unwrap());
        let name = path.strip_prefix(self.folder.path().to_str().unwrap()).unwrap().trim_start_matches('/');
        let range = &location["range"];
        let (start, end) = (offset(&text, &range["start"]), offset(&text, &range["end"]));
        format!("{name}:{}: {}", range["start"]["line"].as_u64().unwrap() + 1, &text[start..end])
    }

    /// Returns the places of an answer, each with its file and its line.
    pub(crate) fn places(&self, answer: &Value) -> Vec<String> {
        let mut places: Vec<String> = answer.as_array().into_iter().flatten().map(|it| self.text_of(it)).collect();
        places.sort();
        places
    }

    /// Carries out an edit, and returns the texts of the files that it changes.
    pub(crate) fn apply(&self, edit: &Value) -> HashMap<String, String> {
        let mut changed = HashMap::new();
        for (uri, edits) in edit["changes"].as_object().unwrap() {
            let path = uri.strip_prefix("file://").unwrap();
            let open = self.texts.iter().find(|(name, _)| self.uri(name) == *uri).map(|(_, (_, text))| text.clone());
            let mut text = open.unwrap_or_else(|| fs::read_to_string(path).unwrap());
            let mut edits: Vec<(usize, usize, String)> = edits
                .as_array()
                .unwrap()
                .iter()
                .map(|edit| {
                    let range = &edit["range"];
                    let new = edit["newText"].as_str().unwrap().to_owned();
                    (offset(&text, &range["start"]), offset(&text, &range["end"]), new)
                })
                .collect();
            edits.sort();
            for (start, end, new) in edits.into_iter().rev() {
                text.replace_range(start..end, &new);
            }
            let name = path.strip_prefix(self.folder.path().to_str().unwrap()).unwrap().trim_start_matches('/');
            changed.insert(name.to_owned(), text);
        }
        changed
    }

    /// Returns the labels of what may be written at the `¦` of a piece of the text.
    pub(crate) fn completion(&mut self, name: &str, piece: &str) -> Vec<String> {
        let items = self.request_at("completion", name, piece);
        items.as_array().unwrap().iter().map(|item| item["label"].as_str().unwrap().to_owned()).collect()
    }

    /// Ends the server as an editor does, and returns its exit status.
    pub(crate) fn leave(mut self) -> Option<i32> {
        self.request("shutdown", Value::Null).unwrap();
        self.notify("exit", Value::Null);
        self.wait()
    }

    /// Closes the input, and waits for the end.
    pub(crate) fn wait(&mut self) -> Option<i32> {
        drop(self.input.take());
        self.child.wait().unwrap().code()
    }

    pub(crate) fn is_running(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        drop(self.input.take());
        _ = self.child.kill();
        _ = self.child.wait();
    }
}

fn offset(text: &str, position: &Value) -> usize {
    let line = usize::try_from(position["line"].as_u64().unwrap()).unwrap();
    let column = usize::try_from(position["character"].as_u64().unwrap()).unwrap();
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    start + column
}

fn read(output: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim().split_once(':') {
            Some((_, value)) => length = value.trim().parse().ok()?,
            None => break,
        }
    }
    let mut content = vec![0; length];
    output.read_exact(&mut content).ok()?;
    serde_json::from_slice(&content).ok()
}

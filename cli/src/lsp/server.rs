//! The loop of the server: messages are taken as they come, and tables are checked when none waits.

use std::collections::{BTreeMap, HashSet, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, TryRecvError};

use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response, ResponseError};
use lsp_types::notification::{Notification as _, PublishDiagnostics, ShowMessage};
use lsp_types::{Diagnostic, MessageType, NumberOrString, PublishDiagnosticsParams, ShowMessageParams, Uri};
use serde_json::Value;

use super::abilities::{abilities, client_from, watched_files};
use super::checks::findings_in;
use super::documents::key_of;
use super::notifications;
use super::requests;
use super::state::{Refusal, State};
use super::transport::{Arrival, arrivals, write};
use crate::failure::Failure;
use crate::outcome::Outcome;

/// The phase of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// Before `initialize`.
    Started,
    Running,
    /// After `shutdown`.
    ShutDown,
}

struct Server {
    phase: Phase,
    state: State,
    /// The diagnostics that the client has, by the keys of their documents.
    published: BTreeMap<String, (Uri, Vec<Diagnostic>)>,
    /// `true` if the client wants to be asked for changes of files.
    registers_files: bool,
}

/// Serves an editor until it leaves.
pub(crate) fn serve() -> Result<Outcome, Failure> {
    let arrivals = arrivals();
    let mut server =
        Server { phase: Phase::Started, state: State::default(), published: BTreeMap::new(), registers_files: false };
    let mut queue = VecDeque::new();
    loop {
        match next(&arrivals, server.state.checks.is_dirty()) {
            Next::Arrival(arrival) => queue.push_back(arrival),
            Next::Idle => {
                server.check()?;
                continue;
            }
            Next::End => return Ok(Outcome::FoundErrors),
        }
        queue.extend(arrivals.try_iter());
        let cancelled = cancelled(&queue);
        while let Some(arrival) = queue.pop_front() {
            if let Some(outcome) = server.handle(arrival, &cancelled)? {
                return Ok(outcome);
            }
        }
    }
}

/// The next step of the loop.
enum Next {
    Arrival(Arrival),
    /// Nothing waits, and there is work to do.
    Idle,
    End,
}

fn next(arrivals: &Receiver<Arrival>, has_work: bool) -> Next {
    if !has_work {
        return arrivals.recv().map_or(Next::End, Next::Arrival);
    }
    match arrivals.try_recv() {
        Ok(arrival) => Next::Arrival(arrival),
        Err(TryRecvError::Empty) => Next::Idle,
        Err(TryRecvError::Disconnected) => Next::End,
    }
}

/// Returns the requests among those that wait which the client no longer needs.
fn cancelled(queue: &VecDeque<Arrival>) -> HashSet<RequestId> {
    let ids = queue.iter().filter_map(|arrival| match arrival {
        Arrival::Message(Message::Notification(it)) if it.method == "$/cancelRequest" => {
            serde_json::from_value::<NumberOrString>(it.params.get("id")?.clone()).ok()
        }
        _ => None,
    });
    let ids = ids.map(|id| match id {
        NumberOrString::Number(number) => RequestId::from(number),
        NumberOrString::String(text) => RequestId::from(text),
    });
    ids.collect()
}

impl Server {
    /// Handles a message. Returns the outcome of the session after the last one.
    fn handle(&mut self, arrival: Arrival, cancelled: &HashSet<RequestId>) -> Result<Option<Outcome>, Failure> {
        match arrival {
            Arrival::Message(Message::Request(request)) if cancelled.contains(&request.id) => {
                let refusal = Refusal::new(ErrorCode::RequestCanceled, "the request was cancelled");
                self.respond(request.id, Err(refusal))?;
            }
            Arrival::Message(Message::Request(request)) => self.answer(request)?,
            Arrival::Message(Message::Notification(notification)) if notification.method == "exit" => {
                let is_well = self.phase == Phase::ShutDown;
                return Ok(Some(if is_well { Outcome::Well } else { Outcome::FoundErrors }));
            }
            Arrival::Message(Message::Notification(notification)) => self.notice(&notification)?,
            Arrival::Message(Message::Response(_)) => {}
            Arrival::Unreadable(why) => self.complain(&format!("a message cannot be read: {why}"))?,
        }
        Ok(None)
    }

    fn answer(&mut self, request: Request) -> Result<(), Failure> {
        let Request { id, method, params } = request;
        let result = match (self.phase, method.as_str()) {
            (Phase::Started, "initialize") => self.initialize(params),
            (Phase::Started, _) => Err(Refusal::new(ErrorCode::ServerNotInitialized, "`initialize` comes first")),
            (Phase::ShutDown, _) => Err(Refusal::new(ErrorCode::InvalidRequest, "the server is shut down")),
            (Phase::Running, "initialize") => Err(Refusal::new(ErrorCode::InvalidRequest, "the server is initialized")),
            (Phase::Running, "shutdown") => {
                self.phase = Phase::ShutDown;
                Ok(Value::Null)
            }
            (Phase::Running, method) => {
                // The fixes are those of the text as it is.
                if method == "textDocument/codeAction" {
                    self.check_all()?;
                }
                let state = &mut self.state;
                guarded(|| requests::answer(state, method, params))
            }
        };
        self.respond(id, result)
    }

    fn initialize(&mut self, params: Value) -> Result<Value, Refusal> {
        let client = client_from(params)?;
        self.state.documents.unit = client.unit;
        self.state.workspace.folders = client.folders;
        self.state.client_has_snippets = client.has_snippets;
        self.registers_files = client.registers_files;
        self.phase = Phase::Running;
        requests::value_of(abilities(client.unit))
    }

    fn notice(&mut self, notification: &Notification) -> Result<(), Failure> {
        if self.phase != Phase::Running {
            return Ok(());
        }
        if notification.method == "initialized" && self.registers_files {
            let (method, params) = watched_files();
            return Ok(write(&Message::Request(Request { id: RequestId::from(method.clone()), method, params }))?);
        }
        let (state, params) = (&mut self.state, notification.params.clone());
        match guarded(|| notifications::handle(state, &notification.method, params)) {
            Ok(()) => Ok(()),
            Err(refusal) => self.complain(&format!("`{}`: {}", notification.method, refusal.message)),
        }
    }

    fn respond(&self, id: RequestId, result: Result<Value, Refusal>) -> Result<(), Failure> {
        let response_result =
            result.map_err(|refusal| ResponseError { code: refusal.code as i32, message: refusal.message, data: None });
        Ok(write(&Message::Response(Response { id, response_result }))?)
    }

    /// Tells the user what went wrong outside of a request.
    fn complain(&self, message: &str) -> Result<(), Failure> {
        let params = ShowMessageParams { typ: MessageType::WARNING, message: format!("errspec: {message}") };
        self.notify(ShowMessage::METHOD, serde_json::to_value(params).unwrap_or_default())
    }

    fn notify(&self, method: &str, params: Value) -> Result<(), Failure> {
        Ok(write(&Message::Notification(Notification { method: method.to_owned(), params }))?)
    }

    fn check_all(&mut self) -> Result<(), Failure> {
        while self.state.checks.is_dirty() {
            self.check()?;
        }
        Ok(())
    }

    /// Checks one table, and publishes what changed.
    fn check(&mut self) -> Result<(), Failure> {
        let State { documents, checks, workspace, .. } = &mut self.state;
        if let Err(refusal) = guarded(|| {
            checks.check_next(documents, workspace);
            Ok(())
        }) {
            self.complain(&refusal.message)?;
        }
        self.publish()
    }

    /// Sends the diagnostics of the documents where they changed.
    fn publish(&mut self) -> Result<(), Failure> {
        let found = self.state.checks.iter().flat_map(|check| &check.findings);
        let mut wanted: BTreeMap<String, Uri> =
            found.map(|finding| (key_of(&finding.uri), finding.uri.clone())).collect();
        wanted.extend(self.published.iter().map(|(key, (uri, _))| (key.clone(), uri.clone())));
        for (key, uri) in wanted {
            let findings = findings_in(&self.state.checks, &key);
            let diagnostics: Vec<Diagnostic> = findings.iter().map(|finding| finding.diagnostic.clone()).collect();
            let open = self.state.documents.get(&key);
            let uri = open.map_or(uri, |open| open.uri.clone());
            let is_known = match self.published.get(&key) {
                Some((_, known)) => *known == diagnostics,
                None => diagnostics.is_empty(),
            };
            if is_known {
                continue;
            }
            let params = PublishDiagnosticsParams {
                uri: uri.clone(),
                diagnostics: diagnostics.clone(),
                version: open.and_then(|open| open.version),
            };
            self.notify(PublishDiagnostics::METHOD, serde_json::to_value(params).unwrap_or_default())?;
            self.published.insert(key, (uri, diagnostics));
        }
        Ok(())
    }
}

/// Runs a piece of work so that a mistake in it does not end the server.
fn guarded<T>(work: impl FnOnce() -> Result<T, Refusal>) -> Result<T, Refusal> {
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|_| Err(Refusal::new(ErrorCode::InternalError, "an error in the server; please report it")))
}

#[cfg(test)]
mod tests {
    use std::collections::VecDeque;

    use lsp_server::{Message, Notification, RequestId};
    use serde_json::json;

    use super::{Arrival, cancelled};

    #[test]
    fn requests_that_wait_can_be_cancelled() {
        let cancel = |id| {
            let params = json!({ "id": id });
            Arrival::Message(Message::Notification(Notification { method: "$/cancelRequest".into(), params }))
        };
        let queue = VecDeque::from([cancel(json!(3)), cancel(json!("a")), cancel(json!({}))]);
        let expected = [RequestId::from(3), RequestId::from("a".to_owned())];
        assert_eq!(cancelled(&queue), expected.into_iter().collect());
    }
}

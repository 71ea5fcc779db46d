//! The loop of the server: messages are taken as they come, and tables are checked when none waits, large ones in the background.

use std::collections::{BTreeMap, HashSet, VecDeque};
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response, ResponseError};
use lsp_types::notification::{Cancel, Notification as _, PublishDiagnostics, ShowMessage};
use lsp_types::request::{CodeActionRequest, Request as _};
use lsp_types::{Diagnostic, MessageType, NumberOrString, PublishDiagnosticsParams, ShowMessageParams, Uri};
use serde_json::Value;

use super::abilities::{abilities, client_from, watched_files};
use super::background::Background;
use super::checks::findings_in;
use super::documents::key_of;
use super::job::Done;
use super::notifications;
use super::refusal::{Refusal, guarded};
use super::requests;
use super::state::State;
use super::transport::{Arrival, listen, write};
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
    background: Background,
    /// The requests that wait until all checks are complete.
    parked: Vec<Request>,
    /// The diagnostics that the client has, by the keys of their documents.
    published: BTreeMap<String, (Uri, Vec<Diagnostic>)>,
    /// `true` if the client wants to be asked for changes of files.
    registers_files: bool,
}

/// An event that the server handles.
enum Event {
    Arrival(Arrival),
    /// The check of a large table is done.
    Done(Done),
    /// The editor has left.
    End,
}

/// Serves an editor until it leaves.
pub(crate) fn serve() -> Result<Outcome, Failure> {
    let (events, incoming) = channel();
    let results = events.clone();
    listen(move |arrival| events.send(arrival.map_or(Event::End, Event::Arrival)).is_ok());
    let background = Background::start(move |done| results.send(Event::Done(done)).is_ok());
    let mut server = Server {
        phase: Phase::Started,
        state: State::default(),
        background,
        published: BTreeMap::new(),
        parked: Vec::new(),
        registers_files: false,
    };
    let mut queue = VecDeque::new();
    loop {
        match next(&incoming, server.state.checks.is_dirty()) {
            Some(event) => queue.push_back(event),
            None => {
                server.check()?;
                server.answer_parked()?;
                continue;
            }
        }
        queue.extend(incoming.try_iter());
        let cancelled = cancelled(&queue);
        while let Some(event) = queue.pop_front() {
            if let Some(outcome) = server.handle(event, &cancelled)? {
                return Ok(outcome);
            }
        }
        server.answer_parked()?;
    }
}

/// Returns the next event; `None` if none waits and there is work to do.
fn next(incoming: &Receiver<Event>, has_work: bool) -> Option<Event> {
    if !has_work {
        return Some(incoming.recv().unwrap_or(Event::End));
    }
    match incoming.try_recv() {
        Ok(event) => Some(event),
        Err(TryRecvError::Empty) => None,
        Err(TryRecvError::Disconnected) => Some(Event::End),
    }
}

/// Returns the requests among those that wait which the client no longer needs.
fn cancelled(queue: &VecDeque<Event>) -> HashSet<RequestId> {
    let ids = queue.iter().filter_map(|event| match event {
        Event::Arrival(Arrival::Message(Message::Notification(it))) if it.method == Cancel::METHOD => {
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
    /// Handles an event. Returns the outcome of the session after the last one.
    fn handle(&mut self, event: Event, cancelled: &HashSet<RequestId>) -> Result<Option<Outcome>, Failure> {
        match event {
            Event::Arrival(Arrival::Message(message)) => return self.handle_message(message, cancelled),
            Event::Arrival(Arrival::Unreadable(why)) => self.complain(&format!("a message cannot be read: {why}"))?,
            Event::Done(done) => {
                self.take(done)?;
                self.publish()?;
            }
            Event::End => return Ok(Some(Outcome::FoundErrors)),
        }
        Ok(None)
    }

    fn handle_message(&mut self, message: Message, cancelled: &HashSet<RequestId>) -> Result<Option<Outcome>, Failure> {
        match message {
            Message::Request(request) if cancelled.contains(&request.id) => self.refuse_cancelled(request.id)?,
            Message::Request(request) if self.is_parked(&request) => self.parked.push(request),
            Message::Request(request) => self.answer(request)?,
            Message::Notification(notification) if notification.method == "exit" => {
                let is_well = self.phase == Phase::ShutDown;
                return Ok(Some(if is_well { Outcome::Well } else { Outcome::FoundErrors }));
            }
            Message::Notification(notification) if notification.method == Cancel::METHOD => {
                for request in self.parked.extract_if(.., |request| cancelled.contains(&request.id)).collect::<Vec<_>>()
                {
                    self.refuse_cancelled(request.id)?;
                }
            }
            Message::Notification(notification) => self.notice(&notification)?,
            Message::Response(_) => {}
        }
        Ok(None)
    }

    /// Returns `true` for a request that waits until all checks are complete: fixes are those of the text as it is.
    fn is_parked(&self, request: &Request) -> bool {
        self.phase == Phase::Running && request.method == CodeActionRequest::METHOD && !self.state.checks.are_complete()
    }

    /// Answers the requests that waited, if all checks are complete.
    fn answer_parked(&mut self) -> Result<(), Failure> {
        if !self.state.checks.are_complete() {
            return Ok(());
        }
        std::mem::take(&mut self.parked).into_iter().try_for_each(|request| self.answer(request))
    }

    fn refuse_cancelled(&self, id: RequestId) -> Result<(), Failure> {
        self.respond(id, Err(Refusal::new(ErrorCode::RequestCanceled, "the request was cancelled")))
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

    /// Checks the next table, at once or in the background, and publishes what changed.
    fn check(&mut self) -> Result<(), Failure> {
        let State { documents, checks, workspace, .. } = &mut self.state;
        let jobs = match guarded(|| Ok(checks.next_jobs(documents, workspace))) {
            Ok(jobs) => jobs,
            Err(refusal) => return self.complain(&refusal.message),
        };
        for job in jobs {
            let done = if job.is_large() { self.background.run(job) } else { Some(job.run()) };
            done.map_or(Ok(()), |done| self.take(done))?;
        }
        self.publish()
    }

    /// Takes the result of a check, if it still counts.
    fn take(&mut self, done: Done) -> Result<(), Failure> {
        if !self.state.checks.end(&done.key, done.number) {
            return Ok(());
        }
        match done.result {
            Ok(checked) => {
                self.state.checks.insert(done.key, checked);
                Ok(())
            }
            Err(refusal) => self.complain(&refusal.message),
        }
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

#[cfg(test)]
mod tests {
    use std::collections::VecDeque;

    use lsp_server::{Message, Notification, RequestId};
    use serde_json::json;

    use super::{Arrival, Event, cancelled};

    #[test]
    fn requests_that_wait_can_be_cancelled() {
        let cancel = |id| {
            let params = json!({ "id": id });
            let message = Notification { method: "$/cancelRequest".into(), params };
            Event::Arrival(Arrival::Message(Message::Notification(message)))
        };
        let queue = VecDeque::from([cancel(json!(3)), cancel(json!("a")), cancel(json!({}))]);
        let expected = [RequestId::from(3), RequestId::from("a".to_owned())];
        assert_eq!(cancelled(&queue), expected.into_iter().collect());
    }
}

//! A response, and a description by which it is checked.

use std::collections::BTreeSet;
use std::net::SocketAddr;

use serde_json::{Value, json};

/// The headers that the framework adds, and the media type, which is not among the headers of a description.
const OTHER_HEADERS: &[&str] = &["allow", "content-length", "content-type", "date"];

/// A response as it arrived, with the route that was called.
#[derive(Debug, Clone)]
pub(crate) struct Sent {
    pub(crate) route: &'static str,
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Value,
}

impl Sent {
    pub(crate) async fn request(
        address: SocketAddr,
        route: &'static str,
        path: &str,
        accept: &str,
        request_id: Option<&str>,
    ) -> Self {
        let mut request = reqwest::Client::new().get(format!("http://{address}{path}")).header("accept", accept);
        if let Some(id) = request_id {
            request = request.header("x-request-id", id);
        }
        let response = request.send().await.unwrap();
        let headers = response.headers().iter();
        let text = |value: &[u8]| String::from_utf8_lossy(value).into_owned();
        let headers = headers.map(|(name, value)| (name.to_string(), text(value.as_bytes()))).collect();
        let status = response.status().as_u16();
        Self { route, status, headers, body: serde_json::from_slice(&response.bytes().await.unwrap()).unwrap() }
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn media_type(&self) -> String {
        self.header("content-type").unwrap().to_owned()
    }
}

/// A description.
pub(crate) struct Described(Value);

impl Described {
    pub(crate) fn new(description: &Value) -> Self {
        Self(description.clone())
    }

    pub(crate) fn assert_describes(&self, sent: &Sent) {
        let errors = self.errors(sent);
        assert!(errors.is_empty(), "{errors:#?}\n{sent:#?}");
    }

    /// Returns every route with the statuses and media types that are listed.
    pub(crate) fn listed(&self) -> BTreeSet<(&str, String, String)> {
        let mut listed = BTreeSet::new();
        for (route, item) in self.0["paths"].as_object().unwrap() {
            for (status, response) in item["get"]["responses"].as_object().unwrap() {
                for media_type in self.resolved(response)["content"].as_object().unwrap().keys() {
                    listed.insert((route.as_str(), status.clone(), media_type.clone()));
                }
            }
        }
        listed
    }

    /// Returns what the description does not say of a response.
    pub(crate) fn errors(&self, sent: &Sent) -> Vec<String> {
        let Some(response) = self.0["paths"][sent.route]["get"]["responses"].get(sent.status.to_string()) else {
            return vec![format!("the status {} is not listed", sent.status)];
        };
        let response = self.resolved(response);
        let mut errors = self.header_errors(&response["headers"], sent);
        match response["content"].get(sent.media_type()) {
            None => errors.push(format!("the media type {} is not listed", sent.media_type())),
            Some(content) => errors.extend(self.value_errors(&content["schema"], &sent.body)),
        }
        errors
    }

    fn header_errors(&self, headers: &Value, sent: &Sent) -> Vec<String> {
        let mut errors = Vec::new();
        for (name, header) in headers.as_object().into_iter().flatten() {
            if header["required"] == true && sent.header(name).is_none() {
                errors.push(format!("the header {name} is absent"));
            }
        }
        for (name, value) in sent.headers.iter().filter(|(name, _)| !OTHER_HEADERS.contains(&name.as_str())) {
            let Some(header) = headers.get(name) else {
                errors.push(format!("the header {name} is not listed"));
                continue;
            };
            let value = match header["schema"]["type"].as_str() {
                Some("string") | None => Value::from(value.as_str()),
                Some(_) => serde_json::from_str(value).unwrap_or_else(|_| Value::from(value.as_str())),
            };
            errors.extend(self.value_errors(&header["schema"], &value));
        }
        errors
    }

    fn value_errors(&self, schema: &Value, value: &Value) -> Vec<String> {
        // The references of the schema are paths of the description.
        let document = json!({ "allOf": [schema], "components": self.0["components"] });
        let validator = jsonschema::draft202012::new(&document).unwrap();
        validator.iter_errors(value).map(|error| error.to_string()).collect()
    }

    fn resolved<'v>(&'v self, value: &'v Value) -> &'v Value {
        match value["$ref"].as_str() {
            Some(reference) => self.0.pointer(reference.strip_prefix('#').unwrap()).unwrap(),
            None => value,
        }
    }
}

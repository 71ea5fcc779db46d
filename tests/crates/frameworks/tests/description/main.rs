//! The description that a server publishes, against the responses that it sends.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

mod api;
mod components;
mod described;
mod validator;

use std::collections::BTreeSet;

use api::{billing_errors, metered_errors, order_errors};
use described::{Described, Sent};

/// Sends a request to every route that answers with an error, in each variation, and in each form.
async fn all_responses() -> Vec<Sent> {
    let address = api::serve().await;
    let mut requests = Vec::new();
    let orders = order_errors().len();
    let routes = [
        ("/billing/{number}", billing_errors().len() + orders),
        ("/metered/{number}", metered_errors().len() + orders),
        ("/orders/{number}", orders),
    ];
    for (route, count) in routes {
        for number in 0..count {
            for variation in ["plain", "full", "unprocessable"] {
                let path = route.replace("{number}", &number.to_string());
                requests.push((route, format!("{path}?variation={variation}")));
            }
        }
        // What axum rejects.
        requests.push((route, route.replace("{number}", "NaN")));
        requests.push((route, route.replace("{number}", "0?variation=0&variation=1")));
        requests.push((route, route.replace("{number}", "99")));
    }
    let mut all = Vec::new();
    for (route, path) in requests {
        for accept in ["application/json", "application/problem+json"] {
            for request_id in [None, Some("req-1")] {
                all.push(Sent::request(address, route, &path, accept, request_id).await);
            }
        }
    }
    all
}

#[tokio::test]
async fn every_response_is_valid_by_the_description() {
    let description = Described::new(&api::description());
    let mut seen = BTreeSet::new();
    let all = all_responses().await;
    for sent in &all {
        description.assert_describes(sent);
        seen.insert((sent.route, sent.status.to_string(), sent.media_type()));
    }
    // The description lists nothing that is never sent.
    assert_eq!(description.listed(), seen);
}

/// A description that accepts everything would pass the test above.
#[tokio::test]
async fn other_responses_are_not_valid() {
    let description = Described::new(&api::description());
    let all = all_responses().await;
    let sent = all.iter().find(|sent| sent.status == 402).unwrap();
    let mut changed = sent.clone();
    changed.body["error"]["code"] = "other".into();
    assert!(!description.errors(&changed).is_empty());
    let changed = Sent { status: 418, ..sent.clone() };
    assert!(!description.errors(&changed).is_empty());
    let mut changed = sent.clone();
    changed.headers.push(("x-other".to_owned(), "1".to_owned()));
    assert!(!description.errors(&changed).is_empty());
    let delayed = all.iter().find(|sent| sent.header("retry-after").is_some()).unwrap();
    let mut changed = delayed.clone();
    for (_, value) in changed.headers.iter_mut().filter(|(name, _)| name == "retry-after") {
        "soon".clone_into(value);
    }
    assert!(!description.errors(&changed).is_empty());
}

#[test]
fn every_entry_is_sent() {
    let names = |errors: Vec<&str>| errors.into_iter().map(ToOwned::to_owned).collect::<BTreeSet<_>>();
    let sent = names(billing_errors().iter().map(|error| error.name()).collect());
    assert_eq!(sent, names(api::BillingError::entries().map(|entry| entry.name()).collect()));
    let sent = names(metered_errors().iter().map(|error| error.name()).collect());
    assert_eq!(sent, names(api::MeteredError::entries().map(|entry| entry.name()).collect()));
    let sent = names(order_errors().iter().map(|error| error.name()).collect());
    assert_eq!(sent, names(api::OrderError::entries().map(|entry| entry.name()).collect()));
}

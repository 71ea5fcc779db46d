//! Every published response of the zoo decodes to the expected result, with nothing but a table.

#![allow(clippy::panic, clippy::expect_used, clippy::indexing_slicing)]

use errspec_tests::zoo::{APIS, Response, is_complete};
use serde_json::Value as Json;

/// The responses that differ from the expected result: API, number and reason.
const EXCEPTIONS: &[(&str, usize, &str)] = &[];

#[test]
#[cfg_attr(no_shared, ignore = "needs ../shared")]
fn every_response_of_the_zoo_decodes_to_the_expected_result() {
    let (mut count, mut known, mut wrong) = (0, 0, Vec::new());
    for api in APIS {
        let Some(text) = api.responses() else {
            assert!(!is_complete(), "there is no file of responses for the table `{}`", api.name);
            continue;
        };
        let file: Json = serde_json::from_str(&text).expect("the zoo is JSON");
        for (number, response) in file["responses"].as_array().into_iter().flatten().enumerate() {
            let response = Response::read(response).expect("a response of the zoo has status, headers, body, expect");
            let outcome = (api.check)(&response);
            count += 1;
            known += usize::from(outcome.entry.is_some());
            if !outcome.differences.is_empty() {
                wrong.push((api.name, number, outcome));
            }
        }
    }
    println!("{count} responses of {} APIs, {known} of them known entries", APIS.len());
    for (name, number, outcome) in &wrong {
        println!("{name} {number} ({:?}): {}", outcome.entry, outcome.differences.join("; "));
    }
    assert!(count >= 150, "the zoo has shrunk to {count} responses");
    let listed =
        |(name, number, _): &&(&str, usize, _)| EXCEPTIONS.iter().any(|(api, own, _)| (api, own) == (name, number));
    assert_eq!(wrong.iter().filter(|wrong| !listed(wrong)).count(), 0, "responses differ from the expected result");
    let differs =
        |(api, own, _): &&(&str, usize, _)| wrong.iter().any(|(name, number, _)| (api, own) == (name, number));
    let stale = EXCEPTIONS.iter().find(|exception| !differs(exception));
    assert!(stale.is_none() || !is_complete(), "the exception {stale:?} has the expected result");
    assert!(EXCEPTIONS.len() * 100 <= count * 3, "more than three percent are exceptions");
}

#[test]
fn every_response_beside_its_table_decodes_to_the_expected_result() {
    let (mut count, mut wrong) = (0, Vec::new());
    for api in APIS {
        let Some(text) = api.own_responses() else { continue };
        let file: Json = serde_json::from_str(&text).expect("the file is JSON");
        for (number, response) in file["responses"].as_array().into_iter().flatten().enumerate() {
            let response = Response::read(response).expect("a response has status, headers, body, expect");
            let outcome = (api.check)(&response);
            count += 1;
            if !outcome.differences.is_empty() {
                wrong.push(format!("{} {number} ({:?}): {}", api.name, outcome.entry, outcome.differences.join("; ")));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(count > 20, "only {count} responses are found");
}

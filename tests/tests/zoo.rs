//! Every published response of the zoo decodes to what its API meant, by a table alone.

#![allow(clippy::panic, clippy::expect_used, clippy::indexing_slicing)]

use std::fs;

use errspec_tests::shared;
use errspec_tests::zoo::{APIS, Response};
use serde_json::Value as Json;

/// Responses of which not all that is expected can be had, and why.
const EXCEPTIONS: &[(&str, usize, &str)] = &[];

#[test]
fn every_response_of_the_zoo_decodes_to_what_is_expected_of_it() {
    let Some(folder) = shared().map(|shared| shared.join("zoo")).filter(|zoo| zoo.is_dir()) else {
        println!("skipped: there is no ../shared/zoo");
        return;
    };
    let (mut count, mut known, mut wrong) = (0, 0, Vec::new());
    for api in APIS {
        let Ok(text) = fs::read_to_string(folder.join(format!("{}.json", api.name))) else {
            println!("skipped: there are no responses of {}", api.name);
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
    assert_eq!(wrong.iter().filter(|wrong| !listed(wrong)).count(), 0, "responses differ from what is expected");
    assert!(EXCEPTIONS.len() * 100 <= count * 3, "more than three in a hundred are exceptions");
}

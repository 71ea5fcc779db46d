//! The work for a hostile response, or a hostile table, grows as its length does. It is counted in instructions, by Valgrind, so that the time
//! and the machine do not matter, and nothing that reads has to count.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::env;
use std::process::Command;

use errspec::Spec;
use errspec_codegen::Source;
use errspec_tests::apis::FlanksError;
use tables::{Elements, Linear, ListedOutside, Mixed, Named, OAuth2};

mod tables {
    #[errspec::table("./tables/elements.toml")]
    pub enum Elements {}

    #[errspec::table("./tables/linear.toml")]
    pub enum Linear {}

    #[errspec::table("./tables/listed_outside.toml")]
    pub enum ListedOutside {}

    #[errspec::table("./tables/mixed.toml")]
    pub enum Mixed {}

    #[errspec::table("./tables/named.toml")]
    pub enum Named {}

    #[errspec::table("../zoo/oauth2_rfc6749.toml")]
    pub enum OAuth2 {}
}

/// The length of the shorter input, in bytes.
const LENGTH: usize = 20_000;

/// How many times longer the other one is.
const TIMES: usize = 4;

/// The growth of the work that still counts as linear.
const MOST: u64 = 5;

/// The variable by which the process that is counted gets the number of its case and the length of its input.
const INPUT: &str = "ERRSPEC_LINEAR_INPUT";

/// Work on an input of about the length that it is given.
type Work = fn(usize);

fn repeated(piece: &str, length: usize) -> String {
    piece.repeat(length / piece.len())
}

/// Returns pieces that differ in a number.
fn numbered(length: usize, piece: impl Fn(usize) -> String) -> String {
    (0..length / piece(10_000).len()).map(piece).collect()
}

/// Decodes a response and asks for all that it has.
fn decode<E: Spec + errspec::Decode>(headers: &[(&str, &str)], body: &str) {
    let decoded = E::decode_response(400, headers, body);
    let _ =
        (decoded.details(), decoded.errors(), decoded.details_json(), decoded.encode(), decoded.error().to_string());
    let _ = (E::detect_response(200, headers, body).is_some(), E::try_decode_response(400, headers, body).is_ok());
}

const CASES: [(&str, Work); 19] = [
    ("JSON, many members", |length| {
        decode::<FlanksError>(&[], &format!("{{{}\"error_code\":1}}", numbered(length, |n| format!("\"m{n}\":1,"))));
    }),
    ("JSON, one member many times", |length| {
        decode::<FlanksError>(&[], &format!("{{{}\"error\":\"x\"}}", repeated("\"error_code\":20002,", length)));
    }),
    ("JSON, cut off", |length| decode::<FlanksError>(&[], &repeated("{\"error\":[", length))),
    ("JSON, within text", |length| decode::<FlanksError>(&[], &repeated("!{\"error\":\"", length))),
    ("JSON, escapes", |length| {
        decode::<FlanksError>(
            &[],
            &format!("{{\"error\":\"Invalid {}\",\"error_code\":40001}}", repeated("\\u0041\\n", length)),
        );
    }),
    ("JSON, errors in a list", |length| {
        let list = repeated("{\"code\":\"a\",\"message\":\"x is wrong\"},", length);
        decode::<ListedOutside>(&[], &format!("{{\"errors\":[{list}1],\"outside\":\"{}\"}}", "o".repeat(length)));
    }),
    ("JSON, a body in lines", |length| decode::<ListedOutside>(&[], &repeated("{\"code\":\"a\"}\n", length))),
    ("parts of a multipart body", |length| {
        let part = "--b\r\nx-y: z\r\nx-id: 1\r\n\r\n{\"code\":\"a\"}\r\n";
        decode::<ListedOutside>(&[("x-trace", &"t".repeat(length))], &(repeated(part, length) + "--b--"));
    }),
    ("XML, many attributes, one of them twice", |length| {
        let attributes = numbered(length, |n| format!(" a{n}='1'"));
        decode::<Elements>(&[], &format!("<Error><Code {attributes} a1='2'>Invalid</Code></Error>"));
    }),
    ("XML, many elements", |length| {
        let elements = numbered(length, |n| format!("<e{n}>&lt;</e{n}>"));
        decode::<Elements>(&[], &format!("<Error><Problems>{elements}</Problems><Code>Invalid</Code></Error>"));
    }),
    ("XML, elements that never end", |length| decode::<Elements>(&[], &repeated("<Problems><Problem>", length))),
    ("a form", |length| {
        decode::<Mixed>(&[], &format!("{}&response_code=200", numbered(length, |n| format!("k{n}=%41+%zz&"))));
    }),
    ("lines", |length| decode::<Mixed>(&[], &format!("{}Status=NOTAUTHED", numbered(length, |n| format!("k{n}=v\n"))))),
    ("keys of lines", |length| decode::<Named>(&[], &numbered(length, |n| format!("K{n}=There is no disk {n}\n")))),
    ("a long header", |length| {
        decode::<Linear>(&[("x-code", &repeated("1,", length)), ("x-note", &repeated(": ", length))], "");
    }),
    ("a long WWW-Authenticate", |length| {
        let pieces = repeated("Bearer realm=\"a\\\", error=\"", length);
        decode::<OAuth2>(&[("www-authenticate", &pieces)], "");
        decode::<OAuth2>(&[("www-authenticate", &numbered(length, |n| format!("a{n}=\"error=\", ")))], "");
    }),
    ("a message of lists", |length| {
        for message in ["a,a and ", "a, a or ", "a,", " and ", "; "] {
            for code in [1, 2] {
                let message = repeated(message, length / 10);
                decode::<Linear>(&[], &format!("{{\"code\":{code},\"message\":\"{message}\"}}"));
            }
        }
    }),
    ("unknown parameters in `docs` of a table", |length| {
        let docs = numbered(length, |n| format!("{{p{n}}}"));
        assert!(read(&format!(
            "[table]\nformat = 1\nname = \"x\"\ndocs = \"https://x/{docs}\"\n[errors.A]\ncode = 1\n"
        )));
    }),
    ("unknown keys in a table", |length| {
        // For each, the text above it is read up to a limit, which is far below both lengths.
        let keys = numbered(length, |n| format!("k{n} = 1\n"));
        assert!(read(&format!("[table]\nformat = 1\nname = \"x\"\n[errors.A]\ncode = 1\n{keys}")));
    }),
];

/// Reads a table. Returns `true` if it is rejected.
fn read(table: &str) -> bool {
    errspec_codegen::read(&Source::new("x.toml", table)).is_err()
}

#[test]
#[ignore = "is the work that the other test counts"]
fn counted_work() {
    let Ok(input) = env::var(INPUT) else { return };
    let (case, length) = input.split_once(' ').unwrap();
    CASES[case.parse::<usize>().unwrap()].1(length.parse().unwrap());
}

/// Returns the number of instructions of the process that does the work of a case.
fn instructions(case: usize, length: usize) -> u64 {
    let output = Command::new("valgrind")
        .args(["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"])
        .arg(env::current_exe().unwrap())
        .args(["--ignored", "--exact", "counted_work"])
        .env(INPUT, format!("{case} {length}"))
        .output()
        .unwrap();
    let report = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{} {report}", String::from_utf8_lossy(&output.stdout));
    let line = report.lines().find(|line| line.contains("I ") && line.contains("refs:"));
    let count = line.and_then(|line| line.rsplit(':').next()).expect("Valgrind counts");
    count.trim().replace(',', "").parse().unwrap()
}

#[test]
#[cfg_attr(no_valgrind, ignore = "needs valgrind")]
fn the_work_for_hostile_input_is_linear() {
    let growths: Vec<(&str, u64, u64)> = (0..CASES.len())
        .map(|case| {
            // The start of the process is no part of the work.
            let [none, few, many] = [LENGTH / 100, LENGTH, TIMES * LENGTH].map(|length| instructions(case, length));
            (CASES[case].0, few.saturating_sub(none), many.saturating_sub(none))
        })
        .collect();
    for (name, few, many) in &growths {
        println!("{name}: {few} and {many} instructions");
    }
    let steep: Vec<_> = growths.iter().filter(|(_, few, many)| *many > MOST * few).collect();
    assert!(steep.is_empty(), "{steep:?}");
}

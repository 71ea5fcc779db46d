//! The work for a hostile response, or a hostile table, grows as its length does. It is counted in instructions, by Valgrind, so that the time
//! and the machine do not matter, and nothing that reads has to count.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::env;
use std::process::Command;

use errspec::Spec;
use errspec_codegen::Source;
use errspec_engine::Found;
use errspec_engine::decode::{Decoded, Incoming, decode as decode_by};
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

const CASES: [(&str, Work); 30] = [
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
    ("keys of the envelope in many entries", |length| {
        let entries = numbered(length, |n| format!("[errors.A{n}]\ncode = {n}\nrequest_id = \"/x\"\n"));
        assert!(read(&format!("[table]\nformat = 1\nname = \"x\"\n[envelope]\ncode = \"/code\"\n{entries}")));
    }),
    ("keys of the envelope in many entries below a hundred envelopes", |length| {
        let envelopes: String = (0..100).map(|n| format!("[[envelope]]\nid = \"e{n}\"\ncode = \"/code\"\n")).collect();
        let entries = numbered(length, |n| format!("[errors.A{n}]\ncode = {n}\nrequest_id = \"/x\"\n"));
        assert!(read(&format!("[table]\nformat = 1\nname = \"x\"\n{envelopes}{entries}")));
    }),
    ("cases right below many entries", |length| {
        rejected(length, |n| format!("[errors.A{n}]\ncode = {n}\n[errors.A{n}.SMALL]\nmessage = \"small\"\n"));
    }),
    ("cases without a name in many entries", |length| {
        rejected(length, |n| format!("[errors.A{n}]\ncode = {n}\n[errors.A{n}.cases]\nmessage = \"small\"\n"));
    }),
    ("entries within many entries", |length| {
        rejected(length, |n| format!("[errors.A{n}]\ncode = {n}\n[errors.A{n}.errors.B]\nmessage = \"small\"\n"));
    }),
    ("misspelt parents of many cases", |length| {
        rejected(length, |n| format!("[errors.PARENT_{n}]\ncode = {n}\n[errors.PARENNT_{n}.cases.B]\nstatus = 400\n"));
    }),
    ("unknown sections", |length| rejected(length, |n| format!("[k{n}]\nx = 1\n"))),
    ("entries at the top level", |length| rejected(length, |n| format!("[A{n}]\ncode = {n}\n"))),
    ("unknown keys, values and types in many entries", |length| {
        rejected(length, |n| {
            format!(
                "[errors.A{n}]\ncode = {n}\nretry = \"backoff\"\nstatus = \"409\"\nsumary = \"x\"\nfields.n = \"int\"\n"
            )
        });
    }),
    ("fields that are misspelt in many entries", |length| {
        rejected(length, |n| format!("[errors.A{n}]\ncode = {n}\nmessage = \"x {{y}}\"\nfields.yy = {{}}\n"));
    }),
    ("mistakes of TOML in many entries", |length| {
        rejected(length, |n| {
            format!("[errors.A{n}]\ncode: {n}\nstatus = [400\nmessage = \"\\d\"\nretry = never\nsummary = 'it's'\n")
        });
    }),
];

/// Reads a table with mistakes in each of many pieces.
fn rejected(length: usize, piece: impl Fn(usize) -> String) {
    let pieces = numbered(length, piece);
    assert!(read(&format!(
        "[table]\nformat = 1\nname = \"x\"\n[envelope]\ncode = \"/code\"\nmessage = \"/m\"\n{pieces}"
    )));
}

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

/// Returns the number of instructions of the process that does the work of a test with an input.
fn instructions(test: &str, input: &str) -> u64 {
    let output = Command::new("valgrind")
        .args(["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"])
        .arg(env::current_exe().unwrap())
        .args(["--ignored", "--exact", test])
        .env(INPUT, input)
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
            let counted = |length: usize| instructions("counted_work", &format!("{case} {length}"));
            let [none, few, many] = [LENGTH / 100, LENGTH, TIMES * LENGTH].map(counted);
            (CASES[case].0, few.saturating_sub(none), many.saturating_sub(none))
        })
        .collect();
    for (name, few, many) in &growths {
        println!("{name}: {few} and {many} instructions");
    }
    let steep: Vec<_> = growths.iter().filter(|(_, few, many)| *many > MOST * few).collect();
    assert!(steep.is_empty(), "{steep:?}");
}

/// Returns a table with templates of one code, and as many of entries without a code. Those of the code begin alike, and some of the others
/// begin with others.
fn table_of_many(templates: usize) -> String {
    let mut table =
        "table = { format = 1, name = \"many\" }\nenvelope = { code = \"/code\", message = \"/message\" }\n".to_owned();
    for number in 0..templates {
        table.push_str(&format!(
            "errors.CODE_{number} = {{ code = 1, message = \"The {{x}} is no thing {number}\" }}\n"
        ));
        table.push_str(&format!(
            "errors.NO_CODE_{number} = {{ status = 400, message = \"Thing {number}{{x}} failed\" }}\n"
        ));
    }
    table
}

#[test]
#[ignore = "is the work that the other test counts"]
fn decoded_among_many() {
    let Ok(input) = env::var(INPUT) else { return };
    let (templates, calls) = input.split_once(' ').unwrap();
    let (templates, calls): (usize, usize) = (templates.parse().unwrap(), calls.parse().unwrap());
    let model = errspec_codegen::read(&Source::new("many.toml", table_of_many(templates))).unwrap();
    let (table, last) = (model.table(), templates - 1);
    let bodies = [
        (format!("{{\"code\": 1, \"message\": \"The x is no thing {last}\"}}"), true),
        (format!("{{\"message\": \"Thing {last}x failed\"}}"), true),
        ("{\"code\": 1, \"message\": \"The x is no thing\"}".to_owned(), false),
        ("{\"message\": \"Thing x failed\"}".to_owned(), false),
    ];
    for (body, is_found) in bodies.iter().cycle().take(bodies.len() * calls) {
        let incoming = Incoming { status: Some(400), headers: None, body: body.as_bytes(), clock: || None };
        let found = decode_by(&table, &incoming, &mut Decoded::new(body.as_bytes()));
        assert_eq!(matches!(found, Found::Entry(_)), *is_found, "{body}");
    }
}

#[test]
#[cfg_attr(no_valgrind, ignore = "needs valgrind")]
fn the_work_to_find_one_of_many_templates_grows_far_slower_than_their_number() {
    const CALLS: usize = 100;
    let counted = |templates: usize| {
        // The reading of the table is no part of the work.
        let [without, with] =
            [0, CALLS].map(|calls| instructions("decoded_among_many", &format!("{templates} {calls}")));
        with.saturating_sub(without) / CALLS as u64
    };
    let [few, many] = [60, 16 * 60].map(counted);
    println!("{few} and {many} instructions");
    assert!(many < 2 * few, "{few} and {many} instructions");
}

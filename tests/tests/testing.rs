//! The reports of `errspec::testing` for correct and incorrect types and tables.

#![allow(clippy::unwrap_used, clippy::panic, dead_code)]

use std::fs;
use std::panic::catch_unwind;
use std::path::PathBuf;
use std::process::Command;

use errspec::testing::{assert_contract, check, check_decode, contract, uncovered};
use errspec::{AsField, FromField, Value, kind};
use errspec_tests::apis::{FlanksError, FrankieOneError};
use errspec_tests::broken::Forgetful;
use errspec_tests::zoo::APIS;

#[test]
fn every_table_of_the_zoo_keeps_its_promises() {
    let broken = APIS.iter().filter_map(|api| Some(format!("{}: {}", api.name, (api.promises)().err()?)));
    let broken: Vec<String> = broken.collect();
    assert!(broken.is_empty(), "{}", broken.join("\n\n"));
}

#[test]
fn the_documented_tables_keep_their_promises_separately_and_together() {
    check::<FlanksError>().unwrap();
    check::<(FlanksError, FrankieOneError)>().unwrap();
}

/// The errors of a payment.
#[derive(Debug, errspec::Error)]
#[errspec("../../specs/billing.toml", partial)]
enum PaymentError {
    CardDeclined {
        reason: Reason,
    },
    RateLimited {
        limit: u64,
    },
    #[errspec(unknown)]
    Unknown(errspec::Unknown),
}

/// The errors of a request.
#[derive(Debug, errspec::Error)]
#[errspec("../../specs/billing.toml", partial)]
enum RequestError {
    InvalidRequest,
    NotFound,
    MethodNotAllowed,
    InvoiceNotFound(u32),
    #[errspec(unknown)]
    Unknown(errspec::Unknown),
}

/// An error that is only encoded.
#[derive(Debug, errspec::Error)]
#[errspec("../../specs/billing.toml")]
struct Internal;

/// A field type that rejects all samples.
#[derive(Debug)]
struct Reason;

impl AsField<kind::Text> for Reason {
    fn as_field(&self) -> Option<Value<'_>> {
        Some("expired".into())
    }
}

impl FromField<kind::Text> for Reason {
    fn from_field(value: Option<Value<'_>>) -> Option<Self> {
        (value?.as_str()? == "expired").then_some(Self)
    }
}

#[test]
fn an_entry_without_a_variant_is_reported() {
    let names = |entries: Vec<errspec::Entry>| entries.iter().map(errspec::Entry::name).collect::<Vec<_>>();
    let missing = ["INVALID_REQUEST", "NOT_FOUND", "METHOD_NOT_ALLOWED", "INVOICE_NOT_FOUND", "INTERNAL"];
    assert_eq!(names(uncovered::<PaymentError>()), missing);
    assert_eq!(names(uncovered::<(PaymentError, RequestError)>()), ["INTERNAL"]);
    assert!(uncovered::<(PaymentError, RequestError, Internal)>().is_empty());
    assert!(uncovered::<(FlanksError,)>().is_empty());
    let error = check::<(PaymentError, RequestError)>().unwrap_err().to_string();
    let help = "\n    help: check a type by itself that leaves out entries on purpose";
    assert_eq!(error, format!("1 check failed\n\nbilling::INTERNAL: no type has a variant for it{help}"));
}

/// A type of a client: all other errors are unknown to it.
#[derive(Debug, errspec::Error)]
#[errspec("tests/tables/several/orders.toml", "tests/tables/several/ledger.toml", partial)]
enum ClientError {
    SoldOut {
        item: String,
    },
    Unbalanced {
        difference: Option<f64>,
    },
    #[errspec(unknown)]
    Unknown(errspec::Unknown),
}

#[test]
fn of_a_type_that_leaves_out_entries_only_its_own_are_checked() {
    check::<PaymentError>().unwrap();
    check::<ClientError>().unwrap();
    check::<(ClientError,)>().unwrap();
    check_decode::<ClientError>().unwrap();
    check::<Internal>().unwrap();
    let error = check::<LossyError>().unwrap_err().to_string();
    assert!(error.starts_with("1 check failed\n\nbilling::CARD_DECLINED: it is read back as unknown"), "{error}");
}

/// The errors of a server, which are only encoded.
#[derive(Debug, errspec::Error)]
#[errspec("../../specs/billing.toml")]
enum ServerError {
    InvalidRequest,
    NotFound,
    MethodNotAllowed,
    #[errspec(transparent)]
    Payment(#[from] PaymentError),
    InvoiceNotFound(u32),
    #[errspec(entry = "INTERNAL")]
    Storage(#[from] std::io::Error),
}

/// The errors of a server, of which only a gateway can write one.
#[derive(Debug, errspec::Error)]
#[errspec("tests/tables/api_only.toml")]
enum GatewayError {
    Gone,
    Stamped,
}

#[test]
fn a_type_that_is_only_encoded_is_checked_by_its_table() {
    check::<ServerError>().unwrap();
    check::<(ServerError, FlanksError, Internal)>().unwrap();
    assert!(ServerError::from(std::io::Error::other("disk")).status().is_some());
    let error = check::<(GatewayError, GatewayError)>().unwrap_err().to_string();
    let expected = "1 check failed\n\napi-only::STAMPED: it is read back as `GONE`\n    status 410\n";
    assert!(error.starts_with(expected), "{error}");
    let error = check::<(Internal, Internal)>().unwrap_err().to_string();
    assert!(error.starts_with("6 checks failed\n\nbilling::INVALID_REQUEST: no type has a variant for it"), "{error}");
}

/// An error that is decoded and has a type parameter.
#[derive(Debug, errspec::Error)]
#[errspec("../../specs/billing.toml")]
enum ReasonError<R> {
    InvalidRequest,
    NotFound,
    MethodNotAllowed,
    CardDeclined {
        reason: R,
    },
    InvoiceNotFound(u32),
    RateLimited {
        limit: u64,
    },
    Internal,
    #[errspec(unknown)]
    Unknown(errspec::Unknown),
}

#[test]
fn the_round_trips_of_a_type_with_parameters_are_never_left_out_in_silence() {
    let error = check::<ReasonError<Lossy>>().unwrap_err().to_string();
    assert!(error.contains("call `check_decode` instead of `check`"), "{error}");
    check_decode::<ReasonError<String>>().unwrap();
    check_decode::<(ReasonError<Reason>, FlanksError)>().unwrap();
    let error = check_decode::<ReasonError<Lossy>>().unwrap_err().to_string();
    assert!(error.contains("billing::CARD_DECLINED: it is read back as unknown"), "{error}");
}

/// A field type that writes another text than it reads.
#[derive(Debug)]
struct Lossy;

impl AsField<kind::Text> for Lossy {
    fn as_field(&self) -> Option<Value<'_>> {
        Some("declined".into())
    }
}

impl FromField<kind::Text> for Lossy {
    fn from_field(value: Option<Value<'_>>) -> Option<Self> {
        Reason::from_field(value).map(|Reason| Self)
    }
}

#[derive(Debug, errspec::Error)]
#[errspec("../../specs/billing.toml", partial)]
enum LossyError {
    CardDeclined {
        reason: Lossy,
    },
    #[errspec(unknown)]
    Unknown(errspec::Unknown),
}

#[test]
fn a_field_that_rejects_samples_is_checked_by_recorded_responses() {
    let error = check::<(LossyError, FlanksError)>().unwrap_err().to_string();
    let expected = "\n\nbilling::CARD_DECLINED: it is read back as unknown: invalid value of field `reason` of `CARD_DECLINED`\n    status 402\n";
    assert!(error.contains(expected) && error.starts_with("7 checks failed"), "{error}");
    assert!(check::<(PaymentError, RequestError)>().is_err_and(|error| !error.to_string().contains("CARD_DECLINED")));
}

#[test]
fn the_contract_depends_on_the_tables_and_not_on_the_types() {
    assert_eq!(contract::<(PaymentError, Internal)>(), contract::<RequestError>());
}

#[test]
fn all_failed_round_trips_are_reported_at_once() {
    let error = check::<Forgetful>().unwrap_err();
    let text = error.to_string();
    assert_eq!(format!("{error:?}"), text);
    assert!(text.contains("flanks::INCOMPLETE: it is read back as `flanks::PROCESSING`\n    status 400\n"), "{text}");
    assert!(
        text.contains("flanks::MISSING_FIELDS: its field `fields` is written as [\"Quux1\"] and read back as []"),
        "{text}"
    );
    assert!(text.contains("expected INCOMPLETE, found PROCESSING"), "{text}");
    assert!(text.starts_with("3 checks failed\n"), "{text}");
}

#[test]
fn the_contract_has_everything_on_the_wire_and_no_documentation() {
    let text = contract::<FlanksError>();
    for line in [
        "table flanks",
        "envelope 1: json (application/json), code /error_code, message /error | /message, retry after header:retry-after, in 2xx",
        "entry PROCESSING: code 20002, status 400, message \"Retrieving user data. Please try again in a moment.\", retry poll, applied no",
        "entry MISSING_FIELDS, a case of CONFIGURATION_ERROR: code 40001, status 400, message \"Missing fields: {fields}\", \
         fields (fields: list separated by \", \" in the message), retry never, applied no",
        "entry INVALID_CREDENTIALS: status 401, message \"Invalid credentials\" | \"Not authenticated\", retry never, applied no",
    ] {
        assert!(text.lines().any(|own| own == line), "{line}\nis not in\n{text}");
    }
    assert!(!text.contains("support@flanks.io"));
    let names: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("entry ")).collect();
    assert!(names.is_sorted() && names.len() == 17, "{names:?}");
    let both = contract::<(FrankieOneError, FlanksError, FlanksError)>();
    assert_eq!(both, format!("{}\n{text}", contract::<FrankieOneError>()));
}

mod tables {
    #[errspec::table("./tables/contract.toml")]
    pub enum Contract {}
}

/// Each entry of the table has one property, except `PLAIN` and `CODELESS`, which show the line without it.
#[test]
fn the_contract_has_every_property_of_an_entry() {
    let text = contract::<tables::Contract>();
    let entries: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("entry ")).collect();
    assert_eq!(
        entries,
        [
            r#"ANY_CODE: found by any other code, status 404, message "Oh", retry unknown, applied maybe"#,
            r#"CODELESS: status 403, message "Oh", retry unknown, applied maybe"#,
            r#"DEPRECATED: code 7, message "Oh", retry unknown, applied maybe, deprecated"#,
            r#"DOCUMENTED: code 9, message "Oh", retry unknown, applied maybe, docs https://docs.example.com/DOCUMENTED"#,
            r#"IN_ENVELOPE: code 5, message "Oh", envelope 2, retry unknown, applied maybe"#,
            r#"PLAIN: code 1, message "Oh", retry unknown, applied maybe"#,
            r#"REPLACED: code 8, message "Oh", retry unknown, applied maybe, deprecated for "PLAIN""#,
            r#"SINCE: code 6, message "Oh", retry unknown, applied maybe, since "2.1""#,
            r#"WITHOUT_CODE: code 2, found without a code, status 402, message "Oh", retry unknown, applied maybe"#,
        ]
    );
}

#[test]
fn the_contracts_of_the_zoo_are_not_empty_and_all_different() {
    let mut contracts: Vec<String> = APIS.iter().map(|api| (api.contract)()).collect();
    for contract in &contracts {
        assert!(contract.starts_with("table ") && contract.ends_with('\n'), "{contract}");
        assert!(contract.lines().any(|line| line.starts_with("entry ")), "{contract}");
    }
    contracts.sort();
    contracts.dedup();
    assert_eq!(contracts.len(), APIS.len());
}

/// Returns an empty folder that belongs to one test.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Returns the message of the assertion on a file; `None` if it passes.
fn failure(path: &PathBuf) -> Option<String> {
    let payload = catch_unwind(|| assert_contract::<FlanksError>(path)).err()?;
    Some(payload.downcast_ref::<String>().unwrap().clone())
}

#[test]
fn an_equal_contract_passes_with_any_line_ends() {
    let path = folder("kept").join("contract.txt");
    for text in [contract::<FlanksError>(), contract::<FlanksError>().replace('\n', "\r\n")] {
        fs::write(&path, text).unwrap();
        assert_eq!(failure(&path), None);
    }
}

#[test]
fn a_changed_contract_fails_with_its_lines_and_the_command_that_accepts_it() {
    let path = folder("changed").join("contract.txt");
    let before = contract::<FlanksError>().replace("code 20002", "code 20009").replace("in 2xx", "");
    fs::write(&path, &before).unwrap();
    let message = failure(&path).unwrap();
    for part in [
        "\n-entry PROCESSING: code 20009, status 400",
        "\n+entry PROCESSING: code 20002, status 400",
        "\n-envelope 1: ",
        "\n+envelope 1: ",
        "\n    ERRSPEC_BLESS=1 cargo test\n",
    ] {
        assert!(message.contains(part), "{part}\nis not in\n{message}");
    }
    assert_eq!(message.lines().filter(|line| line.starts_with(['+', '-'])).count(), 2 + 4);
    assert_eq!(fs::read_to_string(&path).unwrap(), before);
}

#[test]
fn a_missing_contract_fails_with_the_command_that_writes_it() {
    let message = failure(&folder("missing").join("contract.txt")).unwrap();
    assert!(message.contains("does not exist") && message.contains("ERRSPEC_BLESS=1 cargo test"), "{message}");
}

#[test]
fn an_unreadable_contract_is_an_error_and_not_a_missing_contract() {
    assert!(failure(&folder("a-folder")).unwrap().contains("cannot read "));
}

/// Accepts a change. The next test runs it in another process, with the environment variable.
#[test]
#[ignore = "run by another test, which sets the environment variables"]
fn accept() {
    assert_contract::<FlanksError>(std::env::var_os("ERRSPEC_TESTS_FILE").unwrap());
}

#[test]
fn the_command_accepts_a_change_and_writes_the_whole_contract() {
    let folder = folder("accepted").join("deeper");
    let path = folder.join("contract.txt");
    for _ in 0..2 {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["accept", "--exact", "--ignored"]);
        assert!(command.env("ERRSPEC_BLESS", "1").env("ERRSPEC_TESTS_FILE", &path).output().unwrap().status.success());
        assert_eq!(fs::read_to_string(&path).unwrap(), contract::<FlanksError>());
        // No staged file is left.
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
        fs::write(&path, "something else\n").unwrap();
    }
}

//! Parts of a body that list several errors, and parts in an encoding for their transfer.

use errspec_codegen::Model;
use errspec_engine::decode::Incoming;

use super::linear::assert_linear;
use super::{read_errors, read_response, read_response_errors, table};

const BULK: &str = r#"
[envelope]
code    = "/errors/0/code"
message = "/errors/0/text"
errors  = "/errors"
in_2xx  = true

[fields]
item = "/errors/0/item"
job  = "/job"

[errors.TAKEN]
code = "taken"

[errors.LOST]
code = "lost"
"#;

fn read(model: &Model, media_type: &str, body: &[u8]) -> (String, Vec<String>) {
    let header = |name: &str| (name == "content-type").then(|| media_type.to_owned());
    let incoming = Incoming { status: Some(200), headers: Some(&header), body, clock: || None };
    (read_response(model, &incoming), read_response_errors(model, &incoming))
}

#[test]
fn each_error_in_the_list_of_a_part_is_one() {
    let model = table(BULK);
    let body = "{\"job\":1}\n{\"job\":2,\"errors\":[{\"item\":\"a\"},{\"item\":\"b\",\"code\":\"taken\",\"text\":\"t\"},{\"code\":\"lost\"}]}\n{\"job\":3,\"errors\":[{\"code\":\"lost\",\"text\":\"l\"}]}\n";
    let listed = ["1.1 TAKEN: t \"b\" \"2\"", "1.2 LOST:  \"2\"", "2.0 LOST: l \"3\""];
    assert_eq!(read_errors(&model, body), listed);
    let (found, errors) = read(&model, "application/x-ndjson", body.as_bytes());
    assert_eq!(found, "TAKEN taken: t item=\"b\" job=\"2\"");
    assert_eq!(errors, listed);
    let events: String = body.lines().map(|line| format!("data: {line}\n\n")).collect();
    assert_eq!(read(&model, "text/event-stream", events.as_bytes()).1, listed);
    let multipart: String = body.lines().map(|line| format!("--b\r\n\r\n{line}\r\n")).collect();
    assert_eq!(read(&model, "multipart/mixed; boundary=b", multipart.as_bytes()).1, listed);
    // A body that is one whole has no parts.
    assert_eq!(read_errors(&model, "{\"errors\":[{},{\"code\":\"lost\"}]}"), ["1 LOST: "]);
}

#[test]
#[cfg(feature = "xml")]
fn the_lists_of_parts_in_xml_are_read() {
    let model = table(
        "[envelope]\nbody = \"xml\"\nparts = \"multipart\"\ncode = \"/R/E/Code\"\nerrors = \"/R/E\"\nin_2xx = true\n\n[errors.LOST]\ncode = 7\n",
    );
    let body = "--b\r\n\r\n<R><E><Code/></E><E><Code>7</Code></E><E><Code>8</Code></E></R>\r\n--b\r\n\r\n<R/>\r\n--b--";
    let (found, errors) = read(&model, "multipart/mixed; boundary=b", body.as_bytes());
    assert_eq!(found, "LOST 7: ");
    assert_eq!(errors, ["0.1 LOST: ", "0.2 unknown: "]);
}

const ENCODED: &str = "--b\r\nContent-Type: application/json\r\nContent-Transfer-Encoding: BASE64\r\n\r\neyJqb2IiOjEsImVycm9ycyI6W3sidGV4dCI6InTDpCIs\r\nImNvZGUiOiJ0YWtlbiJ9XX0=\r\n\
    --b\r\ncontent-transfer-encoding: quoted-printable\r\n\r\n{\"errors\":[{\"code\":\"lo=\r\nst\",\"text\":\"=C3=A4\"}]}\r\n\
    --b\r\nContent-Transfer-Encoding: base64\r\n\r\nSFRUUC8xLjEgNDA5IENvbmZsaWN0DQpYLUlkOiA3DQoNCnsiZXJyb3JzIjpbeyJjb2RlIjoidGFrZW4ifV19\r\n\
    --b\r\nContent-Transfer-Encoding: base64\r\n\r\n{\"errors\":[{\"code\":\"lost\",\"text\":\"plain\"}]}\r\n--b--\r\n";

#[test]
fn the_encoding_of_a_part_is_undone() {
    let model = table(BULK);
    let (found, errors) = read(&model, "multipart/mixed; boundary=b", ENCODED.as_bytes());
    assert_eq!(found, "TAKEN taken: t\u{e4} job=\"1\"");
    // The third part is an HTTP response, and the last is not in the encoding that it names.
    assert_eq!(errors, ["0.0 TAKEN: t\u{e4} \"1\"", "1.0 LOST: \u{e4}", "2.0 TAKEN: ", "3.0 LOST: plain"]);
    assert_eq!(read(&model, "multipart/mixed; boundary=b", ENCODED.replace("\r\n", "\n").as_bytes()).1, errors);
}

#[test]
fn encoded_parts_that_are_cut_off_anywhere_are_decoded() {
    let model = table(BULK);
    for end in 0..ENCODED.len() {
        let (before, after) = ENCODED.as_bytes().split_at(end);
        read(&model, "multipart/mixed; boundary=b", before);
        read(&model, "multipart/mixed; boundary=b", after);
    }
}

#[test]
fn the_time_for_lists_in_parts_is_linear() {
    let model = table(BULK);
    for part in [
        "{\"errors\":[{\"code\":\"lost\"},{\"code\":\"taken\",\"text\":\"m\"}]}\n",
        "--b\r\nContent-Transfer-Encoding: base64\r\n\r\neyJqb2IiOjEsImVycm9ycyI6W3sidGV4dCI6InTDpCIsImNvZGUiOiJ0YWtlbiJ9XX0=\r\n",
        "--b\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n= = =\r\n=\r\n=41=",
        "=                  ",
    ] {
        for media_type in ["multipart/mixed; boundary=b", "application/x-ndjson"] {
            let start = "--b\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n";
            assert_linear(|many| [start, &many(part)].concat(), |body| _ = read(&model, media_type, body.as_bytes()));
        }
    }
}

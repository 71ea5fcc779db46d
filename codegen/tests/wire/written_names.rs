//! The names that are written where any name is read.

use crate::{read_body, table, write_and_read};

#[test]
fn the_first_location_names_the_member_that_is_written() {
    let model = table(
        r#"
        [envelope]
        code    = ["/token_response/sub_code", "/*/sub_code"]
        message = ["/token_response/sub_msg", "/*/sub_msg"]

        [errors.A]
        code    = "isv.bad"
        message = "Bad."
        "#,
    );
    let body = write_and_read(&model, "A", &[]);
    assert_eq!(body, r#"{"token_response":{"sub_msg":"Bad.","sub_code":"isv.bad"}}"#);
    assert_eq!(read_body(&model, 400, &body.replace("token", "refund")), "A isv.bad: Bad.");
}

#[cfg(feature = "xml")]
#[test]
fn the_first_location_names_the_element_that_is_written() {
    let model = table(
        r#"
        [envelope]
        body    = "xml"
        code    = ["/Response/Code", "/*/Code"]
        message = ["/Response/Message", "/*/Message"]

        [errors.A]
        code    = "Bad"
        message = "Bad."
        "#,
    );
    let body = write_and_read(&model, "A", &[]);
    assert_eq!(body, "<Response><Message>Bad.</Message><Code>Bad</Code></Response>");
    assert_eq!(read_body(&model, 400, &body.replace("Response", "Result")), "A Bad: Bad.");
}

#[cfg(feature = "xml")]
#[test]
fn the_first_template_has_the_prefix_that_is_written() {
    let model = table(
        r#"
        [envelope]
        preset = "soap"
        code   = { at = "/Envelope/Body/Fault/faultcode", template = ["soap:{code}", "{_}:{code}", "{code}"] }
        write  = { "/Envelope/@xmlns:soap" = "http://schemas.xmlsoap.org/soap/envelope/" }

        [errors.A]
        code    = "Client"
        message = "Bad."
        "#,
    );
    let body = write_and_read(&model, "A", &[]);
    let expected = "<Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><Body><Fault>\
                    <faultstring>Bad.</faultstring><faultcode>soap:Client</faultcode></Fault></Body></Envelope>";
    assert_eq!(body, expected);
    for code in ["s:Client", "Client", "SOAP-ENV:Client"] {
        assert_eq!(read_body(&model, 400, &body.replace("soap:Client", code)), "A Client: Bad.");
    }
}

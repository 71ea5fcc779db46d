//! Probe.
use crate::*;

fn try_table(text: &str) -> Result<Model, String> {
    let source = Source::new("table.toml", format!("[table]\nformat = 1\nname = \"acme\"\n\n{text}"));
    read(&source).map_err(|report| report.to_string())
}

fn back(what: &str, toml: &str, name: &str, values: &[(&str, Value<'static>)]) {
    let model = match try_table(toml) { Ok(m) => m, Err(r) => { println!("== {what}: REJECTED {}", r.lines().next().unwrap_or_default()); return } };
    let table = model.table();
    let entry = table.entry_by_name(name).unwrap();
    let value = |field: &str| values.iter().find(|(name, _)| *name == field).map(|(_, value)| value.clone());
    let values = Fields::new(entry.fields().map(value));
    let response = EncodeRequest { entry, values: &values, extras: &Extras::default() }.encode();
    let body = String::from_utf8(response.body).unwrap();
    println!("== {what}: {body:?} -> {}", read_body(&model, response.status, &body));
}

#[test]
fn probe() {
    let js = "[envelope]\nmessage=\"/m\"\n";
    let t = |s: &str| Value::String(s.to_owned().into());
    back("values prefix", &format!("{js}[errors.A]\nstatus=400\nmessage=\"{{what}} failed\"\nfields.what={{values=[\"card payment\",\"card\"]}}"), "A", &[("what", t("card"))]);
    back("values list", &format!("{js}[errors.A]\nstatus=400\nmessage=\"{{what}} failed\"\nfields.what={{type=\"list\",separator=\", \",values=[\"card payment\",\"card\"]}}"), "A", &[("what", Value::List(vec!["card".to_owned(), "card payment".to_owned()].into()))]);
    back("values prefix2", &format!("{js}[errors.A]\nstatus=400\nmessage=\"{{what}} payment failed\"\nfields.what={{values=[\"card payment\",\"card\"]}}"), "A", &[("what", t("card"))]);
    back("values any", &format!("{js}[errors.A]\nstatus=400\nmessage=\"{{what}} {{x}} failed\"\nfields.what={{values=[\"card payment\",\"card\"]}}"), "A", &[("what", t("card")), ("x", t("payment"))]);
    back("values after", &format!("{js}[errors.A]\nstatus=400\nmessage=\"{{x}} {{what}}\"\nfields.what={{values=[\"card payment\",\"card\"]}}"), "A", &[("what", t("card")), ("x", t("a b"))]);
    back("or", &format!("{js}[errors.A]\nstatus=400\nmessage=\"{{a}} or {{a}}?\""), "A", &[("a", t("x or y"))]);
    back("or", &format!("{js}[errors.A]\nstatus=400\nmessage=\"{{a}} or {{a}}?\""), "A", &[("a", t("x or x or x"))]);
    back("or3", &format!("{js}[errors.A]\nstatus=400\nmessage=\"{{a}} or {{b}} or {{a}}?\""), "A", &[("a", t("x or y")), ("b", t("z"))]);
    back("two", &format!("{js}[errors.A]\nstatus=400\nmessage=\"{{a}} is {{b}}, {{b}}\""), "A", &[("a", t("x is y")), ("b", t("z"))]);
    back("number.", &format!("{js}[errors.A]\nstatus=400\nmessage=\"took {{n}}.{{m}}\"\nfields.n={{type=\"number\"}}\nfields.m={{type=\"string\"}}"), "A", &[("n", Value::Number(5.0)), ("m", t("5"))]);
    back("number.x", &format!("{js}[errors.A]\nstatus=400\nmessage=\"took {{n}}. {{m}}\"\nfields.n={{type=\"number\"}}\nfields.m={{type=\"string\"}}"), "A", &[("n", Value::Number(5.0)), ("m", t("5"))]);
    back("number e", &format!("{js}[errors.A]\nstatus=400\nmessage=\"took {{n}}e{{m}}\"\nfields.n={{type=\"number\"}}\nfields.m={{type=\"string\"}}"), "A", &[("n", Value::Number(5.0)), ("m", t("5"))]);
    back("number e-", &format!("{js}[errors.A]\nstatus=400\nmessage=\"took {{n}}e-{{m}}\"\nfields.n={{type=\"number\"}}\nfields.m={{type=\"string\"}}"), "A", &[("n", Value::Number(5.0)), ("m", t("5"))]);
    back("integer dash", &format!("{js}[errors.A]\nstatus=400\nmessage=\"{{m}}{{n}}\"\nfields.n={{type=\"integer\"}}\nfields.m={{type=\"integer\"}}"), "A", &[]);
    back("integer -", &format!("{js}[errors.A]\nstatus=400\nmessage=\"x{{m}}-{{n}}\"\nfields.n={{type=\"integer\"}}"), "A", &[("n", Value::Integer(-5)),("m", t("a-"))]);
    back("dur", &format!("{js}[errors.A]\nstatus=400\nmessage=\"wait {{n}} {{m}}\"\nfields.n={{type=\"duration\"}}"), "A", &[("n", Value::Duration(std::time::Duration::from_secs(5))),("m", t("5 minutes"))]);
    back("dur2", &format!("{js}[errors.A]\nstatus=400\nmessage=\"wait {{n}} seconds{{m}}\"\nfields.n={{type=\"duration\"}}"), "A", &[("n", Value::Duration(std::time::Duration::from_millis(5500))),("m", t(" 5 minutes"))]);
    for (kind, m) in [("text", ""), ("xml", "/E/M"), ("form", "/m"), ("lines", "/m")] {
        let e = format!("[envelope]\nbody=\"{kind}\"\nmessage=\"{m}\"\n");
        back(&format!("{kind} blank"), &format!("{e}[errors.A]\nstatus=400\nmessage=\"no such file {{n}}\""), "A", &[("n", t(""))]);
        back(&format!("{kind} blank before"), &format!("{e}[errors.A]\nstatus=400\nmessage=\"{{n}} no such file\""), "A", &[("n", t(""))]);
        back(&format!("{kind} blank2"), &format!("{e}[errors.A]\nstatus=400\nmessage=\"{{n}}: {{m}}\""), "A", &[("n", t("a")), ("m", t(""))]);
        back(&format!("{kind} all"), &format!("{e}[errors.A]\nstatus=400"), "A", &[("message", t(" a "))]);
        back(&format!("{kind} cr"), &format!("{e}[errors.A]\nstatus=400"), "A", &[("message", t("a\rb: c\nd\u{85}e\u{2028}f"))]);
        back(&format!("{kind} control"), &format!("{e}[errors.A]\nstatus=400"), "A", &[("message", t("a\u{0}\u{1}\u{b}\u{1f}\t\u{fffe}\r\nb"))]);
        back(&format!("{kind} fixed blank"), &format!("{e}[errors.A]\nstatus=400\nmessage=\"failed: \""), "A", &[]);
    }
    let many: Vec<String> = (0..17).map(|n| format!("{{p{n}}}")).collect();
    back("17", &format!("{js}[errors.A]\nstatus=400\nmessage=\"{}, {{p16}}\"", many.join(", ")), "A", &(0..17).map(|n| (Box::leak(format!("p{n}").into_boxed_str()) as &str, t("v"))).collect::<Vec<_>>());
    // A source with many parameters.
    let ps: Vec<String> = (0..20).map(|n| format!("{{p{n}}}")).collect();
    back("17 source", &format!("[envelope]\ncode={{at=\"/c\",template=\"{}, {{code}}, {{p18}}\"}}\n[errors.A]\nstatus=400\ncode=\"a\"", ps.join(", ")), "A", &[]);
    back("17 field", &format!("{js}[errors.A]\nstatus=400\nmessage=\"x\"\nfields.n={{at=\"/c\",template=\"{}, {{n}}, {{n}}\"}}", ps.join(", ")), "A", &[("n", t("a"))]);
    back("17 dur", &format!("{js}[errors.A]\nstatus=400\nmessage=\"x\"\nfields.n={{at=\"/c\",type=\"duration\",template=\"{}, {{n}}s, {{n}}s\"}}", ps.join(", ")), "A", &[("n", Value::Duration(std::time::Duration::from_secs(5)))]);
}

#[test]
fn probe_numbers() {
    let js = "[envelope]\nmessage=\"/m\"\n";
    let model = table(&format!("{js}[errors.A]\nstatus=400\nmessage=\"x\"\nfields.n={{at=\"/n\",type=\"integer\"}}\nfields.f={{at=\"/f\",type=\"number\"}}\nfields.l={{at=\"/l\",type=\"list\",of=\"integer\"}}"));
    for n in ["9007199254740993.0", "1.00000000000000000001", "1e3", "1.50e1", "100e-2", "9223372036854775807.0", "1e18", "0.0", "-0", "-0.0", "1e400", "\"+5\"", "\"05\"", "\"1.\"", "\".5\"", "\"-.5\"", "\" 5 \"","\"0x5\"", "\"inf\"", "\"1e5\"", "\"1.e5\""] {
        let body = format!("{{\"m\":\"x\",\"n\":{n},\"f\":{n},\"l\":[{n}]}}");
        let t = model.table();
        let mut out = Decoded::new(body.as_bytes());
        let strict = errspec_engine::decode::try_decode(&t, &incoming(400, &body), &mut out).map(|e| e.name());
        println!("{n}: {} strict {strict:?}", read_body(&model, 400, &body));
    }
}

#[test]
fn probe_forward() {
    let model = table("[envelope]\nmessage=\"/m\"\n[errors.A]\nstatus=400\nmessage=\"x\"");
    for body in [&b"{\"m\": \"x\", \"m\": \"y\"}"[..], b"{\"m\": \"x\", \"a\": [1, 2,] , }", b"{\"m\": \"x\xff\" , \"m\":1}", b"{\"m\": \"x\xff\" , }", b"{\"m\": \"x\"} trailing words here", b"notice {\"m\": \"x\" }", b"{\"m\": \"x\" ,", b"{\"m\": \"a\tb\"}", b"{\"m\": \"x\", \"c\": \"C:\\Users\", }", b"{\"m\": \"x\"}; "] {
        let t = model.table();
        let mut out = Decoded::new(body);
        decode(&t, &Incoming { status: Some(400), headers: None, body, clock: || None }, &mut out);
        println!("{:?} -> {:?}", String::from_utf8_lossy(body), body == out.parts.forwarded_body().as_slice()); println!("    {:?}", String::from_utf8_lossy(&out.parts.forwarded_body()));
    }
}

#[test]
fn probe_table_texts() {
    for (what, toml) in [
        ("media cr", "[envelope]\nmessage=\"/m\"\nmedia_type=\"text/x\\r\\nx: y\"\n[errors.A]\nstatus=400\nmessage=\"x\""),
        ("media space", "[envelope]\nmessage=\"/m\"\nmedia_type=\"text x\"\n[errors.A]\nstatus=400\nmessage=\"x\""),
        ("media utf8", "[envelope]\nmessage=\"/m\"\nmedia_type=\"text/ä\"\n[errors.A]\nstatus=400\nmessage=\"x\""),
        ("header name", "[envelope]\nmessage=\"header:x y\"\n[errors.A]\nstatus=400\nmessage=\"x\""),
        ("header name2", "[envelope]\nmessage=\"header:x:y\"\n[errors.A]\nstatus=400\nmessage=\"x\""),
        ("header name3", "[envelope]\nmessage=\"/m\"\nwrite={\"header:x\\u0000\"=1}\n[errors.A]\nstatus=400\nmessage=\"x\""),
        ("header value write", "[envelope]\nmessage=\"/m\"\nwrite={\"header:x\"=\"a\\nb\"}\n[errors.A]\nstatus=400\nmessage=\"x\""),
        ("header value when", "[envelope]\nmessage=\"/m\"\nwhen={\"header:x\"=\"a\\u0001b\"}\n[errors.A]\nstatus=400\nmessage=\"x\""),
        ("header value ws", "[envelope]\nmessage=\"/m\"\nwhen={\"header:x\"=\" a \"}\n[errors.A]\nstatus=400\nmessage=\"x\""),
        ("header value ü", "[envelope]\nmessage=\"/m\"\nwhen={\"header:x\"=\"ü\"}\n[errors.A]\nstatus=400\nmessage=\"x\""),
        ("header code", "[envelope]\ncode=\"header:x\"\n[errors.A]\nstatus=400\ncode=\"x\\ny\""),
        ("header message", "[envelope]\nmessage=\"header:x\"\n[errors.A]\nstatus=400\nmessage=\"x\\ny\""),
        ("header symbol", "[envelope]\nmessage=\"/m\"\nname=\"header:x\"\n[errors.A]\nstatus=400\nmessage=\"x\"\nsymbol=\"a\\nb\""),
        ("header template", "[envelope]\nmessage=\"/m\"\n[errors.A]\nstatus=400\nmessage=\"x\"\nfields.n={at=\"header:x\",template=\"a\\nb{n}\"}"),
        ("example header", "[envelope]\nmessage=\"/m\"\n[errors.A]\nstatus=400\nmessage=\"x\"\nexamples=[{status=400,headers={\"x y\"=\"a\\nb\"},body='{\"m\":\"x\"}'}]"),
        ("example header2", "[envelope]\nmessage=\"/m\"\n[errors.A]\nstatus=400\nmessage=\"x\"\nexamples=[{status=400,headers={\"xy\"=\"a\\nb\"},body='{\"m\":\"x\"}'}]"),
        ("lines key", "[envelope]\nbody=\"lines\"\nmessage=\"/m\"\nwrite={\"/a=b\"=\"c\"}\n[errors.A]\nstatus=400\nmessage=\"x\""),
        ("lines key cr", "[envelope]\nbody=\"lines\"\nmessage=\"/m\\rn\"\n[errors.A]\nstatus=400\nmessage=\"x\""),
        ("xml ctl", "[envelope]\nbody=\"xml\"\nmessage=\"/E/M\"\n[errors.A]\nstatus=400\nmessage=\"x\\u0001y\""),
        ("lines cr msg", "[envelope]\nbody=\"lines\"\nmessage=\"/M\"\n[errors.A]\nstatus=400\nmessage=\"x\\ry\""),
        ("domain", "[envelope]\nmessage=\"/m\"\n[errors.A]\nstatus=400\nmessage=\"x\\ry\""),
    ] {
        println!("== {what}: {}", try_table(toml).err().map_or("ACCEPTED".to_owned(), |r| r.lines().next().unwrap_or_default().to_owned()));
    }
}

#[test]
fn probe_star() {
    let toml = (0..14).map(|n| format!("[fields.f{n}]\nat=\"/{}c{n}\"\n", "*/".repeat(n % 7 + 1))).collect::<String>();
    for count in [4, 8, 12, 14, 20] {
    let toml2 = format!("[envelope]\nmessage=\"/m\"\n[errors.A]\nstatus=400\nmessage=\"x\"\n[fields]\n{}", (0..count).map(|n| format!("f{n} = {{ at = \"{}/c{n}\", type=\"list\" }}\n", (0..count).map(|k| if k == n {"/*".to_owned()} else {format!("/a{k}")}).collect::<String>())).collect::<String>());
    let source = Source::new("table.toml", format!("[table]\nformat = 1\nname = \"acme\"\n\n{toml2}"));
    let begin = std::time::Instant::now();
    match read(&source) { Err(r) => println!("star {count} {} bytes: {} {:?}", toml2.len(), r.to_string().lines().next().unwrap_or_default(), begin.elapsed()), Ok(m) => println!("star {count} {} bytes: OK image {} {:?}", toml2.len(), m.table().body().slots(), begin.elapsed()) }
    }
    let _ = toml;
}
#[test]
fn probe_exp() {
    for n in [10, 20, 26] {
    let fields = (0..n).map(|k| format!("fields.p{k} = {{ values=[\"a\",\"a,a\"] }}\n")).collect::<String>();
    let names = (0..n).map(|k| format!("{{p{k}}}")).collect::<Vec<_>>().join(",");
    let begin = std::time::Instant::now();
    let model = match try_table(&format!("[envelope]\nmessage=\"/m\"\n[errors.A]\nstatus=400\nmessage=\"{names}!\"\n{fields}")) { Ok(m) => m, Err(r) => { println!("REJECTED {}", r.lines().next().unwrap_or_default()); continue } };
    println!("read {:?}", begin.elapsed());
    let begin = std::time::Instant::now();
    let text = vec!["a"; n * 3 / 2].join(",");
    println!("{} {:?}", read_body(&model, 400, &format!("{{\"m\":\"{text}?\"}}")), begin.elapsed());
    }
}

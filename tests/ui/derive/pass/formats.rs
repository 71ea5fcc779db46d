// The fixes that errors about fields suggest.
#![deny(warnings)]
#![allow(dead_code)]

#[derive(Debug, thiserror::Error, errspec::Error)]
#[errspec("../../tables/device.toml", partial)]
enum DeviceError {
    #[error("the relay failed: {0:?}")]
    Relay(#[errspec(field = "reason", debug)] String),
    #[error("mask {mask:#010x} at ratio {:.1$}", .ratio, 3)]
    Masked {
        #[errspec(format = "{:#010x}")]
        mask: u32,
        #[errspec(with = "rounded")]
        ratio: f64,
    },
    #[error("no answer within {}", .after.trim_end_matches("s"))]
    TimedOut {
        #[errspec(with = "|value| value.trim_end_matches(\"s\")")]
        after: String,
    },
    #[error("{count:>4} items")]
    TooMany {
        #[errspec(plain)]
        count: u8,
    },
}

fn rounded(ratio: &f64) -> String {
    format!("{ratio:.3}")
}

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/device.toml", partial)]
enum Sources {
    Relay(
        #[from]
        #[errspec(field = "reason")]
        std::io::Error,
    ),
}

#[derive(Debug)]
struct Origin;

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/device.toml", partial)]
enum Raw {
    Relay { reason: String, #[errspec(skip)] r#source: Origin },
}

fn main() {
    let errors: [DeviceError; 2] =
        [DeviceError::Masked { mask: 255, ratio: 0.25 }, DeviceError::TimedOut { after: "7s".to_owned() }];
    let texts = ["mask 0x000000ff at ratio 0.250", "no answer within 7"];
    for (error, text) in errors.into_iter().zip(texts) {
        assert_eq!(error.to_string(), text);
        let body = String::from_utf8(error.encode()).unwrap_or_default();
        assert!(body.contains(text), "{body}");
    }
    let error = Sources::from(std::io::Error::other("gone"));
    assert_eq!(error.to_string(), "the relay failed: gone");
    let error = Raw::Relay { reason: String::new(), r#source: Origin };
    assert!(std::error::Error::source(&error).is_none());
}

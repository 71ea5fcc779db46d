// A response can be decoded to a type with a variant for unknown errors.
#![deny(warnings)]

#[derive(Debug, Clone, PartialEq, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
pub enum ShopError {
    NotFound { thing: Box<str>, id: u8 },
    RateLimited { hint: Option<char>, limit: u64, #[errspec(skip)] seen: u32 },
    Conflict(String),
    #[errspec(unknown)]
    Other(errspec::Unknown),
}

fn main() {
    for error in [
        ShopError::NotFound { thing: "pen".into(), id: 7 },
        ShopError::RateLimited { hint: Some('x'), limit: 9, seen: 0 },
        ShopError::RateLimited { hint: None, limit: 9, seen: 0 },
        ShopError::Conflict("taken".to_owned()),
    ] {
        let response = error.encode_response();
        assert_eq!(ShopError::decode_response(response.status, &response, &response.body).into_error(), error);
    }
    // A number that the type of the field cannot hold, and an entry without a variant.
    let body = br#"{"code": 1, "message": "There is no pen 256."}"#;
    assert!(ShopError::decode(404, body).error().is_unknown());
    let body = br#"{"code": 4, "message": "It failed."}"#;
    assert_eq!(ShopError::decode(500, body).error().name(), "INTERNAL");
    assert!(ShopError::decode(500, body).error().unknown().is_some());
    let error = ShopError::try_decode(500, body).unwrap_err();
    assert_eq!(error.to_string(), "the type has no variant for the entry `INTERNAL`");
}

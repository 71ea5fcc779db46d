// thiserror implements `Display`, `source` and `From`. Code, status and body come from the table.
#![deny(warnings)]

use std::error::Error as _;

#[derive(Debug, thiserror::Error, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
pub enum ShopError {
    #[error("nothing called {thing}")]
    NotFound { thing: String, id: i64 },
    #[error("the disk")]
    #[errspec(entry = "INTERNAL")]
    Storage(#[from] std::io::Error),
}

fn main() {
    let error = ShopError::NotFound { thing: "pen".to_owned(), id: 7 };
    assert_eq!(error.to_string(), "nothing called pen");
    assert_eq!(error.encode(), br#"{"message":"There is no pen 7.","code":1}"#);
    let error = ShopError::from(std::io::Error::other("gone"));
    assert_eq!((error.to_string().as_str(), error.status()), ("the disk", Some(500)));
    assert_eq!(error.source().unwrap().to_string(), "gone");
}

//! Explanations of entries: which entries a code or a name stands for, and a page or JSON about them.

mod facts;
mod find;
mod json;
mod page;
mod similar;
mod wrap;

pub use self::find::entries;
pub use self::json::json;
pub use self::page::{Page, Style};
pub use self::similar::{similar, similar_words};

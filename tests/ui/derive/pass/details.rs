// Collections of sub-errors.
#![deny(warnings)]
#![deny(clippy::pedantic)]

use std::borrow::Cow;
use std::collections::{LinkedList, VecDeque};
use std::rc::Rc;
use std::sync::Arc;

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/small.toml")]
pub enum SmallError<'a, C> {
    Processing(#[errspec(details)] Vec<SmallErrorDetail>),
    #[errspec(entry = "PROCESSING", also)]
    Boxed(#[errspec(details)] Option<Box<[SmallErrorDetail]>>),
    #[errspec(entry = "PROCESSING", also)]
    Shared { #[errspec(details)] details: Arc<[SmallErrorDetail]> },
    #[errspec(entry = "PROCESSING", also)]
    Counted { #[errspec(details)] details: Option<Rc<Vec<SmallErrorDetail>>> },
    #[errspec(entry = "PROCESSING", also)]
    Borrowed(#[errspec(details)] &'a [SmallErrorDetail]),
    #[errspec(entry = "PROCESSING", also)]
    Either(#[errspec(details)] Cow<'a, [SmallErrorDetail]>),
    #[errspec(entry = "PROCESSING", also)]
    Generic(#[errspec(details)] C),
    MissingFields { fields: Vec<String>, #[errspec(details)] details: VecDeque<SmallErrorDetail> },
}

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/small.toml", entry = "PROCESSING")]
pub struct Busy {
    #[errspec(details)]
    queues: [BusyDetail; 1],
}

fn main() {
    let one = || SmallErrorDetail::new("x");
    let vec: SmallError<'_, Vec<SmallErrorDetail>> = SmallError::Processing(vec![one()]);
    let body = vec.encode();
    assert_eq!(body, br#"{"message":"Wait.","code":1,"details":[{"issue":"x"}]}"#);
    let details = [one()];
    for error in [
        SmallError::Boxed(Some(Box::new([one()]))),
        SmallError::Shared { details: Arc::new([one()]) },
        SmallError::Counted { details: Some(Rc::new(vec![one()])) },
        SmallError::Borrowed(&details),
        SmallError::Either(Cow::Borrowed(&details)),
        SmallError::Generic(LinkedList::from([one()])),
    ] {
        assert_eq!(error.encode(), body);
    }
    assert_eq!(Busy { queues: [BusyDetail::new("x")] }.encode(), body);
}

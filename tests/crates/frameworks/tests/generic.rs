//! What a generated type implements for a framework can be implemented for one with generics, lifetimes and bounds, and for one
//! that cannot be decoded.

#![allow(clippy::unwrap_used)]

use std::fmt;
use std::rc::Rc;

use errspec::__private0_1::{Generated, Instance, Table, Unknown};
use errspec::{Spec, Value};
use serde::Serialize;

#[errspec::table("tables/billing.toml")]
enum BillingError {}

/// An error that borrows another.
#[derive(Debug)]
struct Lent<'a, E>(&'a E);

/// An error that stays on its thread.
#[derive(Debug)]
struct Local(Rc<BillingError>);

macro_rules! like_its_inside {
    ([$($generics:tt)*] $ty:ty, $inside:ty) => {
        impl<$($generics)*> fmt::Display for $ty {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&*self.0, f)
            }
        }

        impl<$($generics)*> std::error::Error for $ty {}

        impl<$($generics)*> Instance for $ty {
            fn table(&self) -> &'static Table {
                self.0.table()
            }

            fn index(&self) -> Option<u32> {
                self.0.index()
            }

            fn field(&self, number: usize) -> Option<Value<'_>> {
                Instance::field(&*self.0, number)
            }

            fn as_unknown(&self) -> Option<&Unknown> {
                self.0.as_unknown()
            }
        }

        impl<$($generics)*> Generated for $ty {
            type Detail = <$inside as Generated>::Detail;

            fn tables() -> &'static [&'static Table] {
                <$inside>::tables()
            }

            fn covers(table: usize, index: u32) -> bool {
                <$inside>::covers(table, index)
            }
        }

        impl<$($generics)*> Spec for $ty {}
    };
}

like_its_inside!(['a, E: Spec] Lent<'a, E>, E);
like_its_inside!([] Local, BillingError);

errspec::__implement_actix_web! { ['a, E] Lent<'a, E> [E: Spec] }
errspec::__implement_axum! { ['a, E] Lent<'a, E> [E: Spec] }
errspec::__implement_schemars! { ['a, E] Lent<'a, E> [E: Spec,] }
errspec::__implement_serde! { ['a, E] Lent<'a, E> [E: Spec,] }
errspec::__implement_tonic! { ['a, E] Lent<'a, E> [E: Spec] }
errspec::__implement_utoipa! { ['a, E] Lent<'a, E> [E: Spec] }

errspec::__implement_actix_web! { [] Local [] }
errspec::__implement_axum! { [] Local [] }
errspec::__implement_schemars! { [] Local [] }
errspec::__implement_serde! { [] Local [] }
errspec::__implement_tonic! { [] Local [] }
errspec::__implement_utoipa! { [] Local [] }

fn name_in_axum(error: impl axum::response::IntoResponse) -> (u16, String, bool) {
    let answer = error.into_response();
    let origin = answer.extensions().get::<errspec::axum::Origin>().unwrap();
    (answer.status().as_u16(), origin.name().to_owned(), origin.downcast_ref::<Local>().is_some())
}

#[test]
fn an_error_that_borrows_is_an_answer() {
    let inside = BillingError::NotFound;
    assert_eq!(name_in_axum(Lent(&inside)), (404, "NOT_FOUND".to_owned(), false));
    assert_eq!(actix_web::ResponseError::status_code(&Lent(&inside)), 404);
    assert_eq!(tonic::Status::from(Lent(&inside)).code(), tonic::Code::NotFound);
}

#[test]
fn an_error_that_stays_on_its_thread_is_an_answer() {
    let local = || Local(Rc::new(BillingError::NotFound));
    assert_eq!(name_in_axum(local()), (404, "NOT_FOUND".to_owned(), false));
    assert_eq!(actix_web::ResponseError::status_code(&local()), 404);
    assert_eq!(tonic::Status::from(local()).code(), tonic::Code::NotFound);
}

#[test]
fn an_error_that_cannot_be_decoded_is_written() {
    fn written(error: impl Serialize) -> String {
        serde_json::to_string(&error).unwrap()
    }
    let body = r#"{"error":{"message":"No such invoice"}}"#;
    assert_eq!(written(Lent(&BillingError::NotFound)), body);
    assert_eq!(written(Local(Rc::new(BillingError::NotFound))), body);
}

#[test]
fn all_of_them_have_the_schema_of_their_table() {
    let schema = schemars::schema_for!(Lent<'static, BillingError>);
    let local = schemars::schema_for!(Local);
    assert_eq!(schema.get("anyOf"), local.get("anyOf"));
    let responses = <Local as utoipa::IntoResponses>::responses();
    assert_eq!(responses.keys().collect::<Vec<_>>(), ["400", "402", "404", "422", "429", "500"]);
}

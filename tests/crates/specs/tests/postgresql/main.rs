//! Errors of a real PostgreSQL, each of which becomes the entry of its condition.

#![cfg(unix)]
#![allow(clippy::panic, clippy::unwrap_used, clippy::expect_used)]

mod conditions;
mod server;

use std::collections::BTreeSet;
use std::time::Duration;

use errspec::{Applied, Retry};
use errspec_specs::sqlstate::{SqlstateError, decode_db_error};
use server::Server;
use tokio_postgres::{Client, Error};

/// Returns the error that the server reported.
fn report(error: &Error) -> SqlstateError {
    error.as_db_error().unwrap_or_else(|| panic!("not from the server: {error:?}")).into()
}

/// Returns the error with which statements fail.
async fn fail(client: &Client, sql: &str) -> SqlstateError {
    report(&client.batch_execute(sql).await.expect_err(sql))
}

/// Starts a server with the tables of the shop.
async fn shop() -> Server {
    let server = Server::start().await;
    server.client().await.batch_execute(conditions::SETUP).await.unwrap();
    server
}

#[tokio::test]
#[cfg_attr(no_postgres, ignore = "needs PostgreSQL")]
async fn each_condition_becomes_its_entry() {
    let server = shop().await;
    let mut wrong = Vec::new();
    for (name, code, sql) in conditions::CONDITIONS {
        let client = server.client().await;
        let error = fail(&client, sql).await;
        if (error.name(), error.code()) != (*name, Some((*code).into())) || error.is_unknown() {
            wrong.push(format!("{name}: {} {:?} {error}", error.name(), error.code()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let names: BTreeSet<&str> = conditions::CONDITIONS.iter().map(|(name, ..)| *name).collect();
    assert!(names.len() >= 90, "{} conditions", names.len());
}

#[tokio::test]
#[cfg_attr(no_postgres, ignore = "needs PostgreSQL")]
async fn a_violated_constraint_is_named_with_its_table() {
    let server = shop().await;
    let client = server.client().await;
    let text = |text: &str| Some(text.to_owned());

    let error = fail(&client, "insert into shop.customers values (1, 'bob@example.com', 1)").await;
    let expected = SqlstateError::UniqueViolation {
        constraint: text("customers_pkey"),
        table: text("customers"),
        schema: text("shop"),
        message: r#"duplicate key value violates unique constraint "customers_pkey""#.to_owned(),
    };
    assert_eq!(error, expected);

    match fail(&client, "insert into shop.customers values (2, null, 1)").await {
        SqlstateError::NotNullViolation { column, table, .. } => {
            assert_eq!((column, table), (text("email"), text("customers")));
        }
        other => panic!("{other:?}"),
    }
    match fail(&client, "insert into shop.addresses values ('12a45')").await {
        SqlstateError::CheckViolation { constraint, data_type, .. } => {
            assert_eq!((constraint, data_type), (text("zip_check"), text("zip")));
        }
        other => panic!("{other:?}"),
    }
    match fail(&client, "delete from shop.customers where id = 1").await {
        SqlstateError::ForeignKeyViolation { constraint, table, .. } => {
            assert_eq!((constraint, table), (text("orders_customer_fkey"), text("orders")));
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
#[cfg_attr(no_postgres, ignore = "needs PostgreSQL")]
async fn what_the_server_says_beside_the_message_is_a_field_of_the_response() {
    let server = shop().await;
    let client = server.client().await;
    let error = client.batch_execute("select emial from shop.customers").await.unwrap_err();
    let decoded = decode_db_error(error.as_db_error().unwrap());
    let field = |name: &str| decoded.field(name).map(|value| value.to_string());
    assert_eq!(field("severity").as_deref(), Some("ERROR"));
    assert_eq!(field("hint").as_deref(), Some(r#"Perhaps you meant to reference the column "customers.email"."#));
    assert_eq!(field("position").as_deref(), Some("8"));
    assert_eq!(field("routine").as_deref(), Some("errorMissingColumn"));
    assert_eq!(decoded.message(), Some(r#"column "emial" does not exist"#));

    let error = client.batch_execute("do $$ begin raise exception 'closed' using detail = 'a\nb'; end $$").await;
    let decoded = decode_db_error(error.as_ref().unwrap_err().as_db_error().unwrap());
    assert_eq!(decoded.field("detail").map(|value| value.to_string()).as_deref(), Some("a\nb"));
    assert!(decoded.field("context").is_some_and(|context| context.to_string().starts_with("PL/pgSQL function")));
}

#[tokio::test]
#[cfg_attr(no_postgres, ignore = "needs PostgreSQL")]
async fn a_transaction_that_loses_against_another_may_be_repeated() {
    let server = shop().await;
    let (one, other) = (server.client().await, server.client().await);

    one.batch_execute("begin isolation level repeatable read; select * from shop.customers").await.unwrap();
    other.batch_execute("update shop.customers set age = age + 1").await.unwrap();
    let error = fail(&one, "update shop.customers set age = age + 1").await;
    assert_eq!((error.name(), error.retry(), error.applied()), ("SERIALIZATION_FAILURE", Retry::After, Applied::No));
    let error = fail(&one, "select 1").await;
    assert_eq!((error.name(), error.retry()), ("IN_FAILED_SQL_TRANSACTION", Retry::Never));
    one.batch_execute("rollback").await.unwrap();

    one.batch_execute("begin; lock table shop.customers").await.unwrap();
    let error = fail(&other, "lock table shop.customers nowait; ").await;
    assert_eq!(error.name(), "NO_ACTIVE_SQL_TRANSACTION");
    let error = fail(&other, "begin; lock table shop.customers nowait").await;
    assert_eq!((error.name(), error.retry()), ("LOCK_NOT_AVAILABLE", Retry::After));
    other.batch_execute("rollback").await.unwrap();

    other.batch_execute("begin; lock table shop.orders").await.unwrap();
    let waits = one.batch_execute("lock table shop.orders");
    let (first, second) = tokio::join!(waits, other.batch_execute("lock table shop.customers"));
    let error = report(&first.and(second).unwrap_err());
    assert_eq!((error.name(), error.retry()), ("DEADLOCK_DETECTED", Retry::After));
}

#[tokio::test]
#[cfg_attr(no_postgres, ignore = "needs PostgreSQL")]
async fn a_refused_connection_says_why() {
    let server = shop().await;
    let client = server.client().await;
    client
        .batch_execute("create role locked login password 'right'; create role full login connection limit 0")
        .await
        .unwrap();
    let refused = async |user: &str, database: &str| {
        let error = server.connect(user, database).await.expect_err("the server refuses");
        report(&error).name().to_owned()
    };
    assert_eq!(refused("nobody", "postgres").await, "INVALID_AUTHORIZATION_SPECIFICATION");
    assert_eq!(refused("locked", "postgres").await, "INVALID_PASSWORD");
    assert_eq!(refused("full", "postgres").await, "TOO_MANY_CONNECTIONS");
    assert_eq!(refused("postgres", "nothing").await, "INVALID_CATALOG_NAME");
}

#[tokio::test]
#[cfg_attr(no_postgres, ignore = "needs PostgreSQL")]
async fn a_connection_that_the_server_ends_may_be_opened_again() {
    let server = shop().await;
    let (one, other) = (server.client().await, server.client().await);
    let token = one.cancel_token();
    let cancel = async {
        tokio::time::sleep(Duration::from_millis(100)).await;
        token.cancel_query(tokio_postgres::NoTls).await.unwrap();
    };
    let (sleeping, ()) = tokio::join!(one.batch_execute("select pg_sleep(60)"), cancel);
    assert_eq!(report(&sleeping.unwrap_err()).name(), "QUERY_CANCELED");

    let error = fail(&other, "select pg_terminate_backend(pg_backend_pid())").await;
    assert_eq!((error.name(), error.retry(), error.applied()), ("ADMIN_SHUTDOWN", Retry::After, Applied::Maybe));
}

//! A server of actix-web with all middleware, on a thread of its own.

use std::io;
use std::net::SocketAddr;
use std::sync::mpsc;

use actix_web::dev::Server;
use actix_web::middleware::Compress;
use actix_web::{App, HttpServer, Responder, web};
use errspec::actix_web::ErrorMiddleware;

use crate::exchanges::{LIMIT, Order, Page};
use crate::orders::{OrderError, OrderErrorDetail, SECRET};

async fn locked() -> Result<&'static str, OrderError> {
    Err(OrderError::OrderLocked { order: 7 })
}

async fn detailed() -> impl Responder {
    let details = [OrderErrorDetail::new("items", "missing")];
    let error = OrderError::InvalidBody { field: None }.into_encoder().details(details);
    error.customize().insert_header(("x-region", "eu"))
}

async fn storage() -> Result<&'static str, OrderError> {
    Err(io::Error::other(SECRET))?
}

async fn panics() -> &'static str {
    std::panic::panic_any(SECRET);
}

pub(crate) fn serve() -> SocketAddr {
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        let (server, address) = server();
        sender.send(address).unwrap();
        actix_web::rt::System::new().block_on(server).unwrap();
    });
    receiver.recv().unwrap()
}

/// Returns the server, which runs when it is polled, and its address.
fn server() -> (Server, SocketAddr) {
    let server = HttpServer::new(|| {
        App::new()
            .wrap(ErrorMiddleware::new().request_id_header("x-request-id").rejections::<OrderError>().negotiate())
            .wrap(Compress::default())
            .app_data(web::JsonConfig::default().limit(LIMIT))
            .service(web::resource("/fine").route(web::get().to(async || "fine".repeat(100))))
            .service(web::resource("/locked").route(web::get().to(locked)).route(web::head().to(locked)))
            .service(web::resource("/detailed").route(web::get().to(detailed)))
            .service(web::resource("/storage").route(web::get().to(storage)))
            .service(web::resource("/panics").route(web::get().to(panics)))
            .service(web::resource("/orders").route(web::post().to(async |_: web::Json<Order>| "ordered")))
            .service(web::resource("/form").route(web::post().to(async |_: web::Form<Page>| "posted")))
            .service(
                web::resource("/pages/{page}")
                    .app_data(web::PathConfig::default().error_handler(|error, _| error.into()))
                    .route(web::get().to(async |_: web::Path<u32>| "a page")),
            )
            .service(web::resource("/list").route(web::get().to(async |_: web::Query<Page>| "a list")))
    });
    let server = server.workers(1).disable_signals().bind("127.0.0.1:0").unwrap();
    let address = *server.addrs().first().unwrap();
    (server.run(), address)
}

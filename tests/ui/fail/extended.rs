#[errspec::table("../tables/orders.toml")]
pub enum OrdersError {}

// The variants of the extended table are there.
fn main() {
    let decoded = OrdersError::decode(400, b"{}");
    match decoded.error() {
        OrdersError::RateLimited | OrdersError::SoldOut => {}
        other => println!("{other}"),
    }
}

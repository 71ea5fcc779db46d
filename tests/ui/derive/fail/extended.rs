#[derive(Debug, errspec::Error)]
#[errspec("../../tables/orders.toml")]
enum OrdersError {
    SoldOut,
    RateLimited,
}

fn main() {
    println!("{}", OrdersError::RateLimited);
}

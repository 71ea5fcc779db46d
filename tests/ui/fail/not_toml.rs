// The table is not TOML, so none of its variants is known. Their uses are no further errors.
#[errspec::table("../tables/not_toml.toml")]
pub enum NotToml {}

fn main() {
    match NotToml::decode(400, b"").into_error() {
        NotToml::Processing => {}
        NotToml::Failed { reason } => println!("{reason}"),
        NotToml::Unknown(_) => {}
    }
}

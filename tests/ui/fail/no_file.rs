#[errspec::table("../tables/smal.toml")]
pub enum Misspelled {}

#[errspec::table("../tabels/small.toml")]
pub enum MisspelledFolder {}

#[errspec::table("./tables/nothing/like/it.toml")]
pub enum Nowhere {}

// No use of the enum is reported as a further error, whatever the table would say.
#[derive(Debug, errspec::Error)]
enum Wrapped {
    #[errspec(transparent)]
    Misspelled(#[from] Misspelled),
}

impl From<u8> for Misspelled {
    fn from(_: u8) -> Self {
        Self::Processing
    }
}

fn missing(name: &str) -> Result<(), Misspelled> {
    let details = [MisspelledDetail::new("a", "b")];
    let encoder = Misspelled::Processing.into_encoder().details(details);
    println!("{encoder}");
    Err(Misspelled::missing_fields([name]))
}

fn wrapped() -> Result<(), Wrapped> {
    missing("id")?;
    Err(Wrapped::from(Misspelled::MissingFields { fields: Vec::new() }))
}

fn main() {
    if let Err(error) = wrapped() {
        println!("{error}");
    }
    let decoded = Misspelled::decode(400, b"");
    match decoded.error() {
        Misspelled::Unknown(_) => {}
        other => println!("{other}"),
    }
}

// Traits of the user with the names of those that the derive implements are no conflict.

trait Display {
    fn show(&self) -> String;
}

trait Error: Sized {
    fn custom(text: &str) -> Self;
}

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
enum ShopError {
    Conflict { message: String },
    Internal(#[from] std::io::Error),
}

impl Display for ShopError {
    fn show(&self) -> String {
        self.to_string()
    }
}

impl Error for ShopError {
    fn custom(text: &str) -> Self {
        Self::Conflict { message: text.to_owned() }
    }
}

impl From<&str> for ShopError {
    fn from(text: &str) -> Self {
        Self::custom(text)
    }
}

#[cfg(any())]
impl std::fmt::Display for ShopError {
    fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        Ok(())
    }
}

// impl std::error::Error for ShopError {}

fn main() {
    assert_eq!(ShopError::from("text").show(), "text");
    assert_eq!(ShopError::from(std::io::Error::other("full")).show(), "It failed.");
}

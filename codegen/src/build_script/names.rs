//! Names of enums and files, which follow from a table.

/// Returns the words in UpperCamelCase: `acme-pay` becomes `AcmePay`.
pub(super) fn camel_case(text: &str) -> String {
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    let capitalized = words.map(|word| {
        let mut letters = word.chars();
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect::<String>()
    });
    capitalized.collect()
}

/// Returns a file name without characters that have a meaning in paths or code: `acme-pay.v2` becomes `acme_pay_v2`.
pub(super) fn file_stem(text: &str) -> String {
    text.chars().map(|letter| if letter.is_alphanumeric() { letter } else { '_' }).collect()
}

#[cfg(test)]
mod tests {
    use super::{camel_case, file_stem};

    #[test]
    fn words_become_one_in_camel_case() {
        for (text, expected) in [
            ("flanks", "Flanks"),
            ("acme-pay", "AcmePay"),
            ("frankieone", "Frankieone"),
            ("a--b_c d", "ABCD"),
            ("", ""),
        ] {
            assert_eq!(camel_case(text), expected);
        }
    }

    #[test]
    fn file_names_have_no_special_characters() {
        assert_eq!(file_stem("acme-pay.v2"), "acme_pay_v2");
    }
}

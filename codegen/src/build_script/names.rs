//! Names of files, which follow from a table.

/// Returns a file name without characters that have a meaning in paths or code: `acme-pay.v2` becomes `acme_pay_v2`.
pub(super) fn file_stem(text: &str) -> String {
    text.chars().map(|letter| if letter.is_alphanumeric() { letter } else { '_' }).collect()
}

#[cfg(test)]
mod tests {
    use super::file_stem;

    #[test]
    fn file_names_have_no_special_characters() {
        assert_eq!(file_stem("acme-pay.v2"), "acme_pay_v2");
    }
}

//! The guide `guide/service.md` shows the code of this example.

const GUIDE: &str = include_str!("../../../guide/service.md");

const FILES: [&str; 7] = [
    include_str!("../specs/common.toml"),
    include_str!("../specs/accounts.toml"),
    include_str!("../specs/payments.toml"),
    include_str!("../src/client.rs"),
    include_str!("../src/errors.rs"),
    include_str!("../src/server.rs"),
    include_str!("wallet.rs"),
];

#[test]
fn every_block_of_the_guide_stands_in_a_file_of_the_example() {
    // Between two fences there is a block and then a text.
    let blocks = GUIDE.split("\n```").skip(1).step_by(2);
    let code: Vec<&str> =
        blocks.filter_map(|block| block.strip_prefix("rust\n").or(block.strip_prefix("toml\n"))).collect();
    assert!(code.len() > 10, "{}", code.len());
    for block in code {
        assert!(FILES.iter().any(|file| file.contains(block)), "the guide has changed:\n{block}");
    }
}

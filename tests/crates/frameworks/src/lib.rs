//! Tables, servers and clients are in `tests/`.

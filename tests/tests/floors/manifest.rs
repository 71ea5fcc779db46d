//! The dependencies in a `Cargo.toml`.

/// A dependency of a crate or of its build script.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Dependency {
    pub(crate) name: String,
    pub(crate) optional: bool,
}

/// Reads the dependencies that a user of the crate builds: all except those of its tests.
///
/// A dependency is a line `name = …` or `name.workspace = true`, or a section `[dependencies.name]`.
pub(crate) fn dependencies(manifest: &str) -> Vec<Dependency> {
    let mut dependencies: Vec<Dependency> = Vec::new();
    let mut section = Section::Other;
    for line in manifest.lines().map(|line| line.split('#').next().unwrap_or_default().trim()) {
        if let Some(header) = line.strip_prefix('[') {
            section = Section::read(header.trim_end_matches(']'));
            if let Section::One(name) = &section {
                dependencies.push(Dependency { name: name.clone(), optional: false });
            }
        } else if let Some((key, value)) = line.split_once('=') {
            let optional = value.replace(' ', "").contains("optional=true");
            match (&section, dependencies.last_mut()) {
                (Section::All, _) => {
                    let name = key.trim().split('.').next().unwrap_or_default().trim_matches('"').to_owned();
                    dependencies.push(Dependency { name, optional });
                }
                (Section::One(_), Some(last)) if key.trim() == "optional" => last.optional = value.trim() == "true",
                _ => {}
            }
        }
    }
    dependencies
}

enum Section {
    /// A list of dependencies.
    All,
    /// One dependency, by its name.
    One(String),
    Other,
}

impl Section {
    fn read(header: &str) -> Self {
        let is_list = |name: &str| {
            let last = name.rsplit('.').next().unwrap_or_default();
            matches!(last, "dependencies" | "build-dependencies")
        };
        match header.rsplit_once('.') {
            _ if is_list(header) => Self::All,
            Some((list, name)) if is_list(list) => Self::One(name.to_owned()),
            _ => Self::Other,
        }
    }
}

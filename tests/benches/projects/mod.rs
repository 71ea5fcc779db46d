//! Crates that a benchmark writes, and the cost of commands of Cargo in them.

#![allow(dead_code, unreachable_pub, reason = "each benchmark uses a part of this module")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use wait4::Wait4;

/// A crate of a benchmark.
pub struct Project {
    folder: PathBuf,
    target: PathBuf,
}

/// The cost of a command, with those of all processes that it starts.
pub struct Cost {
    pub time: Duration,
    /// The CPU time, of the user and of the system.
    pub cpu: Duration,
    /// The memory of the largest process.
    pub megabytes: u64,
}

/// Returns the dependency on errspec in this repository, as a line of a manifest.
pub fn errspec() -> String {
    let runtime =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime").canonicalize().expect("the runtime is there");
    format!("errspec = {{ path = {:?} }}", runtime.display())
}

impl Project {
    /// Creates a crate in the folder of a benchmark, with dependencies and what else follows them in the manifest. All crates of a
    /// benchmark share what is built.
    pub fn new(benchmark: &str, name: &str, dependencies: &str) -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target").join(benchmark);
        let project = Self { folder: root.join(name), target: root.join("target") };
        fs::create_dir_all(project.folder.join("src")).expect("the folder can be made");
        let manifest = format!(
            "[package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n[workspace]\n[profile.release]\nstrip = true\n\
             [dependencies]\n{dependencies}\n"
        );
        project.write("Cargo.toml", &manifest);
        project
    }

    /// Returns the crate with a folder of its own for what is built.
    pub fn with_own_target(self) -> Self {
        Self { target: self.folder.join("target"), ..self }
    }

    /// Writes a file.
    pub fn write(&self, path: &str, text: &str) {
        fs::write(self.folder.join(path), text).expect("the file can be written");
    }

    /// Removes all that was built.
    pub fn clean(&self) {
        if self.target.exists() {
            fs::remove_dir_all(&self.target).expect("the folder can be removed");
        }
    }

    /// Returns the size in bytes of the program in a release.
    pub fn program_size(&self) -> u64 {
        let name = self.folder.file_name().expect("the folder has a name");
        fs::metadata(self.target.join("release").join(name)).expect("the program is built").len()
    }

    /// Runs a command of Cargo, which must succeed.
    pub fn cargo(&self, arguments: &[&str]) -> Cost {
        let start = Instant::now();
        let mut child = Command::new(env!("CARGO"))
            .args(arguments)
            .arg("--quiet")
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", &self.target)
            .env_remove("RUSTFLAGS")
            .stdout(Stdio::null())
            .spawn()
            .expect("cargo can be started");
        let usage = child.wait4().expect("cargo can be waited for");
        assert!(usage.status.success(), "cargo {} failed in {}", arguments.join(" "), self.folder.display());
        Cost {
            time: start.elapsed(),
            cpu: usage.rusage.utime + usage.rusage.stime,
            megabytes: usage.rusage.maxrss / 1024 / 1024,
        }
    }
}

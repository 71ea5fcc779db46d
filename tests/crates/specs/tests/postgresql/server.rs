//! A server of PostgreSQL in a folder of its own.

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::{MetadataExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tokio_postgres::{Client, Config, Error, NoTls};

/// A running server, which ends with the value.
pub(crate) struct Server {
    process: Child,
    folder: tempfile::TempDir,
}

/// The user and the group of the server, which does not run as root.
#[derive(Clone, Copy)]
struct Account {
    user: u32,
    group: u32,
}

impl Server {
    /// Starts a server that listens on a socket in its folder.
    pub(crate) async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let account = account();
        if let Some(account) = account {
            chown(folder.path(), Some(account.user), Some(account.group)).unwrap();
        }
        let data = folder.path().join("data");
        let made = program("initdb", account)
            .args(["--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C", "--no-sync", "-D"])
            .arg(&data)
            .output()
            .unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        configure(&data, folder.path());
        let log = fs::File::create(folder.path().join("log")).unwrap();
        let process = program("postgres", account).arg("-D").arg(&data).stderr(log).spawn().unwrap();
        let server = Self { process, folder };
        server.wait().await;
        server
    }

    /// Waits until the server takes connections.
    async fn wait(&self) {
        let begin = Instant::now();
        while let Err(error) = self.connect("postgres", "postgres").await {
            let log = fs::read_to_string(self.folder.path().join("log")).unwrap_or_default();
            assert!(begin.elapsed() < Duration::from_secs(60), "{error}\n{log}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Connects as a user, with the password `wrong` if one is asked for.
    pub(crate) async fn connect(&self, user: &str, database: &str) -> Result<Client, Error> {
        let mut config = Config::new();
        config.host_path(self.folder.path()).user(user).password("wrong").dbname(database);
        let (client, connection) = config.connect(NoTls).await?;
        tokio::spawn(connection);
        Ok(client)
    }

    /// Connects as the owner of the database.
    pub(crate) async fn client(&self) -> Client {
        self.connect("postgres", "postgres").await.unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        _ = self.process.kill();
        _ = self.process.wait();
    }
}

fn configure(data: &Path, folder: &Path) {
    let mut file = fs::OpenOptions::new().append(true).open(data.join("postgresql.conf")).unwrap();
    let folder = folder.display();
    writeln!(
        file,
        "listen_addresses = ''\nunix_socket_directories = '{folder}'\nfsync = off\nrestart_after_crash = off"
    )
    .unwrap();
    fs::write(data.join("pg_hba.conf"), "local all locked scram-sha-256\nlocal all all trust\n").unwrap();
}

/// Returns the command of a program of PostgreSQL.
fn program(name: &str, account: Option<Account>) -> Command {
    let mut command = Command::new(PathBuf::from(env!("ERRSPEC_POSTGRES")).join(name));
    command.stdin(Stdio::null()).stdout(Stdio::null()).current_dir("/");
    if let Some(account) = account {
        command.uid(account.user).gid(account.group);
    }
    command
}

/// Returns the account of `postgres` if the test runs as root.
fn account() -> Option<Account> {
    if fs::metadata("/proc/self").unwrap().uid() != 0 {
        return None;
    }
    let accounts = fs::read_to_string("/etc/passwd").unwrap();
    let line = accounts.lines().find(|line| line.starts_with("postgres:")).expect("Debian's package adds the account");
    let mut numbers = line.split(':').skip(2).map(|number| number.parse().unwrap());
    Some(Account { user: numbers.next()?, group: numbers.next()? })
}

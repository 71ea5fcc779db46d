//! The thread that checks large tables, so that the server answers meanwhile.

use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, Sender, channel};

use super::job::{Done, Job};

/// The thread that checks large tables.
pub(super) struct Background {
    jobs: Sender<Job>,
}

impl Background {
    /// Starts the thread. `deliver` takes each result, and returns `false` if nobody waits for one anymore.
    pub(super) fn start(deliver: impl Fn(Done) -> bool + Send + 'static) -> Self {
        let (jobs, waiting) = channel();
        std::thread::spawn(move || work(&waiting, deliver));
        Self { jobs }
    }

    /// Hands over a job. Returns its result at once if there is no such thread.
    pub(super) fn run(&self, job: Job) -> Option<Done> {
        self.jobs.send(job).err().map(|refused| refused.0.run())
    }
}

/// Runs jobs as they come. Of those that wait, the last one of each table counts.
fn work(waiting: &Receiver<Job>, deliver: impl Fn(Done) -> bool) {
    let mut queue: VecDeque<Job> = VecDeque::new();
    while let Ok(first) = queue.pop_front().map_or_else(|| waiting.recv(), Ok) {
        let mut job = first;
        for later in waiting.try_iter() {
            if later.key == job.key {
                job = later;
                continue;
            }
            queue.retain(|other| other.key != later.key);
            queue.push_back(later);
        }
        if !deliver(job.run()) {
            return;
        }
    }
}

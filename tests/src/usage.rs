//! What processes use, read from `/proc`.

use std::{fs, time::Duration};

use anyhow::{Context, Result};

/// Clock ticks a second in `/proc`, fixed by the kernel's interface to programs.
const TICKS: u64 = 100;

/// What a process has used so far.
#[derive(Clone, Copy, Debug, Default)]
pub struct Usage {
    /// User and system time, with that of children that ended.
    pub processor: Duration,
    /// Resident memory in kilobytes.
    pub resident_kb: u64,
}

impl Usage {
    /// Of the process `id`.
    pub fn of(id: u32) -> Result<Usage> {
        let stat = fs::read_to_string(format!("/proc/{id}/stat")).with_context(|| format!("process {id}"))?;
        let fields: Vec<&str> = stat.rsplit_once(')').context("stat")?.1.split_whitespace().collect();
        // utime, stime, cutime, cstime: fields 14 to 17 of proc(5), counted here after the name.
        let ticks: u64 = fields.iter().skip(11).take(4).filter_map(|field| field.parse::<u64>().ok()).sum();
        let status = fs::read_to_string(format!("/proc/{id}/status"))?;
        let resident =
            status.lines().find_map(|line| line.strip_prefix("VmRSS:")?.split_whitespace().next()?.parse().ok());
        Ok(Usage { processor: Duration::from_millis(ticks * 1000 / TICKS), resident_kb: resident.unwrap_or(0) })
    }

    /// Of the process `id` and all below it that run now.
    pub fn of_tree(id: u32) -> Result<Usage> {
        let mut sum = Usage::of(id)?;
        for child in children(id) {
            // A backend may have ended since; its time is then in its parent's.
            if let Ok(usage) = Usage::of_tree(child) {
                sum.processor += usage.processor;
                sum.resident_kb += usage.resident_kb;
            }
        }
        Ok(sum)
    }
}

/// The processes that the process `id` started and that run now.
pub fn children(id: u32) -> Vec<u32> {
    let text = fs::read_to_string(format!("/proc/{id}/task/{id}/children")).unwrap_or_default();
    text.split_whitespace().filter_map(|word| word.parse().ok()).collect()
}

//! Requests counted by route pattern and status, with their time, for Prometheus.

use std::{
    collections::BTreeMap,
    fmt::Write,
    sync::{Mutex, PoisonError},
    time::Duration,
};

/// Upper bounds of the time buckets, in seconds.
const BUCKETS: [f64; 10] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0];

#[derive(Debug, Default, Clone)]
struct Series {
    count: u64,
    seconds: f64,
    buckets: [u64; BUCKETS.len()],
}

/// The counters of one server.
#[derive(Debug, Default)]
pub struct Metrics {
    series: Mutex<BTreeMap<(String, String, u16), Series>>,
}

impl Metrics {
    /// Counts one answered request. `route` is the pattern, never the path, so that there are few series.
    pub fn count(&self, method: &str, route: &str, status: u16, took: Duration) {
        let mut series = self.series.lock().unwrap_or_else(PoisonError::into_inner);
        let one = series.entry((method.to_owned(), route.to_owned(), status)).or_default();
        let seconds = took.as_secs_f64();
        one.count += 1;
        one.seconds += seconds;
        for (count, bound) in one.buckets.iter_mut().zip(BUCKETS) {
            *count += u64::from(seconds <= bound);
        }
    }

    /// The Prometheus text format.
    pub fn text(&self) -> String {
        let series = self.series.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let mut text = String::from(
            "# HELP formwork_request_seconds Time to answer a request.\n# TYPE formwork_request_seconds histogram\n",
        );
        for ((method, route, status), one) in &series {
            let labels = format!("method=\"{method}\",route=\"{route}\",status=\"{status}\"");
            for (count, bound) in one.buckets.iter().zip(BUCKETS) {
                let _ = writeln!(text, "formwork_request_seconds_bucket{{{labels},le=\"{bound}\"}} {count}");
            }
            let _ = writeln!(text, "formwork_request_seconds_bucket{{{labels},le=\"+Inf\"}} {}", one.count);
            let _ = writeln!(text, "formwork_request_seconds_sum{{{labels}}} {}", one.seconds);
            let _ = writeln!(text, "formwork_request_seconds_count{{{labels}}} {}", one.count);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buckets_are_cumulative() {
        let metrics = Metrics::default();
        metrics.count("GET", "/x/{id}", 200, Duration::from_millis(2));
        metrics.count("GET", "/x/{id}", 200, Duration::from_millis(200));
        let text = metrics.text();
        let line = |le: &str| {
            format!("formwork_request_seconds_bucket{{method=\"GET\",route=\"/x/{{id}}\",status=\"200\",le=\"{le}\"}}")
        };
        for (le, count) in [("0.001", 0), ("0.0025", 1), ("0.1", 1), ("0.25", 2), ("+Inf", 2)] {
            assert!(text.contains(&format!("{} {count}\n", line(le))), "{le}: {text}");
        }
    }
}

//! The records of the benchmark: the same on every run and for every server.

use fastrand::Rng;
use serde_json::{Value as Json, json};

pub const LEVELS: [&str; 4] = ["vip", "gold", "silver", "normal"];
pub const STATUSES: [&str; 5] = ["lead", "qualified", "negotiation", "customer", "churned"];
const SOURCES: [&str; 6] = ["web", "referral", "fair", "cold_call", "partner", "ads"];
const INDUSTRIES: [&str; 10] =
    ["it", "retail", "finance", "health", "education", "energy", "transport", "food", "media", "other"];
const FIRST: [&str; 12] =
    ["Anna", "Ben", "Carla", "David", "Elena", "Felix", "Greta", "Hugo", "Ines", "Jonas", "Karin", "Lukas"];
pub const LAST: [&str; 16] = [
    "Anderson",
    "Bergmann",
    "Castillo",
    "Dimitrov",
    "Eriksson",
    "Fontaine",
    "Gonzalez",
    "Hoffmann",
    "Ivanenko",
    "Jankowski",
    "Kovacs",
    "Lindqvist",
    "Moreau",
    "Nakamura",
    "Oliveira",
    "Petersen",
];
const CITIES: [&str; 8] = ["Berlin", "Paris", "Madrid", "Rome", "Vienna", "Prague", "Warsaw", "Lisbon"];
const WORDS: [&str; 16] = [
    "call", "offer", "contract", "renewal", "budget", "meeting", "delivery", "price", "open", "question", "support",
    "partner", "decision", "quarter", "trial", "invoice",
];

/// The company with this number.
pub fn company(number: usize) -> Json {
    let mut random = Rng::with_seed(1_000_000 + number as u64);
    json!({
        "name": format!("{} Ltd {number:05}", pick(&mut random, &LAST)), "industry": pick(&mut random, &INDUSTRIES), "city": pick(&mut random, &CITIES),
        "website": format!("https://c{number}.example.com"), "employees": random.u32(1..9000),
    })
}

/// The customer with this number, and the number of its company.
pub fn customer(number: usize, companies: usize) -> (Json, usize) {
    let mut random = Rng::with_seed(number as u64);
    let r = &mut random;
    let (first, last) = (pick(r, &FIRST), pick(r, &LAST));
    // Few are very important, many normal.
    let level = pick(
        r,
        &[
            "vip", "gold", "gold", "gold", "silver", "silver", "silver", "silver", "silver", "normal", "normal",
            "normal", "normal", "normal", "normal", "normal",
        ],
    );
    let notes: Vec<&str> = (0..r.usize(8..40)).map(|_| pick(r, &WORDS)).collect();
    let cents = r.u32(100..25_000_000);
    let record = json!({
        "name": format!("{first} {last} {number:06}"), "level": level, "source": pick(r, &SOURCES), "industry": pick(r, &INDUSTRIES), "status": pick(r, &STATUSES),
        "phone": format!("+49 30 {}", r.u32(1_000_000..9_999_999)), "email": format!("{first}.{last}.{number}@example.com").to_lowercase(),
        "website": format!("https://w{number}.example.com"), "city": pick(r, &CITIES), "address": format!("{} street {}", pick(r, &WORDS), r.u32(1..250)),
        "owner_id": r.u32(1..50), "amount": format!("{}.{:02}", cents / 100, cents % 100), "probability": r.u32(0..=100),
        "first_contact": format!("20{:02}-{:02}-{:02}", r.u32(19..24), r.u32(1..13), r.u32(1..29)),
        "last_contact": format!("20{:02}-{:02}-{:02}T{:02}:{:02}:00Z", r.u32(24..26), r.u32(1..13), r.u32(1..29), r.u32(8..19), r.u32(0..60)),
        "next_followup": format!("2026-{:02}-{:02}", r.u32(1..13), r.u32(1..29)), "notes": notes.join(" "), "is_active": r.bool(), "newsletter": r.bool(),
    });
    (record, r.usize(0..companies))
}

fn pick<'a>(random: &mut Rng, from: &[&'a str]) -> &'a str {
    random.choice(from).copied().unwrap_or_default()
}

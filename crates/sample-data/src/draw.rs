//! Random streams with names: the same seed and name give the same stream, whatever else is drawn.

use engine_base::Uuid;
use fastrand::Rng;

/// The key of what is called `name` under `parent`: FNV-1a over the bytes, then the finalizer of SplitMix64 (Steele, Lea and
/// Flood, 2014), so that names that differ in one letter give unrelated streams.
pub(crate) fn key(parent: u64, name: &str) -> u64 {
    let hash =
        name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    mix(parent ^ hash)
}

/// The key of number `number` under `parent`.
pub(crate) fn numbered(parent: u64, number: u64) -> u64 {
    mix(parent ^ mix(number.wrapping_add(0x9e37_79b9_7f4a_7c15)))
}

/// The stream of a key.
pub(crate) fn stream(key: u64) -> Rng {
    Rng::with_seed(key)
}

/// A random id (version 4).
pub(crate) fn random_id(key: u64) -> Uuid {
    uuid::Builder::from_random_bytes(stream(key).u128(..).to_be_bytes()).into_uuid()
}

/// An id that sorts by `millis` since 1970 (version 7).
pub(crate) fn timed_id(key: u64, millis: u64) -> Uuid {
    let mut random = [0_u8; 10];
    stream(key).fill(&mut random);
    uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}

/// One of `weights`, by index; `None` when they are all zero.
pub(crate) fn weighted(rng: &mut Rng, weights: impl Iterator<Item = u32> + Clone) -> Option<usize> {
    let all: u64 = weights.clone().map(u64::from).sum();
    let mut at = if all == 0 { return None } else { rng.u64(..all) };
    weights.map(u64::from).position(|weight| {
        let here = at < weight;
        at = at.saturating_sub(weight);
        here
    })
}

/// Where `number` comes to stand when `0..size` is shuffled in a way that needs no memory; no two numbers below `size` come to
/// stand at the same place.
pub(crate) fn scattered(key: u64, number: u64, size: u64) -> u64 {
    if size < 2 {
        return 0;
    }
    // Stepping by a number that has no factor in common with the size visits every place once.
    let mut step = stream(key).u64(1..size);
    while common_factor(step, size) != 1 {
        step = step % (size - 1) + 1;
    }
    let place = (u128::from(number) * u128::from(step) + u128::from(key)) % u128::from(size);
    u64::try_from(place).unwrap_or(0)
}

fn common_factor(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { common_factor(b, a % b) }
}

fn mix(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_do_not_change_between_versions() {
        let mut rng = stream(key(numbered(key(7, "order"), 3), "amount"));
        assert_eq!([rng.u32(..1000), rng.u32(..1000), rng.u32(..1000)], [559, 817, 787]);
    }

    #[test]
    fn weights_are_respected() {
        let mut rng = stream(1);
        let mut seen = [0_u32; 3];
        for _ in 0..4000 {
            seen[weighted(&mut rng, [1, 0, 3].into_iter()).unwrap()] += 1;
        }
        assert!((900..1100).contains(&seen[0]) && seen[1] == 0, "{seen:?}");
        assert_eq!(weighted(&mut rng, [0, 0].into_iter()), None);
    }

    #[test]
    fn scattering_loses_and_repeats_nothing() {
        for size in [1, 2, 60, 97, 1000] {
            let places: std::collections::BTreeSet<u64> = (0..size).map(|number| scattered(9, number, size)).collect();
            assert_eq!((places.len() as u64, places.last().copied()), (size, Some(size - 1)));
        }
    }

    #[test]
    fn ids_have_their_versions() {
        assert_eq!(random_id(5).get_version_num(), 4);
        let (early, late) = (timed_id(5, 1_000), timed_id(4, 2_000));
        assert!(early < late && early.get_version_num() == 7);
    }
}

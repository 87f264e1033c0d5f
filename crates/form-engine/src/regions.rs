//! The administrative divisions of China that come with the product (`engine-specs/data/regions.json`).

use std::{collections::BTreeMap, sync::LazyLock};

use crate::RegionLevel;

/// The list as JSON, `[[code, name, parent]…]`, for the server to hand out.
pub const REGIONS_JSON: &str = include_str!("../../../engine-specs/data/regions.json");

/// One administrative division.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region {
    /// Six digits.
    pub code: String,
    /// Its name, in Chinese.
    pub name: String,
    /// The code of the one above.
    pub parent: Option<String>,
}

/// The division with this code.
pub fn find(code: &str) -> Option<&'static Region> {
    REGIONS.get(code)
}

impl Region {
    /// How deep it lies.
    pub fn level(&self) -> RegionLevel {
        match self.code.get(2..) {
            Some("0000") => RegionLevel::Province,
            Some(rest) if rest.ends_with("00") => RegionLevel::City,
            _ => RegionLevel::District,
        }
    }
}

static REGIONS: LazyLock<BTreeMap<String, Region>> = LazyLock::new(|| {
    let rows: Vec<(String, String, Option<String>)> = serde_json::from_str(REGIONS_JSON).unwrap_or_default();
    rows.into_iter().map(|(code, name, parent)| (code.clone(), Region { code, name, parent })).collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_division_but_a_province_has_one_above() {
        assert!(REGIONS.len() > 3_000);
        for region in REGIONS.values() {
            match &region.parent {
                None => assert_eq!(region.level(), RegionLevel::Province, "{region:?}"),
                Some(parent) => assert!(find(parent).unwrap().level() < region.level(), "{region:?}"),
            }
        }
        assert_eq!(find("330206").unwrap().name, "北仑区");
    }
}

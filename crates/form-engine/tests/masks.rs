//! Runs `engine-specs/form/mask.json`.

use form_engine::Mask;

use crate::case::folder;

#[derive(serde::Deserialize)]
struct MaskCase {
    mask: Mask,
    text: String,
    masked: String,
}

#[test]
fn every_mask_covers_as_its_cases_say() {
    let text = std::fs::read_to_string(folder().join("mask.json")).unwrap();
    let file: serde_json::Value = serde_json::from_str(&text).unwrap();
    let cases: Vec<MaskCase> = serde_json::from_value(file["cases"].clone()).unwrap();
    for case in &cases {
        assert_eq!(case.mask.cover(&case.text), case.masked, "{:?} of {}", case.mask, case.text);
    }
    for mask in [Mask::Phone, Mask::Email, Mask::IdNumber, Mask::Name, Mask::All] {
        assert!(cases.iter().any(|case| case.mask == mask), "no case of {mask:?}");
    }
}

//! `image`: uploaded pictures.

use engine_base::{DataType, Issue, Issues, Value};
use serde_json::{Value as Json, json};

use super::{
    Kind, SAMPLE_ID, Site,
    file::{check_files, files_schema, read_files, validate_files},
};
use crate::{CompiledField, FileField, FormSettings, Shape};

/// Endings of pictures that every browser shows; SVG is left out because it can run scripts.
pub(crate) const IMAGE_TYPES: [&str; 7] = ["avif", "bmp", "gif", "jpeg", "jpg", "png", "webp"];

/// Uploaded pictures.
pub(super) struct Image<'a>(pub &'a FileField);

impl Kind for Image<'_> {
    fn ty(&self, _: Site) -> Option<DataType> {
        Some(DataType::Files)
    }

    fn check(&self) -> Issues {
        let mut issues = check_files(self.0);
        for (index, found) in
            self.0.types.iter().enumerate().filter(|(_, found)| !IMAGE_TYPES.contains(&found.as_str()))
        {
            issues.push(
                Issue::new("image.ending")
                    .at(format!("/types/{index}"))
                    .with("ending", found.as_str())
                    .with("allowed", IMAGE_TYPES.join(", ")),
            );
        }
        issues
    }

    fn read(&self, json: &Json, _: &CompiledField, _: &FormSettings) -> Result<Value, Issue> {
        read_files(json)
    }

    fn validate(&self, value: &Value, _: &Value, _: &CompiledField, issues: &mut Issues) {
        validate_files(self.0, value, issues);
    }

    fn schema(&self, _: &CompiledField, shape: Shape) -> Json {
        files_schema(self.0, shape)
    }

    fn sample(&self, _: &CompiledField) -> Json {
        json!([{ "id": SAMPLE_ID, "name": "photo.jpg", "size": 80_000, "type": "image/jpeg" }])
    }
}

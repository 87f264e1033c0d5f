//! Why a recipe cannot be followed.

/// A mistake in a recipe, in its pools, or between them and the definitions.
#[derive(Debug, thiserror::Error)]
pub enum SampleError {
    /// A document is not JSON of the expected shape.
    #[error("`{document}` cannot be read: {reason}")]
    Unreadable {
        /// Which document.
        document: String,
        /// Where and why, in the words of the JSON reader.
        reason: String,
    },
    /// The app has no such form.
    #[error("step `{step}`: there is no form `{form}`")]
    NoForm {
        /// The step.
        step: String,
        /// The form it names.
        form: String,
    },
    /// The form has no such field, or the server computes it.
    #[error("step `{step}`: `{field}` is not a field that can be written")]
    NoField {
        /// The step.
        step: String,
        /// The field it names.
        field: String,
    },
    /// Two steps have one name.
    #[error("there are two steps `{0}`")]
    SameName(String),
    /// A step makes records for, or links to, records that no earlier step makes.
    #[error("step `{step}`: no earlier step is called `{needs}`")]
    NoStep {
        /// The step.
        step: String,
        /// The step it needs.
        needs: String,
    },
    /// There is no such pool, or it is empty.
    #[error("there is no pool `{0}` with something in it")]
    NoPool(String),
    /// Nobody has this role.
    #[error("nobody has the role `{0}`")]
    NoPerson(String),
    /// There is no such department.
    #[error("there is no department `{0}`")]
    NoDepartment(String),
    /// A path leads nowhere.
    #[error("step `{step}`: nothing is called `{name}`")]
    NoName {
        /// The step.
        step: String,
        /// The path, or its part.
        name: String,
    },
    /// Two values are computed from each other.
    #[error("step `{step}`: `{name}` depends on itself")]
    Circle {
        /// The step.
        step: String,
        /// One of the values.
        name: String,
    },
    /// A value is not what its field or its operation takes.
    #[error("step `{step}`: `{name}` cannot be {found}")]
    Mismatch {
        /// The step.
        step: String,
        /// The field or operation.
        name: String,
        /// What was found.
        found: String,
    },
    /// More different combinations are wanted than the pools have.
    #[error("step `{step}`: the pools give only {available} different combinations")]
    Exhausted {
        /// The step.
        step: String,
        /// How many there are.
        available: u64,
    },
}

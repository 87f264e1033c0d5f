//! Passwords and tokens: made here, kept only as hashes.

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use sha2::{Digest, Sha256};

use crate::Error;

/// The shortest password taken, in characters.
pub const MIN_PASSWORD: usize = 8;
/// The longest password taken, in bytes, so that hashing cannot be used to exhaust the machine.
pub const MAX_PASSWORD: usize = 256;

/// What a token is stored and looked up as.
pub type TokenHash = [u8; 32];

/// A new token of 256 random bits, `prefix` in front so that leaked ones are recognised.
pub fn new_token(prefix: &str) -> Result<String, Error> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(std::io::Error::other)?;
    Ok(prefix.to_owned() + hex(&bytes).as_str())
}

/// The hash under which a token is kept. Tokens are random, so a fast hash is right.
pub fn hash_token(token: &str) -> TokenHash {
    hash_bytes(token.as_bytes())
}

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        text.push_str(&format!("{byte:02x}"));
        text
    })
}

/// The SHA-256 of some bytes.
pub fn hash_bytes(bytes: &[u8]) -> TokenHash {
    Sha256::digest(bytes).into()
}

/// The Argon2id hash of a password, with its own salt. Takes tens of milliseconds: run it on a blocking thread.
pub fn hash_password(password: &str) -> Result<String, Error> {
    let hash = Argon2::default()
        .hash_password(password.as_bytes())
        .map_err(|error| std::io::Error::other(error.to_string()))?;
    Ok(hash.to_string())
}

/// Whether `password` is the one behind `hash`. With no hash the same work is done for nothing, so that
/// the time does not tell whether an account exists.
pub fn verify_password(password: &str, hash: Option<&str>) -> bool {
    const NOBODY: &str =
        "$argon2id$v=19$m=19456,t=2,p=1$bm90aGluZ2lzaGVyZQ$Yq3bQO2lGkDdo0M1oIpA0zLeBeXiR5o1aTU0m7GKxmk";
    let parsed = PasswordHash::new(hash.unwrap_or(NOBODY));
    let right = parsed.is_ok_and(|parsed| Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok());
    right && hash.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_right_password_is_right() {
        let hash = hash_password("correct horse").unwrap();
        assert!(hash.starts_with("$argon2id$"));
        assert!(verify_password("correct horse", Some(&hash)));
        assert!(!verify_password("Correct horse", Some(&hash)));
        assert!(!verify_password("correct horse", None));
        assert!(
            PasswordHash::new(
                "$argon2id$v=19$m=19456,t=2,p=1$bm90aGluZ2lzaGVyZQ$Yq3bQO2lGkDdo0M1oIpA0zLeBeXiR5o1aTU0m7GKxmk"
            )
            .is_ok()
        );
    }

    #[test]
    fn tokens_do_not_repeat() {
        let (a, b) = (new_token("fws_").unwrap(), new_token("fws_").unwrap());
        assert_ne!(a, b);
        assert_eq!(a.len(), 4 + 64);
        assert_ne!(hash_token(&a), hash_token(&b));
    }
}

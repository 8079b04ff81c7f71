// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

use std::ptr::write_volatile;

use crate::KeyKind;

/// Bytes that the library derives a key from. Passphrases and AEAD keys have
/// their own kinds; the same bytes are a different key in each.
#[derive(Clone, Copy)]
pub struct Key<'a> {
    /// How the profile uses the bytes.
    pub kind: KeyKind,
    /// The key material.
    pub bytes: &'a [u8],
}

impl<'a> From<&'a [u8]> for Key<'a> {
    fn from(bytes: &'a [u8]) -> Self {
        let kind = KeyKind::BYTES;
        Self { kind, bytes }
    }
}

impl<'a, const N: usize> From<&'a [u8; N]> for Key<'a> {
    fn from(bytes: &'a [u8; N]) -> Self {
        Self::from(&bytes[..])
    }
}

/// The active key of a local participant, for one that joins now. It opens the
/// participant's frames: keep it secret. It is wiped when it is dropped.
#[allow(missing_docs)]
pub struct CurrentKey {
    pub key_index: u64,
    pub step: u64,
    pub kind: KeyKind,
    pub bytes: Vec<u8>,
}

impl Drop for CurrentKey {
    fn drop(&mut self) {
        for byte in &mut self.bytes {
            // SAFETY: the byte is ours. The compiler keeps volatile writes.
            unsafe { write_volatile(byte, 0) }
        }
    }
}

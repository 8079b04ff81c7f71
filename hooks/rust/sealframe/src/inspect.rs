// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

use std::ptr::null;

use sealframe_sys as sys;

use crate::error::{c_string, call, owned_text, Error};
use crate::{FrameInfo, Media};

/// `sealframe_inspection`: the fields of a sealed frame and the sizes of its parts.
/// Nothing here is authenticated: show it to people, never act on it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Inspection {
    pub profile: String,
    pub kid: u64,
    pub counter: u64,
    pub header_size: usize,
    pub clear_size: usize,
    pub ciphertext_size: usize,
    pub tag_size: usize,
    pub nonce_size: usize,
    pub ranges_size: usize,
    pub trailer_size: usize,
}

/// Parses a sealed frame. `None` as the profile guesses the likeliest.
pub fn inspect(
    profile: Option<&str>,
    media: Media,
    info: &FrameInfo<'_>,
    frame: &[u8],
) -> Result<Inspection, Error> {
    let profile = profile.map(c_string).transpose()?;
    let name = profile.as_ref().map_or(null(), |name| name.as_ptr());
    let mut raw = sys::sealframe_inspection::default();
    let (info, bytes, size) = (info.raw(), frame.as_ptr(), frame.len());
    call(|error| unsafe {
        sys::sealframe_inspect(name, media.to_c(), &info, bytes, size, &mut raw, error)
    })?;
    Ok(Inspection {
        // SAFETY: the name is a constant of the library.
        profile: unsafe { owned_text(raw.profile) },
        kid: raw.kid,
        counter: raw.counter,
        header_size: raw.header_size,
        clear_size: raw.clear_size,
        ciphertext_size: raw.ciphertext_size,
        tag_size: raw.tag_size,
        nonce_size: raw.nonce_size,
        ranges_size: raw.ranges_size,
        trailer_size: raw.trailer_size,
    })
}

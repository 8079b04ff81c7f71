// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

use std::ffi::CStr;

use sealframe_sys as sys;

use crate::error::{c_string, call_for_status, owned_text, Error};
use crate::{Codec, KeyKind, Suite};

/// Returns the library's version, for example "0.1.0".
pub fn version() -> &'static str {
    // SAFETY: the version is a constant of the library.
    unsafe { CStr::from_ptr(sys::sealframe_version()) }.to_str().unwrap_or("")
}

/// Returns the names of the profiles, for example "sframe".
pub fn profile_names() -> Vec<String> {
    // SAFETY: the names are constants of the library.
    let name = |index| unsafe { owned_text(sys::sealframe_profile_name(index)) };
    (0..).map(name).take_while(|name| !name.is_empty()).collect()
}

/// `sealframe_profile_info`: the properties of a profile, apart from options.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct ProfileInfo {
    pub max_key_index: u64,
    pub seals_whole_frames: bool,
    pub takes_metadata: bool,
    pub allows_shared_key: bool,
    pub needs_sender_numbers: bool,
    key_kinds: u32,
}

impl ProfileInfo {
    /// Returns the properties of a profile by its name.
    pub fn of(profile: &str) -> Result<Self, Error> {
        let profile = c_string(profile)?;
        let mut raw = sys::sealframe_profile_info::default();
        call_for_status(|| unsafe { sys::sealframe_profile_get_info(profile.as_ptr(), &mut raw) })?;
        Ok(Self {
            max_key_index: raw.max_key_index,
            seals_whole_frames: raw.seals_whole_frames != 0,
            takes_metadata: raw.takes_metadata != 0,
            allows_shared_key: raw.allows_shared_key != 0,
            needs_sender_numbers: raw.needs_sender_numbers != 0,
            key_kinds: raw.key_kinds,
        })
    }

    /// Returns whether keys of a kind are accepted.
    pub fn takes(&self, kind: KeyKind) -> bool {
        (0..32).contains(&kind.0) && self.key_kinds & 1 << kind.0 != 0
    }
}

impl Suite {
    /// Finds a suite by its registered name, for example "AES_128_GCM_SHA256_128".
    pub fn from_name(name: &str) -> Result<Self, Error> {
        let name = c_string(name)?;
        let mut suite = sys::SEALFRAME_SUITE_DEFAULT;
        call_for_status(|| unsafe { sys::sealframe_suite_from_name(name.as_ptr(), &mut suite) })?;
        Ok(Self::from_c(suite))
    }
}

impl Codec {
    /// Returns the codec of a name such as "H264", the part of a MIME type after the
    /// slash, in upper or lower case, or [`Codec::UNKNOWN`].
    pub fn from_name(name: &str) -> Self {
        let codec =
            c_string(name).map(|name| unsafe { sys::sealframe_codec_from_name(name.as_ptr()) });
        codec.map_or(Self::UNKNOWN, Self::from_c)
    }
}

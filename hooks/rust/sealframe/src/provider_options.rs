// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

use std::ffi::CString;
use std::path::Path;
use std::ptr::null;

use sealframe_sys as sys;

use crate::error::{c_string, Error};
use crate::{KeyMode, ReserveCounters, Status, Suite};

/// `sealframe_provider_options`, whose comments in `sealframe.h` explain each
/// field. The default of a field is the library's.
///
/// ```
/// let options = sealframe::ProviderOptions {
///     profile: "sframe",
///     suite: sealframe::Suite::AES_256_GCM_SHA512_128,
///     ..Default::default()
/// };
/// ```
#[derive(Default)]
#[allow(missing_docs)]
pub struct ProviderOptions<'a> {
    /// The name that all participants agree on.
    pub profile: &'a str,
    pub key_mode: KeyMode,
    pub max_keys_per_participant: u32,
    pub ratchet_overlap_ms: u64,
    pub counter_reservations_folder: Option<&'a Path>,
    pub suite: Suite,
    pub ratchet_bits: u32,
    pub shared_sender_bits: u32,
    pub shared_epoch_bits: u32,
    pub shared_context: u64,
    pub per_ssrc: bool,
    pub key_bits: u32,
    pub key_ring_size: u32,
    /// `Some(0)` follows no step; `None` is the profile's own.
    pub ratchet_window: Option<u32>,
    pub salt: Option<&'a [u8]>,
    pub allow_av1: bool,
    pub strip_packet_trailer: bool,
    pub failure_tolerance: u32,
    pub accept_plain: bool,
    pub allow_short_tags: bool,
    pub replay_window: u32,
    pub cisco_mls: bool,
    pub reserve_counters: Option<ReserveCounters>,
}

/// The strings of the options as C has them.
pub(crate) struct Strings {
    profile: CString,
    folder: Option<CString>,
}

impl Strings {
    pub(crate) fn of(options: &ProviderOptions<'_>) -> Result<Self, Error> {
        let folder = options.counter_reservations_folder.map(|path| {
            let text = path.to_str().ok_or_else(|| {
                Error::new(Status::INVALID_ARGUMENT, "counter_reservations_folder is not UTF-8")
            })?;
            c_string(text)
        });
        Ok(Self { profile: c_string(options.profile)?, folder: folder.transpose()? })
    }
}

/// Returns the options without the callback, over `strings` and the salt.
pub(crate) fn raw_options(
    options: &ProviderOptions<'_>,
    strings: &Strings,
) -> sys::sealframe_provider_options {
    sys::sealframe_provider_options {
        profile: strings.profile.as_ptr(),
        key_mode: options.key_mode.to_c(),
        max_keys_per_participant: options.max_keys_per_participant,
        ratchet_overlap_ms: options.ratchet_overlap_ms,
        counter_reservations_folder: strings.folder.as_ref().map_or(null(), |text| text.as_ptr()),
        suite: options.suite.to_c(),
        ratchet_bits: options.ratchet_bits,
        shared_sender_bits: options.shared_sender_bits,
        shared_epoch_bits: options.shared_epoch_bits,
        shared_context: options.shared_context,
        per_ssrc: options.per_ssrc.into(),
        key_bits: options.key_bits,
        key_ring_size: options.key_ring_size,
        ratchet_window: options.ratchet_window.unwrap_or(0),
        salt: options.salt.map_or(null(), |salt| salt.as_ptr()),
        salt_size: options.salt.map_or(0, |salt| salt.len()),
        allow_av1: options.allow_av1.into(),
        strip_packet_trailer: options.strip_packet_trailer.into(),
        failure_tolerance: options.failure_tolerance,
        accept_plain: options.accept_plain.into(),
        has_ratchet_window: options.ratchet_window.is_some().into(),
        allow_short_tags: options.allow_short_tags.into(),
        replay_window: options.replay_window,
        cisco_mls: options.cisco_mls.into(),
        ..Default::default()
    }
}

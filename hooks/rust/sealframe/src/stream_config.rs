// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

use std::ffi::CString;

use sealframe_sys as sys;

use crate::error::{c_string, Error};
use crate::Media;

/// `sealframe_stream_config`: one direction of one track of one participant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct StreamConfig<'a> {
    /// The sender.
    pub participant: &'a str,
    /// The application's name for it.
    pub track: &'a str,
    pub media: Media,
    /// For receiving streams: how many frames wait for their key.
    pub hold_max_frames: u32,
    pub hold_max_bytes: usize,
    pub hold_max_age_ms: u64,
}

impl StreamConfig<'_> {
    /// Returns the participant and track as C has them.
    pub(crate) fn strings(&self) -> Result<(CString, CString), Error> {
        Ok((c_string(self.participant)?, c_string(self.track)?))
    }

    pub(crate) fn raw(&self, strings: &(CString, CString)) -> sys::sealframe_stream_config {
        let (participant, track) = strings;
        sys::sealframe_stream_config {
            participant: participant.as_ptr(),
            track: track.as_ptr(),
            media: self.media.to_c(),
            hold_max_frames: self.hold_max_frames,
            hold_max_bytes: self.hold_max_bytes,
            hold_max_age_ms: self.hold_max_age_ms,
            ..Default::default()
        }
    }
}

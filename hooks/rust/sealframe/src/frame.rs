// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

use std::fmt;

use sealframe_sys as sys;

use crate::{Codec, FrameStatus};

/// `sealframe_frame_info`: the properties of a frame that the media stack knows.
/// The header lists those that each profile needs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct FrameInfo<'a> {
    pub codec: Codec,
    pub is_key_frame: bool,
    pub ssrc: u32,
    pub rtp_timestamp: u32,
    /// Authenticated with the frame but not sent in it. Only sframe takes metadata.
    pub metadata: &'a [u8],
    /// Returned when the frame, if held, comes out.
    pub token: u64,
}

impl FrameInfo<'_> {
    pub(crate) fn raw(&self) -> sys::sealframe_frame_info {
        sys::sealframe_frame_info {
            codec: self.codec.to_c(),
            is_key_frame: self.is_key_frame.into(),
            ssrc: self.ssrc,
            rtp_timestamp: self.rtp_timestamp,
            metadata: self.metadata.as_ptr(),
            metadata_size: self.metadata.len(),
            token: self.token,
            ..Default::default()
        }
    }

    pub(crate) fn from_raw(raw: &sys::sealframe_frame_info) -> FrameInfo<'static> {
        FrameInfo {
            codec: Codec::from_c(raw.codec),
            is_key_frame: raw.is_key_frame != 0,
            ssrc: raw.ssrc,
            rtp_timestamp: raw.rtp_timestamp,
            metadata: &[],
            token: raw.token,
        }
    }
}

/// A frame that came out: sealed or opened, in the caller's buffer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame<'a> {
    /// The front of the output buffer.
    pub bytes: &'a [u8],
    /// The key id that the sealed frame carries; 0 if none.
    pub kid: u64,
    /// Whether the frame was copied, neither sealed nor opened.
    pub passed_through: bool,
}

/// No frame came out, and why. The output is zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoFrame {
    /// [`FrameStatus::HELD`] and [`FrameStatus::NO_FRAME`] mean that a frame may
    /// come out later. Otherwise the frame is dropped.
    pub status: FrameStatus,
    /// The key id of the frame given to opening; 0 if none.
    pub kid: u64,
}

impl fmt::Display for NoFrame {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no frame came out: {}", self.status)
    }
}

impl std::error::Error for NoFrame {}

/// Calls a function that processes a frame. Returns the frame's size and outcome.
pub(crate) fn process(
    function: impl FnOnce(*mut sys::sealframe_frame_result) -> sys::sealframe_frame_status,
) -> Result<Outcome, NoFrame> {
    let mut result = sys::sealframe_frame_result::default();
    let status = FrameStatus::from_c(function(&mut result));
    let passed_through = status == FrameStatus::PASSED_THROUGH;
    if status == FrameStatus::OK || passed_through {
        return Ok(Outcome { size: result.size, kid: result.kid, passed_through });
    }
    Err(NoFrame { status, kid: result.kid })
}

/// Returns whether a function that only copies wrote to its output.
pub(crate) fn process_status(status: sys::sealframe_frame_status) -> Result<bool, NoFrame> {
    match FrameStatus::from_c(status) {
        FrameStatus::OK => Ok(true),
        FrameStatus::NO_FRAME => Ok(false),
        status => Err(NoFrame { status, kid: 0 }),
    }
}

/// A [`Frame`] before its buffer is known.
pub(crate) struct Outcome {
    size: usize,
    kid: u64,
    passed_through: bool,
}

impl Outcome {
    pub(crate) fn in_buffer(self, buffer: &[u8]) -> Frame<'_> {
        let Self { size, kid, passed_through } = self;
        Frame { bytes: &buffer[..size], kid, passed_through }
    }
}

/// Processes a frame in place: `frame` grows to `capacity` bytes and gets the size
/// of what comes out, 0 if nothing does. `function` gets the buffer's address and
/// size.
pub(crate) fn process_in_place(
    frame: &mut Vec<u8>,
    capacity: usize,
    function: impl FnOnce(
        *mut u8,
        usize,
        *mut sys::sealframe_frame_result,
    ) -> sys::sealframe_frame_status,
) -> Result<Frame<'_>, NoFrame> {
    frame.resize(capacity.max(frame.len()), 0);
    let (buffer, room) = (frame.as_mut_ptr(), frame.len());
    let processed = process(|result| function(buffer, room, result));
    frame.truncate(processed.as_ref().map_or(0, |outcome| outcome.size));
    Ok(processed?.in_buffer(frame))
}

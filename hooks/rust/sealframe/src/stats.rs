// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

use sealframe_sys as sys;

use crate::error::{call_for_status, Error};
use crate::FrameStatus;

/// `sealframe_stream_stats`: the counts of one stream. One frame in 64 is timed;
/// the percentiles are upper bounds, within a factor of two.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct StreamStats {
    pub frames_in: u64,
    pub bytes_in: u64,
    pub frames_out: u64,
    pub bytes_out: u64,
    pub frames_measured: u64,
    pub latency_p50_ns: u64,
    pub latency_p90_ns: u64,
    pub latency_p99_ns: u64,
    pub latency_p100_ns: u64,
    frames_by_status: [u64; sys::MAX_FRAME_STATUSES],
}

impl StreamStats {
    /// Returns how many frames had an outcome. A held frame counts twice: as held,
    /// and with its later outcome.
    pub fn frames_by_status(&self, status: FrameStatus) -> u64 {
        let index = usize::try_from(status.0).unwrap_or(usize::MAX);
        self.frames_by_status.get(index).copied().unwrap_or(0)
    }
}

/// `sealframe_key_stats`: the counts of one key of a receiving stream.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct KeyStats {
    pub kid: u64,
    pub frames_opened: u64,
    pub frames_replayed: u64,
}

pub(crate) fn stats(
    get: impl FnOnce(*mut sys::sealframe_stream_stats) -> sys::sealframe_status,
) -> Result<StreamStats, Error> {
    let mut raw = sys::sealframe_stream_stats::default();
    call_for_status(|| get(&mut raw))?;
    Ok(StreamStats {
        frames_in: raw.frames_in,
        bytes_in: raw.bytes_in,
        frames_out: raw.frames_out,
        bytes_out: raw.bytes_out,
        frames_measured: raw.frames_measured,
        latency_p50_ns: raw.latency_p50_ns,
        latency_p90_ns: raw.latency_p90_ns,
        latency_p99_ns: raw.latency_p99_ns,
        latency_p100_ns: raw.latency_p100_ns,
        frames_by_status: raw.frames_by_status,
    })
}

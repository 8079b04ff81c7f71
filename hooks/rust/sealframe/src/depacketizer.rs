// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

use sealframe_sys as sys;

use crate::error::{call_for_status, Error};
use crate::frame::process_status;
use crate::owned::Owned;
use crate::{DropReason, InsertResult, NoFrame, PayloadOrigin};

/// `sealframe_depacketizer_options`. The default of a field is the library's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct DepacketizerOptions {
    pub max_packets: usize,
    pub max_payload_size: usize,
    pub timeout_ms: u64,
}

/// Reassembles sealed frames from the RTP packets of one SSRC.
pub struct Depacketizer {
    owned: Owned<sys::sealframe_depacketizer>,
}

// SAFETY: the header lets any thread use a depacketizer, one at a time.
unsafe impl Send for Depacketizer {}

/// `sealframe_rtp_packet`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct RtpPacket<'a> {
    /// Without padding.
    pub payload: &'a [u8],
    /// By any monotonic clock.
    pub received_ms: u64,
    pub sequence_number: u16,
    pub timestamp: u32,
    pub payload_type: u8,
    pub marker: bool,
}

/// `sealframe_depacketized_frame`: a sealed frame in the caller's buffer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct DepacketizedFrame<'a> {
    pub bytes: &'a [u8],
    pub first_sequence: u64,
    pub last_sequence: u64,
    pub timestamp: u32,
    pub payload_type: u32,
    pub marker: bool,
    pub origin: PayloadOrigin,
}

/// `sealframe_depacketizer_stats`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct DepacketizerStats {
    pub packets_received: u64,
    pub packets_delivered: u64,
    pub frames_delivered: u64,
    packets_dropped: [u64; sys::MAX_DROP_REASONS],
}

impl DepacketizerStats {
    /// Returns how many packets were dropped for a reason.
    pub fn packets_dropped(&self, reason: DropReason) -> u64 {
        let index = usize::try_from(reason.0).unwrap_or(usize::MAX);
        self.packets_dropped.get(index).copied().unwrap_or(0)
    }
}

impl Depacketizer {
    /// Creates a depacketizer, with memory for all the packets that it can hold.
    pub fn new(options: DepacketizerOptions) -> Result<Self, Error> {
        let raw = sys::sealframe_depacketizer_options {
            max_packets: options.max_packets,
            max_payload_size: options.max_payload_size,
            timeout_ms: options.timeout_ms,
            ..Default::default()
        };
        let owned = Owned::create(sys::sealframe_depacketizer_destroy, |out, error| unsafe {
            sys::sealframe_depacketizer_create(&raw, out, error)
        })?;
        Ok(Self { owned })
    }

    /// Copies a packet and returns whether it made a frame ready.
    pub fn insert(&mut self, packet: &RtpPacket<'_>) -> InsertResult {
        let raw = sys::sealframe_rtp_packet {
            payload: packet.payload.as_ptr(),
            payload_size: packet.payload.len(),
            received_ms: packet.received_ms,
            sequence_number: packet.sequence_number.into(),
            timestamp: packet.timestamp,
            payload_type: packet.payload_type.into(),
            marker: packet.marker.into(),
            ..Default::default()
        };
        InsertResult::from_c(unsafe { sys::sealframe_depacketizer_insert(self.owned.get(), &raw) })
    }

    /// Returns the size of the frame that [`next`](Self::next) writes next; 0 if none
    /// is ready, or if it is empty. A hostile sender can make an empty frame, and
    /// others wait behind it until [`next`](Self::next) has removed it.
    pub fn next_size(&self) -> usize {
        unsafe { sys::sealframe_depacketizer_next_size(self.owned.get()) }
    }

    /// Writes the sealed frame that became ready first to the front of `out` and
    /// removes it; `None` if none is ready.
    pub fn next<'out>(
        &mut self,
        out: &'out mut [u8],
    ) -> Result<Option<DepacketizedFrame<'out>>, NoFrame> {
        let mut raw = sys::sealframe_depacketized_frame::default();
        let (start, room) = (out.as_mut_ptr(), out.len());
        let written = process_status(unsafe {
            sys::sealframe_depacketizer_next(self.owned.get(), start, room, &mut raw)
        })?;
        Ok(written.then(move || DepacketizedFrame {
            bytes: &out[..raw.size],
            first_sequence: raw.first_sequence,
            last_sequence: raw.last_sequence,
            timestamp: raw.timestamp,
            payload_type: raw.payload_type,
            marker: raw.marker != 0,
            origin: PayloadOrigin::from_c(raw.origin),
        }))
    }

    /// Returns the counts.
    pub fn stats(&self) -> Result<DepacketizerStats, Error> {
        let mut raw = sys::sealframe_depacketizer_stats::default();
        call_for_status(|| unsafe {
            sys::sealframe_depacketizer_get_stats(self.owned.get(), &mut raw)
        })?;
        Ok(DepacketizerStats {
            packets_received: raw.packets_received,
            packets_delivered: raw.packets_delivered,
            frames_delivered: raw.frames_delivered,
            packets_dropped: raw.packets_dropped,
        })
    }
}

// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

use sealframe_sys as sys;

use crate::error::Error;
use crate::frame::process_status;
use crate::owned::Owned;
use crate::{NoFrame, PayloadOrigin};

/// Splits sealed frames of the profile sframe into RTP payloads.
pub struct Packetizer {
    owned: Owned<sys::sealframe_packetizer>,
}

// SAFETY: the header lets any thread use a packetizer, one at a time.
unsafe impl Send for Packetizer {}

/// The payloads of one sealed frame.
///
/// ```compile_fail
/// # use sealframe::{Packetizer, PayloadOrigin};
/// let mut packetizer = Packetizer::new(1200).unwrap();
/// let mut sealed = vec![0; 5000];
/// let mut payloads = packetizer.start(&sealed, PayloadOrigin::RAW, true);
/// sealed.clear(); // The frame must not change before its last payload.
/// payloads.next(&mut [0; 1200]);
/// ```
pub struct Payloads<'frame> {
    packetizer: &'frame mut Packetizer,
    _sealed: &'frame [u8],
    count: usize,
}

/// One RTP payload, in the caller's buffer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Payload<'a> {
    pub bytes: &'a [u8],
    /// The RTP header's M bit.
    pub marker: bool,
    pub is_first: bool,
    pub is_last: bool,
}

impl Packetizer {
    /// Creates a packetizer for payloads of at most `max_payload_size` bytes.
    pub fn new(max_payload_size: usize) -> Result<Self, Error> {
        let owned = Owned::create(sys::sealframe_packetizer_destroy, |out, error| unsafe {
            sys::sealframe_packetizer_create(max_payload_size, out, error)
        })?;
        Ok(Self { owned })
    }

    /// Begins the next sealed frame. `marker` is the M bit of its last packet. An
    /// empty frame has no payloads.
    pub fn start<'frame>(
        &'frame mut self,
        sealed: &'frame [u8],
        origin: PayloadOrigin,
        marker: bool,
    ) -> Payloads<'frame> {
        // SAFETY: `sealed` is borrowed until the payloads are dropped, and only
        // they call `next`.
        let count = unsafe {
            sys::sealframe_packetizer_start(
                self.owned.get(),
                sealed.as_ptr(),
                sealed.len(),
                origin.to_c(),
                marker.into(),
            )
        };
        Payloads { packetizer: self, _sealed: sealed, count }
    }
}

impl Payloads<'_> {
    /// Returns the number of payloads of the frame.
    pub fn count(&self) -> usize {
        self.count
    }

    /// Writes the next payload to the front of `out`; `None` if all are written.
    pub fn next<'out>(&mut self, out: &'out mut [u8]) -> Result<Option<Payload<'out>>, NoFrame> {
        let mut raw = sys::sealframe_payload::default();
        let (start, room) = (out.as_mut_ptr(), out.len());
        let written = process_status(unsafe {
            sys::sealframe_packetizer_next(self.packetizer.owned.get(), start, room, &mut raw)
        })?;
        Ok(written.then(move || Payload {
            bytes: &out[..raw.size],
            marker: raw.marker != 0,
            is_first: raw.is_first != 0,
            is_last: raw.is_last != 0,
        }))
    }
}

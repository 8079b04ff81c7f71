// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

use sealframe_sys as sys;

use crate::error::Error;
use crate::frame::{process, process_in_place};
use crate::owned::Owned;
use crate::session::Callbacks;
use crate::stats::{stats, StreamStats};
use crate::{Frame, FrameInfo, NoFrame};

/// The sending side of a stream, which one thread at a time uses.
///
/// ```compile_fail
/// fn is_sync<T: Sync>() {}
/// is_sync::<sealframe::SendTransform>();
/// ```
pub struct SendTransform {
    owned: Owned<sys::sealframe_send_transform>,
    _callbacks: Callbacks,
}

// SAFETY: the header lets any thread use a transform, one at a time.
unsafe impl Send for SendTransform {}

impl SendTransform {
    pub(crate) fn new(owned: Owned<sys::sealframe_send_transform>, callbacks: Callbacks) -> Self {
        Self { owned, _callbacks: callbacks }
    }

    /// Returns an upper bound of the sealed size of a frame of `frame_size` bytes.
    pub fn max_sealed_size(&self, frame_size: usize) -> usize {
        unsafe { sys::sealframe_send_transform_max_sealed_size(self.owned.get(), frame_size) }
    }

    /// Seals a frame into `out`, which needs room for
    /// [`max_sealed_size`](Self::max_sealed_size) bytes. If no frame comes out, the
    /// part of `out` that a frame could have filled is zero.
    pub fn seal<'out>(
        &mut self,
        info: &FrameInfo<'_>,
        frame: &[u8],
        out: &'out mut [u8],
    ) -> Result<Frame<'out>, NoFrame> {
        let (info, sealer) = (info.raw(), self.owned.get());
        let (room, start) = (out.len(), out.as_mut_ptr());
        let outcome = process(|result| unsafe {
            let (bytes, size) = (frame.as_ptr(), frame.len());
            sys::sealframe_send_transform_seal(sealer, &info, bytes, size, start, room, result)
        })?;
        Ok(outcome.in_buffer(out))
    }

    /// Seals a frame in place. If no frame comes out, `frame` is empty.
    pub fn seal_in_place<'frame>(
        &mut self,
        info: &FrameInfo<'_>,
        frame: &'frame mut Vec<u8>,
    ) -> Result<Frame<'frame>, NoFrame> {
        let (info, size, sealer) = (info.raw(), frame.len(), self.owned.get());
        process_in_place(frame, self.max_sealed_size(size), |start, room, result| unsafe {
            sys::sealframe_send_transform_seal(sealer, &info, start, size, start, room, result)
        })
    }

    /// Returns the counts of the stream.
    pub fn stats(&self) -> Result<StreamStats, Error> {
        stats(|counts| unsafe { sys::sealframe_send_transform_get_stats(self.owned.get(), counts) })
    }
}

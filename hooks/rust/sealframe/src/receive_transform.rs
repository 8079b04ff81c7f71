// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

use sealframe_sys as sys;

use crate::error::{call_for_status, Error};
use crate::frame::{process, process_in_place};
use crate::owned::Owned;
use crate::session::Callbacks;
use crate::stats::{stats, KeyStats, StreamStats};
use crate::{Frame, FrameInfo, NoFrame};

/// The receiving side of a stream, which one thread at a time uses.
///
/// ```compile_fail
/// fn is_sync<T: Sync>() {}
/// is_sync::<sealframe::ReceiveTransform>();
/// ```
pub struct ReceiveTransform {
    owned: Owned<sys::sealframe_receive_transform>,
    _callbacks: Callbacks,
}

// SAFETY: the header lets any thread use a transform, one at a time.
unsafe impl Send for ReceiveTransform {}

impl ReceiveTransform {
    pub(crate) fn new(
        owned: Owned<sys::sealframe_receive_transform>,
        callbacks: Callbacks,
    ) -> Self {
        Self { owned, _callbacks: callbacks }
    }

    /// Returns an upper bound of the size that a sealed frame opens to.
    pub fn max_opened_size(&self, sealed_size: usize) -> usize {
        unsafe { sys::sealframe_receive_transform_max_opened_size(self.owned.get(), sealed_size) }
    }

    /// Opens a frame into `out`, which needs room for
    /// [`max_opened_size`](Self::max_opened_size) bytes. If no frame comes out, the
    /// part of `out` that a frame could have filled is zero.
    pub fn open<'out>(
        &mut self,
        info: &FrameInfo<'_>,
        sealed: &[u8],
        out: &'out mut [u8],
    ) -> Result<Frame<'out>, NoFrame> {
        let (info, opener) = (info.raw(), self.owned.get());
        let (room, start) = (out.len(), out.as_mut_ptr());
        let outcome = process(|result| unsafe {
            let (bytes, size) = (sealed.as_ptr(), sealed.len());
            sys::sealframe_receive_transform_open(opener, &info, bytes, size, start, room, result)
        })?;
        Ok(outcome.in_buffer(out))
    }

    /// Opens a frame in place. If no frame comes out, `frame` is empty.
    pub fn open_in_place<'frame>(
        &mut self,
        info: &FrameInfo<'_>,
        frame: &'frame mut Vec<u8>,
    ) -> Result<Frame<'frame>, NoFrame> {
        let (info, size, opener) = (info.raw(), frame.len(), self.owned.get());
        process_in_place(frame, self.max_opened_size(size), |start, room, result| unsafe {
            sys::sealframe_receive_transform_open(opener, &info, start, size, start, room, result)
        })
    }

    /// Opens the oldest held frame whose key has been set, into `out`, which needs
    /// room for [`next_held_size`](Self::next_held_size) bytes. Also returns the
    /// info that the frame came with, except its metadata.
    /// [`FrameStatus::NO_FRAME`](crate::FrameStatus::NO_FRAME) means that no frame
    /// can come out now.
    pub fn open_held<'out>(
        &mut self,
        out: &'out mut [u8],
    ) -> Result<(Frame<'out>, FrameInfo<'static>), NoFrame> {
        let mut info = sys::sealframe_frame_info::default();
        let (room, start, opener) = (out.len(), out.as_mut_ptr(), self.owned.get());
        let outcome = process(|result| unsafe {
            sys::sealframe_receive_transform_open_held(opener, &mut info, start, room, result)
        })?;
        Ok((outcome.in_buffer(out), FrameInfo::from_raw(&info)))
    }

    /// Returns the room that the next [`open_held`](Self::open_held) needs; 0 if no
    /// held frame can come out now.
    pub fn next_held_size(&mut self) -> usize {
        unsafe { sys::sealframe_receive_transform_next_held_size(self.owned.get()) }
    }

    /// Returns the number of held frames.
    pub fn num_held(&self) -> usize {
        unsafe { sys::sealframe_receive_transform_num_held(self.owned.get()) }
    }

    /// Returns the token of the held frame at `index`, where 0 is the oldest; 0 past
    /// the last one.
    pub fn held_token(&self, index: usize) -> u64 {
        unsafe { sys::sealframe_receive_transform_held_token(self.owned.get(), index) }
    }

    /// Returns the counts of the stream.
    pub fn stats(&self) -> Result<StreamStats, Error> {
        stats(|counts| unsafe {
            sys::sealframe_receive_transform_get_stats(self.owned.get(), counts)
        })
    }

    /// Returns the counts of key `index`, from 0, among the keys that have opened a
    /// frame of this stream.
    pub fn key_stats(&self, index: usize) -> Result<KeyStats, Error> {
        let mut raw = sys::sealframe_key_stats::default();
        call_for_status(|| unsafe {
            sys::sealframe_receive_transform_get_key_stats(self.owned.get(), index, &mut raw)
        })?;
        Ok(KeyStats {
            kid: raw.kid,
            frames_opened: raw.frames_opened,
            frames_replayed: raw.frames_replayed,
        })
    }
}

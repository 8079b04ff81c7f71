// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

use sealframe_sys as sys;

use crate::error::{call_for_status, Error};
use crate::frame::process;
use crate::owned::Owned;
use crate::session::Callbacks;
use crate::stats::stats;
use crate::{Frame, FrameInfo, NoFrame, Session, StreamConfig, StreamStats};

/// A receiving stream whose profile is unknown: it tries the profiles of several
/// sessions on each frame until one opens it.
pub struct ProfileDetector {
    owned: Owned<sys::sealframe_profile_detector>,
    _callbacks: Vec<Callbacks>,
}

// SAFETY: the header lets any thread use a detector, one at a time.
unsafe impl Send for ProfileDetector {}

impl ProfileDetector {
    /// Creates a detector that tries the profiles of `sessions` in their order: put
    /// the profiles with the most distinctive frames first, and sframe last.
    pub fn new(sessions: &[&Session], config: &StreamConfig<'_>) -> Result<Self, Error> {
        let strings = config.strings()?;
        let handles: Vec<_> = sessions.iter().map(|session| session.handle()).collect();
        let (first, count) = (handles.as_ptr(), handles.len());
        let owned = Owned::create(sys::sealframe_profile_detector_destroy, |out, error| unsafe {
            let config = config.raw(&strings);
            sys::sealframe_profile_detector_create(first, count, &config, out, error)
        })?;
        let callbacks = sessions.iter().map(|session| session.callbacks().clone()).collect();
        Ok(Self { owned, _callbacks: callbacks })
    }

    /// Returns an upper bound of the size that a sealed frame opens to.
    pub fn max_opened_size(&self, sealed_size: usize) -> usize {
        unsafe { sys::sealframe_profile_detector_max_opened_size(self.owned.get(), sealed_size) }
    }

    /// Opens a frame into `out`, as [`ReceiveTransform::open`] does.
    ///
    /// [`ReceiveTransform::open`]: crate::ReceiveTransform::open
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
            sys::sealframe_profile_detector_open(opener, &info, bytes, size, start, room, result)
        })?;
        Ok(outcome.in_buffer(out))
    }

    /// Returns the index of the session whose profile the stream has; `None` if no
    /// frame has opened yet.
    pub fn detected(&self) -> Option<usize> {
        let mut index = 0;
        let found = call_for_status(|| unsafe {
            sys::sealframe_profile_detector_detected(self.owned.get(), &mut index)
        });
        found.ok().map(|()| index)
    }

    /// Returns the counts of the stream under the profile of session `index`.
    pub fn stats(&self, index: usize) -> Result<StreamStats, Error> {
        stats(|counts| unsafe {
            sys::sealframe_profile_detector_get_stats(self.owned.get(), index, counts)
        })
    }
}

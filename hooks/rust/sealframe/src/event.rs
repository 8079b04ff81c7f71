// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

use std::mem::size_of;
use std::os::raw::c_void;
use std::ptr::copy_nonoverlapping;

use sealframe_sys::sealframe_event;

use crate::error::owned_text;
use crate::{Direction, EventKind, FrameStatus, Media, StreamState};

/// `sealframe_event`: a change of a stream or a key.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Event {
    pub kind: EventKind,
    pub participant: String,
    /// The key concerned, if any.
    pub kid: u64,
    pub state: StreamState,
    pub track: String,
    pub media: Media,
    pub direction: Direction,
    /// For [`StreamState::STALLED`]: the outcome of most of the frames.
    pub reason: FrameStatus,
}

/// Copies the fields that both the library and this crate have.
unsafe fn read(event: *const sealframe_event) -> sealframe_event {
    let mut copy = sealframe_event::default();
    let size = (*event).struct_size.min(size_of::<sealframe_event>());
    copy_nonoverlapping(event as *const u8, &mut copy as *mut _ as *mut u8, size);
    copy
}

/// The callback of a poll: appends to the `Vec<Event>` at `events`.
pub(crate) unsafe extern "C" fn collect(event: *const sealframe_event, events: *mut c_void) {
    let event = read(event);
    (*(events as *mut Vec<Event>)).push(Event {
        kind: EventKind::from_c(event.kind),
        participant: owned_text(event.participant),
        kid: event.kid,
        state: StreamState::from_c(event.state),
        track: owned_text(event.track),
        media: Media::from_c(event.media),
        direction: Direction::from_c(event.direction),
        reason: FrameStatus::from_c(event.reason),
    });
}

// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

use std::os::raw::c_void;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::Thread;

use sealframe_sys as sys;

use crate::error::{call_for_status, Error};
use crate::event::{collect, Event};
use crate::owned::Owned;
use crate::{Provider, ReceiveTransform, ReserveCounters, SendTransform, StreamConfig};

/// `sealframe_session_options`. The default of a field is the library's.
#[derive(Clone, Debug, Default)]
pub struct SessionOptions {
    /// Whether frames pass in the clear before end-to-end encryption is switched
    /// on. By default they are dropped.
    pub pass_frame_when_cryptor_not_ready: bool,
    /// Whether the provider may have no key yet, for a call whose first key comes
    /// later.
    pub allow_no_key: bool,
    /// The thread that polls, which waits in [`std::thread::park_timeout`]: it is
    /// unparked when a stream that had nothing to report has an event.
    pub wake: Option<Thread>,
}

/// What the library calls, kept by everything that can cause a call.
#[derive(Clone)]
pub(crate) struct Callbacks {
    _reserve_counters: Option<Arc<ReserveCounters>>,
    wake: Option<Arc<Thread>>,
}

/// The streams of one call. Any number of threads may use it at once.
///
/// It keeps the provider's keys alive, as its transforms do. They go on working
/// without it, but report no events.
pub struct Session {
    owned: Owned<sys::sealframe_session>,
    callbacks: Callbacks,
    polls: Mutex<()>,
}

// SAFETY: the header marks all functions of a session [any], except poll, which
// has a lock here.
unsafe impl Send for Session {}
// SAFETY: likewise.
unsafe impl Sync for Session {}

/// `wake` of `sealframe_session_options`. It cannot panic.
unsafe extern "C" fn wake(thread: *mut c_void) {
    (*(thread as *const Thread)).unpark();
}

impl Session {
    /// Creates a session over a provider, with end-to-end encryption off.
    pub fn new(provider: &Provider, options: SessionOptions) -> Result<Self, Error> {
        let callbacks = Callbacks {
            _reserve_counters: provider.reserve_counters.clone(),
            wake: options.wake.map(Arc::new),
        };
        let mut raw = sys::sealframe_session_options {
            pass_frame_when_cryptor_not_ready: options.pass_frame_when_cryptor_not_ready.into(),
            allow_no_key: options.allow_no_key.into(),
            ..Default::default()
        };
        if let Some(thread) = &callbacks.wake {
            raw.wake = Some(wake);
            raw.wake_user_data = Arc::as_ptr(thread) as *mut c_void;
        }
        // SAFETY: the thread is kept by the session and its transforms.
        let owned = Owned::create(sys::sealframe_session_destroy, |out, error| unsafe {
            sys::sealframe_session_create(provider.owned.get(), &raw, out, error)
        })?;
        Ok(Self { owned, callbacks, polls: Mutex::new(()) })
    }

    pub(crate) fn handle(&self) -> *mut sys::sealframe_session {
        self.owned.get()
    }

    pub(crate) fn callbacks(&self) -> &Callbacks {
        &self.callbacks
    }

    /// Switches end-to-end encryption on, or off: frames then pass in the clear in
    /// both directions.
    pub fn set_e2ee_enabled(&self, enabled: bool) -> Result<(), Error> {
        call_for_status(|| unsafe {
            sys::sealframe_session_set_e2ee_enabled(self.owned.get(), enabled.into())
        })
    }

    /// Returns whether end-to-end encryption is on.
    pub fn is_e2ee_enabled(&self) -> bool {
        unsafe { sys::sealframe_session_is_e2ee_enabled(self.owned.get()) != 0 }
    }

    /// Maintains the keys and returns the events since the last poll. Call it a few
    /// times a second. It may block.
    pub fn poll(&self) -> Result<Vec<Event>, Error> {
        let mut events: Vec<Event> = Vec::new();
        call_for_status(|| {
            let _one_at_a_time = self.polls.lock().unwrap_or_else(PoisonError::into_inner);
            // SAFETY: `collect` gets the vector that it expects, during the call.
            unsafe {
                sys::sealframe_session_poll(
                    self.owned.get(),
                    Some(collect),
                    &mut events as *mut Vec<Event> as *mut c_void,
                )
            }
        })?;
        Ok(events)
    }

    /// Creates the sending side of a stream of a local participant, which may have no
    /// key yet.
    pub fn new_send_transform(&self, config: &StreamConfig<'_>) -> Result<SendTransform, Error> {
        let strings = config.strings()?;
        let owned = Owned::create(sys::sealframe_send_transform_destroy, |out, error| unsafe {
            let config = config.raw(&strings);
            sys::sealframe_send_transform_create(self.owned.get(), &config, out, error)
        })?;
        Ok(SendTransform::new(owned, self.callbacks.clone()))
    }

    /// Creates the receiving side of a stream of a remote participant, which may have
    /// no key yet.
    pub fn new_receive_transform(
        &self,
        config: &StreamConfig<'_>,
    ) -> Result<ReceiveTransform, Error> {
        let strings = config.strings()?;
        let owned = Owned::create(sys::sealframe_receive_transform_destroy, |out, error| unsafe {
            let config = config.raw(&strings);
            sys::sealframe_receive_transform_create(self.owned.get(), &config, out, error)
        })?;
        Ok(ReceiveTransform::new(owned, self.callbacks.clone()))
    }
}

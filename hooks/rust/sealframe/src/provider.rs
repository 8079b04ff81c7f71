// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

use std::os::raw::{c_char, c_void};
use std::ptr::null;
use std::sync::Arc;

use sealframe_sys as sys;

use crate::error::{c_string, call, Error};
use crate::owned::Owned;
use crate::provider_options::{raw_options, Strings};
use crate::reserve_counters::reserve;
use crate::{CurrentKey, Key, KeyKind, ProviderOptions, ReserveCounters, Status};

/// The keys of all participants, for both directions of a session.
///
/// The functions are those of `sealframe.h` under `sealframe_provider_`, and the
/// header has their rules. Any number of threads may call them at once.
pub struct Provider {
    pub(crate) owned: Owned<sys::sealframe_provider>,
    pub(crate) reserve_counters: Option<Arc<ReserveCounters>>,
}

// SAFETY: the header marks all functions of a provider [any].
unsafe impl Send for Provider {}
// SAFETY: likewise.
unsafe impl Sync for Provider {}

fn pointer_to(number: &Option<u64>) -> *const u64 {
    number.as_ref().map_or(null(), |number| number)
}

impl Provider {
    /// Creates a provider without keys.
    pub fn new(options: ProviderOptions<'_>) -> Result<Self, Error> {
        let strings = Strings::of(&options)?;
        let mut raw = raw_options(&options, &strings);
        let reserve_counters = options.reserve_counters.map(Arc::new);
        if let Some(callback) = &reserve_counters {
            raw.reserve_counters = Some(reserve);
            raw.reserve_counters_user_data = Arc::as_ptr(callback) as *mut c_void;
        }
        // SAFETY: `strings` and `options` outlive the call, and the callback is
        // kept by the provider and by all that is made from it.
        let owned = Owned::create(sys::sealframe_provider_destroy, |out, error| unsafe {
            sys::sealframe_provider_create(&raw, out, error)
        })?;
        Ok(Self { owned, reserve_counters })
    }

    /// Adds a participant of this end, whose keys seal.
    pub fn add_local_participant(
        &self,
        participant: &str,
        sender_number: Option<u64>,
    ) -> Result<(), Error> {
        let number = pointer_to(&sender_number);
        self.call_for(participant, |provider, name, error| unsafe {
            sys::sealframe_provider_add_local_participant(provider, name, number, error)
        })
    }

    /// Adds a participant of another end, whose keys open.
    pub fn add_remote_participant(
        &self,
        participant: &str,
        sender_number: Option<u64>,
    ) -> Result<(), Error> {
        let number = pointer_to(&sender_number);
        self.call_for(participant, |provider, name, error| unsafe {
            sys::sealframe_provider_add_remote_participant(provider, name, number, error)
        })
    }

    /// Removes a participant and its keys.
    pub fn remove_participant(&self, participant: &str) -> Result<(), Error> {
        self.call_for(participant, |provider, name, error| unsafe {
            sys::sealframe_provider_remove_participant(provider, name, error)
        })
    }

    /// Derives keys for an SSRC of a participant.
    pub fn add_ssrc(&self, participant: &str, ssrc: u32) -> Result<(), Error> {
        self.call_for(participant, |provider, name, error| unsafe {
            sys::sealframe_provider_add_ssrc(provider, name, ssrc, error)
        })
    }

    /// Adds a key of a participant. `step` is 0 unless the key comes from
    /// [`current_key`](Self::current_key).
    pub fn set_key<'a>(
        &self,
        participant: &str,
        key_index: u64,
        step: u64,
        key: impl Into<Key<'a>>,
    ) -> Result<(), Error> {
        let key = key.into();
        let (bytes, size) = (key.bytes.as_ptr(), key.bytes.len());
        let set = match key.kind {
            KeyKind::BYTES => sys::sealframe_provider_set_key,
            KeyKind::PASSPHRASE => sys::sealframe_provider_set_passphrase,
            KeyKind::AEAD => sys::sealframe_provider_set_aead_key,
            kind => return Err(unknown_kind(kind)),
        };
        self.call_for(participant, |provider, name, error| unsafe {
            set(provider, name, key_index, step, bytes, size, error)
        })
    }

    /// Adds a key of the whole meeting.
    pub fn set_shared_key<'a>(&self, key_index: u64, key: impl Into<Key<'a>>) -> Result<(), Error> {
        let key = key.into();
        let (bytes, size) = (key.bytes.as_ptr(), key.bytes.len());
        let set = match key.kind {
            KeyKind::BYTES => sys::sealframe_provider_set_shared_key,
            KeyKind::PASSPHRASE => sys::sealframe_provider_set_shared_passphrase,
            KeyKind::AEAD => sys::sealframe_provider_set_shared_aead_key,
            kind => return Err(unknown_kind(kind)),
        };
        call(|error| unsafe { set(self.owned.get(), key_index, bytes, size, error) })
    }

    /// Makes a local participant seal with a key from its next frame on. Call it
    /// once the others have the key.
    pub fn activate(&self, participant: &str, key_index: u64) -> Result<(), Error> {
        self.call_for(participant, |provider, name, error| unsafe {
            sys::sealframe_provider_activate(provider, name, key_index, error)
        })
    }

    /// Removes a key of a participant: an opening key after `overlap_ms`, for late
    /// frames, and a sealing key at once.
    pub fn retire(&self, participant: &str, key_index: u64, overlap_ms: u64) -> Result<(), Error> {
        self.call_for(participant, |provider, name, error| unsafe {
            sys::sealframe_provider_retire(provider, name, key_index, overlap_ms, error)
        })
    }

    /// Does the same to a shared key, for all participants.
    pub fn retire_shared_key(&self, key_index: u64, overlap_ms: u64) -> Result<(), Error> {
        call(|error| unsafe {
            sys::sealframe_provider_retire_shared_key(
                self.owned.get(),
                key_index,
                overlap_ms,
                error,
            )
        })
    }

    /// Moves the active key of a local participant on by one step.
    pub fn ratchet(&self, participant: &str) -> Result<(), Error> {
        self.call_for(participant, |provider, name, error| unsafe {
            sys::sealframe_provider_ratchet(provider, name, error)
        })
    }

    /// Sets the SIF trailer that a LiveKit server announced.
    pub fn set_server_trailer(&self, trailer: &[u8]) -> Result<(), Error> {
        let (bytes, size) = (trailer.as_ptr(), trailer.len());
        call(|error| unsafe {
            sys::sealframe_provider_set_server_trailer(self.owned.get(), bytes, size, error)
        })
    }

    /// Sets whether frames are sent in the clear, and whether received frames that
    /// are not DAVE's pass.
    pub fn set_dave_passthrough(
        &self,
        sends_plain: bool,
        accepts_plain: bool,
    ) -> Result<(), Error> {
        call(|error| unsafe {
            sys::sealframe_provider_set_dave_passthrough(
                self.owned.get(),
                sends_plain.into(),
                accepts_plain.into(),
                error,
            )
        })
    }

    /// Returns the active key of a local participant at its step.
    pub fn current_key(&self, participant: &str) -> Result<CurrentKey, Error> {
        let mut current = sys::sealframe_current_key::default();
        let mut bytes = Vec::new();
        loop {
            let (key, capacity) = (bytes.as_mut_ptr(), bytes.len());
            let read = self.call_for(participant, |provider, name, error| unsafe {
                sys::sealframe_provider_current_key(
                    provider,
                    name,
                    &mut current,
                    key,
                    capacity,
                    error,
                )
            });
            match read {
                // Another thread may activate a longer key meanwhile: ask again.
                Err(error) if error.status == Status::BUFFER_TOO_SMALL => {
                    bytes = vec![0; current.key_size];
                }
                Err(error) => return Err(error),
                Ok(()) => break,
            }
        }
        bytes.truncate(current.key_size);
        Ok(CurrentKey {
            key_index: current.key_index,
            step: current.step,
            kind: KeyKind::from_c(current.kind),
            bytes,
        })
    }

    fn call_for(
        &self,
        participant: &str,
        function: impl FnOnce(
            *mut sys::sealframe_provider,
            *const c_char,
            *mut sys::sealframe_error,
        ) -> sys::sealframe_status,
    ) -> Result<(), Error> {
        let participant = c_string(participant)?;
        call(|error| function(self.owned.get(), participant.as_ptr(), error))
    }
}

fn unknown_kind(kind: KeyKind) -> Error {
    Error::new(Status::INVALID_ARGUMENT, &format!("unknown kind of key {kind}"))
}

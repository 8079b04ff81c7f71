// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

use std::cell::Cell;
use std::mem::forget;
use std::os::raw::c_void;
use std::panic::{catch_unwind, AssertUnwindSafe};

use sealframe_sys::{sealframe_status, SEALFRAME_OK, SEALFRAME_UNAVAILABLE};

use crate::{Error, Status};

/// Reserves counters in a store of the application.
///
/// It gets the fingerprint of a key and a count, and returns the first of `count`
/// consecutive counters, none of which was ever reserved before for that key, in
/// any process. It returns only once the reservation would survive a power
/// failure. `None` means that nothing is reserved, and so does a panic.
///
/// Functions that set or change keys and [`Session::poll`](crate::Session::poll)
/// call it, in their threads. It may block. This crate's functions refuse to be
/// called inside it.
pub type ReserveCounters = Box<dyn Fn(&[u8; 16], u64) -> Option<u64> + Send + Sync>;

thread_local! {
    static IS_INSIDE: Cell<bool> = Cell::new(false);
}

/// Fails if this thread is inside a callback, where the library has its locks.
pub(crate) fn refuse_inside_callback() -> Result<(), Error> {
    if IS_INSIDE.with(Cell::get) {
        return Err(Error::new(
            Status::FAILED_PRECONDITION,
            "reserve_counters must not call Sealframe",
        ));
    }
    Ok(())
}

/// `reserve_counters` of `sealframe_provider_options`, over a [`ReserveCounters`].
pub(crate) unsafe extern "C" fn reserve(
    user_data: *mut c_void,
    fingerprint: *const u8,
    count: u64,
    begin: *mut u64,
) -> sealframe_status {
    let callback = &*(user_data as *const ReserveCounters);
    let fingerprint = &*(fingerprint as *const [u8; 16]);
    IS_INSIDE.with(|inside| inside.set(true));
    let reserved = catch_unwind(AssertUnwindSafe(|| callback(fingerprint, count)));
    IS_INSIDE.with(|inside| inside.set(false));
    match reserved {
        Ok(Some(first)) => {
            *begin = first;
            SEALFRAME_OK
        }
        Ok(None) => SEALFRAME_UNAVAILABLE,
        Err(panic) => {
            // Dropping it may panic, too.
            forget(panic);
            SEALFRAME_UNAVAILABLE
        }
    }
}

// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

use std::ptr::{null_mut, NonNull};

use sealframe_sys::{sealframe_error, sealframe_status};

use crate::error::{call, Error};

/// A handle of the C interface, which is destroyed with it. It is neither `Send`
/// nor `Sync`: the types that contain it declare what the header allows.
pub(crate) struct Owned<T> {
    handle: NonNull<T>,
    destroy: unsafe extern "C" fn(*mut T),
}

impl<T> Owned<T> {
    /// Owns the handle that `create` makes and `destroy` destroys.
    pub(crate) fn create(
        destroy: unsafe extern "C" fn(*mut T),
        create: impl FnOnce(*mut *mut T, *mut sealframe_error) -> sealframe_status,
    ) -> Result<Self, Error> {
        let mut handle = null_mut();
        call(|error| create(&mut handle, error))?;
        let handle = NonNull::new(handle).expect("a handle, since the status is OK");
        Ok(Self { handle, destroy })
    }

    pub(crate) fn get(&self) -> *mut T {
        self.handle.as_ptr()
    }
}

impl<T> Drop for Owned<T> {
    fn drop(&mut self) {
        // SAFETY: the handle came from the `_create` of `destroy`, and no call on
        // it is running, since this has the only reference.
        unsafe { (self.destroy)(self.handle.as_ptr()) }
    }
}

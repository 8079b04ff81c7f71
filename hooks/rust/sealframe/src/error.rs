// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

use std::ffi::{CStr, CString};
use std::fmt;
use std::os::raw::c_char;

use crate::reserve_counters;
use crate::Status;

/// Why a function that configures or sets keys failed. Nothing has changed then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// The kind of failure.
    pub status: Status,
    /// The reason in words, if there are any. It never contains key material.
    pub message: String,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.message.is_empty() {
            return write!(f, "{}", self.status);
        }
        write!(f, "{}: {}", self.status, self.message)
    }
}

impl std::error::Error for Error {}

impl Error {
    pub(crate) fn new(status: Status, message: &str) -> Self {
        let message = message.to_owned();
        Self { status, message }
    }
}

/// Calls a function of the C interface that explains its failures.
pub(crate) fn call(
    function: impl FnOnce(*mut sealframe_sys::sealframe_error) -> sealframe_sys::sealframe_status,
) -> Result<(), Error> {
    reserve_counters::refuse_inside_callback()?;
    let mut error = sealframe_sys::sealframe_error::default();
    let status = Status::from_c(function(&mut error));
    if status == Status::OK {
        return Ok(());
    }
    // SAFETY: the library ends the message with a zero byte.
    let message = unsafe { CStr::from_ptr(error.message.as_ptr()) };
    // It names C functions, which are methods here.
    let message = message.to_string_lossy().replace("sealframe_provider_", "Provider::");
    Err(Error::new(status, &message))
}

/// Calls a function of the C interface that has a status only.
pub(crate) fn call_for_status(
    function: impl FnOnce() -> sealframe_sys::sealframe_status,
) -> Result<(), Error> {
    call(|_| function())
}

/// Returns the text as C has it, which cannot contain a zero byte.
pub(crate) fn c_string(text: &str) -> Result<CString, Error> {
    CString::new(text)
        .map_err(|_| Error::new(Status::INVALID_ARGUMENT, "a name contains a zero byte"))
}

/// Returns a text of the library; the empty one for NULL.
///
/// # Safety
///
/// `text` is NULL or ends with a zero byte.
pub(crate) unsafe fn owned_text(text: *const c_char) -> String {
    if text.is_null() {
        return String::new();
    }
    CStr::from_ptr(text).to_string_lossy().into_owned()
}

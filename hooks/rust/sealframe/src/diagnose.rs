// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

use std::ffi::CString;

use sealframe_sys as sys;

use crate::error::{c_string, call, owned_text, Error};
use crate::provider_options::{raw_options, Strings};
use crate::{FailureReason, FrameInfo, FrameStatus, Key, Media, ProviderOptions};

/// `sealframe_diagnosis_key`: a key for [`diagnose`].
#[derive(Clone, Copy)]
#[allow(missing_docs)]
pub struct DiagnosisKey<'a> {
    /// Whose key it is, for the explanation.
    pub participant: &'a str,
    pub key_index: u64,
    /// The ratchet step that `key` is at.
    pub step: u64,
    pub key: Key<'a>,
    /// Whether frames may name another index.
    pub any_key_index: bool,
}

/// `sealframe_diagnosis`: why a frame does not open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnosis {
    /// The result of opening the frame as given.
    pub status: FrameStatus,
    /// The main reason: the first of `reasons`, unless there is none.
    pub reason: FailureReason,
    /// The reasons that together explain the failure.
    pub reasons: Vec<FailureReason>,
    /// The possible reasons if nothing is proved, the likeliest first.
    pub possible: Vec<FailureReason>,
    /// The size of the frame if it opens.
    pub opened_size: usize,
    /// A sentence with the remedy.
    pub explanation: String,
}

/// Finds the reason why a received frame does not open. The receiver's key is the
/// first of `keys`. It takes up to some seconds: never call it for each frame.
pub fn diagnose(
    options: &ProviderOptions<'_>,
    keys: &[DiagnosisKey<'_>],
    media: Media,
    info: &FrameInfo<'_>,
    frame: &[u8],
) -> Result<Diagnosis, Error> {
    let strings = Strings::of(options)?;
    let names = keys.iter().map(|key| c_string(key.participant)).collect::<Result<Vec<_>, _>>()?;
    let raw_keys: Vec<_> = keys.iter().zip(&names).map(|(key, name)| raw_key(key, name)).collect();
    let pointers: Vec<_> = raw_keys.iter().map(|key| key as *const _).collect();
    let mut raw = sys::sealframe_diagnosis::default();
    call(|error| unsafe {
        sys::sealframe_diagnose(
            &raw_options(options, &strings),
            pointers.as_ptr(),
            pointers.len(),
            media.to_c(),
            &info.raw(),
            frame.as_ptr(),
            frame.len(),
            &mut raw,
            error,
        )
    })?;
    Ok(from_raw(&raw))
}

fn raw_key(key: &DiagnosisKey<'_>, participant: &CString) -> sys::sealframe_diagnosis_key {
    sys::sealframe_diagnosis_key {
        participant: participant.as_ptr(),
        key_index: key.key_index,
        step: key.step,
        key: key.key.bytes.as_ptr(),
        key_size: key.key.bytes.len(),
        kind: key.key.kind.to_c(),
        any_key_index: key.any_key_index.into(),
        ..Default::default()
    }
}

fn from_raw(raw: &sys::sealframe_diagnosis) -> Diagnosis {
    let listed = |all: &[sys::sealframe_failure_reason], count: u32| {
        all.iter().take(count as usize).map(|reason| FailureReason::from_c(*reason)).collect()
    };
    Diagnosis {
        status: FrameStatus::from_c(raw.status),
        reason: FailureReason::from_c(raw.reason),
        reasons: listed(&raw.reasons, raw.num_reasons),
        possible: listed(&raw.possible, raw.num_possible),
        opened_size: raw.opened_size,
        // SAFETY: the library ends the text with a zero byte.
        explanation: unsafe { owned_text(raw.explanation.as_ptr()) },
    }
}

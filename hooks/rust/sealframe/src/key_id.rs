// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

use sealframe_sys as sys;

use crate::error::{call, Error};

/// The parts of a KID of RFC 9605, Section 5.1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct SenderKeyId {
    pub generation: u64,
    pub step: u64,
}

/// Composes a KID of RFC 9605, Section 5.1.
pub fn encode_sender_key_id(id: SenderKeyId, ratchet_bits: u32) -> Result<u64, Error> {
    let mut kid = 0;
    call(|error| unsafe {
        sys::sealframe_encode_sender_key_id(id.generation, id.step, ratchet_bits, &mut kid, error)
    })?;
    Ok(kid)
}

/// Splits such a KID.
pub fn decode_sender_key_id(kid: u64, ratchet_bits: u32) -> Result<SenderKeyId, Error> {
    let (mut generation, mut step) = (0, 0);
    call(|error| unsafe {
        sys::sealframe_decode_sender_key_id(kid, ratchet_bits, &mut generation, &mut step, error)
    })?;
    Ok(SenderKeyId { generation, step })
}

/// The parts of a KID of RFC 9605, Section 5.2.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct MlsKeyId {
    pub context: u64,
    pub index: u64,
    /// Only its low bits are in the KID.
    pub epoch: u64,
}

/// Composes a KID of RFC 9605, Section 5.2.
pub fn encode_mls_key_id(id: MlsKeyId, sender_bits: u32, epoch_bits: u32) -> Result<u64, Error> {
    let mut kid = 0;
    call(|error| unsafe {
        let MlsKeyId { context, index, epoch } = id;
        sys::sealframe_encode_mls_key_id(
            context,
            index,
            epoch,
            sender_bits,
            epoch_bits,
            &mut kid,
            error,
        )
    })?;
    Ok(kid)
}

/// Splits such a KID.
pub fn decode_mls_key_id(kid: u64, sender_bits: u32, epoch_bits: u32) -> Result<MlsKeyId, Error> {
    let (mut context, mut index, mut epoch) = (0, 0, 0);
    call(|error| unsafe {
        sys::sealframe_decode_mls_key_id(
            kid,
            sender_bits,
            epoch_bits,
            &mut context,
            &mut index,
            &mut epoch,
            error,
        )
    })?;
    Ok(MlsKeyId { context, index, epoch })
}

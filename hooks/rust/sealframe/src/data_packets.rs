// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

use sealframe_sys as sys;

use crate::error::{c_string, Error};
use crate::frame::process;
use crate::owned::Owned;
use crate::{Frame, NoFrame, Provider};

/// Returns the sealed size of one of LiveKit's data packets; 0 if it is too large.
pub fn data_packet_sealed_size(packet_size: usize) -> usize {
    unsafe { sys::sealframe_data_packet_sealed_size(packet_size) }
}

/// The fields that travel beside a sealed packet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct DataPacketHeader {
    pub iv: [u8; 12],
    /// The ring index.
    pub key_index: u8,
}

/// Seals LiveKit's data packets of one participant.
pub struct DataPacketSealer {
    owned: Owned<sys::sealframe_data_packet_sealer>,
}

// SAFETY: the header lets any thread use a sealer, one at a time.
unsafe impl Send for DataPacketSealer {}

impl DataPacketSealer {
    /// Creates a sealer for a local participant, which may have no key yet.
    pub fn new(provider: &Provider, participant: &str) -> Result<Self, Error> {
        let participant = c_string(participant)?;
        let owned =
            Owned::create(sys::sealframe_data_packet_sealer_destroy, |out, error| unsafe {
                let (keys, name) = (provider.owned.get(), participant.as_ptr());
                sys::sealframe_data_packet_sealer_create(keys, name, out, error)
            })?;
        Ok(Self { owned })
    }

    /// Seals a packet into `out`, which needs room for [`data_packet_sealed_size`]
    /// bytes.
    pub fn seal<'out>(
        &mut self,
        packet: &[u8],
        out: &'out mut [u8],
    ) -> Result<(Frame<'out>, DataPacketHeader), NoFrame> {
        let mut header = sys::sealframe_data_packet_header::default();
        let (room, start, sealer) = (out.len(), out.as_mut_ptr(), self.owned.get());
        let outcome = process(|result| unsafe {
            let (bytes, size) = (packet.as_ptr(), packet.len());
            sys::sealframe_data_packet_sealer_seal(
                sealer,
                bytes,
                size,
                start,
                room,
                &mut header,
                result,
            )
        })?;
        // The library's ring indices are at most 255.
        let header = DataPacketHeader { iv: header.iv, key_index: header.key_index as u8 };
        Ok((outcome.in_buffer(out), header))
    }
}

/// Opens LiveKit's data packets of one participant.
pub struct DataPacketOpener {
    owned: Owned<sys::sealframe_data_packet_opener>,
}

// SAFETY: the header lets any thread use an opener, one at a time.
unsafe impl Send for DataPacketOpener {}

impl DataPacketOpener {
    /// Creates an opener for a remote participant, which may have no key yet.
    pub fn new(provider: &Provider, participant: &str) -> Result<Self, Error> {
        let participant = c_string(participant)?;
        let owned =
            Owned::create(sys::sealframe_data_packet_opener_destroy, |out, error| unsafe {
                let (keys, name) = (provider.owned.get(), participant.as_ptr());
                sys::sealframe_data_packet_opener_create(keys, name, out, error)
            })?;
        Ok(Self { owned })
    }

    /// Opens a packet into `out`, which needs no more room than the sealed packet.
    pub fn open<'out>(
        &mut self,
        header: &DataPacketHeader,
        sealed: &[u8],
        out: &'out mut [u8],
    ) -> Result<Frame<'out>, NoFrame> {
        let header = sys::sealframe_data_packet_header {
            iv: header.iv,
            key_index: header.key_index.into(),
            ..Default::default()
        };
        let (room, start, opener) = (out.len(), out.as_mut_ptr(), self.owned.get());
        let outcome = process(|result| unsafe {
            let (bytes, size) = (sealed.as_ptr(), sealed.len());
            sys::sealframe_data_packet_opener_open(
                opener, &header, bytes, size, start, room, result,
            )
        })?;
        Ok(outcome.in_buffer(out))
    }
}

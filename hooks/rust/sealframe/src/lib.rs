// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

//! End-to-end encryption of encoded media frames: the safe form of Sealframe's C
//! interface.
//!
//! An application creates a [`Provider`], which holds keys; a [`Session`] over the
//! provider; and a transform for each stream and direction. Transforms seal and
//! open frames. [`Session::poll`] reports the state of streams and keys.
//!
//! Names are those of `sealframe.h`, whose comments hold here too. Providers and
//! sessions may be used by any number of threads at once, and everything else by
//! one thread at a time. Objects may be dropped in any order.
//!
//! ```
//! use sealframe::{FrameInfo, Provider, ProviderOptions, Session, StreamConfig};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let key = [7; 16]; // Agreed on by the application.
//! let alice = StreamConfig { participant: "alice", ..Default::default() };
//! let info = FrameInfo::default();
//!
//! let keys = Provider::new(ProviderOptions { profile: "sframe", ..Default::default() })?;
//! keys.add_local_participant("alice", None)?;
//! keys.set_key("alice", 0, 0, &key)?;
//! keys.activate("alice", 0)?;
//! let session = Session::new(&keys, Default::default())?;
//! session.set_e2ee_enabled(true)?;
//! let mut camera = session.new_send_transform(&alice)?;
//! let mut frame = b"an encoded frame".to_vec();
//! camera.seal_in_place(&info, &mut frame)?;
//! assert_ne!(frame, b"an encoded frame");
//! # Ok(())
//! # }
//! ```

#![warn(missing_docs)]

mod data_packets;
mod depacketizer;
mod diagnose;
mod enums;
mod error;
mod event;
mod frame;
mod inspect;
mod key;
mod key_id;
mod names;
mod owned;
mod packetizer;
mod profile_detector;
mod provider;
mod provider_options;
mod receive_transform;
mod reserve_counters;
mod sdp;
mod send_transform;
mod session;
mod stats;
mod stream_config;
mod values;

pub use data_packets::{
    data_packet_sealed_size, DataPacketHeader, DataPacketOpener, DataPacketSealer,
};
pub use depacketizer::{
    DepacketizedFrame, Depacketizer, DepacketizerOptions, DepacketizerStats, RtpPacket,
};
pub use diagnose::{diagnose, Diagnosis, DiagnosisKey};
pub use enums::*;
pub use error::Error;
pub use event::Event;
pub use frame::{Frame, FrameInfo, NoFrame};
pub use inspect::{inspect, Inspection};
pub use key::{CurrentKey, Key};
pub use key_id::{
    decode_mls_key_id, decode_sender_key_id, encode_mls_key_id, encode_sender_key_id, MlsKeyId,
    SenderKeyId,
};
pub use names::{profile_names, version, ProfileInfo};
pub use packetizer::{Packetizer, Payload, Payloads};
pub use profile_detector::ProfileDetector;
pub use provider::Provider;
pub use provider_options::ProviderOptions;
pub use receive_transform::ReceiveTransform;
pub use reserve_counters::ReserveCounters;
pub use sdp::{sdp_decide, Sdp, SdpSection};
pub use send_transform::SendTransform;
pub use session::{Session, SessionOptions};
pub use stats::{KeyStats, StreamStats};
pub use stream_config::StreamConfig;

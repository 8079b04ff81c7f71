// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

//! Both ends of a call in which Alice sends.

#![allow(dead_code)]

use sealframe::{
    Codec, Error, FrameInfo, Provider, ProviderOptions, ReceiveTransform, SendTransform, Session,
    StreamConfig,
};

pub const KEY: [u8; 16] = [7; 16];
pub const ALICE: &str = "alice";
pub const FRAME: &[u8] = b"an encoded frame";
pub const STREAM: StreamConfig<'static> = StreamConfig {
    participant: ALICE,
    track: "microphone",
    media: sealframe::Media::AUDIO,
    hold_max_frames: 0,
    hold_max_bytes: 0,
    hold_max_age_ms: 0,
};

/// What every profile can seal.
pub fn opus() -> FrameInfo<'static> {
    FrameInfo { codec: Codec::OPUS, ssrc: 1, rtp_timestamp: 960, ..Default::default() }
}

pub fn provider(profile: &str) -> Result<Provider, Error> {
    Provider::new(ProviderOptions { profile, ..Default::default() })
}

/// Gives a provider Alice's key, to seal with.
pub fn give_alice_key(keys: &Provider) -> Result<(), Error> {
    keys.add_local_participant(ALICE, None)?;
    keys.set_key(ALICE, 0, 0, &KEY)?;
    keys.activate(ALICE, 0)
}

pub fn enabled_session(keys: &Provider) -> Session {
    let session = Session::new(keys, Default::default()).unwrap();
    session.set_e2ee_enabled(true).unwrap();
    session
}

pub fn sender(profile: &str) -> SendTransform {
    let keys = provider(profile).unwrap();
    give_alice_key(&keys).unwrap();
    enabled_session(&keys).new_send_transform(&STREAM).unwrap()
}

pub fn receiver_session(profile: &str) -> Session {
    let keys = provider(profile).unwrap();
    keys.set_key(ALICE, 0, 0, &KEY).unwrap();
    enabled_session(&keys)
}

pub fn receiver(profile: &str) -> ReceiveTransform {
    receiver_session(profile).new_receive_transform(&STREAM).unwrap()
}

pub fn sealed(sender: &mut SendTransform) -> Vec<u8> {
    let mut frame = FRAME.to_vec();
    sender.seal_in_place(&opus(), &mut frame).unwrap();
    frame
}

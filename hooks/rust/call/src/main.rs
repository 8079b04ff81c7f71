// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

//! Both ends of an encrypted call in one program: Alice seals a frame, and Bob
//! opens it, but not once somebody on the way has changed a bit.

use sealframe::{
    Error, FrameInfo, FrameStatus, Media, Provider, ProviderOptions, Session, StreamConfig,
};

// In a call the application agrees on a key, for example with MLS.
const KEY: [u8; 32] = [7; 32];
const ALICE: &str = "alice";

/// One end of the call: a session over a provider that has Alice's key.
fn new_end(is_alice: bool) -> Result<Session, Error> {
    let keys = Provider::new(ProviderOptions { profile: "sframe", ..Default::default() })?;
    if is_alice {
        keys.add_local_participant(ALICE, None)?;
    }
    keys.set_key(ALICE, 0, 0, &KEY)?;
    if is_alice {
        keys.activate(ALICE, 0)?;
    }
    let session = Session::new(&keys, Default::default())?;
    session.set_e2ee_enabled(true)?;
    Ok(session)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (alice, bob) = (new_end(true)?, new_end(false)?);
    let config = StreamConfig { participant: ALICE, media: Media::VIDEO, ..Default::default() };
    let mut sender = alice.new_send_transform(&config)?;
    let mut receiver = bob.new_receive_transform(&config)?;
    let info = FrameInfo::default();

    let frame = b"an encoded frame";
    let mut sealed = vec![0; sender.max_sealed_size(frame.len())];
    let size = sender.seal(&info, frame, &mut sealed)?.bytes.len();
    sealed.truncate(size);
    println!("sealed: {size} bytes");

    let mut changed = sealed.clone();
    changed[size - 1] ^= 1;
    let refused = receiver.open_in_place(&info, &mut changed).unwrap_err();
    assert_eq!(refused.status, FrameStatus::NOT_AUTHENTIC);
    println!("changed on the way: {refused}");

    let mut opened = vec![0; receiver.max_opened_size(size)];
    let opened = receiver.open(&info, &sealed, &mut opened)?;
    println!("as it was sent: {:?}", String::from_utf8_lossy(opened.bytes));

    for event in bob.poll()? {
        println!("bob: {}, key {}", event.state, event.kid);
    }
    Ok(())
}

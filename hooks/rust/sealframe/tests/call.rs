// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

//! Calls through the safe interface.

mod common;

use std::thread;

use common::*;
use sealframe::{
    Direction, EventKind, FrameInfo, FrameStatus, Key, KeyKind, Session, SessionOptions, Status,
    StreamConfig, StreamState,
};

#[test]
fn a_call_goes_well_in_every_profile() {
    let profiles = sealframe::profile_names();
    assert!(profiles.contains(&"sframe".to_owned()));
    for profile in &profiles {
        let (mut alice, mut bob) = (sender(profile), receiver(profile));
        let mut sealed = vec![0; alice.max_sealed_size(FRAME.len())];
        let sealed = alice.seal(&opus(), FRAME, &mut sealed).unwrap();
        assert!(!sealed.passed_through && sealed.bytes != FRAME, "{profile}");

        let mut out = vec![0; bob.max_opened_size(sealed.bytes.len())];
        let opened = bob.open(&opus(), sealed.bytes, &mut out).unwrap();
        assert_eq!((opened.bytes, opened.kid), (FRAME, sealed.kid), "{profile}");
    }
}

#[test]
fn frames_are_sealed_and_opened_in_place() {
    let (mut alice, mut bob) = (sender("livekit"), receiver("livekit"));
    let mut frame = FRAME.to_vec();
    let size = alice.seal_in_place(&opus(), &mut frame).unwrap().bytes.len();
    assert_eq!(frame.len(), size);
    let opened = bob.open_in_place(&opus(), &mut frame).unwrap();
    assert_eq!(opened.bytes, FRAME);
}

#[test]
fn a_changed_frame_is_refused_and_leaves_nothing() {
    let (mut alice, mut bob) = (sender("sframe"), receiver("sframe"));
    let mut frame = sealed(&mut alice);
    *frame.last_mut().unwrap() ^= 1;
    let refused = bob.open_in_place(&opus(), &mut frame).unwrap_err();
    assert_eq!(refused.status, FrameStatus::NOT_AUTHENTIC);
    assert_eq!(refused.to_string(), "no frame came out: not_authentic");
    assert!(frame.is_empty());
}

#[test]
fn a_buffer_without_room_is_refused() {
    let refused = sender("sframe").seal(&opus(), FRAME, &mut [0; 4]).unwrap_err();
    assert_eq!(refused.status, FrameStatus::BUFFER_TOO_SMALL);
}

#[test]
fn metadata_must_be_that_of_the_sender() {
    let (mut alice, mut bob) = (sender("sframe"), receiver("sframe"));
    let described = FrameInfo { metadata: b"header", ..opus() };
    let mut frame = FRAME.to_vec();
    alice.seal_in_place(&described, &mut frame).unwrap();
    assert!(bob.open_in_place(&opus(), &mut frame.clone()).is_err());
    assert!(bob.open_in_place(&described, &mut frame).is_ok());
}

#[test]
fn errors_have_a_status_and_a_message() {
    let refused = provider("no such profile").err().unwrap();
    assert_eq!(refused.status, Status::UNSUPPORTED);
    assert!(refused.to_string().starts_with("unsupported: unknown profile"));
    let keys = provider("sframe").unwrap();
    let unknown = keys.remove_participant("dave").unwrap_err();
    assert!(unknown.message.contains("add it with Provider::add_local_participant"), "{unknown}");
    assert_eq!(keys.remove_participant("a\0b").unwrap_err().status, Status::INVALID_ARGUMENT);
    let passphrase = Key { kind: KeyKind::PASSPHRASE, bytes: b"correct horse" };
    assert!(keys.set_key(ALICE, 0, 0, passphrase).is_err());
}

#[test]
fn a_participant_that_joins_gets_the_current_key() {
    let keys = provider("livekit").unwrap();
    give_alice_key(&keys).unwrap();
    keys.ratchet(ALICE).unwrap();
    let current = keys.current_key(ALICE).unwrap();
    assert_eq!((current.key_index, current.step, current.kind), (0, 1, KeyKind::BYTES));

    let joined = provider("livekit").unwrap();
    let key = Key { kind: current.kind, bytes: &current.bytes };
    joined.set_key(ALICE, current.key_index, current.step, key).unwrap();
    let mut bob = enabled_session(&joined).new_receive_transform(&STREAM).unwrap();
    let mut alice = enabled_session(&keys).new_send_transform(&STREAM).unwrap();
    assert!(bob.open_in_place(&opus(), &mut sealed(&mut alice)).is_ok());
}

#[test]
fn polls_return_events_and_statistics_count() {
    let session = receiver_session("sframe");
    let mut bob = session.new_receive_transform(&STREAM).unwrap();
    bob.open_in_place(&opus(), &mut sealed(&mut sender("sframe"))).unwrap();
    let events = session.poll().unwrap();
    let event = events.iter().find(|event| event.state == StreamState::OK).unwrap();
    assert_eq!(event.kind, EventKind::STREAM_STATE);
    assert_eq!((&*event.participant, &*event.track), (ALICE, "microphone"));
    assert_eq!(event.direction, Direction::RECEIVE);

    let stats = bob.stats().unwrap();
    assert_eq!((stats.frames_in, stats.frames_out), (1, 1));
    assert_eq!(stats.frames_by_status(FrameStatus::OK), 1);
    assert_eq!(stats.frames_by_status(FrameStatus::REPLAYED), 0);
    assert_eq!(bob.key_stats(0).unwrap().frames_opened, 1);
    assert_eq!(bob.key_stats(1).unwrap_err().status, Status::NOT_FOUND);
}

#[test]
fn a_frame_is_held_until_its_key_is_set() {
    let keys = provider("sframe").unwrap();
    keys.add_remote_participant(ALICE, None).unwrap();
    assert!(Session::new(&keys, Default::default()).is_err());
    let options = SessionOptions { allow_no_key: true, ..Default::default() };
    let session = Session::new(&keys, options).unwrap();
    session.set_e2ee_enabled(true).unwrap();
    let config = StreamConfig { hold_max_frames: 4, hold_max_age_ms: 60_000, ..STREAM };
    let mut bob = session.new_receive_transform(&config).unwrap();
    let info = FrameInfo { token: 5, ..opus() };
    let waits = bob.open_in_place(&info, &mut sealed(&mut sender("sframe"))).unwrap_err();
    assert_eq!((waits.status, bob.num_held(), bob.held_token(0)), (FrameStatus::HELD, 1, 5));

    keys.set_key(ALICE, 0, 0, &KEY).unwrap();
    let mut out = vec![0; bob.next_held_size()];
    let (frame, came_with) = bob.open_held(&mut out).unwrap();
    assert_eq!((frame.bytes, came_with), (FRAME, info));
    assert_eq!(bob.open_held(&mut out).unwrap_err().status, FrameStatus::NO_FRAME);
}

#[test]
fn a_stream_with_news_unparks_the_thread_that_polls() {
    let keys = provider("sframe").unwrap();
    keys.set_key(ALICE, 0, 0, &KEY).unwrap();
    let options = SessionOptions { wake: Some(thread::current()), ..Default::default() };
    let session = Session::new(&keys, options).unwrap();
    session.set_e2ee_enabled(true).unwrap();
    let mut bob = session.new_receive_transform(&STREAM).unwrap();
    session.poll().unwrap();
    let mut alice = sender("sframe");
    let opening = thread::spawn(move || {
        bob.open_in_place(&opus(), &mut sealed(&mut alice)).unwrap();
        bob
    });
    thread::park();
    let _bob = opening.join().unwrap();
    let events = session.poll().unwrap();
    assert!(events.iter().any(|event| event.state == StreamState::OK));
}

#[test]
fn transforms_move_between_threads_and_outlive_their_session() {
    let (mut alice, mut bob) = (sender("sframe"), receiver("sframe"));
    let frame = thread::spawn(move || sealed(&mut alice)).join().unwrap();
    let opened = thread::spawn(move || bob.open_in_place(&opus(), &mut frame.clone()).is_ok());
    assert!(opened.join().unwrap());
}

#[test]
fn frames_are_dropped_before_encryption_is_on() {
    let keys = provider("sframe").unwrap();
    give_alice_key(&keys).unwrap();
    let session = Session::new(&keys, Default::default()).unwrap();
    assert!(!session.is_e2ee_enabled());
    let mut alice = session.new_send_transform(&STREAM).unwrap();
    let refused = alice.seal_in_place(&opus(), &mut FRAME.to_vec()).unwrap_err();
    assert_eq!(refused.status, FrameStatus::NOT_READY);
}

// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

//! Counters that a store of the application reserves.

mod common;

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use common::*;
use sealframe::{Error, Provider, ProviderOptions, ReserveCounters, Status};

fn provider_over(reserve_counters: ReserveCounters) -> Provider {
    Provider::new(ProviderOptions {
        profile: "sframe",
        reserve_counters: Some(reserve_counters),
        ..Default::default()
    })
    .unwrap()
}

/// Gives a provider Alice's key of one test: a process takes a key's counters from one store.
fn give_key_of(test: u8, keys: &Provider) -> Result<(), Error> {
    keys.add_local_participant(ALICE, None)?;
    keys.set_key(ALICE, 0, 0, &[test; 16])?;
    keys.activate(ALICE, 0)
}

#[test]
fn a_store_is_asked_and_kept_by_what_can_ask_it() {
    let store = Arc::new(Mutex::new(HashMap::new()));
    let kept = store.clone();
    let keys = provider_over(Box::new(move |fingerprint, count| {
        let mut counters = kept.lock().unwrap();
        let next = counters.entry(*fingerprint).or_insert(0);
        *next += count;
        Some(*next - count)
    }));
    give_key_of(1, &keys).unwrap();
    let session = enabled_session(&keys);
    drop(keys);
    let mut alice = session.new_send_transform(&STREAM).unwrap();
    sealed(&mut alice);
    session.poll().unwrap();
    assert_eq!(store.lock().unwrap().len(), 1);
    drop(session);
    sealed(&mut alice);
    assert_eq!(Arc::strong_count(&store), 2);
    drop(alice);
    assert_eq!(Arc::strong_count(&store), 1);
}

struct PanicsAgain;

impl Drop for PanicsAgain {
    fn drop(&mut self) {
        panic!("the store is gone for good");
    }
}

#[test]
fn a_store_that_fails_or_panics_reserves_nothing() {
    let stores: [ReserveCounters; 3] = [
        Box::new(|_, _| None),
        Box::new(|_, _| panic!("the store is gone")),
        Box::new(|_, _| std::panic::panic_any(PanicsAgain)),
    ];
    for store in stores {
        let refused = give_key_of(2, &provider_over(store)).unwrap_err();
        assert_eq!(refused.status, Status::UNAVAILABLE);
    }
}

#[test]
fn a_store_cannot_call_the_library() {
    let itself: Arc<Mutex<Option<Provider>>> = Arc::default();
    let kept = itself.clone();
    let keys = provider_over(Box::new(move |_, _| {
        let keys = kept.lock().unwrap();
        let refused = keys.as_ref().unwrap().remove_participant(ALICE).unwrap_err();
        assert_eq!(refused.status, Status::FAILED_PRECONDITION);
        None
    }));
    *itself.lock().unwrap() = Some(provider("sframe").unwrap());
    assert_eq!(give_key_of(3, &keys).unwrap_err().status, Status::UNAVAILABLE);
}

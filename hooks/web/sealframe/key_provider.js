// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

import {reserveInRealm} from './counters.js';
import {Handle} from './handle.js';
import {SUITE} from './interface.js';
import {Arena} from './memory.js';
import {withWebCrypto} from './passphrases.js';
import {encode} from './text.js';

// The most bytes of a key.
const MAX_KEY = 4096;

// optionsOf returns the fields of the C struct for the options of a provider.
function optionsOf({profile = '', keyMode, suite, ratchetWindow, ...options} = {}) {
  return {
    ...options,
    profile,  // Without one, the error lists all.
    keyMode: keyMode === 'perParticipant' ? 'per_participant' : keyMode,
    suite: typeof suite === 'number' ? SUITE[suite] ?? suite : suite,
    ratchetWindow,
    hasRatchetWindow: ratchetWindow !== undefined,
  };
}

// withText calls `use` with the bytes of a passphrase, and wipes those of a string.
function withText(passphrase, use) {
  if (typeof passphrase !== 'string') {
    return use(passphrase);
  }
  const bytes = encode(passphrase, 'the passphrase');
  try {
    return use(bytes);
  } finally {
    bytes.fill(0);
  }
}

/** The keys of all participants. key_provider.d.ts documents its methods. */
export class KeyProvider extends Handle {
  constructor(instance, {reserveCounters = reserveInRealm, ...options} = {}) {
    const fields = optionsOf(options);
    if (fields.counterReservationsFolder === undefined) {  // The engine has no files.
      fields.reserveCounters = instance.exports.sealframe_web_reserve_counters();
      fields.reserveCountersUserData = instance.addReserver(reserveCounters);
    }
    super(instance, 'provider', fields);
  }

  addLocalParticipant(participant, senderNumber) {
    this.call('add_local_participant', participant, senderNumber);
  }

  addRemoteParticipant(participant, senderNumber) {
    this.call('add_remote_participant', participant, senderNumber);
  }

  removeParticipant(participant) {
    this.call('remove_participant', participant);
  }

  addSsrc(participant, ssrc) {
    this.call('add_ssrc', participant, ssrc);
  }

  setKey(participant, keyIndex, key, {step = 0} = {}) {
    this.call('set_key', participant, keyIndex, step, key);
  }

  setPassphrase(participant, keyIndex, passphrase, {step = 0} = {}) {
    withText(passphrase, (bytes) =>
        this.call('set_passphrase', participant, keyIndex, step, bytes));
  }

  setAeadKey(participant, keyIndex, key, {step = 0} = {}) {
    this.call('set_aead_key', participant, keyIndex, step, key);
  }

  setDerivedKey(participant, keyIndex, key, salt) {
    this.call('set_derived_key', participant, keyIndex, key, salt);
  }

  setSharedKey(keyIndex, key) {
    this.call('set_shared_key', keyIndex, key);
  }

  setSharedPassphrase(keyIndex, passphrase) {
    withText(passphrase, (bytes) => this.call('set_shared_passphrase', keyIndex, bytes));
  }

  setSharedAeadKey(keyIndex, key) {
    this.call('set_shared_aead_key', keyIndex, key);
  }

  activate(participant, keyIndex) {
    this.call('activate', participant, keyIndex);
  }

  retire(participant, keyIndex, {overlapMs = 0} = {}) {
    this.call('retire', participant, keyIndex, overlapMs);
  }

  retireSharedKey(keyIndex, {overlapMs = 0} = {}) {
    this.call('retire_shared_key', keyIndex, overlapMs);
  }

  ratchet(participant) {
    this.call('ratchet', participant);
  }

  setServerTrailer(trailer) {
    this.call('set_server_trailer', trailer);
  }

  setDavePassthrough({sendsPlain = false, acceptsPlain = false} = {}) {
    this.call('set_dave_passthrough', sendsPlain, acceptsPlain);
  }

  withWebCrypto(change) {
    return withWebCrypto(this.instance, change);
  }

  currentKey(participant) {
    const arena = new Arena(this.instance);
    try {
      const key = arena.allocate(MAX_KEY);
      const {keySize, ...current} = this.call('current_key', participant, key, MAX_KEY);
      return {...current, key: this.instance.bytes.slice(key, key + keySize)};
    } finally {
      arena.free();
    }
  }
}

// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The engine behind the W3C's SFrame interfaces. Each realm (a page, a worker) has one, so
// that all encryptors of the realm share the counter of a key.

import {createEngine} from './engine.js';
import {getCrypto} from './load.js';

// A key reserves 65536 counters at a time, and more once half of them are used.
const FRAMES_PER_POLL = 1024;
const MAX_KEYS = 256;
const SENDER = 'sender';

// randomBlocks returns `reserveCounters` that begins at random for each key. Other realms, and
// this page when it was loaded before, may seal with the same key: 2^32 frames of one and 2^32
// of another meet with a probability of 2^-30.
function randomBlocks(crypto) {
  const next = new Map();
  return (fingerprint, count) => {
    const key = fingerprint.join();
    const begin = next.get(key) ?? crypto.getRandomValues(new BigUint64Array(1))[0] >> 1n;
    next.set(key, begin + count);
    return begin;
  };
}

/** Seals with one key at a time. */
class Encryptor {
  #keys;
  #session;
  #participant;
  #transform;
  #keyId;
  #frames = 0;

  constructor(keys, session, participant) {
    this.#keys = keys;
    this.#session = session;
    this.#participant = participant;
    keys.addLocalParticipant(participant);
    this.#transform = session.createSendTransform({participant, kind: 'video'});
  }

  /** setKey replaces the key. Without one, after a failure, nothing is sealed. */
  setKey(keyId, {key, salt}) {
    if (this.#keyId !== undefined) {
      this.#keys.retire(this.#participant, this.#keyId);
      this.#keyId = undefined;
    }
    this.#keys.setDerivedKey(this.#participant, keyId, key, salt);
    this.#keyId = keyId;
    this.#keys.activate(this.#participant, keyId);
    this.#session.poll();  // Wipes the last key.
  }

  process(frame) {
    if (++this.#frames % FRAMES_PER_POLL === 0) {
      this.#session.poll();  // Reserves counters.
    }
    return this.#transform.seal(frame);
  }

  close() {
    this.#transform.close();
    this.#keys.removeParticipant(this.#participant);
  }
}

/** Opens with the key that a frame names. */
class Decryptor {
  #keys;
  #session;
  #transform;
  #keyIds = new Set();

  constructor(keys, session) {
    this.#keys = keys;
    this.#session = session;
    keys.addRemoteParticipant(SENDER);
    this.#transform = session.createReceiveTransform({participant: SENDER, kind: 'video'});
  }

  /** setKey adds a key, or replaces the one with this id. */
  setKey(keyId, {key, salt}) {
    this.removeKey(keyId);
    this.#keys.setDerivedKey(SENDER, keyId, key, salt);
    this.#keyIds.add(keyId);
  }

  /** removeKey removes the key with this id, if there is one. */
  removeKey(keyId) {
    if (this.#keyIds.delete(keyId)) {
      this.#keys.retire(SENDER, keyId);
      this.#session.poll();  // Wipes the key.
    }
  }

  process(frame) {
    return this.#transform.open(frame);
  }

  close() {
    this.#transform.close();
    this.#session.close();
    this.#keys.close();
  }
}

/** Makes the encryptors and decryptors of a realm. */
class Cryptors {
  #engine;
  #reserveCounters;
  #sealing = new Map();  // By suite: a provider of its own could not share counters.
  #encryptors = 0;

  constructor(engine, crypto) {
    this.#engine = engine;
    this.#reserveCounters = randomBlocks(crypto);
  }

  createEncryptor(suite) {
    if (!this.#sealing.has(suite)) {
      this.#sealing.set(suite, this.#open({suite, reserveCounters: this.#reserveCounters}));
    }
    const {keys, session} = this.#sealing.get(suite);
    return new Encryptor(keys, session, `encryptor ${++this.#encryptors}`);
  }

  createDecryptor(suite) {
    const {keys, session} = this.#open({suite, maxKeysPerParticipant: MAX_KEYS});
    return new Decryptor(keys, session);
  }

  #open(options) {
    const keys = this.#engine.createKeyProvider(
        {profile: 'sframe', allowShortTags: true, ...options});
    return {keys, session: this.#engine.createSession(keys, {allowNoKey: true, e2eeEnabled: true})};
  }
}

let create = createEngine;
let made;

/** setEngine sets the function that creates the realm's engine. */
export function setEngine(createRealmEngine) {
  create = createRealmEngine;
}

/** getCryptors returns a promise of the realm's Cryptors. */
export function getCryptors() {
  made ??= Promise.all([create(), getCrypto()]).then((parts) => new Cryptors(...parts));
  return made;
}

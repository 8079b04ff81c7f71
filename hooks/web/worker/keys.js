// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The keys of one room, as its page sets them.

import {SUITE} from '../sealframe/interface.js';
import {deriveKeys} from '../sealframe/sframe_keys.js';

const DEFAULT_SUITE = 'AES_128_GCM_SHA256_128';

export class RoomKeys {
  #own;
  #active;  // The index of the key that this end seals with, if it has one.
  #known = new Set();
  #counters;
  #suite;
  #ratchetBits;

  // `participant` is this end's own. The other options are the engine's.
  constructor(engine, {participant, senderNumber, ...options}) {
    this.#own = participant;
    this.#counters = options.reserveCounters;
    this.provider = engine.createKeyProvider(options);
    const {suite = 0, ratchetBits = 0} = options;
    const name = SUITE[suite] ?? suite;
    this.#suite = name === SUITE[0] ? DEFAULT_SUITE : name;
    this.#ratchetBits = ratchetBits;
    this.provider.addLocalParticipant(participant, senderNumber);
    this.#known.add(participant);
  }

  get own() {
    return this.#own;
  }

  // meet adds `participant`, unless it is known.
  meet(participant, senderNumber) {
    if (!this.#known.has(participant)) {
      this.provider.addRemoteParticipant(participant, senderNumber);
      this.#known.add(participant);
    }
  }

  async setKey(key, participant, index, step) {
    this.meet(participant);
    await this.#set(key,
        () => this.provider.setKey(participant, index, key, {step}));
    this.#start(participant, index);
  }

  // deriveKey sets a key of sframe whose base key is a CryptoKey.
  async deriveKey(baseKey, participant, index, step) {
    if (Number(step) !== 0) {
      throw new TypeError('a CryptoKey for HKDF has no ratchet step: give bytes');
    }
    this.meet(participant);
    const keyId = BigInt(index) << BigInt(this.#ratchetBits);
    const {key, salt} = await deriveKeys(baseKey, keyId, this.#suite);
    try {
      await this.#set(key, () => this.provider.setDerivedKey(participant, index, key, salt));
    } catch (error) {
      error.message = `keys from a CryptoKey for HKDF are refused: ${error.message}`;
      throw error;
    } finally {
      salt.fill(0);
    }
    this.#start(participant, index);
  }

  async setPassphrase(text, participant, index, step) {
    this.meet(participant);
    await this.#set(text,
        () => this.provider.setPassphrase(participant, index, text, {step}));
    this.#start(participant, index);
  }

  async setSharedKey(key, index) {
    await this.#set(key, () => this.provider.setSharedKey(index, key));
    this.#start(this.#own, index);
  }

  async setSharedPassphrase(text, index) {
    await this.#set(text, () => this.provider.setSharedPassphrase(index, text));
    this.#start(this.#own, index);
  }

  activate(index) {
    this.provider.activate(this.#own, index);
    this.#active = index;
  }

  ratchet() {
    return this.#apply(() => this.provider.ratchet(this.#own));
  }

  currentKey() {
    return this.provider.currentKey(this.#own);
  }

  retire(participant, index, overlapMs) {
    this.provider.retire(participant, index, {overlapMs});
    if (participant === this.#own) {
      this.#stop(index);
    }
  }

  retireSharedKey(index, overlapMs) {
    this.provider.retireSharedKey(index, {overlapMs});
    this.#stop(index);
  }

  removeParticipant(participant) {
    this.provider.removeParticipant(participant);
    this.#known.delete(participant);
  }

  // #start makes this end seal with its first key, and with one that replaces
  // the key that it seals with. Later keys wait until the others have them.
  #start(participant, index) {
    if (participant === this.#own &&
        (this.#active === undefined || this.#active === index)) {
      this.activate(index);
    }
  }

  #stop(index) {
    if (this.#active === index) {
      this.#active = undefined;
    }
  }

  // #set calls `set`, which uses a key's `bytes`, and then wipes them.
  async #set(bytes, set) {
    try {
      await this.#apply(set);
    } finally {
      bytes.fill(0);
    }
  }

  // #apply calls `change`, and again once the counters that it lacked are durable.
  async #apply(change) {
    try {
      await this.provider.withWebCrypto(change);
    } catch (error) {
      if (error.code !== 'unavailable') {
        throw error;
      }
      await this.#counters.ready();
      await this.provider.withWebCrypto(change);
    }
  }
}

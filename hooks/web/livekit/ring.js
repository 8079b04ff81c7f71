// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A key ring, as LiveKit has one for each participant or one for a room: keys by
// index, each at a ratchet step. The engine has AEAD keys only: those of this
// step, and for receivers that follow a sender's ratchet, in a participant of
// their own, those of the next step.

import {deriveStep} from './derivation.js';

export class Ring {
  #provider;
  #options;
  #onRatchet;
  #onError;
  #slots = new Map();  // By index.
  #users = new Map();  // The engine's participants that have the keys, by name.
  #current = 0;        // The index of the key that seals.

  // `options` are those of LiveKit's key provider. `onRatchet` is called with the
  // index of a key that has moved on by a step, and LiveKit's `ratchetResult`.
  constructor(provider, options, {onRatchet, onError}) {
    this.#provider = provider;
    this.#options = options;
    this.#onRatchet = onRatchet;
    this.#onError = onError;
  }

  // follows returns whether receivers find a sender's next step by themselves.
  get follows() {
    return this.#options.ratchetWindowSize > 0;
  }

  // add gives the engine's participant `name` the keys: to seal with, if `seals`,
  // and those of the next step, if `isAhead`.
  add(name, {seals = false, isAhead = false} = {}) {
    if (this.#users.has(name)) {
      return;
    }
    if (seals) {
      this.#provider.addLocalParticipant(name);
    } else {
      this.#provider.addRemoteParticipant(name);
    }
    const user = {name, seals, isAhead, indices: new Set()};
    this.#users.set(name, user);
    this.#slots.forEach((slot) => this.#install(user, slot));
  }

  // setKey sets a key. LiveKit sets keys again whenever a participant comes, which
  // changes nothing unless the key has ratcheted.
  async setKey(material, number, makeCurrent) {
    if (!Number.isSafeInteger(number) || number < 0) {
      throw new Error(`InternalError: the key index is ${number}: use an integer from 0`);
    }
    const step = await deriveStep(material, this.#options.ratchetSalt);
    const index = number % this.#options.keyringSize;
    if (makeCurrent) {
      this.#current = index;
    }
    const {bits} = this.#slots.get(index)?.step ?? {};
    if (bits?.every((byte, at) => byte === step.bits[at])) {
      step.bits.fill(0);
      this.#activate();
    } else {
      this.#replace(index, step);
    }
  }

  // ratchet moves the key `number`, by default the one that seals, on by a step,
  // and seals with it.
  async ratchet(number = this.#current) {
    const slot = this.#slots.get(number % this.#options.keyringSize);
    if (slot === undefined) {
      throw new Error(`MissingKey: there is no key ${number} to ratchet`);
    }
    await this.#lookAhead(slot);
    if (this.#slots.get(slot.index) === slot) {
      this.#current = slot.index;
      this.#advance(slot);
    }
  }

  // open returns what `open` returns. If the frame is not authentic, and
  // `openAhead` shows that its sender has ratcheted, it follows and tries again.
  open(open, openAhead) {
    const result = open();
    if (result.status !== 'not_authentic' || openAhead === undefined) {
      return result;
    }
    const ahead = openAhead();
    const slot = this.#slots.get(Number(ahead.kid));
    if (ahead.status !== 'ok' || slot?.next === undefined) {
      return result;
    }
    this.#advance(slot);
    return open();
  }

  #replace(index, step) {
    const old = this.#slots.get(index);
    const slot = {index, step};
    this.#slots.set(index, slot);
    this.#users.forEach((user) => this.#install(user, slot));
    old?.step.bits.fill(0);
    if (old?.next !== step) {
      old?.next?.bits.fill(0);
    }
    if (this.follows) {
      this.#lookAhead(slot).catch(this.#onError);
    }
  }

  #advance(slot) {
    const {index, step: {bits, next: cryptoKey}, next} = slot;
    this.#onRatchet(index, {chainKey: bits.slice().buffer, cryptoKey});
    this.#replace(index, next);
  }

  // #lookAhead derives the step after that of `slot`.
  #lookAhead(slot) {
    slot.ahead ??= deriveStep(slot.step.next, this.#options.ratchetSalt)
        .then((next) => {
          slot.next = next;
          if (this.#slots.get(slot.index) === slot) {
            this.#users.forEach((user) => user.isAhead && this.#install(user, slot));
          }
        });
    return slot.ahead;
  }

  // #install gives `user` the key of `slot` that it is to have.
  #install({name, seals, isAhead, indices}, {index, step, next}) {
    const bits = (isAhead ? next : step)?.bits;
    if (indices.delete(index)) {
      this.#provider.retire(name, index);
    }
    if (bits !== undefined) {
      this.#provider.setAeadKey(
          name, index, bits.subarray(0, this.#options.keySize / 8));
      indices.add(index);
    }
    if (seals) {
      this.#activate();
    }
  }

  // #activate makes this end seal with the current key, once it has it.
  #activate() {
    for (const {name, seals, indices} of this.#users.values()) {
      if (seals && indices.has(this.#current)) {
        this.#provider.activate(name, this.#current);
      }
    }
  }
}

// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The participants of a room: their rings of keys, and the engine's participants
// that stand for each of them.

import {Ring} from './ring.js';

export class Participants {
  #provider;
  #options;
  #post;
  #onError;
  #identities;
  #rings = new Map();  // By participant; one if the room shares its keys.

  // `options` are those of LiveKit's key provider. `post` sends a message to the
  // page. `identities` admits the participants (identities.js).
  constructor(provider, options, {identities, post, onError}) {
    this.#provider = provider;
    this.#options = options;
    this.#identities = identities;
    this.#post = post;
    this.#onError = onError;
  }

  // sender returns the engine's participant that seals in the name of `identity`.
  sender(identity) {
    this.#identities.admit(identity);
    const name = `send ${identity}`;
    this.ring(identity).add(name, {seals: true});
    return {name};
  }

  // receiver returns the engine's participant that opens frames of `identity`, and
  // if its ring follows ratchets, the one with the keys of the next step.
  receiver(identity) {
    this.#identities.admit(identity);
    const ring = this.ring(identity);
    const name = `receive ${identity}`;
    const nameAhead = `next ${identity}`;
    ring.add(name);
    if (ring.follows) {
      ring.add(nameAhead, {isAhead: true});
    }
    return {name, nameAhead, ring};
  }

  // identityOf returns the identity that a participant of the engine stands for, or
  // undefined if it has the keys of the next step.
  identityOf(name) {
    const [, role, identity] = /^(\w+) (.*)$/s.exec(name);
    return role === 'next' ? undefined : identity;
  }

  // ring returns the keys of `identity`, which is not needed if the room shares
  // its keys.
  ring(identity) {
    const owner = this.#options.sharedKey ? '' : identity;
    if (owner === undefined) {
      throw new Error('InternalError: a key of no participant, but the room ' +
                      'does not share its keys');
    }
    if (!this.#options.sharedKey) {
      this.#identities.admit(owner);
    }
    if (!this.#rings.has(owner)) {
      this.#rings.set(owner, this.#newRing(owner));
    }
    return this.#rings.get(owner);
  }

  #newRing(owner) {
    const onRatchet = (keyIndex, ratchetResult) => {
      // LiveKit does not report shared keys, either.
      if (!this.#options.sharedKey) {
        this.#post({kind: 'ratchetKey', data: {
          participantIdentity: owner, keyIndex, ratchetResult,
        }});
      }
    };
    return new Ring(this.#provider, this.#options,
                    {onRatchet, onError: this.#onError});
  }
}

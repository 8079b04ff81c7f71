// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The participants that a room knows. The server names them, and each takes memory
// for as long as the room lasts, because its old frames must not open again. So
// their number and the length of their identities are limited.

const MAX_PARTICIPANTS = 8192;
const MAX_IDENTITY = 1024;  // Characters. LiveKit's servers allow 256.

export class Identities {
  #known = new Set();

  // The same error for all that are refused, so that it is recognized.
  refusal = new Error(
      `InternalError: more than ${MAX_PARTICIPANTS} participants, or one whose ` +
      `identity has more than ${MAX_IDENTITY} characters`);

  // admit adds `identity`, or throws `refusal` if there is no room for it.
  admit(identity) {
    const isFull = this.#known.size === MAX_PARTICIPANTS && !this.#known.has(identity);
    if (isFull || identity.length > MAX_IDENTITY) {
      throw this.refusal;
    }
    this.#known.add(identity);
  }
}

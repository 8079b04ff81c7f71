// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The participants that a room has heard of. The server names them, and each takes
// memory for as long as the room lasts: what they sent must not open again.

const MAX_PARTICIPANTS = 8192;
const MAX_IDENTITY = 1024;  // Characters. LiveKit's servers allow 256.

export class Identities {
  #known = new Set();

  // The one error of all that are refused.
  refusal = new Error(
      `InternalError: more than ${MAX_PARTICIPANTS} participants, or one whose ` +
      `identity has more than ${MAX_IDENTITY} characters`);

  // admit throws `refusal` unless there is room for `identity`.
  admit(identity) {
    const isFull = this.#known.size === MAX_PARTICIPANTS && !this.#known.has(identity);
    if (isFull || identity.length > MAX_IDENTITY) {
      throw this.refusal;
    }
    this.#known.add(identity);
  }
}

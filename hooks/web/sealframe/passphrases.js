// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Keys that WebCrypto derives from passphrases, because the engine would let no frame
// through for a second. The engine waits for nobody, so a call that lacks such a key fails,
// and is repeated once WebCrypto has it.

// Both come from the same caller, so the time that this takes reveals nothing.
const equal = (one, other) => one.length === other.length &&
    one.every((byte, index) => byte === other[index]);

// The derivations of one call. A ratchet needs several, each from the one before.
class Derivations {
  #subtle;
  #made = [];
  missing;  // What the call lacked, if it did.

  constructor(subtle) {
    this.#subtle = subtle;
  }

  /** find returns the bytes of a derivation, or undefined if they are missing. */
  find({password, salt, iterations, size}) {
    const found = this.#made.find((made) => made.iterations === iterations &&
        made.bytes.length === size && equal(made.salt, salt) && equal(made.password, password));
    if (found === undefined) {
      this.missing ??= {password: password.slice(), salt: salt.slice(), iterations, size};
    }
    return found?.bytes;
  }

  async makeMissing() {
    const {password, salt, iterations, size} = this.missing;
    const made = {password, salt, iterations, bytes: new Uint8Array()};
    this.#made.push(made);
    this.missing = undefined;
    const key = await this.#subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits']);
    made.bytes = new Uint8Array(await this.#subtle.deriveBits(
        {name: 'PBKDF2', hash: 'SHA-256', salt, iterations}, key, 8 * size));
  }

  wipe() {
    for (const {password, bytes} of this.#made) {
      password.fill(0);
      bytes.fill(0);
    }
  }
}

// attempt calls `change` while the module takes its keys from `derivations`.
function attempt(instance, derivations, change) {
  instance.derivations = derivations;
  try {
    return {result: change()};
  } catch (error) {
    return {error};
  } finally {
    instance.derivations = null;
  }
}

/**
 * withWebCrypto calls `change`, and again for each derived key that it lacked, and returns its
 * result. Without WebCrypto, as in pages that are not secure contexts, the engine derives.
 */
export async function withWebCrypto(instance, change) {
  const {subtle} = instance.crypto;
  if (subtle === undefined) {
    return change();
  }
  const derivations = new Derivations(subtle);
  try {
    for (;;) {
      const {result, error} = attempt(instance, derivations, change);
      if (error === undefined) {
        return result;
      }
      if (derivations.missing === undefined) {
        throw error;
      }
      await derivations.makeMissing();
    }
  } finally {
    derivations.wipe();
  }
}

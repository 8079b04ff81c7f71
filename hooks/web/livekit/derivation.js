// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// LiveKit's key derivation. Applications give key material that is not
// extractable, so the browser derives.

const MATERIAL_BITS = 256;
const ITERATIONS = 100000;
const INFO_SIZE = 128;

// parametersOf returns how to derive from material: PBKDF2 if it is a text, HKDF
// if it is bytes.
function parametersOf({algorithm: {name}}, ratchetSalt) {
  const salt = new TextEncoder().encode(ratchetSalt);
  return name === 'PBKDF2' ?
    {name, salt, hash: 'SHA-256', iterations: ITERATIONS} :
    {name, salt, hash: 'SHA-256', info: new Uint8Array(INFO_SIZE)};
}

// deriveStep returns one ratchet step of `material`: `bits`, whose front is the
// AEAD key, and `next`, the material of the step after it, which is the same bits.
export async function deriveStep(material, ratchetSalt) {
  const bits = new Uint8Array(await crypto.subtle.deriveBits(
      parametersOf(material, ratchetSalt), material, MATERIAL_BITS));
  const next = await crypto.subtle.importKey(
      'raw', bits, material.algorithm.name, false, ['deriveBits', 'deriveKey']);
  return {bits, next};
}

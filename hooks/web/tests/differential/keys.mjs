// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The keys of sequences: a function that sets them for each key index.

import {hkdfSync} from 'node:crypto';

export const KEYS = [0, 1, 2, 3];
export const PASSPHRASE = 1;
const DERIVED = 2;
const AEAD = 3;

const SALT_SIZE = 12;

// keyOf returns the bytes of key `index`. `salt` makes them differ between sequences.
function keyOf(options, salt, index) {
  const key = Buffer.alloc(options.keyBits === 256 ? 32 : 16, index + 1);
  key.writeUInt32BE(salt, 0);
  return key;
}

// derivedOf returns what RFC 9605, Section 4.4.2 derives from a base key.
function derivedOf({suite, ratchetBits}, base, index) {
  const is512 = suite >= 5;
  const aesSize = is512 ? 32 : 16;
  const isCtr = ![4, 5].includes(suite);
  const kid = Buffer.alloc(10);
  kid.writeBigUInt64BE(BigInt(index) << BigInt(ratchetBits));
  kid.writeUInt16BE(suite, 8);
  const derive = (label, size) => Buffer.from(hkdfSync(
      is512 ? 'sha512' : 'sha256', base, '',
      Buffer.concat([Buffer.from(`SFrame 1.0 Secret ${label} `), kid]), size)).toString('hex');
  return [derive('key', aesSize + (isCtr ? 2 * aesSize : 0)), derive('salt', SALT_SIZE)];
}

// keyCall returns the call that sets key `index` of alice at `provider`. Key 3 is an AEAD
// key, except in sframe, and key 1 a passphrase if `hasPassphrases`. In sframe, key 2 is
// given as what is derived from it, if `isDerived`.
export function keyCall(provider, {options, salt, index, hasPassphrases, isDerived}) {
  const key = keyOf(options, salt, index);
  const hex = key.toString('hex');
  const isSframe = options.profile === 'sframe';
  const kind = index === AEAD && !isSframe ? 'aead_key' :
    index === PASSPHRASE && hasPassphrases ? 'passphrase' : 'key';
  if (options.keyMode) {
    return [`provider_set_shared_${kind}`, provider, String(index), hex];
  }
  if (index === DERIVED && isSframe && isDerived) {
    return ['provider_set_derived_key', provider, 'alice', String(index),
            ...derivedOf(options, key, index)];
  }
  return [`provider_set_${kind}`, provider, 'alice', String(index), '0', hex];
}

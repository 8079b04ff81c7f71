// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

import {encode} from './text.js';

// passphraseBytes returns a passphrase, text or bytes, as bytes of its own.
export function passphraseBytes(passphrase) {
  return typeof passphrase === 'string' ?
    encode(passphrase, 'the passphrase') :
    copy(passphrase);
}

// isBaseKey returns whether `key` is a CryptoKey from which WebCrypto can derive SFrame's keys.
export function isBaseKey(key) {
  return isCryptoKey(key) && key.algorithm.name === 'HKDF' && key.usages.includes('deriveBits');
}

function isCryptoKey(key) {
  return globalThis.CryptoKey !== undefined && key instanceof CryptoKey;
}

// keyBytes returns the bytes of a key, which is an ArrayBuffer or a view of one,
// or a promise of those of a CryptoKey. `forText` names the method that takes
// text instead.
export function keyBytes(key, forText) {
  if (isCryptoKey(key)) {
    return exported(key);
  }
  if (typeof key === 'string') {
    throw new TypeError(
        `text is a passphrase: call ${forText}, or give the key's bytes`);
  }
  return copy(key);
}

async function exported(key) {
  if (!key.extractable) {
    throw new TypeError(
        `a CryptoKey (${key.algorithm.name}) that is not extractable cannot ` +
        'be used, since the engine needs the key\'s bytes: give these, or an ' +
        'extractable key, which HKDF and PBKDF2 keys never are');
  }
  return new Uint8Array(await crypto.subtle.exportKey('raw', key));
}

// copy copies bytes, so that the caller's are neither wiped nor changed later.
function copy(bytes) {
  if (ArrayBuffer.isView(bytes)) {
    return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
        .slice();
  }
  if (bytes instanceof ArrayBuffer) {
    return new Uint8Array(bytes).slice();
  }
  throw new TypeError('a key is an ArrayBuffer, a view of one or a CryptoKey');
}

// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Keys of the W3C's SFrame interfaces: a base key stays in WebCrypto, and the engine gets
// what is derived from it (RFC 9605, Section 4.4.2).

import {SUITE} from './interface.js';
import {getCrypto} from './load.js';

const encoder = new TextEncoder();
const SALT_SIZE = 12;

/** refused returns the error for a key that cannot be used. */
export function refused(message) {
  return new DOMException(message, 'InvalidModificationError');
}

/** suiteOf returns the cipher suite in the options of an SFrame interface. */
export function suiteOf(options) {
  const suite = options?.cipherSuite;
  if (SUITE.indexOf(suite) < 1) {  // The first one is the engine's default.
    throw new TypeError(`cipherSuite is ${suite}: use one of ${SUITE.slice(1).join(', ')}`);
  }
  return suite;
}

/** keyIdOf returns a key id, a number or a BigInt, as a BigInt. */
export function keyIdOf(value) {
  if (typeof value === 'bigint') {
    if (value < 0n || value >> 64n) {
      throw new RangeError(`the key id is ${value}: use one below 2^64`);
    }
    return value;
  }
  const number = Math.trunc(Number(value));
  if (!Number.isSafeInteger(number) || number < 0) {
    throw new TypeError(
        `the key id is ${value}: use a number below 2^53, or a BigInt below 2^64`);
  }
  return BigInt(number);
}

/** checkKey throws unless `key` is a CryptoKey. */
export function checkKey(key) {
  if (Object.prototype.toString.call(key) !== '[object CryptoKey]') {
    throw new TypeError('the key is not a CryptoKey');
  }
}

// sizesOf returns the hash of a suite, and the size of its keys in bytes: a key for AES, and
// with AES-CTR also one for HMAC.
function sizesOf(suite) {
  const [, aes, mode, sha] = /^AES_(\d+)_(CTR|GCM)\w*_SHA(\d+)_/.exec(suite);
  const bits = Number(aes) + (mode === 'CTR' ? Number(sha) : 0);
  return {hash: `SHA-${sha}`, keySize: bits / 8};
}

// infoOf returns label || key id || suite.
function infoOf(label, keyId, suite) {
  const text = encoder.encode(label);
  const info = new DataView(new ArrayBuffer(text.length + 10));
  new Uint8Array(info.buffer).set(text);
  info.setBigUint64(text.length, keyId);
  info.setUint16(text.length + 8, SUITE.indexOf(suite));
  return info;
}

/** deriveKeys returns the `key` and `salt` of a base key, an HKDF key with `deriveBits`. */
export async function deriveKeys(baseKey, keyId, suite) {
  const {subtle} = await getCrypto();
  const {hash, keySize} = sizesOf(suite);
  const derive = async (label, size) => new Uint8Array(await subtle.deriveBits(
      {name: 'HKDF', hash, salt: new Uint8Array(), info: infoOf(label, keyId, suite)},
      baseKey, 8 * size));
  try {
    const key = await derive('SFrame 1.0 Secret key ', keySize);
    return {key, salt: await derive('SFrame 1.0 Secret salt ', SALT_SIZE)};
  } catch (error) {
    throw refused(`the key is not an HKDF key with the usage deriveBits (${error.message})`);
  }
}

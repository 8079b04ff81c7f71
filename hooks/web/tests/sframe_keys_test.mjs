// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Keys that WebCrypto derives for SFrame: known answers, and counters that never repeat.

import assert from 'node:assert/strict';
import {webcrypto} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {before, test} from 'node:test';

import {createEngine} from 'sealframe';
import {SFrameDecryptorStream, SFrameEncryptorStream} from 'sealframe/w3c';

import {bytes} from './calls.mjs';

const OPTIONS = {cipherSuite: 'AES_128_GCM_SHA256_128'};
const unhex = (text) => Uint8Array.from(Buffer.from(text, 'hex'));

let engine;
before(async () => {
  engine = await createEngine();
});

// blocksOf returns the blocks of a file of tests/vectors.
function blocksOf(file) {
  const text = readFileSync(new URL(file, import.meta.url), 'utf8').replace(/^#.*\n/gm, '');
  return text.trim().split(/\n\n+/).map((block) => Object.fromEntries(
      block.split('\n').map((line) => line.split(/ = ?/).map((part) => part.trim()))));
}

function baseKey(raw) {
  return webcrypto.subtle.importKey('raw', raw, 'HKDF', false, ['deriveBits']);
}

test('RFC 9605: published frames open with their derived keys', () => {
  const suites = new Set();
  for (const block of blocksOf('sframe_frame.txt')) {
    const keys = engine.createKeyProvider(
        {profile: 'sframe', suite: block.suite_name, allowShortTags: true});
    keys.setDerivedKey('sender', BigInt(block.kid), unhex(block.sframe_key),
                       unhex(block.sframe_salt));
    const session = engine.createSession(keys, {e2eeEnabled: true});
    const receiver = session.createReceiveTransform({participant: 'sender', kind: 'video'});
    const {status, data} =
        receiver.open(unhex(block.frame), {metadata: unhex(block.metadata)});
    assert.equal(status, 'ok', block.suite_name);
    assert.deepEqual(data, unhex(block.plaintext));
    suites.add(block.suite_name);
  }
  assert.equal(suites.size, 8);
});

test('RFC 9605: known frames open with the keys that a stream derives', async () => {
  const suites = new Set();
  const frames = blocksOf('sframe_independent.txt')
      .filter(({result, metadata}) => result === 'valid' && metadata === '');
  for (const block of frames) {
    const stream = new SFrameDecryptorStream({cipherSuite: block.suite_name});
    await stream.addDecryptionKey(await baseKey(unhex(block.base_key)), BigInt(block.kid));
    stream.writable.getWriter().write(unhex(block.frame)).catch(() => {});
    const {value} = await stream.readable.getReader().read();
    assert.deepEqual(new Uint8Array(value), unhex(block.plaintext));
    suites.add(block.suite_name);
  }
  assert.equal(suites.size, 8);
});

test('a derived key of another size is refused', () => {
  const keys = engine.createKeyProvider({profile: 'sframe'});
  for (const sizes of [[15, 12], [32, 12], [16, 11]]) {
    assert.throws(() => keys.setDerivedKey('alice', 0, ...sizes.map(bytes)),
                  {code: 'invalid_argument'});
  }
  keys.setDerivedKey('alice', 0, bytes(16), bytes(12));
});

// Seals in one stream, and returns the counters.
class Sealer {
  #stream = new SFrameEncryptorStream(OPTIONS);
  #writer = this.#stream.writable.getWriter();
  #reader = this.#stream.readable.getReader();

  setKey(key, keyId) {
    return this.#stream.setEncryptionKey(key, keyId);
  }

  async seal() {
    this.#writer.write(bytes(1));
    const {value} = await this.#reader.read();
    return engine.inspect(value, {profile: 'sframe'}).counter;
  }
}

async function sealer(key) {
  const made = new Sealer();
  await made.setKey(key, 1);
  return made;
}

test('two streams with one key count on', async () => {
  const key = await baseKey(bytes(20));
  const [one, two] = [await sealer(key), await sealer(await baseKey(bytes(20)))];
  const first = await one.seal();
  assert.deepEqual([await two.seal(), await one.seal(), await two.seal()],
                   [first + 1n, first + 2n, first + 3n]);
});

test('a key that is set again counts on', async () => {
  const key = await baseKey(bytes(21));
  const stream = await sealer(key);
  let last = await stream.seal();
  for (const [other, keyId] of [[key, 1], [await baseKey(bytes(22)), 1], [key, 2]]) {
    await stream.setKey(other, keyId);
    await stream.seal();
    await stream.setKey(key, 1);
    const next = await stream.seal();
    assert.ok(next > last);
    last = next;
  }
});

test('counters begin at random', async () => {
  const first = await (await sealer(await baseKey(bytes(23)))).seal();
  const second = await (await sealer(await baseKey(bytes(24)))).seal();
  // Both would be near zero, or near each other, with a probability of 2^-30.
  assert.ok(first > 2n ** 32n && second > 2n ** 32n);
  const distance = first > second ? first - second : second - first;
  assert.ok(distance > 2n ** 32n);
});

test('counters do not run out', async () => {
  const stream = await sealer(await baseKey(bytes(25)));
  const first = await stream.seal();
  for (let i = 1n; i < 70000n; ++i) {  // More than are reserved at once.
    assert.equal(await stream.seal(), first + i);
  }
});

// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The W3C's SFrame streams: keys, chunks, errors and events.

import assert from 'node:assert/strict';
import {webcrypto} from 'node:crypto';
import {before, test} from 'node:test';

import {createEngine} from 'sealframe';
import {
  RTCRtpSFrameEncryptor, SFrameDecryptorStream, SFrameEncryptorStream, SFrameTransformErrorEvent,
} from 'sealframe/w3c';

import {bytes} from './calls.mjs';
import {derivedBits} from './derived_bits.mjs';

const {subtle} = webcrypto;
const SUITES = [
  'AES_128_CTR_HMAC_SHA256_80', 'AES_128_CTR_HMAC_SHA256_64', 'AES_128_CTR_HMAC_SHA256_32',
  'AES_128_GCM_SHA256_128', 'AES_256_GCM_SHA512_128', 'AES_256_CTR_HMAC_SHA512_80',
  'AES_256_CTR_HMAC_SHA512_64', 'AES_256_CTR_HMAC_SHA512_32',
];
const OPTIONS = {cipherSuite: SUITES[3]};
const KEY_IDS = [0, 1, 1000, 7n, 2 ** 53 - 1, 2n ** 64n - 3n, 2n ** 64n - 2n, 2n ** 64n - 1n];

let key;
let otherKey;
before(async () => {
  key = await baseKey(1);
  otherKey = await baseKey(2);
});

function baseKey(value, usages = ['deriveBits', 'deriveKey']) {
  return subtle.importKey('raw', new Uint8Array(16).fill(value), 'HKDF', false, usages);
}

// put writes chunks, and returns what comes out until the stream is closed.
async function put(stream, ...chunks) {
  const writer = stream.writable.getWriter();
  const written = Promise.all([...chunks.map((chunk) => writer.write(chunk)), writer.close()]);
  written.catch(() => {});  // Reading fails, too.
  const out = [];
  for (const reader = stream.readable.getReader();;) {
    const {done, value} = await reader.read();
    if (done) {
      await written;
      return out;
    }
    out.push(value);
  }
}

async function encryptor(options = OPTIONS, baseKey = key, keyId = 7) {
  const stream = new SFrameEncryptorStream(options);
  await stream.setEncryptionKey(baseKey, keyId);
  return stream;
}

// decryptor returns a stream, and the list of its events.
function decryptor(options = OPTIONS) {
  const events = [];
  const stream = new SFrameDecryptorStream(options);
  stream.addEventListener('error', (event) => events.push(event));
  return {stream, events};
}

async function opener(baseKey = key, keyId = 7) {
  const {stream, events} = decryptor();
  await stream.addDecryptionKey(baseKey, keyId);
  return {stream, events};
}

const encrypt = async (...chunks) => put(await encryptor(), ...chunks);

// frame returns an object like an encoded frame of a browser.
const frame = (data) => ({data: data.slice().buffer, type: 'key', getMetadata: () => ({})});

for (const cipherSuite of SUITES) {
  test(`${cipherSuite}: what encrypts decrypts`, async () => {
    const plain = [0, 1, 100, 10000].map(bytes);
    const sealed = await put(await encryptor({cipherSuite}), ...plain);
    const {stream, events} = decryptor({cipherSuite});
    await stream.addDecryptionKey(key, 7);
    const opened = await put(stream, ...sealed);
    assert.deepEqual(opened.map((buffer) => new Uint8Array(buffer)), plain);
    assert.deepEqual(events, []);
  });
}

test('key ids are numbers and BigInts of 64 bits', async () => {
  const engine = await createEngine();
  for (const keyId of KEY_IDS) {
    const [sealed] = await put(await encryptor(OPTIONS, key, keyId), bytes(10));
    assert.equal(engine.inspect(sealed, {profile: 'sframe'}).kid, BigInt(keyId));
    const {stream} = await opener(key, keyId);
    assert.equal((await put(stream, sealed)).length, 1);
  }
  engine.close();
});

test('other key ids are refused', async () => {
  const encrypting = new SFrameEncryptorStream(OPTIONS);
  const {stream} = decryptor();
  for (const call of [
    (keyId) => encrypting.setEncryptionKey(key, keyId),
    (keyId) => stream.addDecryptionKey(key, keyId),
    (keyId) => stream.removeDecryptionKey(keyId),
  ]) {
    for (const keyId of [2n ** 64n, -1n]) {
      await assert.rejects(call(keyId), RangeError);
    }
    for (const keyId of [undefined, NaN, Infinity, -1, 2 ** 53, 2 ** 64, {}]) {
      await assert.rejects(call(keyId), TypeError);
    }
  }
});

test('keys that nothing can be derived from are refused', async () => {
  const encrypting = await encryptor();
  const {stream} = decryptor();
  const aes = await subtle.importKey('raw', bytes(16), 'AES-GCM', true, ['encrypt']);
  for (const wrong of [aes, await baseKey(3, ['deriveKey'])]) {
    for (const set of [encrypting.setEncryptionKey(wrong, 1), stream.addDecryptionKey(wrong, 1)]) {
      await assert.rejects(set, {name: 'InvalidModificationError'});
    }
  }
  for (const none of [undefined, bytes(16), {algorithm: 'HKDF'}]) {
    await assert.rejects(encrypting.setEncryptionKey(none, 1), TypeError);
  }
  // The last key stays.
  assert.equal((await put(encrypting, bytes(10))).length, 1);
});

test('a decryptor has room for 256 keys', async () => {
  const {stream} = decryptor();
  for (let keyId = 0; keyId < 256; ++keyId) {
    await stream.addDecryptionKey(key, keyId);
  }
  await assert.rejects(stream.addDecryptionKey(key, 256), {name: 'InvalidModificationError'});
  await stream.removeDecryptionKey(9);
  await stream.addDecryptionKey(key, 256);
});

test('options have one of eight suites', () => {
  for (const Stream of [SFrameEncryptorStream, SFrameDecryptorStream]) {
    for (const options of [undefined, {}, {cipherSuite: 'default'}, {cipherSuite: 4}]) {
      assert.throws(() => new Stream(options), TypeError);
    }
  }
});

test('packets cannot be encrypted', () => {
  assert.throws(() => new RTCRtpSFrameEncryptor({...OPTIONS, type: 'per-packet'}),
                {name: 'NotSupportedError'});
  assert.throws(() => new RTCRtpSFrameEncryptor({...OPTIONS, type: 'none'}), TypeError);
});

test('every BufferSource is taken, and an ArrayBuffer comes out', async () => {
  const around = bytes(300);
  const chunks = [around.buffer.slice(100, 200), new DataView(around.buffer, 100, 100),
                  around.subarray(100, 200), new Uint16Array(around.buffer, 100, 50)];
  const sealed = await encrypt(...chunks);
  const {stream} = await opener();
  for (const opened of await put(stream, ...sealed.map((buffer) => new DataView(buffer)))) {
    assert.ok(opened instanceof ArrayBuffer);
    assert.deepEqual(new Uint8Array(opened), around.slice(100, 200));
  }
});

test('a frame comes out itself, with other data', async () => {
  const plain = frame(bytes(50));
  const [sealed] = await encrypt(plain);
  assert.equal(sealed, plain);
  assert.notDeepEqual(new Uint8Array(sealed.data), bytes(50));
  const {stream} = await opener();
  const [opened] = await put(stream, sealed);
  assert.equal(opened, plain);
  assert.deepEqual(new Uint8Array(opened.data), bytes(50));
});

test('an empty frame passes', async () => {
  const empty = frame(bytes(0));
  assert.deepEqual(await encrypt(empty), [empty]);
  const {stream, events} = await opener();
  assert.deepEqual(await put(stream, empty), [empty]);
  assert.deepEqual(events, []);
});

for (const chunk of ['text', 7, null, {}, {data: bytes(10).buffer}]) {
  test(`a chunk like ${JSON.stringify(chunk)} errors the stream`, async () => {
    await assert.rejects(encrypt(chunk), TypeError);
    const {stream} = await opener();
    await assert.rejects(put(stream, chunk), TypeError);
  });
}

test('without a key nothing is encrypted', async () => {
  assert.deepEqual(await put(new SFrameEncryptorStream(OPTIONS), bytes(10)), []);
});

test('chunks wait for the calls before them', async () => {
  const stream = new SFrameEncryptorStream(OPTIONS);
  const set = stream.setEncryptionKey(key, 7);
  const [sealed] = await put(stream, bytes(10));
  await set;
  const {stream: opening} = decryptor();
  opening.addDecryptionKey(key, 7);
  assert.equal((await put(opening, sealed)).length, 1);
});

// checkEvent checks the only event of a stream, and that later frames still open.
async function checkEvent(sealed, expected, baseKey) {
  const {stream, events} = await opener(baseKey);
  const handled = [];
  stream.onerror = (event) => handled.push(event);
  const [good] = await put(await encryptor(OPTIONS, baseKey), bytes(20));
  const opened = await put(stream, sealed, good);
  assert.deepEqual(opened.map((buffer) => new Uint8Array(buffer)), [bytes(20)]);
  const [event] = events;
  assert.equal(events.length, 1);
  assert.deepEqual(handled, events);
  assert.ok(event instanceof SFrameTransformErrorEvent && event.target === stream);
  const {errorType, keyID, frame} = event;
  assert.deepEqual({errorType, keyID, frame}, {keyID: null, frame: sealed, ...expected});
}

test('an altered frame gives an event of its authentication', async () => {
  const [sealed] = await encrypt(bytes(20));
  new Uint8Array(sealed)[sealed.byteLength - 1] ^= 1;
  await checkEvent(sealed, {errorType: 'authentication'}, key);
});

test('another key gives an event of the authentication', async () => {
  const [sealed] = await encrypt(bytes(20));
  await checkEvent(sealed, {errorType: 'authentication'}, otherKey);
});

test('an unknown key id gives an event with it', async () => {
  const [sealed] = await put(await encryptor(OPTIONS, key, 2n ** 64n - 1n), bytes(20));
  await checkEvent(sealed, {errorType: 'keyID', keyID: 2n ** 64n - 1n}, key);
});

for (const [what, chunk] of [['no', []], ['half a header\'s', [0xff, 1, 2]],
                             ['too few', [0x77, 1, 2]]]) {
  test(`a chunk with ${what} bytes gives an event of its syntax`, async () => {
    await checkEvent(Uint8Array.from(chunk), {errorType: 'syntax'}, key);
  });
}

test('an event has the encoded frame', async () => {
  const [sealed] = await encrypt(frame(bytes(20)));
  const {stream, events} = decryptor();
  assert.deepEqual(await put(stream, sealed), []);
  assert.equal(events[0].frame, sealed);
});

test('a frame opens once, without an event for the copy', async () => {
  const [sealed] = await encrypt(bytes(20));
  const {stream, events} = await opener();
  assert.equal((await put(stream, sealed, sealed)).length, 1);
  assert.deepEqual(events, []);
});

test('a key is replaced and removed', async () => {
  const old = await encrypt(bytes(10), bytes(11), bytes(12));
  const next = await put(await encryptor(OPTIONS, otherKey), bytes(20), bytes(21));
  const {stream, events} = await opener();
  const writer = stream.writable.getWriter();
  const reader = stream.readable.getReader();
  const read = async () => (await reader.read()).value.byteLength;
  writer.write(old[0]);
  assert.equal(await read(), 10);
  await stream.addDecryptionKey(otherKey, 7);
  writer.write(old[1]);
  writer.write(next[0]);
  assert.equal(await read(), 20);
  await stream.removeDecryptionKey(7);
  await stream.removeDecryptionKey(7);  // It is gone.
  writer.write(next[1]);
  const size = read();
  await new Promise((resolve) => stream.addEventListener('error', resolve, {once: true}));
  await stream.addDecryptionKey(key, 7);
  writer.write(old[2]);
  assert.equal(await size, 12);
  assert.deepEqual(events.map(({errorType, keyID}) => [errorType, keyID]),
                   [['authentication', null], ['keyID', 7n]]);
});

test('an event is made of its type and frame', () => {
  const event = new SFrameTransformErrorEvent('error', {errorType: 'keyID', frame: 1, keyID: 2});
  assert.deepEqual([event.type, event.errorType, event.frame, event.keyID],
                   ['error', 'keyID', 1, 2]);
  const bare = new SFrameTransformErrorEvent('error', {errorType: 'syntax', frame: null});
  assert.deepEqual([bare.keyID, bare.frame], [null, null]);
  for (const init of [undefined, {}, {errorType: 'syntax'}, {frame: 1},
                      {errorType: 'other', frame: 1}]) {
    assert.throws(() => new SFrameTransformErrorEvent('error', init), TypeError);
  }
});

test('a stream goes on behind its first counters', async () => {
  const frames = Array(70000).fill(new Uint8Array(1));
  assert.equal((await put(await encryptor(), ...frames)).length, frames.length);
});

test('keys that were derived for a stream are wiped', async () => {
  const derived = await derivedBits(async () => encryptor(OPTIONS, await baseKey(9)));
  assert.deepEqual(derived, [new Uint8Array(16), new Uint8Array(12)]);
});

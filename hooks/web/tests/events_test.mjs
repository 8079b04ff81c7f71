// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {before, test} from 'node:test';

import {createEngine} from 'sealframe';

import {KEY, VIDEO, bytes, callOf, vp8} from './calls.mjs';

let engine;
before(async () => {
  engine = await createEngine();
});

test('a poll returns what changed, once', () => {
  const call = callOf(engine, {profile: 'sframe'}, {keyIndex: 5});
  const {data} = call.sender.seal(vp8(100));
  assert.deepEqual(call.from.poll(), [{
    kind: 'stream_state', participant: 'alice', kid: 5n, track: 'camera', media: 'video',
    direction: 'send', state: 'ok', reason: 'ok',
  }]);
  assert.deepEqual(call.from.poll(), []);
  data[data.length - 1] ^= 1;
  call.receiver.open(data);
  assert.equal(call.to.poll()[0].state, 'decryption_failed');
});

test('a missing key is named by its number', () => {
  const {sender} = callOf(engine, {profile: 'sframe'}, {keyIndex: 1n << 63n});
  const {to, receiver} = callOf(engine, {profile: 'sframe'});
  const {status, kid} = receiver.open(sender.seal(vp8(100)).data);
  assert.deepEqual([status, kid], ['missing_key', 1n << 63n]);
  const [event] = to.poll();
  assert.deepEqual([event.state, event.kid], ['missing_key', 1n << 63n]);
});

test('a ratcheted key is followed and reported', () => {
  const call = callOf(engine, {profile: 'livekit'});
  call.receiver.open(call.sender.seal(vp8(100), VIDEO).data, VIDEO);
  call.to.poll();
  call.sending.ratchet('alice');
  assert.equal(call.receiver.open(call.sender.seal(vp8(100), VIDEO).data, VIDEO).status, 'ok');
  const event = call.to.poll().find(({state}) => state === 'key_ratcheted');
  assert.equal(event.kid >> 8n, 1n);
});

test('statistics count frames by their outcome, and keys', () => {
  const call = callOf(engine, {profile: 'sframe'}, {keyIndex: 9});
  const {data} = call.sender.seal(bytes(100));
  call.receiver.open(data);
  call.receiver.open(data);
  const {framesIn, bytesIn, framesOut, framesByStatus} = call.receiver.stats();
  assert.deepEqual([framesIn, bytesIn, framesOut], [2, 2 * data.length, 1]);
  assert.deepEqual(framesByStatus, {ok: 1, replayed: 1});
  assert.deepEqual(call.receiver.keyStats(), [{kid: 9n, framesOpened: 1, framesReplayed: 1}]);
  assert.equal(call.sender.stats().bytesOut, data.length);
});

test('frames of steady sizes do not make the memory grow', () => {
  const call = callOf(engine, {profile: 'livekit'});
  const run = (count) => {
    for (let frame = 0; frame < count; ++frame) {
      const {data} = call.sender.seal(vp8(100 + frame % 3000), VIDEO);
      assert.equal(call.receiver.open(data, VIDEO).status, 'ok');
    }
    return engine.memorySize;
  };
  const before = run(3000);
  assert.equal(run(6000), before);
});

test('counters are reserved by a function of the application', () => {
  const reserved = [];
  const options = {
    profile: 'sframe',
    reserveCounters(fingerprint, count) {
      reserved.push([fingerprint.length, count > 0n]);
      return 1000n;
    },
  };
  const {sender} = callOf(engine, options, {key: bytes(40)});
  const {data} = sender.seal(bytes(20));
  assert.equal(engine.inspect(data, {profile: 'sframe'}).counter, 1000n);
  assert.deepEqual(reserved[0], [16, true]);
});

test('a reservation that fails refuses the key', () => {
  for (const reserveCounters of [() => { throw new Error('disk full'); }, () => -1n, () => 5,
                                 () => 1n << 64n, () => undefined]) {
    const keys = engine.createKeyProvider({profile: 'sframe', reserveCounters});
    keys.addLocalParticipant('alice');
    assert.throws(() => keys.setKey('alice', 0, bytes(41)), /reserve/);
  }
});

test('the module is taken as bytes, a URL, a path or compiled', async () => {
  const url = new URL('./node_modules/sealframe/sealframe.wasm', import.meta.url);
  const file = await readFile(url);
  for (const wasm of [file, file.buffer.slice(file.byteOffset, file.byteOffset + file.length),
                      url, url.href, await WebAssembly.compile(file)]) {
    const other = await createEngine({wasm});
    assert.match(other.version, /^\d+\.\d+\.\d+/);
    other.close();
  }
  await assert.rejects(createEngine({wasm: bytes(100)}), WebAssembly.CompileError);
});

test('two engines share no keys', async () => {
  const other = await createEngine();
  const options = {profile: 'sframe'};
  callOf(engine, options, {key: KEY.map((byte) => byte + 50)});
  const keys = other.createKeyProvider(options);
  keys.addLocalParticipant('alice');
  assert.throws(() => keys.activate('alice', 0), {code: 'not_found'});
  other.close();
});

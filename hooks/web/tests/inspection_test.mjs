// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import {before, test} from 'node:test';

import {createEngine} from 'sealframe';

import {AUDIO, PROFILES, VIDEO, bytes, callOf, nameOf, vp8} from './calls.mjs';

let engine;
before(async () => {
  engine = await createEngine();
});

for (const options of PROFILES) {
  test(`${nameOf(options)}: a sealed frame is taken apart`, () => {
    const {sender} = callOf(engine, options);
    const {data, kid} = sender.seal(vp8(300), VIDEO);
    const found = engine.inspect(data, {...VIDEO, profile: options.profile});
    assert.equal(found.kid, kid);
    const sizes = ['headerSize', 'clearSize', 'ciphertextSize', 'tagSize', 'nonceSize',
                   'rangesSize', 'trailerSize'].map((name) => found[name]);
    assert.equal(sizes.reduce((sum, size) => sum + size), data.length);
  });
}

test('bytes that no profile sealed are refused', () => {
  assert.throws(() => engine.inspect(bytes(3), {profile: 'livekit'}), {code: 'invalid_argument'});
});

test('key ids are composed and split', () => {
  const sender = {generation: 2n, step: 3n};
  const kid = engine.encodeSenderKeyId({...sender, ratchetBits: 4});
  assert.equal(kid, 35n);
  assert.deepEqual(engine.decodeSenderKeyId(kid, {ratchetBits: 4}), sender);
  const layout = {senderBits: 60, epochBits: 4};
  const member = {context: 0n, index: 1n << 59n, epoch: 14n};
  const member_kid = engine.encodeMlsKeyId({...member, ...layout});
  assert.equal(member_kid, 1n << 63n | 14n);
  assert.deepEqual(engine.decodeMlsKeyId(member_kid, layout), member);
  assert.throws(() => engine.encodeSenderKeyId({generation: 1, step: 1, ratchetBits: 65}),
                {code: 'invalid_argument'});
});

test('data packets of LiveKit', () => {
  const {sending, receiving} = callOf(engine, {profile: 'livekit'}, {keyIndex: 3});
  const sealer = engine.createDataPacketSealer(sending, 'alice');
  const opener = engine.createDataPacketOpener(receiving, 'alice');
  for (const length of [0, 1, 5000]) {
    const {status, data, iv, keyIndex} = sealer.seal(bytes(length));
    assert.deepEqual([status, iv.length, keyIndex], ['ok', 12, 3]);
    assert.deepEqual(opener.open(data, {iv, keyIndex}).data, bytes(length));
    data[0] ^= 1;
    const altered = opener.open(data, {iv, keyIndex});
    assert.deepEqual([altered.status, altered.data.length], ['not_authentic', 0]);
  }
  const {data, iv} = sealer.seal(bytes(5));
  assert.throws(() => opener.open(data, {iv: iv.subarray(1), keyIndex: 3}),
                {code: 'invalid_argument'});
  assert.equal(opener.open(data, {iv, keyIndex: 4}).status, 'missing_key');
  const other = callOf(engine, {profile: 'sframe'});
  assert.throws(() => engine.createDataPacketSealer(other.sending, 'alice'),
                {code: 'unsupported'});
  sealer.close();
  assert.throws(() => sealer.seal(bytes(5)), {code: 'closed'});
});

test('audio is inspected as audio', () => {
  const {audioSender} = callOf(engine, {profile: 'livekit'}, {keyIndex: 2});
  const {data} = audioSender.seal(bytes(60), AUDIO);
  assert.equal(engine.inspect(data, {kind: 'audio', ...AUDIO}).kid, 2n);
});

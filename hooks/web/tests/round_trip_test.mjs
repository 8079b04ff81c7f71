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
  test(`${nameOf(options)}: what seals opens, byte for byte`, () => {
    const call = callOf(engine, options);
    for (const length of [10, 100, 1200, 10000, 300000]) {
      const frame = vp8(length);
      const sealed = call.sender.seal(frame, VIDEO);
      assert.equal(sealed.status, 'ok');
      assert.notDeepEqual(sealed.data, frame);
      const opened = call.receiver.open(sealed.data, VIDEO);
      assert.equal(opened.status, 'ok');
      assert.deepEqual(opened.data, frame);
      assert.equal(opened.kid, sealed.kid);
    }
  });

  test(`${nameOf(options)}: audio`, () => {
    const call = callOf(engine, options);
    const sealed = call.audioSender.seal(bytes(80), AUDIO);
    const opened = call.audioReceiver.open(sealed.data, AUDIO);
    assert.equal(opened.status, 'ok');
    assert.deepEqual(opened.data, bytes(80));
  });

  test(`${nameOf(options)}: an altered or repeated frame does not open`, () => {
    const call = callOf(engine, options);
    const {data} = call.sender.seal(vp8(1200), VIDEO);
    const altered = data.slice();
    altered[600] ^= 1;
    const refused = call.receiver.open(altered, VIDEO);
    assert.equal(refused.status, 'not_authentic');
    assert.equal(refused.data.length, 0);
    assert.equal(call.receiver.open(data, VIDEO).status, 'ok');
    assert.equal(call.receiver.open(data, VIDEO).status, 'replayed');
  });

  test(`${nameOf(options)}: empty frames`, () => {
    const call = callOf(engine, options);
    const passed = {status: 'passed_through', data: new Uint8Array(), kid: 0n};
    assert.deepEqual(call.audioReceiver.open(new ArrayBuffer(0), AUDIO), passed);
    const sealed = call.sender.seal(new Uint8Array(), VIDEO);
    if (options.profile === 'sframe') {  // A frame like any other.
      assert.deepEqual(call.receiver.open(sealed.data), {...passed, status: 'ok'});
    } else {
      assert.deepEqual(sealed, passed);
    }
  });
}

test('frames are taken as any view, and come out in buffers of their own', () => {
  const call = callOf(engine, {profile: 'sframe'});
  const around = bytes(300);
  for (const frame of [around.buffer.slice(100, 200), new DataView(around.buffer, 100, 100),
                       around.subarray(100, 200)]) {
    const sealed = call.sender.seal(frame);
    assert.equal(sealed.data.byteOffset, 0);
    assert.equal(sealed.data.buffer.byteLength, sealed.data.length);
    assert.deepEqual(call.receiver.open(sealed.data).data, around.slice(100, 200));
  }
});

test('a KID of 64 bits is a BigInt', () => {
  const keyIndex = 0xfedcba9876543210n;
  const call = callOf(engine, {profile: 'sframe'}, {keyIndex});
  const sealed = call.sender.seal(bytes(20));
  assert.equal(sealed.kid, keyIndex);
  assert.equal(engine.inspect(sealed.data, {profile: 'sframe'}).kid, keyIndex);
});

test('metadata is authenticated', () => {
  const call = callOf(engine, {profile: 'sframe'});
  const metadata = bytes(1000);
  const sealed = call.sender.seal(bytes(20), {metadata});
  assert.equal(call.receiver.open(sealed.data).status, 'not_authentic');
  assert.equal(call.receiver.open(sealed.data, {metadata}).status, 'ok');
});

test('frames wait for a late key, and keep what identifies them', () => {
  const options = {profile: 'livekit'};
  const {key, sender} = callOf(engine, options);
  const keys = engine.createKeyProvider(options);
  keys.addRemoteParticipant('alice');
  const session = engine.createSession(keys, {allowNoKey: true, e2eeEnabled: true});
  const receiver = session.createReceiveTransform(
      {participant: 'alice', kind: 'video', holdMaxFrames: 10});
  for (const token of [7n, 8n]) {
    const {data} = sender.seal(vp8(100), VIDEO);
    assert.equal(receiver.open(data, {...VIDEO, token}).status, 'held');
  }
  assert.deepEqual(receiver.heldTokens(), [7n, 8n]);
  assert.deepEqual(receiver.openHeld(), []);
  keys.setKey('alice', 0, key);
  const frames = receiver.openHeld();
  assert.deepEqual(frames.map(({status}) => status), ['ok', 'ok']);
  assert.deepEqual(frames[1].data, vp8(100));
  assert.deepEqual(frames[1].info, {...VIDEO, token: 8n});
  assert.deepEqual(receiver.heldTokens(), []);
});

test('a shared key of SFrame has a KID for each sender', () => {
  const ends = [1, 2].map((own) => {
    const keys = engine.createKeyProvider({profile: 'sframe', keyMode: 'shared', suite: 5});
    for (const number of [1, 2]) {
      const add = number === own ? 'addLocalParticipant' : 'addRemoteParticipant';
      keys[add](`participant ${number}`, number);
    }
    keys.setSharedKey(3n, bytes(32));
    keys.activate(`participant ${own}`, 3);
    return engine.createSession(keys, {e2eeEnabled: true});
  });
  const stream = {participant: 'participant 1', kind: 'audio'};
  const sealed = ends[0].createSendTransform(stream).seal(bytes(40), AUDIO);
  const opened = ends[1].createReceiveTransform(stream).open(sealed.data, AUDIO);
  assert.deepEqual(opened, {status: 'ok', data: bytes(40), kid: 1n << 4n | 3n});
});

test('a passphrase is text or its bytes, and another key than these bytes', () => {
  const options = {profile: 'videosdk', keyMode: 'shared'};
  const [text, utf8, raw] = ['setSharedPassphrase', 'setSharedPassphrase', 'setSharedKey'].map(
      (set, index) => {
        const keys = engine.createKeyProvider(options);
        keys.addLocalParticipant('alice');
        keys.addRemoteParticipant('bob');
        const words = 'a passphrase of räther many words';
        keys[set](0, index === 0 ? words : new TextEncoder().encode(words));
        keys.activate('alice', 0);
        return engine.createSession(keys, {e2eeEnabled: true});
      });
  const open = (session, data) =>
      session.createReceiveTransform({participant: 'bob', kind: 'audio'}).open(data, AUDIO);
  const {data} = text.createSendTransform({participant: 'alice', kind: 'audio'})
                     .seal(bytes(50), AUDIO);
  assert.equal(open(utf8, data).status, 'ok');
  assert.equal(open(raw, data).status, 'not_authentic');
});

test('a ratcheted key is handed to who joins late, with its step', () => {
  const options = {profile: 'livekit'};
  const {sending, sender, ...call} = callOf(engine, options);
  sending.ratchet('alice');
  sending.ratchet('alice');
  const {key, keyIndex, step, kind} = sending.currentKey('alice');
  assert.deepEqual([keyIndex, step, kind], [0n, 2n, 'bytes']);
  assert.notDeepEqual(key, call.key);
  const keys = engine.createKeyProvider(options);
  keys.setKey('alice', keyIndex, key, {step});
  const session = engine.createSession(keys, {e2eeEnabled: true});
  const receiver = session.createReceiveTransform({participant: 'alice', kind: 'video'});
  assert.equal(receiver.open(sender.seal(vp8(100), VIDEO).data, VIDEO).status, 'ok');
});

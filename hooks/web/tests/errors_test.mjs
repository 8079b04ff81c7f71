// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import {before, test} from 'node:test';

import {SealframeError, createEngine} from 'sealframe';

import {AUDIO, KEY, VIDEO, bytes, callOf, vp8} from './calls.mjs';

let engine;
before(async () => {
  engine = await createEngine();
});

// refused returns the error that a call throws, with the code given.
function refused(code, use) {
  let error;
  try {
    use();
  } catch (thrown) {
    error = thrown;
  }
  assert.ok(error instanceof SealframeError, String(error));
  assert.equal(error.code, code, error.message);
  return error;
}

test('options are checked', () => {
  const create = (options) => () => engine.createKeyProvider(options);
  refused('unsupported', create({profile: 'none'}));
  assert.match(refused('unsupported', create()).message, /use one of sframe, livekit/);
  refused('invalid_argument', create({profile: 'sframe', suite: 99}));
  refused('invalid_argument', create({profile: 'sframe', suite: 'AES'}));
  refused('invalid_argument', create({profile: 'sframe', keyMode: 'everybody'}));
  refused('invalid_argument', create({profile: 'sframe', ratchetBits: -1}));
  refused('invalid_argument', create({profile: 'sframe', ratchetBits: 2 ** 32}));
  refused('invalid_argument', create({profile: 'sframe', sharedContext: 1n << 64n}));
  refused('invalid_argument', create({profile: 'sframe\0'}));
  const {message} = refused('invalid_argument', create({profile: 'sframe', colour: 1}));
  assert.match(message, /no colour: .*ratchetBits/);
  assert.equal(refused('invalid_argument', create({profile: 'livekit', ratchetBits: 3})).message,
               'ratchetBits is set, but the profile livekit has no such option: leave it zero ' +
               '(profiles with it: sframe)');
  refused('unsupported', create({profile: 'sframe', counterReservationsFolder: '/tmp'}));
});

test('keys are checked, and messages name the methods of this package', () => {
  const keys = engine.createKeyProvider({profile: 'sframe'});
  keys.addLocalParticipant('alice');
  refused('invalid_argument', () => keys.setKey('alice', 0, bytes(15)));
  refused('invalid_argument', () => keys.setKey('alice', 0, 'text'));
  refused('invalid_argument', () => keys.setKey('alice', 0));
  refused('invalid_argument', () => keys.setKey('alice', 1.5, KEY));
  refused('invalid_argument', () => keys.setKey(undefined, 0, KEY));
  refused('invalid_argument', () => keys.setPassphrase('alice', 0, 'some words'));
  refused('not_found', () => keys.activate('alice', 0));
  refused('not_found', () => keys.activate('nobody', 0));
  keys.setKey('alice', 0, KEY);
  refused('already_exists', () => keys.setKey('alice', 0, KEY));
  const {message} = refused('failed_precondition', () => keys.setSharedKey(0, KEY));
  assert.doesNotMatch(message, /sealframe_/);
  assert.throws(() => keys.setKey('alice', 0, 'text'), /must be a Uint8Array/);
  assert.throws(() => keys.setKey('alice', undefined, KEY), /undefined: use a number/);
});

test('a session needs a key, and a stream its participant', () => {
  const keys = engine.createKeyProvider({profile: 'livekit'});
  assert.match(refused('failed_precondition', () => engine.createSession(keys)).message,
               /set the option allowNoKey/);
  const session = engine.createSession(keys, {allowNoKey: true});
  const stream = {participant: 'alice', kind: 'video'};
  refused('not_found', () => session.createSendTransform(stream));
  refused('not_found', () => session.createReceiveTransform(stream));
  keys.addLocalParticipant('alice');
  refused('failed_precondition', () => session.createReceiveTransform(stream));
  for (const kind of ['data', undefined]) {
    assert.equal(refused('invalid_argument', () =>
      session.createSendTransform({...stream, kind})).message,
    `kind is ${kind}: use one of audio, video`);
  }
});

test('no frame passes before encryption is on, unless that was asked for', () => {
  const {sending, sender, from} = callOf(engine, {profile: 'livekit'});
  from.e2eeEnabled = false;
  assert.equal(sender.seal(vp8(100), VIDEO).status, 'passed_through');
  const stream = {participant: 'alice', kind: 'video'};
  const first = engine.createSession(sending).createSendTransform(stream);
  const dropped = first.seal(vp8(100), VIDEO);
  assert.deepEqual([dropped.status, dropped.data.length], ['not_ready', 0]);
  const passing = engine.createSession(sending, {discardFrameWhenCryptorNotReady: false});
  assert.equal(passing.e2eeEnabled, false);
  const plain = passing.createSendTransform(stream).seal(vp8(100), VIDEO);
  assert.deepEqual([plain.status, plain.data], ['passed_through', vp8(100)]);
});

test('arguments of frames are checked', () => {
  const {sender} = callOf(engine, {profile: 'sframe'});
  refused('invalid_argument', () => sender.seal('a frame'));
  refused('invalid_argument', () => sender.seal());
  refused('invalid_argument', () => sender.seal(vp8(100), {ssrc: -1}));
  refused('invalid_argument', () => sender.seal(vp8(100), {timestamp: 2 ** 32}));
  refused('invalid_argument', () => sender.seal(vp8(100), {metadata: 'text'}));
  assert.equal(sender.seal(vp8(100), {metadata: bytes(5000)}).status, 'metadata_too_large');
  assert.equal(sender.seal(new Uint8Array(2 ** 24 + 1)).status, 'too_large');
  assert.equal(sender.seal(new Uint8Array(2 ** 26)).status, 'too_large');
  assert.ok(engine.memorySize < 2 ** 27);  // It was not even copied.
  assert.equal(sender.seal(vp8(100)).status, 'ok');
});

test('no bytes of any length end the engine', () => {
  for (const profile of ['sframe', 'livekit', 'videosdk', 'jframe', 'dave', 'getstream']) {
    const {receiver, audioReceiver, sender} = callOf(engine, {profile});
    let seed = 1;
    const random = () => (seed = seed * 1103515245 + 12345 & 0x7fffffff) >> 8;
    for (let count = 0; count < 5000; ++count) {
      const frame = Uint8Array.from({length: random() % 60}, random);
      const codec = ['vp8', 'vp9', 'h264', 'h265', 'av1', 'other', undefined][random() % 7];
      const {status, data} = receiver.open(frame, {codec, keyFrame: random() % 2 === 0});
      assert.ok(frame.length === 0 || status !== 'ok', status);
      assert.ok(frame.length === 0 || data.length === 0 || status === 'passed_through');
      audioReceiver.open(frame, AUDIO);
    }
    const {data} = sender.seal(vp8(200), VIDEO);
    for (let length = 0; length < data.length; ++length) {
      const {status} = receiver.open(data.subarray(0, length), VIDEO);
      assert.notEqual(status, 'ok');
    }
    assert.equal(receiver.open(data, VIDEO).status, 'ok');
  }
});

test('a closed object refuses, and others go on', () => {
  const call = callOf(engine, {profile: 'sframe'});
  call.sending.close();
  call.sending.close();
  call.from.close();
  assert.equal(call.sender.seal(vp8(100)).status, 'ok');
  call.sender.close();
  refused('closed', () => call.sending.activate('alice', 0));
  refused('closed', () => call.from.poll());
  refused('closed', () => call.sender.seal(vp8(100)));
  assert.equal(call.audioSender.seal(bytes(10)).status, 'ok');
});

test('after the engine is closed, nothing comes out', async () => {
  const other = await createEngine();
  const call = callOf(other, {profile: 'sframe'});
  const {data} = call.sender.seal(vp8(100));
  other.close();
  refused('closed', () => call.sender.seal(vp8(100)));
  refused('closed', () => call.receiver.open(data));
  refused('closed', () => call.sending.setKey('alice', 1, KEY));
  refused('closed', () => other.createKeyProvider({profile: 'sframe'}));
  call.sender.close();
  call.sending.close();
  other.close();
});

test('after an exception inside the module, nothing comes out any more', async () => {
  const other = await createEngine();
  const call = callOf(other, {profile: 'livekit'});
  const {performance} = globalThis;
  const setClock = (value) => Object.defineProperty(
      globalThis, 'performance', {value, configurable: true, writable: true});
  setClock({
    now() {
      throw new WebAssembly.RuntimeError('unreachable');
    },
  });
  try {
    const error = refused('stopped', () => {
      for (let count = 0; count < 1000; ++count) {  // Not each frame is timed.
        call.sender.seal(vp8(100), VIDEO);
      }
    });
    assert.match(error.message, /create a new one/);
    assert.ok(error.cause instanceof WebAssembly.RuntimeError);
  } finally {
    setClock(performance);
  }
  refused('stopped', () => call.sender.seal(vp8(100), VIDEO));
  refused('stopped', () => call.receiver.open(vp8(100), VIDEO));
  refused('stopped', () => call.sending.setKey('alice', 1, KEY));
  refused('stopped', () => call.to.poll());
  refused('stopped', () => other.createKeyProvider({profile: 'livekit'}));
  call.sender.close();
  other.close();
  assert.equal(callOf(engine, {profile: 'livekit'}).sender.seal(vp8(100), VIDEO).status, 'ok');
});

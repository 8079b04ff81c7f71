// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Pages that call wrongly. A refused call changes nothing: the engine's memory stays whole.

import assert from 'node:assert/strict';
import {webcrypto as crypto} from 'node:crypto';
import {test} from 'node:test';

import {SealframeError, createEngine} from 'sealframe';

import {KEY, PROFILES, VIDEO, bytes, callOf, nameOf, vp8} from './calls.mjs';

const encoder = new TextEncoder();

// refuses checks that a call throws an error with the code given.
function refuses(code, use) {
  assert.throws(use, (error) => error instanceof SealframeError && error.code === code);
}

// works checks that frames of a call are sealed and opened.
function works({sender, receiver}) {
  const sealed = sender.seal(vp8(100), VIDEO);
  assert.equal(sealed.status, 'ok');
  assert.deepEqual(receiver.open(sealed.data, VIDEO).data, vp8(100));
}

test('objects of another engine or type are refused', async () => {
  const [one, other] = [await createEngine(), await createEngine()];
  const call = callOf(one, {profile: 'livekit'});
  callOf(other, {profile: 'livekit'});
  for (const keys of [call.from, {pointer: 8}, undefined]) {
    refuses('invalid_argument', () => one.createSession(keys));
  }
  refuses('invalid_argument', () => other.createSession(call.sending));
  refuses('invalid_argument', () => other.createDataPacketSealer(call.sending, 'alice'));
  refuses('invalid_argument', () => other.createDataPacketOpener(call.receiving, 'alice'));
  works(call);
});

test('options cannot hide others behind the size of a struct', async () => {
  const engine = await createEngine();
  refuses('invalid_argument', () =>
    engine.createKeyProvider({profile: 'sframe', structSize: 112}));
});

test('sizes that C cannot hold are refused', async (context) => {
  let large;
  try {
    large = new Uint8Array(2 ** 32);
  } catch {
    context.skip('no such array here');
    return;
  }
  const call = callOf(await createEngine(), {profile: 'sframe'});
  refuses('resource_exhausted', () => call.sending.setKey('alice', 1, large));
  works(call);
  refuses('resource_exhausted', () => call.sender.seal(vp8(100), {metadata: large}));
  assert.equal(call.sender.seal(vp8(100), {metadata: bytes(1000)}).status, 'ok');
  works(call);
});

test('arguments that close objects while they are read are refused', async () => {
  const engine = await createEngine();
  const closing = (object, value) => ({get: () => (object.close(), value)});
  const call = callOf(engine, {profile: 'sframe', perSsrc: true});
  const {from, sending, sender, audioSender} = call;
  const info = (object) => Object.defineProperty({...VIDEO}, 'ssrc', closing(object, 7));
  refuses('closed', () => sender.seal(vp8(100), info(sender)));
  const config = {participant: 'alice', kind: 'video'};
  refuses('closed', () => from.createSendTransform(
      Object.defineProperty({...config}, 'kind', {...closing(from, 'video'), enumerable: true})));
  refuses('invalid_argument', () => sending.addSsrc('alice', {valueOf: () => 7}));
  refuses('closed', () => sending.setKey(
      'alice', 1, Object.defineProperty(bytes(16), 'buffer', closing(sending, KEY.buffer))));
  refuses('closed', () => audioSender.seal(vp8(100), info(engine)));
});

test('frames have the length that they had when the call began', async () => {
  const call = callOf(await createEngine(), {profile: 'sframe'});
  const lying = Object.defineProperty(new Uint8Array(50000), 'length', {value: 100});
  const {data} = call.sender.seal(lying, VIDEO);
  assert.equal(call.receiver.open(data, VIDEO).data.length, 50000);
  refuses('invalid_argument', () => call.sender.seal(new Proxy(vp8(100), {})));
  works(call);
});

test('frames in buffers of every kind are sealed, and those of a buffer that is gone are not',
     async () => {
  const call = callOf(await createEngine(), {profile: 'sframe'});
  const filled = (buffer) => (new Uint8Array(buffer).set(vp8(100)), buffer);
  const buffers = [new ArrayBuffer(100), new ArrayBuffer(100, {maxByteLength: 50000})];
  const shared = new Uint8Array(filled(new SharedArrayBuffer(100)));
  const frames = [...buffers.map(filled), new DataView(buffers[0]),
                  new Uint8Array(buffers[1]), shared];
  for (const frame of frames) {
    const {data} = call.sender.seal(frame, VIDEO);
    assert.deepEqual(call.receiver.open(data, VIDEO).data, vp8(100));
  }
  structuredClone(buffers[0], {transfer: [buffers[0]]});
  refuses('invalid_argument', () => call.sender.seal(frames[0]));
  refuses('invalid_argument', () => call.sender.seal(frames[2]));
});

test('a buffer that grows while a frame of it is sealed changes nothing', async (context) => {
  const buffer = new ArrayBuffer(100, {maxByteLength: 50000});
  if (!buffer.resizable) {
    context.skip('Node 18 cannot resize buffers');
    return;
  }
  const call = callOf(await createEngine(), {profile: 'sframe'});
  const frame = new Uint8Array(buffer);
  frame.set(vp8(100));
  const sealed = call.sender.seal(frame, {
    get codec() {
      buffer.resize(50000);
      return 'vp8';
    },
    keyFrame: true,
  });
  const opened = call.receiver.open(sealed.data, {codec: 'vp8', keyFrame: true});
  assert.equal(opened.data.length, 50000);
  works(call);
});

test('an engine that is closed while it reserves counters does not run on', async () => {
  const engine = await createEngine();
  const blocks = [() => 0n, () => (engine.close(), 65536n)];
  const call = callOf(engine, {profile: 'sframe', reserveCounters: () => blocks.shift()()});
  for (let count = 0; count < 40000; ++count) {
    call.sender.seal(bytes(20));
  }
  refuses('closed', () => call.from.poll());  // Half of the counters are used.
  assert.equal(blocks.length, 0);
});

test('texts that are not Unicode are refused, as they would have the bytes of others', async () => {
  const keys = (await createEngine()).createKeyProvider({profile: 'livekit'});
  refuses('invalid_argument', () => keys.addLocalParticipant('a\ud800'));
  keys.addLocalParticipant('a\u{1f511}');
  refuses('invalid_argument', () => keys.setPassphrase('a\u{1f511}', 0, '\udfff words'));
  keys.setPassphrase('a\u{1f511}', 0, '\u{1f511} words');
});

test('frames pass before encryption is on only if false says so', async () => {
  const engine = await createEngine();
  const {sending} = callOf(engine, {profile: 'livekit'});
  for (const discardFrameWhenCryptorNotReady of [null, 0, '', undefined, true]) {
    const session = engine.createSession(sending, {discardFrameWhenCryptorNotReady});
    const sender = session.createSendTransform({participant: 'alice', kind: 'video'});
    assert.equal(sender.seal(vp8(100), VIDEO).status, 'not_ready');
  }
});

test('an engine that is called while it reserves counters stops if it would wait for itself',
     async () => {
  const engine = await createEngine();
  let error;
  const blocks = [() => 0n, () => {
    try {
      call.from.poll();
    } catch (caught) {
      error = caught;
    }
    return 65536n;
  }];
  const call = callOf(engine, {profile: 'sframe', reserveCounters: () => blocks.shift()()});
  for (let count = 0; count < 40000; ++count) {
    call.sender.seal(bytes(20));
  }
  refuses('stopped', () => call.from.poll());  // Half of the counters are used.
  assert.equal(error?.code, 'stopped');
  refuses('stopped', () => engine.version);
});

test('an engine that is called in each reservation of counters stops', async () => {
  const engine = await createEngine();
  const reserveCounters = () => {
    keys.setKey('alice', 1, bytes(16));
    return 0n;
  };
  const keys = engine.createKeyProvider({profile: 'sframe', reserveCounters});
  keys.addLocalParticipant('alice');
  refuses('stopped', () => keys.setKey('alice', 0, KEY));
  refuses('stopped', () => engine.version);
});

// memoryOf returns an engine, and a function that returns whether its memory has `bytes`.
async function memoryOf() {
  const {instantiate} = WebAssembly;
  let memory;
  WebAssembly.instantiate = async (...args) => {
    const instance = await instantiate(...args);
    ({memory} = instance.exports);
    return instance;
  };
  try {
    const engine = await createEngine();
    return [engine, (bytes) => Buffer.from(memory.buffer).includes(bytes)];
  } finally {
    WebAssembly.instantiate = instantiate;
  }
}

test('no copy of a key or passphrase stays in the module', async () => {
  const [engine, holds] = await memoryOf();
  const {sending, from, sender, audioSender} = callOf(engine, {profile: 'livekit'});
  const keys = [16, 16, 2000].map((size) => crypto.getRandomValues(new Uint8Array(size)));
  const passphrase = 'some words that nobody else has';
  keys.slice(0, 2).forEach((key, index) => sending.setKey('alice', index + 1, key));
  sending.setPassphrase('alice', 4, passphrase);
  sending.currentKey('alice');
  assert.ok(holds(keys[0]));
  sending.retire('alice', 1);
  from.poll();
  assert.ok(!holds(keys[0]));
  assert.ok(holds(keys[1]));
  sending.setKey('alice', 3, keys[2]);  // No later call overwrites all of its copy.
  [sender, audioSender, from, sending].forEach((object) => object.close());
  for (const secret of [...keys, encoder.encode(passphrase)]) {
    assert.ok(!holds(secret.subarray(-16)));
  }
});

for (const options of PROFILES) {
  test(`${nameOf(options)}: no copy of a frame in the clear stays in the module`, async () => {
    const [engine, holds] = await memoryOf();
    const {key, sender, receiver} = callOf(engine, options);
    const frame = vp8(2000);
    crypto.getRandomValues(frame.subarray(100));
    const staysIn = () => [100, 1000, 1984].some((at) => holds(frame.subarray(at, at + 16)));
    const {data} = sender.seal(frame, VIDEO);
    assert.ok(!staysIn());
    assert.deepEqual(receiver.open(data, VIDEO).data, frame);
    assert.ok(!staysIn());
    const late = engine.createKeyProvider(options);
    late.addRemoteParticipant('alice');
    const held = engine.createSession(late, {allowNoKey: true, e2eeEnabled: true})
        .createReceiveTransform({participant: 'alice', kind: 'video', holdMaxFrames: 1});
    assert.equal(held.open(data, VIDEO).status, 'held');
    late.setKey('alice', 0, key);
    assert.deepEqual(held.openHeld()[0].data, frame);
    assert.ok(!staysIn());
  });
}

test('calls and objects that are closed leave nothing in the memory', async () => {
  const engine = await createEngine();
  const rounds = (count) => {
    for (let round = 0; round < count; ++round) {
      const keys = engine.createKeyProvider({profile: 'livekit'});
      keys.addLocalParticipant('alice');
      keys.setAeadKey('alice', 0, KEY);
      keys.activate('alice', 0);
      const session = engine.createSession(keys, {e2eeEnabled: true});
      const sender = session.createSendTransform({participant: 'alice', kind: 'video'});
      const sealer = engine.createDataPacketSealer(keys, 'alice');
      sender.seal(vp8(100), VIDEO);
      sealer.seal(KEY);
      refuses('invalid_argument', () => keys.setKey('alice', 1, bytes(0)));
      [sender, sealer, session, keys].forEach((object) => object.close());
    }
  };
  rounds(50);
  const size = engine.memorySize;
  rounds(2000);
  assert.equal(engine.memorySize, size);
});

test('data packets have an initialization vector of 12 bytes', async () => {
  const engine = await createEngine();
  const {sending, receiving} = callOf(engine, {profile: 'livekit'});
  const {data, iv, keyIndex} = engine.createDataPacketSealer(sending, 'alice').seal(KEY);
  const opener = engine.createDataPacketOpener(receiving, 'alice');
  for (const wrong of [iv.subarray(1), Uint8Array.from([...iv, 0]), new Uint8Array(), 'text']) {
    refuses('invalid_argument', () => opener.open(data, {iv: wrong, keyIndex}));
  }
  assert.deepEqual(opener.open(data, {iv, keyIndex}).data, KEY);
});

test('metadata of one byte is authenticated, too', async () => {
  const {sender, receiver} = callOf(await createEngine(), {profile: 'sframe'});
  const metadata = bytes(1);
  const {data} = sender.seal(vp8(100), {metadata});
  for (const other of [undefined, bytes(0), bytes(2), Uint8Array.of(metadata[0] + 1)]) {
    assert.equal(receiver.open(data, {metadata: other}).status, 'not_authentic');
  }
  assert.equal(receiver.open(data, {metadata}).status, 'ok');
});

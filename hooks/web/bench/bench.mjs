// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Times a frame in the engine and in WebCrypto, whose one AES-GCM call is less work: it
// derives no nonce, parses no frame and keeps no replay window.

import {createEngine} from 'sealframe';

const SIZES = [100, 1200, 10000, 100000];
const CHUNKS = 7;
const OPTIONS = [
  {profile: 'livekit'},
  {profile: 'sframe', suite: 'AES_128_GCM_SHA256_128'},
  {profile: 'sframe', suite: 'AES_128_CTR_HMAC_SHA256_80'},
];
const KEY = Uint8Array.from({length: 16}, (_, index) => index);
const INFO = {codec: 'vp8', keyFrame: true, ssrc: 1, timestamp: 90000};

// Node 18 has no global `crypto`.
const {subtle} = globalThis.crypto ?? (await import('node:crypto')).webcrypto;

// best returns the microseconds of a call in the fastest of several chunks.
async function best(count, call) {
  let fastest = Infinity;
  for (let chunk = 0; chunk < CHUNKS; ++chunk) {
    const begin = performance.now();
    for (let index = 0; index < count; ++index) {
      const result = call();
      if (result instanceof Promise) {
        await result;
      }
    }
    fastest = Math.min(fastest, (performance.now() - begin) * 1000 / count);
  }
  return fastest;
}

function countOf(size) {
  return Math.max(Math.ceil(1e6 / (size + 500)), 20);
}

function transforms(engine, options) {
  const keys = [engine.createKeyProvider(options), engine.createKeyProvider(options)];
  keys[0].addLocalParticipant('alice');
  keys.forEach((each) => each.setKey('alice', 0, KEY));
  keys[0].activate('alice', 0);
  const [from, to] = keys.map((each) => engine.createSession(each, {e2eeEnabled: true}));
  const stream = {participant: 'alice', kind: 'video'};
  return {sender: from.createSendTransform(stream), receiver: to.createReceiveTransform(stream)};
}

async function timesOfEngine(engine, options, frame) {
  const count = countOf(frame.length);
  const {sender, receiver} = transforms(engine, options);
  const seal = await best(count, () => sender.seal(frame, INFO));
  const frames = Array.from({length: count * CHUNKS}, () => sender.seal(frame, INFO).data);
  let next = 0;
  const open = await best(count, () => {
    if (receiver.open(frames[next++], INFO).status !== 'ok') {
      throw new Error('a frame does not open');
    }
  });
  return [seal, open];
}

async function timesOfWebCrypto(frame) {
  const count = countOf(frame.length);
  const key = await subtle.importKey('raw', KEY, 'AES-GCM', false, ['encrypt', 'decrypt']);
  const algorithm = {name: 'AES-GCM', iv: new Uint8Array(12), additionalData: new Uint8Array(10)};
  const sealed = await subtle.encrypt(algorithm, key, frame);
  return [await best(count, () => subtle.encrypt(algorithm, key, frame)),
          await best(count, () => subtle.decrypt(algorithm, key, sealed))];
}

function print(name, size, [seal, open]) {
  console.log(`${name.padEnd(36)} ${`${size}`.padStart(7)} ${seal.toFixed(1).padStart(9)} ` +
              open.toFixed(1).padStart(9));
}

const engine = await createEngine();
console.log(`Microseconds a frame, best of ${CHUNKS} chunks, Node ${process.version}`);
console.log(`${'profile'.padEnd(36)}   bytes      seal      open`);
for (const size of SIZES) {
  const frame = Uint8Array.from({length: size}, (_, index) => index * 7);
  frame[0] = 0x10;
  for (const options of OPTIONS) {
    const name = `${options.profile} ${options.suite ?? ''}`;
    print(name, size, await timesOfEngine(engine, options, frame));
  }
  print('WebCrypto AES-128-GCM', size, await timesOfWebCrypto(frame));
}

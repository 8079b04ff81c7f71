// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The worker of the package, as a file, in a scope like a browser's.

import assert from 'node:assert/strict';
import {webcrypto} from 'node:crypto';
import {test} from 'node:test';
import {setTimeout as sleep} from 'node:timers/promises';

import {createEngine} from 'sealframe';

import {derivedBits} from './derived_bits.mjs';
import {FakeDatabase} from './fake_database.mjs';
import {loadWorker} from './worker_scope.mjs';

const runWorker = loadWorker('sealframe/worker', 'sealframe_send_transform_seal');

const CONFIGURATION = {
  profile: 'livekit', participant: 'alice', e2eeEnabled: true,
};
const SEND = {direction: 'send', kind: 'video', participant: 'alice'};
const RECEIVE = {direction: 'receive', kind: 'video', participant: 'bob'};

// Runs the worker in a scope of its own.
class Scope {
  events = [];
  trapping = false;
  keyFrameRequests = 0;
  #answers = new Map();
  #calls = 0;

  constructor(indexedDB = new FakeDatabase()) {
    this.self = {postMessage: (message) => this.#receive(message)};
    runWorker({self: this.self, indexedDB}, () => this.trapping);
  }

  call(call, ...args) {
    const id = ++this.#calls;
    this.self.onmessage({data: {id, call, args}});
    return new Promise((resolve, reject) =>
      this.#answers.set(id, {resolve, reject}));
  }

  // attach starts a stream, and returns functions that put frames in and end the stream
  // as a browser does, and the list of frames that have come out.
  attach(binding, id = 1) {
    let input;
    let output;
    const out = [];
    const readable = new ReadableStream({start: (it) => input = it});
    const writable = new WritableStream({
      start: (it) => output = it,
      write: (frame) => void out.push(frame),
    });
    const options = {id, binding};
    const sendKeyFrameRequest = async () => void ++this.keyFrameRequests;
    this.self.onrtctransform(
        {transformer: {options, readable, writable, sendKeyFrameRequest}});
    const put = (...frames) => frames.forEach((it) => input.enqueue(it));
    // Empty frames pass. This one follows those that were put in before.
    const flush = async () => {
      const last = frame([]);
      put(last);
      await until(() => out.includes(last));
      out.pop();
    };
    return {put, flush, out, end: () => output.error(new Error('the track has ended'))};
  }

  #receive({id, result, error, event, ...detail}) {
    if (event) {
      this.events.push({event, ...detail});
    } else {
      const {resolve, reject} = this.#answers.get(id);
      error ? reject(error) : resolve(result);
    }
  }
}

// frame returns an encoded frame of VP8 with these bytes.
function frame(bytes, timestamp = 1) {
  return {
    type: 'key',
    data: new Uint8Array(bytes).buffer,
    getMetadata: () => ({mimeType: 'video/VP8', synchronizationSource: 7,
                         rtpTimestamp: timestamp}),
  };
}

const PLAIN = [0x10, ...Array(60).keys()];
const key = (value) => new Uint8Array(16).fill(value);
const plainIn = ({data}) => Buffer.from(data).includes(Buffer.from(PLAIN.slice(12)));

async function until(condition) {
  for (let i = 0; i < 1000 && !condition(); ++i) {
    await sleep(10);
  }
  assert.ok(condition());
}

// sealedByBob returns frames as a worker of bob's seals them with `key(2)`.
async function sealedByBob(...frames) {
  const bob = new Scope();
  await bob.call('configure', {...CONFIGURATION, participant: 'bob'});
  await bob.call('setKey', key(2), 'bob', 0, 0);
  const {put, out} = bob.attach({...SEND, participant: 'bob'});
  put(...frames);
  await until(() => out.length === frames.length);
  return out;
}

test('frames wait for the engine, and come out sealed', async () => {
  const scope = new Scope();
  const {put, out} = scope.attach(SEND);
  put(frame(PLAIN));
  await sleep(20);
  assert.equal(out.length, 0);
  const configured = scope.call('configure', CONFIGURATION);
  scope.call('setKey', key(1), 'alice', 0, 0);
  await configured;
  put(frame(PLAIN, 2));
  await until(() => out.length > 0);
  assert.ok(!out.some(plainIn));
});

test('frames go on while the key of a passphrase is derived', async () => {
  const scope = new Scope();
  const {put, flush, out} = scope.attach(SEND);
  await scope.call('configure', CONFIGURATION);
  await scope.call('setKey', key(1), 'alice', 0, 0);
  let isSet = false;
  const setting = scope.call('setPassphrase', new TextEncoder().encode('a text'), 'bob', 0, 0)
      .then(() => isSet = true);
  await flush();
  put(frame(PLAIN));
  await flush();
  assert.equal(out.length, 1);
  assert.equal(isSet, false);
  await setting;
});

test('frames without a MIME type have the codec that was negotiated', async () => {
  const scope = new Scope();
  await scope.call('configure', CONFIGURATION);
  await scope.call('setKey', key(1), 'alice', 0, 0);
  const {put, out} = scope.attach({...SEND, codec: 'AV1'}, 5);
  put({...frame(PLAIN), getMetadata: () => ({payloadType: 120})});
  await until(() => scope.events.some(({event}) => event === 'codecs'));
  assert.deepEqual(scope.events.at(-1), {event: 'codecs', stream: 5});
  assert.equal(out.length, 0);
  await scope.call('codecs', 5, [[119, 'video/H264'], [120, 'video/VP8']]);
  await until(() => out.length === 1);
  assert.deepEqual([...new Uint8Array(out[0].data, 0, 10)], PLAIN.slice(0, 10));
});

test('without a key nothing comes out', async () => {
  const scope = new Scope();
  const {put, flush, out} = scope.attach(SEND);
  await scope.call('configure', CONFIGURATION);
  put(frame(PLAIN));
  await flush();
  assert.equal(out.length, 0);
});

test('a frame that is sealed in one worker opens in another', async () => {
  const sealed = await sealedByBob(frame(PLAIN));
  const alice = new Scope();
  await alice.call('configure', CONFIGURATION);
  await alice.call('setKey', key(2), 'bob', 0, 0);
  const received = alice.attach(RECEIVE);
  received.put(...sealed);
  await until(() => received.out.length > 0);
  assert.deepEqual([...new Uint8Array(received.out[0].data)], PLAIN);
});

test('a picture is asked for that needs none of those that did not come out, or came ' +
    'out sealed', async () => {
  const sender = new Scope();
  await sender.call('configure', CONFIGURATION);
  await sender.call('setKey', key(1), 'alice', 0, 0);
  const sent = sender.attach(SEND);
  const receiver = new Scope();
  await receiver.call('configure', {...CONFIGURATION, participant: 'bob'});
  const received = receiver.attach({...RECEIVE, participant: 'alice'});
  let timestamp = 0;
  const carry = async (change) => {
    sent.put({...frame(PLAIN, ++timestamp), type: 'delta'});
    await sent.flush();
    received.put(change(sent.out.pop()));
    await received.flush();
  };
  const asIs = (frame) => frame;
  const cut = (frame) => ({...frame, data: frame.data.slice(1)});
  // Each step: what is done to a frame, and the requests of the stream so far.
  const steps = async (...steps) => {
    for (const [change, requests] of steps) {
      await carry(change);
      assert.equal(receiver.keyFrameRequests, requests);
    }
  };
  await steps([asIs, 0]);
  await receiver.call('setKey', key(1), 'alice', 0, 0);
  await steps([asIs, 1], [asIs, 1], [cut, 1], [cut, 1], [asIs, 2], [asIs, 2]);
  await receiver.call('enable', false);
  await steps([asIs, 3], [asIs, 3]);
  await receiver.call('enable', true);
  await steps([asIs, 4], [asIs, 4]);
  assert.equal(sender.keyFrameRequests, 0);
});

test('held frames come out when their key comes', async () => {
  const sealed = await sealedByBob(frame(PLAIN), frame(PLAIN, 2));
  const alice = new Scope();
  await alice.call('configure', {...CONFIGURATION, hold: {holdMaxFrames: 10}});
  const received = alice.attach(RECEIVE);
  received.put(...sealed);
  await received.flush();
  assert.equal(received.out.length, 0);
  await alice.call('setKey', key(2), 'bob', 0, 0);
  await until(() => received.out.length === 2);
  assert.deepEqual([...new Uint8Array(received.out[1].data)], PLAIN);
});

test('a stream that ends while its frames wait leaves the others as they are', async () => {
  const sealed = await sealedByBob(frame(PLAIN), frame(PLAIN, 2));
  const alice = new Scope();
  await alice.call('configure', {...CONFIGURATION, hold: {holdMaxFrames: 10}});
  const [one, other] = [1, 2].map((id) => alice.attach(RECEIVE, id));
  one.put(sealed[0]);
  await one.flush();
  const setting = alice.call('setKey', key(2), 'bob', 0, 0);
  one.end();
  await setting;
  other.put(sealed[1]);
  await until(() => other.out.length === 1);
  assert.equal(one.out.length, 0);
  assert.ok(!alice.events.some(({event}) => event === 'failed'));
});

test('a stream that ends before the room is configured is not bound', async () => {
  const scope = new Scope();
  const {put, end} = scope.attach(RECEIVE);
  put(frame(PLAIN));
  await sleep(10);
  end();
  await sleep(10);
  // To bind it would be an error: its participant has no sender number.
  await scope.call('configure', {...CONFIGURATION, profile: 'sframe', keyMode: 'shared',
                                 senderNumber: 1});
  await scope.call('stats');
  assert.ok(!scope.events.some(({event}) => event === 'error'));
});

test('a stream that ends leaves alone the one that has its id now', async () => {
  const scope = new Scope();
  await scope.call('configure', CONFIGURATION);
  const first = scope.attach(SEND);
  scope.attach(RECEIVE);
  first.end();
  await sleep(10);
  const [{direction}, ...rest] = await scope.call('stats');
  assert.deepEqual([direction, rest.length], ['receive', 0]);
});

test('a worker has one room', async () => {
  const scope = new Scope();
  await scope.call('configure', CONFIGURATION);
  await assert.rejects(scope.call('configure', {...CONFIGURATION, e2eeEnabled: false}));
  await scope.call('setKey', key(1), 'alice', 0, 0);
  const {put, out} = scope.attach(SEND);
  put(frame(PLAIN));
  await until(() => out.length === 1);
  assert.ok(!plainIn(out[0]));
});

test('a key is wiped once it is set', async () => {
  const scope = new Scope();
  await scope.call('configure', CONFIGURATION);
  const bytes = key(1);
  await scope.call('setKey', bytes, 'alice', 0, 0);
  assert.deepEqual(bytes, key(0));
  const refused = key(1).slice(0, 4);
  await assert.rejects(async () => scope.call('setKey', refused, 'alice', 1, 0),
                       {code: 'invalid_argument'});
  assert.deepEqual(refused, new Uint8Array(4));
});

test('keys are derived from a CryptoKey that is not extractable', async () => {
  const baseKey = await webcrypto.subtle.importKey('raw', key(2), 'HKDF', false, ['deriveBits']);
  for (const options of [{}, {suite: 0}, {suite: 5, ratchetBits: 4},
                         {suite: 'AES_256_CTR_HMAC_SHA512_80'}]) {
    const sframe = {...CONFIGURATION, ...options, profile: 'sframe'};
    const bob = new Scope();
    await bob.call('configure', {...sframe, participant: 'bob'});
    await bob.call('deriveKey', baseKey, 'bob', 3, 0);
    const sent = bob.attach({...SEND, participant: 'bob'});
    sent.put(frame(PLAIN));
    await until(() => sent.out.length > 0);

    const alice = new Scope();
    await alice.call('configure', sframe);
    await alice.call('setKey', key(2), 'bob', 3, 0);
    const received = alice.attach(RECEIVE);
    received.put(...sent.out);
    await until(() => received.out.length > 0);
    assert.deepEqual([...new Uint8Array(received.out[0].data)], PLAIN);
    await assert.rejects(alice.call('deriveKey', baseKey, 'bob', 4, 1));
  }
  const livekit = new Scope();
  await livekit.call('configure', CONFIGURATION);
  await assert.rejects(livekit.call('deriveKey', baseKey, 'bob', 0, 0),
                       {code: 'invalid_argument'});
});

test('a configuration that is refused lets nothing pass', async () => {
  const scope = new Scope();
  const {put, flush, out} = scope.attach(SEND);
  put(frame(PLAIN));
  await assert.rejects(
      async () => scope.call('configure', {...CONFIGURATION, profile: 'none'}));
  await assert.rejects(async () => scope.call('setKey', key(1), 'alice', 0, 0));
  put(frame(PLAIN, 2));
  await flush();
  assert.equal(out.length, 0);
});

test('after a trap nothing comes out, and the page hears of it', async () => {
  const scope = new Scope();
  const {put, flush, out} = scope.attach(SEND);
  await scope.call('configure', CONFIGURATION);
  await scope.call('setKey', key(1), 'alice', 0, 0);
  put(frame(PLAIN));
  await until(() => out.length === 1);
  scope.trapping = true;
  put(frame(PLAIN, 2), frame(PLAIN, 3));
  await until(() => scope.events.some(({event}) => event === 'failed'));
  scope.trapping = false;
  put(frame(PLAIN, 4));
  await flush();
  await assert.rejects(async () => scope.call('setKey', key(1), 'alice', 1, 0));
  assert.equal(out.length, 1);
});

test('a stream without a sender drops everything until it has one', async () => {
  const scope = new Scope();
  const {put, flush, out} =
      scope.attach({...RECEIVE, participant: undefined});
  await scope.call('configure', CONFIGURATION);
  put(frame(PLAIN));
  await flush();
  await scope.call('bind', 1, RECEIVE);
  put(frame(PLAIN, 2));
  await flush();
  assert.equal(out.length, 0);
  const [stats] = await scope.call('stats');
  assert.equal(stats.participant, 'bob');
  assert.equal(stats.framesIn, 1);
});

test('a participant who comes back is opened again', async () => {
  const bob = new Scope();
  await bob.call('configure', {...CONFIGURATION, participant: 'bob'});
  await bob.call('setKey', key(2), 'bob', 0, 0);
  const sent = bob.attach({...SEND, participant: 'bob'});
  const alice = new Scope();
  await alice.call('configure', CONFIGURATION);
  await alice.call('setKey', key(2), 'bob', 0, 0);
  const received = alice.attach(RECEIVE);
  for (const [timestamp, came] of [[1, 1], [2, 1], [3, 2]]) {
    sent.put(frame(PLAIN, timestamp));
    await until(() => sent.out.length === timestamp);
    received.put(sent.out.at(-1));
    await received.flush();
    assert.equal(received.out.length, came);
    if (timestamp === 1) {
      await alice.call('removeParticipant', 'bob');
    } else if (timestamp === 2) {
      await alice.call('setKey', key(2), 'bob', 0, 0);
    }
  }
});

test('a shared key of sframe needs sender numbers', async () => {
  const scope = new Scope();
  await scope.call('configure', {profile: 'sframe', keyMode: 'shared',
                                 participant: 'alice', senderNumber: 1,
                                 e2eeEnabled: true});
  await scope.call('setSharedKey', key(1), 0);
  scope.attach(RECEIVE, 1);
  await until(() => scope.events.some(({event}) => event === 'error'));
  assert.equal(scope.events[0].participant, 'bob');
  assert.match(scope.events[0].message, /number/);
  scope.attach({...RECEIVE, participant: 'carol', senderNumber: 2}, 2);
  const {put, out} = scope.attach(SEND, 3);
  put(frame(PLAIN));
  await until(() => out.length === 1);
  assert.equal(scope.events.filter(({event}) => event === 'error').length, 1);
});

// countersOf returns the counters of the first frames that a page seals with a key and
// with its next step.
async function countersOf(database, engine) {
  const scope = new Scope(database);
  await scope.call('configure', {...CONFIGURATION, profile: 'sframe', ratchetBits: 4});
  await scope.call('setKey', key(1), 'alice', 0, 0);
  const {put, out} = scope.attach(SEND);
  put(frame(PLAIN, 1));
  await until(() => out.length === 1);
  await scope.call('ratchet');
  put(frame(PLAIN, 2));
  await until(() => out.length === 2);
  return out.map(({data}) =>
    engine.inspect(new Uint8Array(data), {profile: 'sframe'}).counter);
}

test('a page that is loaded again repeats no counter, at any step of its key', async () => {
  const engine = await createEngine();
  const database = new FakeDatabase();
  assert.deepEqual(await countersOf(database, engine), [0n, 0n]);
  assert.deepEqual(await countersOf(database, engine), [131072n, 131072n]);
});

test('without a database, a profile whose counters repeat does not start', async () => {
  const scope = new Scope(null);
  await assert.rejects(scope.call('configure', {...CONFIGURATION, profile: 'dave'}));
  await assert.rejects(scope.call('setKey', key(1), 'alice', 0, 0));
  const {put, flush, out} = scope.attach(SEND);
  put(frame(PLAIN));
  await flush();
  assert.equal(out.length, 0);
});

test('profiles whose counters the engine reserves have them in a database', async () => {
  const engine = await createEngine();
  const counting = [];
  for (const profile of ['sframe', 'livekit', 'videosdk', 'jframe', 'dave', 'getstream']) {
    let isReserved = false;
    const keys = engine.createKeyProvider({profile, reserveCounters: () => {
      isReserved = true;
      return 0n;
    }});
    keys.addLocalParticipant('alice');
    keys.setKey('alice', 0, key(1));
    keys.activate('alice', 0);
    const database = new FakeDatabase();
    const scope = new Scope(database);
    await scope.call('configure', {...CONFIGURATION, profile});
    await scope.call('setKey', key(1), 'alice', 0, 0);
    assert.equal(database.values.size > 0, isReserved, profile);
    counting.push(...isReserved ? [profile] : []);
  }
  assert.deepEqual(counting, ['sframe', 'dave']);
  engine.close();
});

test('this end seals with its first key until another is activated, or the first is retired',
     async () => {
  const scope = new Scope();
  await scope.call('configure', {...CONFIGURATION, profile: 'sframe'});
  const engine = await createEngine();
  const {put, out} = scope.attach(SEND);
  let timestamp = 0;
  const sealsWith = async (index) => {
    put(frame(PLAIN, ++timestamp));
    await until(() => out.length === timestamp);
    const {kid} = engine.inspect(new Uint8Array(out.at(-1).data), {profile: 'sframe'});
    assert.equal(kid, BigInt(index));
  };
  const setKey = (index) => scope.call('setKey', key(10 + index), 'alice', index, 0);
  await setKey(0);
  await setKey(1);
  await sealsWith(0);
  await scope.call('activate', 1);
  await setKey(2);
  await sealsWith(1);
  await scope.call('retire', 'alice', 1, 0);
  await setKey(3);
  await sealsWith(3);
});

test('what WebCrypto derives from a CryptoKey is wiped', async () => {
  const derived = await derivedBits(async () => {
    const baseKey =
        await webcrypto.subtle.importKey('raw', key(6), 'HKDF', false, ['deriveBits']);
    const scope = new Scope();
    await scope.call('configure', {...CONFIGURATION, profile: 'sframe'});
    await scope.call('deriveKey', baseKey, 'bob', 0, 0);
  });
  assert.deepEqual(derived, [new Uint8Array(16), new Uint8Array(12)]);
});

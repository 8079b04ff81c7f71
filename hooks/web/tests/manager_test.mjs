// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The page's end of a worker, without a worker: what it sends, and what it does with answers.

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {setImmediate as turn} from 'node:timers/promises';

import {E2eeManager} from 'sealframe/web';

globalThis.CustomEvent ??= class extends Event {  // Node 18 has none.
  constructor(type, {detail}) {
    super(type);
    this.detail = detail;
  }
};

class FakeWorker extends EventTarget {
  messages = [];
  isTerminated = false;

  postMessage(message, transfer) {
    this.messages.push(structuredClone(message, {transfer}));
  }

  terminate() {
    this.isTerminated = true;
  }

  // tell gives the page a message.
  tell(data) {
    this.dispatchEvent(Object.assign(new Event('message'), {data}));
  }
}

function managerOf() {
  const worker = new FakeWorker();
  const manager = new E2eeManager({worker, profile: 'livekit', participant: 'alice'});
  const errors = [];
  manager.addEventListener('error', ({detail}) => errors.push(detail.error));
  worker.tell({id: 1});  // Configured.
  return {worker, manager, errors};
}

// senderOf returns a browser's sender. `transform` fails if it is set, as where there is none.
function senderOf() {
  return {
    track: {kind: 'video'},
    tracks: [],
    async replaceTrack(track) {
      this.tracks.push(track);
    },
  };
}

test('the key that the caller has stays as it is, and no copy stays in the page', async () => {
  const {worker, manager} = managerOf();
  const key = new Uint8Array(16).fill(7);
  const setting = manager.setKey('bob', key, 3, 1);
  worker.tell({id: 2});
  await setting;
  assert.deepEqual(worker.messages[1],
                   {id: 2, call: 'setKey', args: [new Uint8Array(16).fill(7), 'bob', 3, 1]});
  assert.deepEqual(key, new Uint8Array(16).fill(7));
});

test('keys and passphrases that are none are refused before they leave the page', async () => {
  const {worker, manager} = managerOf();
  await assert.rejects(manager.setKey('bob', 'text'), TypeError);
  await assert.rejects(manager.setKey('bob', [1, 2, 3]), TypeError);
  await assert.rejects(manager.setSharedKey(undefined), TypeError);
  await assert.rejects(manager.setPassphrase('bob', 'half \ud800'), {code: 'invalid_argument'});
  await assert.rejects(manager.setSharedPassphrase(5), TypeError);
  assert.equal(worker.messages.length, 1);
});

test('answers that nobody waits for change nothing', async () => {
  const {worker, manager, errors} = managerOf();
  const thrown = [];
  const note = (error) => thrown.push(error);
  process.on('uncaughtException', note);
  worker.tell({id: 1});
  worker.tell({id: 99, error: {message: 'no'}});
  const activating = manager.activate(1);
  manager.close();
  worker.tell({id: 2});
  await assert.rejects(activating, /closed/);
  await turn();
  process.off('uncaughtException', note);
  assert.deepEqual([thrown, errors], [[], []]);
});

test('a room that fails ends its worker, and no later call goes out', async () => {
  const {worker, manager, errors} = managerOf();
  const activating = manager.activate(1);
  worker.tell({event: 'failed', code: 'stopped', message: 'a trap'});
  worker.tell({event: 'failed', code: 'stopped', message: 'another'});
  await assert.rejects(activating, {code: 'stopped', message: 'a trap'});
  await assert.rejects(manager.ratchet(), {code: 'stopped'});
  assert.deepEqual(errors.map(({message}) => message), ['a trap']);
  assert.ok(worker.isTerminated);
  assert.equal(worker.messages.length, 2);
});

test('a sender whose stream cannot be encrypted sends nothing', async () => {
  const {manager} = managerOf();
  const sender = senderOf();
  assert.throws(() => manager.attachSender(sender), /nothing can be encrypted/);
  assert.deepEqual(sender.tracks, [null]);
  manager.close();
  const late = senderOf();
  assert.throws(() => manager.attachSender(late), /closed/);
  assert.deepEqual(late.tracks, [null]);
});

test('a sender that is attached again keeps its stream', async () => {
  const {worker, manager} = managerOf();
  globalThis.RTCRtpScriptTransform = class {
    constructor(...args) {
      this.args = args;
    }
  };
  const [one, two] = [senderOf(), senderOf()];
  manager.attachSender(one, {track: 'camera'});
  manager.attachSender(two);
  manager.attachSender(one, {track: 'screen'});
  delete globalThis.RTCRtpScriptTransform;
  const [, {id, binding}] = one.transform.args;
  assert.deepEqual([id, binding.participant, binding.direction], [1, 'alice', 'send']);
  assert.equal(two.transform.args[1].id, 2);
  const [, {call, args: [stream, {track}]}] = worker.messages;
  assert.deepEqual([call, stream, track], ['bind', 1, 'screen']);
});

test('states have VideoSDK\'s names, by direction', () => {
  const {worker, manager} = managerOf();
  const states = [];
  manager.addEventListener('e2eeStateChanged', ({detail}) => states.push(detail.state));
  const keys = [];
  manager.addEventListener('keyStateChanged', ({detail}) => keys.push(detail));
  const tell = (state, direction) =>
    worker.tell({event: 'engine', kind: 'stream_state', state, direction, media: 'video'});
  tell('ok', 'send');
  tell('key_ratcheted', 'receive');
  tell('missing_key', 'receive');
  tell('encryption_failed', 'send');
  tell('internal_error', 'send');
  worker.tell({event: 'engine', kind: 'key_near_limit', participant: 'alice', kid: 4n});
  assert.deepEqual(states, ['encryptionSuccess', 'decryptionSuccess', 'decryptionFailed',
                            'encryptionFailed', 'internalError']);
  assert.deepEqual(keys, [{participant: 'alice', kid: 4n, state: 'key_near_limit'}]);
});

// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Ways to load the worker and to reach the browser's frames.

import assert from 'node:assert/strict';
import {test} from 'node:test';

import {BROWSER, inPages, testCall} from './harness/suite.mjs';

const pages = inPages(BROWSER);
const LIVEKIT = {profile: 'livekit', codec: 'VP8'};

async function checkCall(call) {
  await call.start();
  await call.sees('alice');
  await call.sees('bob');
}

testCall('the worker runs as a module', pages, {...LIVEKIT, worker: 'module'},
    checkCall);

testCall('wasm-unsafe-eval is all that a security policy must allow', pages,
    {...LIVEKIT, folder: 'confined'}, checkCall);

testCall('counters are reserved in a database of a name of its own', pages,
    {profile: 'sframe', codec: 'VP9', counterDatabase: 'counters'}, checkCall);

for (const [what, folder] of [
  ['whose security policy forbids WebAssembly', 'forbidden'],
  ['that is not there', 'page'],
]) {
  testCall(`a worker ${what} fails, and nothing is sent`, pages,
      {...LIVEKIT, folder}, async (call) => {
        await call.create();
        await assert.rejects(call.setKey('alice', 'alice'));
        assert.notEqual(await call.at('alice', (end) => end.errors.length), 0);
        await assert.rejects(call.connect());
        assert.equal(await call.at('alice', (end) =>
          end.connection.getSenders().filter(({track}) => track).length), 0);
      });
}

test('a manager without a worker of its own is refused', async () => {
  const refused = await pages[BROWSER].run(async () => {
    const {E2eeManager} = await import('/sealframe/web.js');
    const create = (worker) => {
      try {
        return new E2eeManager({worker, profile: 'livekit', participant: 'alice'});
      } catch (error) {
        return String(error);
      }
    };
    const worker = new Worker('/sealframe/worker.js');
    const first = create(worker);
    const refused = [undefined, '/sealframe/worker.js', worker].map(create);
    first.close();
    return refused;
  });
  for (const error of refused) {
    assert.match(error, /^TypeError: give `worker`/);
  }
});

test('errors name the methods of the manager', async () => {
  const message = await pages[BROWSER].run(async (kit) => {
    const end = new kit.End({participant: 'alice', profile: 'livekit'});
    const {message} = await end.e2ee.setSharedKey(new Uint8Array(16)).catch((error) => error);
    end.close();
    return message;
  });
  assert.match(message, /use E2eeManager.setKey/);
});

test('keys are taken in every form', async () => {
  const page = pages[BROWSER];
  const outcomes = await page.run(async (kit) => {
    const end = new kit.End({participant: 'alice', profile: 'livekit'});
    const bytes = new Uint8Array(32).fill(1);
    const aes = (extractable) => crypto.subtle.importKey(
        'raw', bytes, 'AES-GCM', extractable, ['encrypt']);
    const hkdf = await crypto.subtle.importKey(
        'raw', bytes, 'HKDF', false, ['deriveBits']);
    const outcomes = [];
    for (const key of [bytes.buffer, new DataView(bytes.buffer, 8, 16),
                       await aes(true), await aes(false), hkdf, 'text', 7]) {
      outcomes.push(await end.e2ee.setKey('bob', key, outcomes.length)
          .then(() => 'set', (error) => error.message));
    }
    outcomes.push(await end.e2ee.setPassphrase('bob', 'text', 9)
        .then(() => 'set', (error) => error.message));
    outcomes.push(bytes[0]);
    end.close();
    const sframe = new kit.End({participant: 'alice', profile: 'sframe'});
    outcomes.push(await sframe.e2ee.setKey('bob', hkdf).then(() => 'set', String));
    sframe.close();
    return outcomes;
  });
  assert.deepEqual(outcomes.slice(0, 3), ['set', 'set', 'set']);
  assert.match(outcomes[3], /AES-GCM.*not extractable/);
  assert.match(outcomes[4], /HKDF.*of this profile/);  // Only sframe can use it.
  assert.match(outcomes[5], /setPassphrase/);
  assert.match(outcomes[6], /ArrayBuffer/);
  assert.deepEqual(outcomes.slice(7), ['set', 1, 'set']);
});

if (BROWSER === 'chromium') {
  test('a transceiver that is attached too late is refused, and nothing is sent', async () => {
    const outcomes = await pages[BROWSER].run(async (kit) => {
      const outcomes = [];
      for (const waits of [false, true]) {
        const configuration = {encodedInsertableStreams: waits};
        const end = new kit.End({participant: 'alice', profile: 'livekit', configuration});
        const transceiver = end.connection.addTransceiver(kit.pattern('red'));
        await end.e2ee.setKey('alice', new Uint8Array(16));
        for (const attach of [
          () => end.e2ee.attachReceiver(transceiver.receiver, {participant: 'bob'}),
          () => end.e2ee.attachSender(transceiver.sender, {kind: 'video'}),
        ]) {
          try {
            attach();
            outcomes.push('attached');
          } catch ({message}) {
            outcomes.push(message);
          }
        }
        await kit.until(() => (transceiver.sender.track !== null) === waits,
            () => `waits: ${waits}`);
        end.close();
      }
      return outcomes;
    });
    assert.match(outcomes[0], /attached too late/);
    assert.match(outcomes[1], /attached too late/);
    assert.deepEqual(outcomes.slice(2), ['attached', 'attached']);
  });

  testCall('createEncodedStreams serves browsers that have nothing else', pages,
      {...LIVEKIT, configuration: {encodedInsertableStreams: true}},
      async (call) => {
        await pages[BROWSER].run(() => void delete self.RTCRtpScriptTransform);
        await checkCall(call);
        // The transceiver is attached again: its streams can be had only once.
        await call.at('bob', (end) => end.e2ee.attachReceiver(
            end.video.receiver, {participant: 'alice', track: 'again'}));
        await call.sees('bob');
        assert.ok(await call.at('bob', async (end) =>
          (await end.e2ee.stats()).some(({track}) => track === 'again')));
      });
}

// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Calls with the W3C's SFrame interfaces.

import assert from 'node:assert/strict';
import {test} from 'node:test';

import {TONES} from './harness/browsers.mjs';
import {BROWSER, inPages} from './harness/suite.mjs';

const pages = inPages(BROWSER);

// at calls `task` with the page's call and `args`.
const at = (task, ...args) => pages[BROWSER].run(
    `async (kit, ...args) => {
      const {SFrameCall} = await import('/page/sframe.js');
      return (${task})(SFrameCall.current, ...args);
    }`, ...args);

// testCall declares a test of a call that has not been connected.
function testCall(title, work) {
  test(title, async () => {
    await pages[BROWSER].run(async () => {
      const {SFrameCall} = await import('/page/sframe.js');
      new SFrameCall();
    });
    try {
      await work();
    } finally {
      await at((call) => call.close());
    }
  });
}

test('transforms need a worker', async () => {
  assert.equal(await pages[BROWSER].run(async () => {
    const {RTCRtpSFrameEncryptor} = await import('/sealframe/w3c.js');
    try {
      new RTCRtpSFrameEncryptor({cipherSuite: 'AES_128_GCM_SHA256_128'});
    } catch (error) {
      return error.name;
    }
  }), 'InvalidStateError');
});

testCall('a call is encrypted, and its key changes', async () => {
  await at(async (call) => {
    await call.encrypt(1, 0);
    await call.decrypt(1, 0);
    await call.decrypt(2, 2 ** 40);
    await call.connect();
    await call.sees();
    await call.encrypt(2, 2 ** 40);
    await call.remove(0);
    await call.sees();
  });
  assert.equal(await at(async (call) => {
    const {hear} = await import('/page/media.js');
    return hear(call.audio.track);
  }), TONES[BROWSER]);
});

testCall('a wrong key gives authentication errors, and no picture', async () => {
  const [event] = await at(async (call) => {
    await call.encrypt(1, 0);
    await call.decrypt(9, 0);
    await call.connect();
    const fields = {errorType: 'authentication', keyID: null};
    await Promise.all([call.reports('video', fields), call.reports('audio', fields)]);
    return call.events.filter(({kind}) => kind === 'video');
  });
  // Firefox ESR 140 cannot pass frames from a worker to its page.
  assert.match(event.frame, /^(RTCEncodedVideoFrame|Object)$/);
  assert.ok(event.size > 20);
  assert.equal(await at((call) => call.viewer.pictures.red), 0);
  await at(async (call) => {
    await call.decrypt(1, 0);
    await call.sees();
  });
});

testCall('an unknown key id gives keyID errors until the key comes', async () => {
  const keyID = '18446744073709551615';
  await at(async (call, keyID) => {
    await call.encrypt(1, BigInt(keyID));
    await call.connect();
    const fields = {errorType: 'keyID', keyID};
    await Promise.all([call.reports('video', fields), call.reports('audio', fields)]);
  }, keyID);
  assert.equal(await at((call) => call.viewer.pictures.red), 0);
  await at(async (call, keyID) => {
    await call.decrypt(1, BigInt(keyID));
    await call.sees();
    await call.remove(BigInt(keyID));
    await call.reports('video', {errorType: 'keyID'});
  }, keyID);
});

testCall('without a key nothing is sent', async () => {
  await at(async (call) => {
    await call.decrypt(1, 0);
    await call.connect();
    const {hear} = await import('/page/media.js');
    await hear(call.audio.track);  // A second, in which nothing may come.
  });
  assert.equal(await at((call) => call.sent()), 0);
  await at(async (call) => {
    await call.encrypt(1, 0);
    await call.sees();
  });
});

test('refusals of a worker reach the page', async () => {
  const names = await pages[BROWSER].run(async () => {
    const {SFrameCall} = await import('/page/sframe.js');
    const names = [];
    const add = (promise) => promise.then(() => names.push('ok'), ({name}) => names.push(name));
    const call = new SFrameCall();
    const key = await crypto.subtle.importKey(
        'raw', new Uint8Array(16), 'HKDF', false, ['deriveKey']);
    await add(call.encryptor.video.setEncryptionKey(key, 0));
    await add(call.encryptor.video.setEncryptionKey(key, 2n ** 64n));
    await add(call.encryptor.video.setEncryptionKey('key', 0));
    call.close();
    for (const folder of ['forbidden', 'page']) {  // Without WebAssembly, and without a worker.
      const failing = new SFrameCall(folder);
      await add(failing.encrypt(1, 0));
      failing.close();
    }
    return names;
  });
  assert.deepEqual(names.slice(0, 3),
                   ['InvalidModificationError', 'RangeError', 'TypeError']);
  assert.equal(names.length, 5);
  assert.ok(!names.includes('ok'), String(names));
});

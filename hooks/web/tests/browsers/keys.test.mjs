// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The life of keys in a call: wrong, missing, late, rotated, ratcheted, retired.

import assert from 'node:assert/strict';

import {TONES} from './harness/browsers.mjs';
import {BROWSER, checkCounts, inPages, testCall} from './harness/suite.mjs';

const pages = inPages(BROWSER);
const LIVEKIT = {profile: 'livekit', codec: 'VP8'};
const RATCHETING = {profile: 'sframe', codec: 'VP9', ratchetBits: 8};

// startWithout connects a call in which bob lacks alice's key.
async function startWithout(call) {
  await call.create();
  await call.setKey('alice', 'alice');
  await call.setKey('alice', 'bob');
  await call.setKey('bob', 'bob');
  await call.connect();
}

testCall('with a wrong key nothing is seen or heard', pages, LIVEKIT,
    async (call) => {
      await startWithout(call);
      await call.setKey('bob', 'alice', 99);
      await call.refuses('bob', 'not_authentic');
      await call.refuses('bob', 'not_authentic', 50, 'audio');
      assert.equal(await call.pictures('bob'), 0);
      await call.hears('bob', 0);
      await call.reports('bob', {state: 'decryptionFailed', kind: 'video',
                                 participant: 'alice'});
      await call.sees('alice');
    });

testCall('without a key nothing is seen until it comes', pages, LIVEKIT,
    async (call) => {
      await startWithout(call);
      await call.refuses('bob', 'missing_key');
      assert.equal(await call.pictures('bob'), 0);
      await call.reports('bob', {streamState: 'missing_key'});
      await call.setKey('bob', 'alice');
      await call.sees('bob');
      await call.hears('bob', TONES[BROWSER]);
      await call.reports('bob', {state: 'decryptionSuccess', kind: 'video'});
    });

testCall('held frames come out once their key comes', pages,
    {...LIVEKIT, hold: {holdMaxFrames: 1000, holdMaxAgeMs: 20000}},
    async (call) => {
      await startWithout(call);
      await call.refuses('bob', 'held');
      assert.equal(await call.pictures('bob'), 0);
      await call.setKey('bob', 'alice');
      await call.sees('bob');
      await checkCounts(call, 'bob');
    });

testCall('a sender without a key sends nothing', pages, LIVEKIT,
    async (call) => {
      await call.create();
      await call.setKey('bob', 'alice');
      await call.connect();
      await call.at('alice', (end) => end.reports(
          {state: 'encryptionFailed', kind: 'video'}));
      assert.equal(await call.at('bob', (end) =>
        end.count('receive', (stream) => stream.framesIn)), 0);
      await call.setKey('alice', 'alice');
      await call.sees('bob');
    });

testCall('a key is rotated without a gap', pages, LIVEKIT, async (call) => {
  await call.start();
  await call.sees('bob');
  for (const who of ['alice', 'bob']) {
    await call.setKey(who, 'alice', 11, 1);
  }
  await call.sees('bob');
  await call.at('alice', (end) => end.e2ee.activate(1));
  await call.sees('bob', 20);
  await call.at('bob', (end) => end.e2ee.retire('alice', 0));
  await call.sees('bob');
  assert.equal(await call.at('bob', (end) =>
    end.count('receive', ({framesByStatus}) =>
      
      (framesByStatus.missing_key ?? 0) +
      (framesByStatus.not_authentic ?? 0))), 0);
});

testCall('a retired key makes its participant dark', pages, LIVEKIT,
    async (call) => {
      await call.start();
      await call.sees('bob');
      await call.at('bob', (end) => end.e2ee.retire('alice', 0));
      await call.refuses('bob', 'missing_key');
      const seen = await call.pictures('bob');
      await call.refuses('bob', 'missing_key');
      assert.equal(await call.pictures('bob'), seen);
    });

testCall('receivers follow a ratchet', pages, RATCHETING, async (call) => {
  await call.start();
  await call.sees('bob');
  for (let step = 0; step < 3; ++step) {
    await call.at('alice', (end) => end.e2ee.ratchet());
    await call.sees('bob');
  }
  await call.reports('bob', {streamState: 'key_ratcheted'});
  assert.equal(await call.at('alice', async (end) =>
    Number((await end.e2ee.currentKey()).step)), 3);
});

testCall('plain frames are refused unless encryption is off at both ends', pages,
    LIVEKIT, async (call) => {
      const enable = (who, enabled) => call.at(who,
          (end, enabled) => void (end.e2ee.e2eeEnabled = enabled), enabled);
      await call.start();
      await call.sees('bob');
      await enable('alice', false);
      await call.reports('bob', {state: 'decryptionFailed', kind: 'video'});
      const seen = await call.pictures('bob');
      await call.hears('bob', 0);
      assert.equal(await call.pictures('bob'), seen);
      await enable('bob', false);
      await call.sees('bob');
      await enable('alice', true);
      await enable('bob', true);
      await call.sees('bob');
      await call.sees('alice');
    });

testCall('who joins late opens a ratcheted key', pages, LIVEKIT,
    async (call) => {
      await startWithout(call);
      for (let step = 0; step < 12; ++step) {
        await call.at('alice', (end) => end.e2ee.ratchet());
      }
      const current = await call.at('alice', async (end) => {
        const {key, keyIndex, step} = await end.e2ee.currentKey();
        return {key: [...key], index: Number(keyIndex), step: Number(step)};
      });
      assert.equal(current.step, 12);
      await call.at('bob', (end, {key, index, step}) => end.e2ee.setKey(
          'alice', new Uint8Array(key), index, step), current);
      await call.sees('bob');
    });

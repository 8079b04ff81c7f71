// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// One key for all participants of a call.

import {BROWSER, checkCounts, inPages, testCall} from './harness/suite.mjs';

const pages = inPages(BROWSER);
const SHARED = {keyMode: 'shared', senderNumbers: {alice: 1, bob: 2}};

for (const options of [
  {profile: 'videosdk', codec: 'VP8', ...SHARED, senderNumbers: {}},
  {profile: 'sframe', codec: 'VP9', ...SHARED},
]) {
  testCall(`${options.profile} has one key for all, which is rotated`, pages,
      options, async (call) => {
        const setKey = (who, value, index) => call.at(who,
            (end, value, index) =>
              end.e2ee.setSharedKey(new Uint8Array(16).fill(value), index),
            value, index);
        await call.create();
        await setKey('alice', 1, 0);
        await setKey('bob', 1, 0);
        await call.connect();
        await call.sees('alice');
        await call.sees('bob');
        await setKey('alice', 2, 1);
        await setKey('bob', 2, 1);
        await call.at('alice', (end) => end.e2ee.activate(1));
        await call.at('bob', (end) => end.e2ee.activate(1));
        await call.at('alice', (end) => end.e2ee.retireSharedKey(0, 2000));
        await call.sees('alice', 20);
        await call.sees('bob', 20);
        await checkCounts(call, 'bob');
      });
}

testCall('a passphrase serves a whole room', pages,
    {profile: 'livekit', codec: 'VP8', keyMode: 'shared'}, async (call) => {
      await call.create();
      for (const who of ['alice', 'bob']) {
        await call.at(who, (end) => end.e2ee.setSharedPassphrase('some words'));
      }
      await call.connect();
      await call.sees('alice');
      await call.sees('bob');
    });

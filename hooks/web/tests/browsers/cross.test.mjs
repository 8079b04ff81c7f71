// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Chromium and Firefox in one call.

import {test} from 'node:test';

import {TONES} from './harness/browsers.mjs';
import {Call} from './harness/call.mjs';
import {inPages} from './harness/suite.mjs';

const pages = inPages('chromium', 'firefox-esr');

for (const [profile, codec] of [['livekit', 'VP8'], ['sframe', 'VP9'],
                                ['dave', 'AV1']]) {
  for (const [caller, callee] of [['chromium', 'firefox-esr'],
                                  ['firefox-esr', 'chromium']]) {
    test(`${caller} calls ${callee}: ${profile}, ${codec}`, async () => {
      const call = new Call({alice: pages[caller], bob: pages[callee]},
                            {profile, codec});
      try {
        await call.start();
        await call.sees('alice');
        await call.sees('bob');
        await call.hears('alice', TONES[callee]);
        await call.hears('bob', TONES[caller]);
      } finally {
        await call.close();
      }
    });
  }
}

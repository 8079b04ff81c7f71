// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Calls in each codec that a profile carries: pictures and tones arrive whole, in
// both directions, and every frame that arrives opens.

import assert from 'node:assert/strict';

import {TONES} from './browsers.mjs';
import {BROWSER, checkCounts, testCall} from './suite.mjs';

// What the browsers encode and decode in every version.
const CODECS = {
  'chromium': ['VP8', 'VP9', 'H264', 'AV1'],
  'firefox-esr': ['VP8', 'VP9', 'AV1'],
};

export const codecsOfBrowser = CODECS[BROWSER];

// testCodecs declares a test for each of `codecs` that the browser has.
export function testCodecs(pages, profile, codecs) {
  for (const codec of codecs.filter((name) => codecsOfBrowser.includes(name))) {
    // LiveKit's own clients refuse AV1.
    const isOptional = ['livekit', 'videosdk'].includes(profile);
    const options = codec === 'AV1' && isOptional ? {allowAv1: true} : {};
    testCall(`${profile} carries ${codec} and Opus`, pages,
        {profile, codec, ...options}, async (call) => {
          await call.start();
          await Promise.all(['alice', 'bob'].map((who) => check(call, who)));
        });
  }
}

async function check(call, who) {
  await call.sees(who);
  await call.hears(who, TONES[BROWSER]);
  assert.equal(await call.at(who, (end) => end.received()),
               'video/' + call.options.codec);
  await checkCounts(call, who);
}

// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The codecs of browsers in the formats of LiveKit and VideoSDK.

import assert from 'node:assert/strict';
import {test} from 'node:test';

import {codecsOfBrowser, testCodecs} from './harness/codecs.mjs';
import {BROWSER, inPages} from './harness/suite.mjs';

const pages = inPages(BROWSER);

test('the browser has the codecs that the calls need', async () => {
  const offered = await pages[BROWSER].run(() =>
    RTCRtpSender.getCapabilities('video').codecs.map(({mimeType}) => mimeType));
  const missing = codecsOfBrowser.filter((codec) => !offered.includes('video/' + codec));
  assert.deepEqual(missing, []);
});

testCodecs(pages, 'livekit', ['VP8', 'VP9', 'H264', 'AV1']);
testCodecs(pages, 'videosdk', ['VP8', 'VP9', 'H264', 'AV1']);

// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// What the tests in browsers begin with. A test is run with the name of its
// browser, and with the package's folder in SEALFRAME_PACKAGE. LIVEKIT_CLIENT may
// be that of livekit-client's files.

import assert from 'node:assert/strict';
import path from 'node:path';
import {after, before, test} from 'node:test';
import {fileURLToPath} from 'node:url';

import {Call} from './call.mjs';
import {Pages} from './pages.mjs';

export const BROWSER = process.argv[2];

const policy = (text) => ({'content-security-policy': text});

export const SEALFRAME = path.resolve(process.env.SEALFRAME_PACKAGE);

// inPages opens a page in each of the browsers `names` for the tests of a file,
// and returns them by their names.
export function inPages(...names) {
  return inPagesOf(
      {sealframe: SEALFRAME, confined: SEALFRAME, forbidden: SEALFRAME,
       livekit: process.env.LIVEKIT_CLIENT}, {
        confined: policy("script-src 'wasm-unsafe-eval'"),
        forbidden: policy("script-src 'self'"),
      }, names);
}

// inPagesOf does so with other folders and headers, as Pages has them.
export function inPagesOf(folders, headers, names) {
  const pages = {};
  const page = fileURLToPath(new URL('../page', import.meta.url));
  const server = new Pages({page, ...folders}, headers);
  before(async () => {
    await server.listen();
    names.forEach((name) => pages[name] = server.open(name));
  });
  after(() => server.close());
  return pages;
}

// checkCounts checks that all frames that `who` has received came out, once each:
// browsers send some again, in otherwise idle packets.
export async function checkCounts(call, who) {
  const streams = await call.at(who, async (end) =>
    (await end.e2ee.stats()).filter(({direction}) => direction === 'receive'));
  assert.ok(streams.length > 0);
  for (const {framesIn, framesOut, framesByStatus} of streams) {
    assert.ok(framesOut > 0);
    assert.equal(framesOut + (framesByStatus.replayed ?? 0), framesIn,
                 JSON.stringify(framesByStatus));
  }
}

// testCall declares a test of a call in the page of BROWSER among `pages`.
export function testCall(title, pages, options, work) {
  test(title, async () => {
    const page = pages[BROWSER];
    const call = new Call({alice: page, bob: page}, options);
    try {
      await work(call);
    } finally {
      await call.close();
    }
  });
}

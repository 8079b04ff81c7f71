// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Calls with LiveKit's client: one end has LiveKit's own worker and the other one
// ours, or both have ours.

import assert from 'node:assert/strict';
import {test} from 'node:test';

import {TONES} from './harness/browsers.mjs';
import {Call, COLOURS, PEERS} from './harness/call.mjs';
import {BROWSER, inPages} from './harness/suite.mjs';

const pages = inPages(BROWSER);
const OURS = {folder: 'sealframe', script: 'livekit-worker.js'};
const LIVEKITS = {folder: 'livekit', script: 'livekit-client.e2ee.worker.js'};
const WORDS = 'some words';

class LiveKitCall extends Call {
  // `workers` has the worker of alice and that of bob.
  constructor(workers, options) {
    super({alice: pages[BROWSER], bob: pages[BROWSER]}, options);
    this.workers = workers;
  }

  async create() {
    for (const [participant, colour] of Object.entries(COLOURS)) {
      await this.pages[participant].run(async (kit, options) => {
        const {LiveKitEnd} = await import('/page/livekit.js');
        new LiveKitEnd(options);
      }, {
        participant, colour, peer: PEERS[participant], codec: 'VP8',
        // As LiveKit's client does in Chromium.
        configuration: {encodedInsertableStreams: BROWSER === 'chromium'},
        ...this.workers[participant], ...this.options,
      });
    }
  }

  enable(who, words = WORDS) {
    return this.at(who, (end, words) => end.enable(words), words);
  }

  async sendsPacket(who, text) {
    const packet = await this.at(who, (end, text) => end.client.send(text), text);
    assert.equal(await this.at(PEERS[who], (end, packet) =>
      end.client.receive(packet), packet), text);
  }
}

function testCall(title, workers, work, options = {}) {
  test(title, async () => {
    const call = new LiveKitCall(workers, options);
    try {
      await call.create();
      await work(call);
    } finally {
      await call.close();
    }
  });
}

async function checkCall(call) {
  await call.enable('alice');
  await call.enable('bob');
  await call.connect();
  for (const who of ['alice', 'bob']) {
    await call.sees(who);
    await call.hears(who, TONES[BROWSER]);
    await call.sendsPacket(who, `a packet of ${who}`);
  }
}

testCall('we call LiveKit', {alice: OURS, bob: LIVEKITS}, checkCall);
testCall('LiveKit calls us', {alice: LIVEKITS, bob: OURS}, checkCall);
testCall('we call ourselves with AV1', {alice: OURS, bob: OURS}, checkCall,
    {codec: 'AV1'});

testCall('a wrong key shows nothing, and the right one puts it right',
    {alice: LIVEKITS, bob: OURS}, async (call) => {
      await call.enable('alice');
      await call.enable('bob', 'other words');
      await call.connect();
      await call.at('bob', (end) => end.fails('InvalidKey'));
      assert.equal(await call.pictures('bob'), 0);
      await call.enable('bob');
      await call.sees('bob');
    });

// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Tracks and transceivers that change during a call.

import assert from 'node:assert/strict';

import {BROWSER, inPages, testCall} from './harness/suite.mjs';

const pages = inPages(BROWSER);
const LIVEKIT = {profile: 'livekit', codec: 'VP8'};

testCall('a muted track comes back', pages, LIVEKIT, async (call) => {
  await call.start();
  await call.sees('bob');
  await call.at('alice', (end) => {
    end.video.sender.track.enabled = false;
    end.audio.sender.track.enabled = false;
  });
  await call.hears('bob', 0);
  await call.at('alice', (end) => {
    end.video.sender.track.enabled = true;
    end.audio.sender.track.enabled = true;
  });
  await call.sees('bob');
});

testCall('a sender without a track goes on with the next one', pages, LIVEKIT,
    async (call) => {
      await call.start();
      await call.sees('bob');
      await call.at('alice', (end) => end.video.sender.replaceTrack(null));
      await call.at('alice', async (end) => {
        const {pattern} = await import('/page/media.js');
        await end.video.sender.replaceTrack(pattern('green'));
      });
      await call.at('bob', (end) => end.sees('green', 10));
    });

testCall('a transceiver that is used again shows its new sender', pages, LIVEKIT,
    async (call) => {
      await call.start();
      await call.sees('bob');
      // Alice leaves; carol's stream comes over the same transceiver.
      await call.at('bob', async (end) => {
        await end.e2ee.removeParticipant('alice');
        await end.e2ee.setKey('carol', new Uint8Array(16).fill(3));
        for (const {receiver} of [end.video, end.audio]) {
          end.e2ee.attachReceiver(receiver, {participant: 'carol'});
        }
      });
      await call.refuses('bob', 'not_authentic');
      await call.setKey('alice', 'alice', 3, 1);
      await call.setKey('bob', 'carol', 3, 1);
      await call.at('alice', (end) => end.e2ee.activate(1));
      await call.sees('bob');
    });

testCall('every layer of a simulcast is sealed and opens', pages, LIVEKIT,
    async (call) => {
      await call.create();
      await call.setKeys();
      const layers = await pages[BROWSER].run(async (kit) => {
        const rids = ['high', 'low'];
        const {alice, bob} = kit.ends;
        const {sender} = alice.connection.addTransceiver(kit.pattern('red', 2), {
          direction: 'sendonly',
          // Low enough for both at the start of a call.
          sendEncodings: [
            {rid: 'high', maxBitrate: 250000},
            {rid: 'low', maxBitrate: 50000, scaleResolutionDownBy: 2},
          ],
        });
        alice.e2ee.attachSender(sender);
        const viewers = [];
        bob.connection.ontrack = ({receiver}) => {
          bob.e2ee.attachReceiver(receiver, {participant: 'alice'});
          viewers.push(new kit.Viewer(receiver.track));
        };
        const offer = await alice.describeSelf();
        await bob.connection.setRemoteDescription(
            {type: 'offer', sdp: kit.layersOffer(offer, rids)});
        const answer = await bob.describeSelf();
        await alice.accept(kit.oneAnswer(answer, offer, rids));
        // A few pictures, since a busy machine soon gives up the larger layer.
        await kit.until(() => viewers.length === 2 &&
          viewers.every(({pictures}) => pictures.red >= 3),
        () => JSON.stringify(viewers.map(({pictures}) => pictures)));
        const sizes = viewers.map(({size}) => size);
        viewers.forEach((viewer) => viewer.close());
        return sizes;
      });
      assert.deepEqual(layers, [[640, 480], [320, 240]]);
    });

testCall('nothing comes out after close', pages, LIVEKIT, async (call) => {
  await call.start();
  await call.sees('bob');
  await call.at('alice', (end) => end.e2ee.close());
  await call.hears('bob', 0);
  const arrived = () => call.at('bob', (end) =>
    end.count('receive', ({framesIn}) => framesIn));
  const before = await arrived();
  await call.hears('bob', 0);
  assert.equal(await arrived(), before);
});

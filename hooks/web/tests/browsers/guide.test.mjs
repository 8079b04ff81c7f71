// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The first call of docs/embedding/web.md, as it stands there.

import {readFileSync} from 'node:fs';
import {test} from 'node:test';

import {BROWSER, inPages} from './harness/suite.mjs';

const GUIDE = '../../../../docs/embedding/web.md';

const pages = inPages(BROWSER);

// The guide's code after its import, which a function cannot have.
const [, alices] = /```js\nimport [^\n]*\n(.*?)```/s.exec(
    readFileSync(new URL(GUIDE, import.meta.url), 'utf8'));
// "Bob's is the same with the names exchanged."
const bobs = alices.replace(/alice|bob/g, (name) =>
  ({alice: 'bob', bob: 'alice'})[name]);

test('alice\'s call of the guide reaches bob', async () => {
  await pages[BROWSER].run(async (kit, alices, bobs) => {
    const {E2eeManager} = await import('/sealframe/web.js');
    const AsyncFunction = (async () => {}).constructor;
    // The worker that the guide installs at the top of an application.
    const Installed = class extends Worker {
      constructor(url) {
        super(url.replace('/sealframe-worker.js', '/sealframe/worker.js'));
      }
    };
    const run = (code, connection, stream) => new AsyncFunction(
        'E2eeManager', 'Worker', 'connection', 'stream', 'aliceKey', 'bobKey',
        code)(E2eeManager, Installed, connection, stream,
              new Uint8Array(16).fill(1), new Uint8Array(16).fill(2));

    const [alice, bob] = [new RTCPeerConnection(), new RTCPeerConnection()];
    alice.onicecandidate = ({candidate}) => bob.addIceCandidate(candidate);
    bob.onicecandidate = ({candidate}) => alice.addIceCandidate(candidate);
    let viewer;
    bob.addEventListener('track', ({track}) => {
      viewer = new kit.Viewer(track);
    });
    await run(alices, alice, new MediaStream([kit.pattern('red')]));
    await run(bobs, bob, new MediaStream());
    await alice.setLocalDescription();
    await bob.setRemoteDescription(alice.localDescription);
    await bob.setLocalDescription();
    await alice.setRemoteDescription(bob.localDescription);
    await kit.until(() => viewer?.pictures.red > 10,
        () => JSON.stringify(viewer?.pictures));
  }, alices, bobs);
});

// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A call of alice to bob, with a server and an outsider, eve, who get the same
// media under the same key.

import {E2eeManager} from '/sealframe/web.js';

import {Viewer} from './viewer.js';

// Each profile with a codec that it carries, and whether bob follows a ratchet.
export const PROFILES = {
  livekit: {codec: 'VP8', ratchets: true},
  videosdk: {codec: 'VP8'},
  jframe: {codec: 'VP8', ratchets: true},
  dave: {codec: 'VP8', ratchets: true},
  getstream: {codec: 'VP8'},
  sframe: {codec: 'VP9', ratchets: true, options: {ratchetBits: 8}},
};

const LATE_FRAMES_MS = 1000;

const newKey = () => crypto.getRandomValues(new Uint8Array(16));

export class Call {
  #profile;
  #managers = {};  // Of alice, bob and eve. The server has none.
  #viewers = {};
  #serverWorker = new Worker('server_worker.js', {type: 'module'});
  #serverIsReady;
  #arrived = 0;  // Video frames at the server, whose decoder may count none of them.
  #index = 0;
  #bobHasKey = true;

  // `videos` has the elements of bob, the server and eve. `on` has the functions
  // `state`, `error` and `frame`, which are called with what happens.
  constructor(profile, videos, on) {
    this.#profile = profile;
    for (const who of ['alice', 'bob', 'eve']) {
      this.#managers[who] = this.#manager(who, on);
    }
    for (const [who, video] of Object.entries(videos)) {
      this.#viewers[who] = new Viewer(video);
    }
    this.#serverIsReady = new Promise((resolve) => {
      this.#serverWorker.onmessage = ({data: {isReady, arrived, frame}}) => {
        this.#arrived = arrived ?? this.#arrived;
        if (isReady) {
          resolve();
        } else if (frame) {
          on.frame(frame);
        }
      };
    });
    this.#serverWorker.postMessage(profile);
  }

  async start(media) {
    const {alice, bob, eve} = this.#managers;
    const key = newKey();
    await bob.setKey('alice', key);
    await eve.setKey('alice', newKey());
    await alice.setKey('alice', key);
    await this.#serverIsReady;
    const {codec} = PROFILES[this.#profile];
    await Promise.all(Object.entries(this.#viewers).map(([who, viewer]) =>
      viewer.start(media, codec,
          (sender) => alice.attachSender(sender, {track: 'to ' + who}),
          (receiver) => this.#open(who, receiver))));
  }

  async send(media) {
    await Promise.all(
        Object.values(this.#viewers).map((viewer) => viewer.send(media)));
  }

  // changeKey gives alice and bob a new key.
  async changeKey() {
    const {alice, bob} = this.#managers;
    const [old, index, key] = [this.#index, ++this.#index, newKey()];
    if (this.#bobHasKey) {
      await bob.setKey('alice', key, index);
    }
    await alice.setKey('alice', key, index);
    await alice.activate(index);
    await alice.retire('alice', old);
    if (this.#bobHasKey) {
      await bob.retire('alice', old, LATE_FRAMES_MS);
    }
  }

  ratchet() {
    return this.#managers.alice.ratchet();
  }

  // letBobHaveKey gives bob the key that alice has now, or takes it from him.
  async letBobHaveKey(has) {
    const {alice, bob} = this.#managers;
    this.#bobHasKey = has;
    if (has) {
      const {key, keyIndex, step} = await alice.currentKey();
      await bob.setKey('alice', key, keyIndex, step);
      key.fill(0);
    } else {
      await bob.retire('alice', this.#index);
    }
  }

  // encrypt switches encryption on or off, for everyone.
  encrypt(enabled) {
    this.#serverWorker.postMessage(enabled ? this.#profile : undefined);
    for (const manager of Object.values(this.#managers)) {
      manager.e2eeEnabled = enabled;
    }
  }

  // key returns the index and the ratchet step of alice's key.
  async key() {
    const {key, keyIndex, step} = await this.#managers.alice.currentKey();
    key.fill(0);
    return {index: keyIndex, step};
  }

  // stats returns the counts of each stream, with whose stream it is.
  async stats() {
    const all = Object.entries(this.#managers).map(async ([who, manager]) =>
      (await manager.stats()).map((stream) => ({who, ...stream})));
    return (await Promise.all(all)).flat();
  }

  // counts returns how many pictures have arrived at `who`, how many of them the
  // browser has decoded, and the loudness of the sound.
  async counts(who) {
    const counts = await this.#viewers[who].counts();
    return who === 'server' ? {...counts, arrived: this.#arrived} : counts;
  }

  close() {
    Object.values(this.#viewers).forEach((viewer) => viewer.close());
    Object.values(this.#managers).forEach((manager) => manager.close());
    this.#serverWorker.terminate();
  }

  #manager(participant, on) {
    const manager = new E2eeManager({
      worker: new Worker('/sealframe/worker.js'),
      profile: this.#profile,
      participant,
      ...PROFILES[this.#profile].options,
    });
    manager.addEventListener('e2eeStateChanged', ({detail}) =>
      on.state(participant, detail));
    manager.addEventListener('error', ({detail}) => on.error(detail.error));
    return manager;
  }

  #open(who, receiver) {
    if (who === 'server') {
      receiver.transform = new RTCRtpScriptTransform(this.#serverWorker, {});
    } else {
      this.#managers[who].attachReceiver(receiver, {participant: 'alice'});
    }
  }
}

// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A call between alice, whose pattern is red, and bob, whose pattern is blue, in
// one page or two.

export const COLOURS = {alice: 'red', bob: 'blue'};
export const PEERS = {alice: 'bob', bob: 'alice'};
// Each participant's first key.
export const KEYS = {alice: 1, bob: 2};

export class Call {
  // `pages` has the page of alice and that of bob. `options` are of both ends.
  constructor(pages, options) {
    this.pages = pages;
    this.options = options;
  }

  // at calls `task` with the end of `who` and `args`.
  at(who, task, ...args) {
    return this.pages[who].run(
        `(kit, who, ...args) => (${task})(kit.ends[who], ...args)`, who, ...args);
  }

  // create makes both ends, without keys.
  async create() {
    for (const [participant, colour] of Object.entries(COLOURS)) {
      await this.pages[participant].run(
          (kit, options) => void new kit.End(options),
          {participant, colour, ...this.options});
    }
  }

  // setKey gives `who` the key of `participant`: sixteen bytes of `value`.
  setKey(who, participant, value = KEYS[participant], index = 0) {
    return this.at(who, (end, participant, value, index) =>
      end.e2ee.setKey(participant, new Uint8Array(16).fill(value), index),
    participant, value, index);
  }

  async setKeys() {
    for (const who of Object.keys(KEYS)) {
      await this.setKey(who, 'alice');
      await this.setKey(who, 'bob');
    }
  }

  // connect lets alice call bob.
  async connect() {
    const offer =
        await this.at('alice', (end, peer) => end.offer(peer), 'bob');
    const answer = await this.at('bob', (end, ...args) => end.answer(...args),
                                 offer, 'alice');
    await this.at('alice', (end, sdp) => end.accept(sdp), answer);
  }

  async start() {
    await this.create();
    await this.setKeys();
    await this.connect();
  }

  // sees waits until `who` sees new pictures of the other.
  sees(who, count = 10) {
    return this.at(who, (end, ...args) => end.sees(...args),
                   COLOURS[PEERS[who]], count);
  }

  hears(who, hertz) {
    return this.at(who, (end, hertz) => end.hears(hertz), hertz);
  }

  refuses(who, ...args) {
    return this.at(who, (end, ...args) => end.refuses(...args), ...args);
  }

  reports(who, fields) {
    return this.at(who, (end, fields) => end.reports(fields), fields);
  }

  // pictures returns the pictures that `who` has seen of anyone.
  pictures(who) {
    return this.at(who, (end) =>
      Object.values(end.viewer.pictures).reduce((sum, count) => sum + count));
  }

  async close() {
    for (const who of Object.keys(COLOURS)) {
      await this.at(who, (end) => end?.close());
    }
  }
}

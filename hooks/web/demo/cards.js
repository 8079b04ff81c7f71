// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The card of a participant: a picture, a state, a key and figures.

const TITLES = {
  alice: 'Alice sends',
  bob: 'Bob, her friend, sees',
  server: 'The server sees',
  eve: 'Eve, an outsider, sees',
};

export class Card {
  #find;
  #last = {arrived: 0, decoded: 0, at: performance.now()};

  constructor(who) {
    const card = document.getElementById('card').content.cloneNode(true)
        .firstElementChild;
    this.#find = (selector) => card.querySelector(selector);
    card.id = who;
    card.setAttribute('aria-label', TITLES[who]);
    this.#find('h2').textContent = TITLES[who];
    this.video = this.#find('video');
    this.video.setAttribute('aria-label', 'Picture: ' + TITLES[who]);
    this.#find('meter').setAttribute('aria-label', 'Sound: ' + TITLES[who]);
    this.element = card;
  }

  // show takes a state, "waiting", "ok", "failed" or "clear", and its text.
  show(state, text) {
    this.element.dataset.state = state;
    this.#find('.state').textContent = text;
  }

  set key(text) {
    this.#find('.key').textContent = text;
  }

  // count shows the counts of a viewer, and returns what was added to them since
  // the last call.
  count({arrived, decoded, loudness}) {
    const now = {arrived, decoded, at: performance.now()};
    const added = {};
    for (const [name, value] of Object.entries(now)) {
      added[name] = Math.max(0, value - this.#last[name]);
    }
    this.#last = now;
    const rate = Math.round(added.decoded * 1000 / added.at);
    this.#find('.pictures').textContent = `${rate} a second`;
    this.#find('meter').value = loudness;
    this.element.classList.toggle('still', added.decoded === 0);
    return added;
  }
}

// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The data packets of a room, for `room.options.encryption`.

export class DataPackets {
  #engine;
  #keys;
  #participants;
  #sealers = new Map();
  #openers = new Map();

  // `participants` knows the engine's participants (participants.js).
  constructor(engine, keys, participants) {
    this.#engine = engine;
    this.#keys = keys;
    this.#participants = participants;
  }

  encrypt({payload, participantIdentity}) {
    const {name} = this.#participants.sender(participantIdentity);
    const {status, data, iv, keyIndex} =
        made(this.#sealers, name, () =>
          this.#engine.createDataPacketSealer(this.#keys, name)).seal(payload);
    check(status);
    return {payload: data, iv, keyIndex};
  }

  decrypt({payload, iv, keyIndex, participantIdentity}) {
    const {name, nameAhead, ring} =
        this.#participants.receiver(participantIdentity);
    const open = (name) =>
      made(this.#openers, name, () =>
        this.#engine.createDataPacketOpener(this.#keys, name))
          .open(payload, {iv, keyIndex});
    const {status, data} = ring.open(
        () => open(name), ring.follows ? () => open(nameAhead) : undefined);
    check(status);
    return {payload: data};
  }

  close() {
    [this.#sealers, this.#openers].forEach((map) => map.forEach((each) => each.close()));
  }
}

function made(map, name, make) {
  if (!map.has(name)) {
    map.set(name, make());
  }
  return map.get(name);
}

function check(status) {
  if (status !== 'ok') {
    throw new Error(status === 'missing_key' ? 'MissingKey: no key is set' :
      `InvalidKey: a data packet was dropped (${status})`);
  }
}

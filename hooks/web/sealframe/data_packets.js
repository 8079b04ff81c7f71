// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// LiveKit's data packets. data_packets.d.ts documents the methods.

import {call} from './call.js';
import {Handle} from './handle.js';
import {Arena, bytesOf} from './memory.js';

// withRoom calls `use` with the address of `size` bytes, which it wipes.
function withRoom(instance, size, use) {
  const arena = new Arena(instance);
  try {
    return use(arena.allocate(size || 1));
  } finally {
    arena.free();
  }
}

export class DataPacketSealer extends Handle {
  constructor(instance, keys, participant) {
    super(instance, 'data_packet_sealer', Handle.check(keys, 'provider', instance), participant);
  }

  seal(packet) {
    const {instance} = this;
    const room = call(instance, 'data_packet_sealed_size', bytesOf(packet, 'a packet').length);
    return withRoom(instance, room, (out) => {
      const [status, {iv, keyIndex}, {size, kid}] = this.call('seal', packet, out, room);
      const data = instance.bytes.slice(out, out + size);
      return {status, data, kid, iv: Uint8Array.from(iv), keyIndex};
    });
  }
}

export class DataPacketOpener extends Handle {
  constructor(instance, keys, participant) {
    super(instance, 'data_packet_opener', Handle.check(keys, 'provider', instance), participant);
  }

  open(packet, {iv, keyIndex}) {
    const {instance} = this;
    const room = bytesOf(packet, 'a packet').length;
    return withRoom(instance, room, (out) => {
      const [status, {size, kid}] = this.call('open', {iv, keyIndex}, packet, out, room);
      return {status, data: instance.bytes.slice(out, out + size), kid};
    });
  }
}

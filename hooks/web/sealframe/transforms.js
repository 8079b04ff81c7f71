// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

import {SealframeError} from './errors.js';
import {Handle} from './handle.js';
import {FRAME_STATUS} from './interface.js';
import {valueOf} from './memory.js';

function configOf({kind, ...config} = {}) {
  valueOf('media', kind, 'kind');  // Left out, it would be audio.
  return {...config, media: kind};
}

// statsOf returns counts as numbers, and those of statuses by name.
function statsOf({framesByStatus, ...counts}) {
  const numbers = Object.entries(counts).map(([name, count]) => [name, Number(count)]);
  const statuses = FRAME_STATUS.map((status, index) => [status, Number(framesByStatus[index])])
                       .filter(([, count]) => count > 0);
  return {...Object.fromEntries(numbers), framesByStatus: Object.fromEntries(statuses)};
}

/** The sending side of a stream. transforms.d.ts documents its methods. */
export class SendTransform extends Handle {
  #frames;

  constructor(instance, frames, session, config) {
    super(instance, 'send_transform', session, configOf(config));
    this.#frames = frames;
  }

  seal(frame, info = {}) {
    return this.#frames.process(
        this, 'sealframe_send_transform_seal',
        'sealframe_send_transform_max_sealed_size', frame, info);
  }

  stats() {
    return statsOf(this.call('get_stats'));
  }
}

/** The receiving side of a stream. */
export class ReceiveTransform extends Handle {
  #frames;

  constructor(instance, frames, session, config) {
    super(instance, 'receive_transform', session, configOf(config));
    this.#frames = frames;
  }

  open(frame, info = {}) {
    return this.#frames.process(
        this, 'sealframe_receive_transform_open',
        'sealframe_receive_transform_max_opened_size', frame, info);
  }

  openHeld() {
    const opened = [];
    for (;;) {
      const frame = this.#frames.openHeld(this.pointer);
      if (frame === undefined) {
        return opened;
      }
      opened.push(frame);
    }
  }

  heldTokens() {
    const length = this.call('num_held');
    return Array.from({length}, (_, index) => this.call('held_token', index));
  }

  stats() {
    return statsOf(this.call('get_stats'));
  }

  keyStats() {
    const found = [];
    for (;;) {
      try {
        const {kid, framesOpened, framesReplayed} = this.call('get_key_stats', found.length);
        found.push({
          kid,
          framesOpened: Number(framesOpened),
          framesReplayed: Number(framesReplayed),
        });
      } catch (error) {
        if (error instanceof SealframeError && error.code === 'not_found') {
          return found;
        }
        throw error;
      }
    }
  }
}

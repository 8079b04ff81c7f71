// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

import {Handle} from './handle.js';
import {ReceiveTransform, SendTransform} from './transforms.js';

/** The streams of one call. session.d.ts documents its methods. */
export class Session extends Handle {
  #frames;

  constructor(instance, frames, keys, {
    discardFrameWhenCryptorNotReady = true,
    allowNoKey = false,
    e2eeEnabled = false,
  } = {}) {
    super(instance, 'session', Handle.check(keys, 'provider', instance), {
      passFrameWhenCryptorNotReady: discardFrameWhenCryptorNotReady === false,
      allowNoKey,
    });
    this.#frames = frames;
    if (e2eeEnabled) {  // Switched off, frames would pass in the clear.
      this.e2eeEnabled = true;
    }
  }

  get e2eeEnabled() {
    return this.call('is_e2ee_enabled') !== 0;
  }

  set e2eeEnabled(enabled) {
    this.call('set_e2ee_enabled', Boolean(enabled));
  }

  poll() {
    const {instance} = this;
    instance.events = [];
    this.call('poll', instance.exports.sealframe_web_event(), 0);
    return instance.events;
  }

  createSendTransform(config) {
    return new SendTransform(this.instance, this.#frames, this, config);
  }

  createReceiveTransform(config) {
    return new ReceiveTransform(this.instance, this.#frames, this, config);
  }
}

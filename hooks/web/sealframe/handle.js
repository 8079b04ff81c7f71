// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

import {call} from './call.js';
import {SealframeError} from './errors.js';

const {refused} = SealframeError;

/** An object over a handle of the C interface. */
export class Handle {
  #instance;
  #type;
  #pointer;

  constructor(instance, type, ...args) {
    this.#instance = instance;
    this.#type = type;
    this.#pointer = call(instance, `${type}_create`, ...args);
  }

  /** check returns `value`, if it is a `type` of `instance`. */
  static check(value, type, instance) {
    if (!(value instanceof Handle) || value.#type !== type || value.#instance !== instance) {
      throw refused(`give a ${type} that this engine has created`);
    }
    return value;
  }

  get instance() {
    return this.#instance;
  }

  /** pointer is the handle, as long as it exists. */
  get pointer() {
    if (this.#pointer === 0) {
      throw SealframeError.closed(this.#type);
    }
    return this.#pointer;
  }

  /** call calls a function of this type with this handle. */
  call(method, ...args) {
    return call(this.#instance, `${this.#type}_${method}`, this, ...args);
  }

  close() {
    if (this.#pointer !== 0 && !this.#instance.stopped) {
      call(this.#instance, `${this.#type}_destroy`, this);
    }
    this.#pointer = 0;
  }
}

// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

import {SealframeError} from './errors.js';
import {imports} from './imports.js';

// The most bytes that a module can have. C would take a larger size for a small one.
const MAX_SIZE = 2 ** 31;

/**
 * One instance of the WebAssembly module.
 *
 * Once an exception has come out of the module, its state may be anything: the
 * instance then stops for good, and its memory is wiped.
 */
export class Instance {
  #exports;
  #memory;
  #bytes;
  #view;
  #reason = null;

  // What the module calls: a list that receives events while it polls, and the
  // `reserveCounters` of providers, by numbers.
  events = [];
  reservers = [];

  // Where it finds keys of passphrases while a call uses WebCrypto, else null.
  derivations = null;

  constructor(crypto) {
    this.crypto = crypto;
  }

  static async create(module, crypto) {
    const instance = new Instance(crypto);
    const {exports} = await WebAssembly.instantiate(module, imports(instance));
    instance.#exports = exports;
    instance.#memory = exports.memory;
    instance.#refresh();
    instance.invoke(exports._initialize);
    return instance;
  }

  /** addReserver returns the number by which the module names `reserveCounters`. */
  addReserver(reserveCounters) {
    const known = this.reservers.indexOf(reserveCounters);
    return known >= 0 ? known : this.reservers.push(reserveCounters) - 1;
  }

  /** exports are the functions of the C interface. */
  get exports() {
    if (this.#reason !== null) {
      throw this.#reason();
    }
    return this.#exports;
  }

  get stopped() {
    return this.#reason !== null;
  }

  /** bytes are the module's memory, until the next call of the module. */
  get bytes() {
    if (this.#bytes.length === 0) {  // The memory has grown.
      this.#refresh();
    }
    return this.#bytes;
  }

  get view() {
    return this.bytes && this.#view;
  }

  #refresh() {
    this.#bytes = new Uint8Array(this.#memory.buffer);
    this.#view = new DataView(this.#memory.buffer);
  }

  /** invoke calls a function of the module. */
  invoke(exported, ...args) {
    try {
      return exported(...args);
    } catch (error) {
      throw this.trap(error);
    }
  }

  /** trap stops the instance after an exception, and returns the error to throw. */
  trap(cause) {
    this.#stop(() => new SealframeError(
        'stopped', 'the engine has stopped after an internal error: create a new one ' +
        `(${cause})`, {cause}));
    return this.#reason();
  }

  /** close ends the instance. */
  close() {
    this.#stop(() => new SealframeError('closed', 'this engine is closed'));
  }

  #stop(reason) {
    if (this.#reason === null) {
      this.#reason = reason;
      this.bytes.fill(0);
      this.#exports = null;
    }
  }

  /** allocate returns the address of `size` bytes. */
  allocate(size) {
    const pointer = size > MAX_SIZE ? 0 : this.invoke(this.exports.malloc, size) >>> 0;
    if (pointer === 0) {
      throw new SealframeError('resource_exhausted', `no memory for ${size} bytes`);
    }
    return pointer;
  }

  /** free wipes and frees bytes, unless the instance is gone. */
  free(pointer, size) {
    if (!this.stopped) {
      this.bytes.fill(0, pointer, pointer + size);
      this.invoke(this.exports.free, pointer);
    }
  }
}

// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The SFrame interfaces of the W3C draft "WebRTC Encoded Transform", for browsers without
// them. w3c.d.ts documents them.

import {SFrameTransformErrorEvent} from './sframe_event.js';
import {checkKey, keyIdOf, suiteOf} from './sframe_keys.js';
import {workerFailure} from './worker_failure.js';

export {SFrameTransformErrorEvent} from './sframe_event.js';
export {SFrameDecryptorStream, SFrameEncryptorStream} from './sframe_streams.js';

// The classes for senders and receivers extend the browser's own, so that `transform` takes
// them as they are.
const ScriptTransform = globalThis.RTCRtpScriptTransform ?? class {
  constructor() {
    throw new DOMException('this browser has no RTCRtpScriptTransform', 'NotSupportedError');
  }
};

const TYPES = ['per-frame', 'per-packet'];

let running;  // The worker, and a promise that is rejected if it fails.

export function setWorker(worker) {
  const failed = new Promise((_, reject) => worker.addEventListener(
      'error', (event) => reject(workerFailure(event))));
  failed.catch(() => {});  // Calls fail with it.
  running = {worker, failed};
}

/** The page's end of a stream in the worker (../worker/sframe.js). */
class Link {
  #port;
  #failed;
  #calls = new Map();
  #nextCall = 1;

  // `stream` is the stream's class. `report` is called with the fields of an error event.
  constructor(stream, options, report = () => {}) {
    if (running === undefined) {
      throw new DOMException('call setWorker first', 'InvalidStateError');
    }
    const {port1, port2} = new MessageChannel();
    this.#port = port1;
    this.#failed = running.failed;
    this.parameters =
        [running.worker, {sframe: stream, cipherSuite: suiteOf(options), port: port2}, [port2]];
    port1.onmessage = ({data}) => data.event ? report(data.event) : this.#answer(data);
  }

  call(call, ...args) {
    const id = this.#nextCall++;
    const answer =
        new Promise((resolve, reject) => this.#calls.set(id, {resolve, reject}));
    this.#port.postMessage({id, call, args});
    return Promise.race([answer, this.#failed]);
  }

  #answer({id, error}) {
    const {resolve, reject} = this.#calls.get(id);
    this.#calls.delete(id);
    error ? reject(new DOMException(error.message, error.name)) : resolve();
  }
}

export class RTCRtpSFrameEncryptor extends ScriptTransform {
  #link;

  constructor(options) {
    const type = options?.type ?? TYPES[0];
    if (!TYPES.includes(type)) {
      throw new TypeError(`type is ${type}: use one of ${TYPES.join(', ')}`);
    }
    if (type !== TYPES[0]) {
      throw new DOMException('only the browser could encrypt packets', 'NotSupportedError');
    }
    const link = new Link('SFrameEncryptorStream', options);
    super(...link.parameters);
    this.#link = link;
  }

  async setEncryptionKey(key, keyId) {
    checkKey(key);
    await this.#link.call('setEncryptionKey', key, keyIdOf(keyId));
  }
}

export class RTCRtpSFrameDecryptor extends ScriptTransform {
  #link;
  #events = new EventTarget();
  onerror = null;

  constructor(options) {
    const link = new Link('SFrameDecryptorStream', options, (event) => this.dispatchEvent(
        new SFrameTransformErrorEvent('error', event)));
    super(...link.parameters);
    this.#link = link;
    this.addEventListener('error', (event) => this.onerror?.(event));
  }

  async addDecryptionKey(key, keyId) {
    checkKey(key);
    await this.#link.call('addDecryptionKey', key, keyIdOf(keyId));
  }

  async removeDecryptionKey(keyId) {
    await this.#link.call('removeDecryptionKey', keyIdOf(keyId));
  }

  // A class has one base: the methods of EventTarget are those of another object.

  addEventListener(...args) {
    this.#events.addEventListener(...args);
  }

  removeEventListener(...args) {
    this.#events.removeEventListener(...args);
  }

  dispatchEvent(event) {
    Object.defineProperty(event, 'target', {value: this, configurable: true});
    return this.#events.dispatchEvent(event);
  }
}

// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The streams of the W3C draft "WebRTC Encoded Transform". w3c.d.ts documents them.

import {getCryptors} from './sframe_cryptors.js';
import {SFrameTransformErrorEvent} from './sframe_event.js';
import {checkKey, deriveKeys, keyIdOf, refused, suiteOf} from './sframe_keys.js';

// The errorType of a frame that does not open. Other frames are dropped without an event:
// browsers deliver some twice, for example.
const ERROR_TYPES = {
  not_authentic: 'authentication',
  missing_key: 'keyID',
  malformed: 'syntax',
  passed_through: 'syntax',  // No bytes at all.
};

const isFrame = (chunk) => typeof chunk?.getMetadata === 'function';

function bytesOf(chunk) {
  if (isFrame(chunk)) {
    return new Uint8Array(chunk.data);
  }
  if (!ArrayBuffer.isView(chunk) && !(chunk instanceof ArrayBuffer)) {
    throw new TypeError('a chunk is a BufferSource or an encoded frame');
  }
  return chunk;
}

/** A transform stream over a cryptor (sframe_cryptors.js). */
class Pipe {
  #suite;
  #cryptor;
  #calls = Promise.resolve();  // Those so far.
  #report;
  #stream = new TransformStream({
    transform: (chunk, controller) => this.#process(chunk, controller),
    flush: () => this.#close(),
    cancel: () => this.#close(),
  });

  // `create` makes a cryptor of a suite. `report` is called for a frame that does not come out.
  constructor(suite, create, report = () => {}) {
    this.#suite = suite;
    this.#cryptor = getCryptors().then(create);
    this.#cryptor.catch(() => {});  // Calls and chunks fail with it.
    this.#report = report;
  }

  get readable() {
    return this.#stream.readable;
  }

  get writable() {
    return this.#stream.writable;
  }

  setKey(baseKey, keyId) {
    checkKey(baseKey);
    return this.#call(async (cryptor) => {
      const keys = await deriveKeys(baseKey, keyId, this.#suite);
      try {
        cryptor.setKey(keyId, keys);
      } catch (error) {
        throw refused(error.message);
      } finally {
        keys.key.fill(0);
        keys.salt.fill(0);
      }
    });
  }

  removeKey(keyId) {
    return this.#call((cryptor) => cryptor.removeKey(keyId));
  }

  // #call makes a call after those before it. Chunks that are written from now on wait for it.
  #call(work) {
    const result = this.#calls.then(() => this.#cryptor).then(work);
    this.#calls = result.catch(() => {});
    return result;
  }

  async #process(chunk, controller) {
    await this.#calls;
    const cryptor = await this.#cryptor;
    const bytes = bytesOf(chunk);
    if (isFrame(chunk) && bytes.length === 0) {
      controller.enqueue(chunk);  // Browsers send such frames, with nothing to seal.
      return;
    }
    const {status, data, kid} = cryptor.process(bytes);
    if (status === 'ok') {
      controller.enqueue(isFrame(chunk) ? Object.assign(chunk, {data: data.buffer}) : data.buffer);
    } else {
      this.#report(status, kid, chunk);
    }
  }

  async #close() {
    await this.#calls;
    (await this.#cryptor).close();
  }
}

export class SFrameEncryptorStream {
  #pipe;

  constructor(options) {
    const suite = suiteOf(options);
    this.#pipe = new Pipe(suite, (cryptors) => cryptors.createEncryptor(suite));
  }

  get readable() {
    return this.#pipe.readable;
  }

  get writable() {
    return this.#pipe.writable;
  }

  async setEncryptionKey(key, keyId) {
    await this.#pipe.setKey(key, keyIdOf(keyId));
  }
}

export class SFrameDecryptorStream extends EventTarget {
  #pipe;
  onerror = null;

  constructor(options) {
    super();
    const suite = suiteOf(options);
    this.#pipe = new Pipe(suite, (cryptors) => cryptors.createDecryptor(suite),
                          (...failure) => this.#report(...failure));
    this.addEventListener('error', (event) => this.onerror?.(event));
  }

  get readable() {
    return this.#pipe.readable;
  }

  get writable() {
    return this.#pipe.writable;
  }

  async addDecryptionKey(key, keyId) {
    await this.#pipe.setKey(key, keyIdOf(keyId));
  }

  async removeDecryptionKey(keyId) {
    await this.#pipe.removeKey(keyIdOf(keyId));
  }

  #report(status, kid, frame) {
    const errorType = ERROR_TYPES[status];
    if (errorType !== undefined) {
      const keyID = errorType === 'keyID' ? kid : null;
      this.dispatchEvent(new SFrameTransformErrorEvent('error', {errorType, keyID, frame}));
    }
  }
}

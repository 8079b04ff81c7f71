// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

import {call} from './call.js';
import {DataPacketOpener, DataPacketSealer} from './data_packets.js';
import {Frames} from './frames.js';
import {inspect} from './inspection.js';
import {Instance} from './instance.js';
import {KeyProvider} from './key_provider.js';
import {compile, getCrypto} from './load.js';
import {Session} from './session.js';

/** One copy of the engine. engine.d.ts documents its methods. */
export class Engine {
  #instance;
  #frames;

  constructor(instance) {
    this.#instance = instance;
    this.#frames = new Frames(instance);
  }

  get version() {
    return call(this.#instance, 'version');
  }

  /** memorySize is the size of the module's memory in bytes. */
  get memorySize() {
    return this.#instance.bytes.length;
  }

  createKeyProvider(options) {
    return new KeyProvider(this.#instance, options);
  }

  createSession(keys, options) {
    return new Session(this.#instance, this.#frames, keys, options);
  }

  createDataPacketSealer(keys, participant) {
    return new DataPacketSealer(this.#instance, keys, participant);
  }

  createDataPacketOpener(keys, participant) {
    return new DataPacketOpener(this.#instance, keys, participant);
  }

  inspect(frame, options) {
    return inspect(this.#instance, frame, options);
  }

  encodeSenderKeyId({generation, step, ratchetBits}) {
    return call(this.#instance, 'encode_sender_key_id', generation, step, ratchetBits);
  }

  decodeSenderKeyId(kid, {ratchetBits}) {
    const [generation, step] =
        call(this.#instance, 'decode_sender_key_id', kid, ratchetBits);
    return {generation, step};
  }

  encodeMlsKeyId({context, index, epoch, senderBits, epochBits}) {
    return call(
        this.#instance, 'encode_mls_key_id', context, index, epoch, senderBits, epochBits);
  }

  decodeMlsKeyId(kid, {senderBits, epochBits}) {
    const [context, index, epoch] =
        call(this.#instance, 'decode_mls_key_id', kid, senderBits, epochBits);
    return {context, index, epoch};
  }

  close() {
    this.#instance.close();
  }
}

export async function createEngine({wasm} = {}) {
  const [module, crypto] = await Promise.all([compile(wasm), getCrypto()]);
  return new Engine(await Instance.create(module, crypto));
}

// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A worker for LiveKit, as a file, in a scope like a browser's. It gets and gives
// messages in the form of livekit-client's E2EEManager.

import {webcrypto} from 'node:crypto';
import {setTimeout as sleep} from 'node:timers/promises';

import {loadWorker} from './worker_scope.mjs';

const runWorker =
    loadWorker('sealframe/livekit-worker', 'sealframe_receive_transform_open');

// The options of LiveKit's key providers: by default those of BaseKeyProvider.
const OPTIONS = {
  sharedKey: false, ratchetSalt: 'LKFrameEncryptionKey', ratchetWindowSize: 8,
  failureTolerance: 10, keyringSize: 16, keySize: 128,
};
// What ExternalE2EEKeyProvider changes.
export const EXTERNAL = {sharedKey: true, ratchetWindowSize: 0, failureTolerance: -1};

// material imports a key as LiveKit does: text, or bytes.
export function material(key) {
  const [bytes, name] = typeof key === 'string' ?
    [new TextEncoder().encode(key), 'PBKDF2'] : [key, 'HKDF'];
  return webcrypto.subtle.importKey('raw', bytes, name, false,
                                    ['deriveBits', 'deriveKey']);
}

// until waits for `condition`.
export async function until(condition, describe = () => 'it never came true') {
  for (let i = 0; i < 2000 && !condition(); ++i) {
    await sleep(5);
  }
  if (!condition()) {
    throw new Error(describe());
  }
}

// A participant's worker.
export class End {
  messages = [];
  trapping = false;
  #calls = 0;
  #pairs = 0;

  constructor(identity, options = {}) {
    this.identity = identity;
    this.self = {postMessage: (message) =>
      this.messages.push(structuredClone(message))};
    runWorker({self: this.self}, () => this.trapping);
    this.init(options);
  }

  // init tells of a room whose key provider has `options`.
  init(options) {
    this.post('init', {keyProviderOptions: {...OPTIONS, ...options}, loglevel: 2});
  }

  post(kind, data) {
    this.self.onmessage({data: {kind, data}});
  }

  enable(participantIdentity = this.identity, enabled = true) {
    this.post('enable', {enabled, participantIdentity});
  }

  setKey(key, {participantIdentity, keyIndex, updateCurrentKeyIndex = true} = {}) {
    this.post('setKey', {
      participantIdentity, key, keyIndex, updateCurrentKeyIndex,
      isPublisher: participantIdentity === this.identity,
    });
  }

  // of returns the data of the messages of `kind` that have come.
  of(kind) {
    return this.messages.filter((message) => message.kind === kind)
        .map(({data}) => data);
  }

  // handled waits until all messages that were posted before are handled.
  async handled() {
    const level = `handled ${++this.#calls}`;
    this.enable(level);
    await until(() => this.of('enable').some(
        ({participantIdentity}) => participantIdentity === level));
  }

  // ask posts a request about a data packet and returns the answer.
  async ask(kind, data) {
    const uuid = `request ${++this.#calls}`;
    const isAnswer = (message) => message.data?.uuid === uuid;
    this.post(kind, {uuid, ...data});
    await until(() => this.messages.some(isAnswer));
    return this.messages.find(isAnswer);
  }

  // encode and decode start a track. `of` is the participant whose frames they are.
  encode(options) {
    return this.#start('encode', {participantIdentity: this.identity, ...options});
  }

  decode(of, options) {
    return this.#start('decode', {participantIdentity: of, ...options});
  }

  #start(kind, {isTransform = false, trackId = `track ${++this.#pairs}`, ...options}) {
    const track = new Track();
    const {readable, writable} = track;
    const all = {trackId, hasPacketTrailer: false, ...options};
    if (isTransform) {
      this.self.onrtctransform({transformer: {options: {kind, ...all}, readable, writable}});
    } else {
      this.post(kind, {...all, readableStream: readable, writableStream: writable});
    }
    return track;
  }
}

// A track in a worker: frames go in, and `pass` returns those that came out.
class Track {
  #input;
  #end;
  #ended = new Promise((resolve) => this.#end = resolve);
  #out = [];
  readable = new ReadableStream({start: (input) => this.#input = input});
  writable = new WritableStream({
    write: (frame) => void this.#out.push(frame),
    close: () => this.#end(),
  });

  async pass(...frames) {
    frames.forEach((frame) => this.#input.enqueue(frame));
    // Empty frames pass. This one follows those that were put in before.
    const last = {data: new ArrayBuffer(0), getMetadata: () => ({})};
    this.#input.enqueue(last);
    await until(() => this.#out.includes(last));
    return this.#out.splice(0).filter((frame) => frame !== last);
  }

  end() {
    this.#input.close();
    return this.#ended;
  }
}

// frameOf returns an encoded frame, like a browser's, with a copy of `bytes`.
export function frameOf(bytes, {mimeType = 'video/VP8', type = 'key', timestamp = 1,
                                ssrc = 7, payloadType} = {}) {
  const isVideo = type !== undefined && !mimeType?.startsWith('audio/');
  return {
    ...isVideo ? {type} : {},
    data: new Uint8Array(bytes).buffer,
    timestamp,
    getMetadata: () => ({mimeType, payloadType, synchronizationSource: ssrc,
                         rtpTimestamp: timestamp}),
  };
}

// again returns a frame as it would arrive after a frame was sent.
export function again({data, type, timestamp, getMetadata}) {
  return {...type ? {type} : {}, data: data.slice(0), timestamp, getMetadata};
}

export const bytesOf = ({data}) => new Uint8Array(data);

// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

import {isBaseKey, keyBytes, passphraseBytes} from './key_bytes.js';
import {workerFailure} from './worker_failure.js';

// VideoSDK's state for each of the engine's, by direction.
const STATES = {
  ok: {send: 'encryptionSuccess', receive: 'decryptionSuccess'},
  key_ratcheted: {send: 'encryptionSuccess', receive: 'decryptionSuccess'},
  internal_error: {send: 'internalError', receive: 'internalError'},
};
const FAILED = {send: 'encryptionFailed', receive: 'decryptionFailed'};

const taken = new WeakSet();  // The workers that have a manager.

// web.d.ts documents its methods. It runs with worker.js.
export class E2eeManager extends EventTarget {
  #worker;
  #own;
  #enabled;
  #failure;
  #calls = new Map();
  #nextCall = 1;
  #ends = new Map();  // A WeakRef of the sender or receiver of each stream, by its id.
  #nextStream = 1;

  constructor({worker, e2eeEnabled = true, ...options}) {
    super();
    if (typeof options.participant !== 'string') {
      throw new TypeError('give `participant`, the id of this end\'s own ' +
                          'participant');
    }
    if (typeof worker?.postMessage !== 'function' || taken.has(worker)) {
      throw new TypeError('give `worker`, a new Worker with the file of ' +
                          'sealframe/worker, which no other E2eeManager has');
    }
    taken.add(worker);
    this.#worker = worker;
    this.#own = options.participant;
    this.#enabled = e2eeEnabled;
    worker.addEventListener('message', ({data}) => this.#receive(data));
    worker.addEventListener('error', (event) => this.#fail(workerFailure(event)));
    this.#call('configure', {...options, e2eeEnabled})
        .catch((error) => this.#fail(error));
  }

  async setKey(participant, key, index = 0, step = 0) {
    if (isBaseKey(key)) {
      await this.#call('deriveKey', key, participant, index, step);
      return;
    }
    await this.#callWithKey(keyBytes(key, 'setPassphrase'), 'setKey',
                             participant, index, step);
  }

  async setPassphrase(participant, passphrase, index = 0, step = 0) {
    await this.#callWithKey(passphraseBytes(passphrase), 'setPassphrase',
                             participant, index, step);
  }

  async setSharedKey(key, index = 0) {
    await this.#callWithKey(keyBytes(key, 'setSharedPassphrase'),
                             'setSharedKey', index);
  }

  async setSharedPassphrase(passphrase, index = 0) {
    await this.#callWithKey(passphraseBytes(passphrase),
                             'setSharedPassphrase', index);
  }

  activate(index) {
    return this.#call('activate', index);
  }

  ratchet() {
    return this.#call('ratchet');
  }

  currentKey() {
    return this.#call('currentKey');
  }

  retire(participant, index, overlapMs = 0) {
    return this.#call('retire', participant, index, overlapMs);
  }

  retireSharedKey(index, overlapMs = 0) {
    return this.#call('retireSharedKey', index, overlapMs);
  }

  removeParticipant(participant) {
    return this.#call('removeParticipant', participant);
  }

  stats() {
    return this.#call('stats');
  }

  get e2eeEnabled() {
    return this.#enabled;
  }

  set e2eeEnabled(enabled) {
    this.#enabled = Boolean(enabled);
    this.#call('enable', this.#enabled).catch(() => {});
  }

  attachSender(sender, {kind = sender.track?.kind, track, codec} = {}) {
    this.#attach(sender, {
      direction: 'send', participant: this.#own, kind, track, codec,
    });
  }

  attachReceiver(receiver, {participant, senderNumber, track, codec} = {}) {
    this.#attach(receiver, {
      direction: 'receive', participant, senderNumber,
      kind: receiver.track.kind, track, codec,
    });
  }

  attachTransceiver(transceiver, info) {
    const {kind} = transceiver.receiver.track;
    this.attachSender(transceiver.sender, {kind, codec: info?.codec});
    this.attachReceiver(transceiver.receiver, info);
  }

  close() {
    this.#stop(new Error('the E2eeManager is closed'));
  }

  #attach(end, binding) {
    if (binding.kind === undefined) {
      throw new TypeError('give `kind`, "audio" or "video": the sender has no ' +
                          'track');
    }
    try {
      if (this.#failure) {
        throw this.#failure;
      }
      const known = this.#streamOf(end);
      if (known === undefined) {
        this.#ends.set(this.#start(end, binding), new WeakRef(end));
      } else {
        this.#call('bind', known, binding).catch(() => {});
      }
    } catch (error) {
      // A sender would send in the clear.
      end.replaceTrack?.(null).catch(() => {});
      throw error;
    }
  }

  // #streamOf returns the id of the stream of a sender or receiver, if it has one.
  #streamOf(end) {
    return [...this.#ends.keys()].find((id) => this.#ends.get(id).deref() === end);
  }

  // #start puts the worker between the browser's codec and its packetizer, and
  // returns the stream's id.
  #start(end, binding) {
    const id = this.#nextStream++;
    const options = {id, binding};
    if (globalThis.RTCRtpScriptTransform) {
      if (!end.transform && end.createEncodedStreams) {
        encodedStreams(end);  // Which fails where Chromium would ignore the transform.
      }
      end.transform = new RTCRtpScriptTransform(this.#worker, options);
    } else if (end.createEncodedStreams) {
      const {readable, writable} = encodedStreams(end);
      this.#worker.postMessage({options, readable, writable},
                               [readable, writable]);
    } else {
      throw new Error('this browser has neither RTCRtpScriptTransform nor ' +
                      'createEncodedStreams, so nothing can be encrypted');
    }
    return id;
  }

  #call(call, ...args) {
    return this.#post(call, args, []);
  }

  // #callWithKey hands `key` over, so that no copy of it stays in the page. Calls
  // that need not wait for a CryptoKey's bytes keep their order.
  async #callWithKey(key, call, ...args) {
    const bytes = key instanceof Promise ? await key : key;
    await this.#post(call, [bytes, ...args], [bytes.buffer]);
  }

  #post(call, args, transferred) {
    if (this.#failure) {
      return Promise.reject(this.#failure);
    }
    const id = this.#nextCall++;
    this.#worker.postMessage({id, call, args}, transferred);
    return new Promise((resolve, reject) =>
      this.#calls.set(id, {resolve, reject}));
  }

  #receive({id, result, error, event, ...detail}) {
    if (event === 'engine') {
      this.#report(detail);
    } else if (event === 'codecs') {
      this.#tellCodecs(detail.stream);
    } else if (event === 'failed') {
      this.#fail(asError(detail));
    } else if (event === 'error') {
      this.#dispatch('error',
          {error: asError(detail), participant: detail.participant});
    } else {
      const call = this.#calls.get(id);  // None after the end, or for a message of others.
      this.#calls.delete(id);
      error ? call?.reject(asError(error)) : call?.resolve(result);
    }
  }

  // #tellCodecs gives the worker the codecs that were negotiated for a stream, because the
  // browser's frames have no MIME type.
  #tellCodecs(stream) {
    const {codecs = []} = this.#ends.get(stream)?.deref()?.getParameters() ?? {};
    this.#call('codecs', stream,
               codecs.map(({payloadType, mimeType}) => [payloadType, mimeType]))
        .catch(() => {});
  }

  #report({kind, state, media, ...detail}) {
    if (kind === 'stream_state') {
      this.#dispatch('e2eeStateChanged', {
        ...detail,
        kind: media,
        state: (STATES[state] ?? FAILED)[detail.direction],
        streamState: state,
      });
    } else {
      this.#dispatch('keyStateChanged',
          {participant: detail.participant, kid: detail.kid, state: kind});
    }
  }

  #fail(error) {
    if (!this.#failure) {
      this.#stop(error);
      this.#dispatch('error', {error});
    }
  }

  // #stop ends everything: calls fail, and without its worker no stream gives a
  // frame out.
  #stop(error) {
    this.#failure ??= error;
    this.#worker.terminate();
    this.#calls.forEach(({reject}) => reject(this.#failure));
    this.#calls.clear();
  }

  #dispatch(type, detail) {
    this.dispatchEvent(new CustomEvent(type, {detail}));
  }
}

// encodedStreams returns the streams of `createEncodedStreams`. Chromium has none for an end
// that was made in an earlier task: its frames then pass by every transform, in the clear.
function encodedStreams(end) {
  try {
    return end.createEncodedStreams();
  } catch (cause) {
    throw new Error('attached too late: attach a transceiver right after addTransceiver or ' +
                    'addTrack, or in ontrack, without an `await` in between ' +
                    `(${cause.message})`, {cause});
  }
}

// asError returns the error for a worker's message. Its engine names methods of the
// KeyProvider, most of which E2eeManager has, too.
function asError({message, code}) {
  const named = message.replace(/\bKeyProvider\.(\w+)/g, (text, method) =>
    method in E2eeManager.prototype ? `E2eeManager.${method}` : text);
  return Object.assign(new Error(named), code === undefined ? {} : {code});
}

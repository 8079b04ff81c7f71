// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// One room: its engine, keys and streams, and the page's calls to them.

import {openCounterDatabase} from '../sealframe/index.js';
import {RoomKeys} from './keys.js';
import {Stream} from './stream.js';

const POLL_MS = 200;

// The profiles whose counters begin at zero in each page.
const COUNTING = new Set(['sframe', 'dave']);

// The calls that a page may make to the keys.
const KEY_CALLS = new Set([
  'setKey', 'deriveKey', 'setPassphrase', 'setSharedKey', 'setSharedPassphrase',
  'activate', 'ratchet', 'currentKey', 'retire', 'retireSharedKey',
  'removeParticipant',
]);

// reason returns the parts of an error that go to the page.
const reason = ({code, message}) => ({code, message});

export class Room {
  #createEngine;
  #post;
  #keys;
  #session;
  #hold;
  #failure;
  #timer;
  #streams = new Map();
  #bindings = new Map();  // For streams that the browser has not started yet.
  #codecs = new Map();  // Where a stream waits for its codecs, by its id.
  #calls = Promise.resolve();
  #settle;
  #settled = new Promise((resolve) => this.#settle = resolve);

  // `createEngine` returns a promise of an engine; `post` sends a message to the
  // page.
  constructor(createEngine, post) {
    this.#createEngine = createEngine;
    this.#post = post;
  }

  // settled settles once the room is configured, or has failed.
  get settled() {
    return this.#settled;
  }

  // receive takes a message of the page: {id, call, args}, which is answered with
  // {id, result} or {id, error}; or {options, readable, writable}, the streams of
  // `createEncodedStreams`.
  receive(message) {
    if (message.readable) {
      this.attach(message);
      return;
    }
    // One after another: the first one waits for the engine.
    this.#calls = this.#calls.then(() => this.#answer(message));
  }

  // attach runs a stream between `readable` and `writable` of an
  // RTCRtpScriptTransformer, or of an object like it.
  async attach(transformer) {
    const {id, binding} = transformer.options;
    const stream = new Stream(this, transformer);
    this.#streams.set(id, stream);
    this.#settled.then(() => {
      if (this.#streams.get(id) === stream) {
        this.#bind(stream, this.#bindings.get(id) ?? binding);
      }
      this.#bindings.delete(id);
    });
    await stream.run();
    if (this.#streams.get(id) === stream) {
      this.#streams.delete(id);
    }
  }

  // createTransform returns the engine's side of a stream.
  createTransform({direction, kind, track, participant, senderNumber}) {
    if (direction === 'send') {
      return this.#session.createSendTransform(
          {participant: this.#keys.own, kind, track});
    }
    this.#keys.meet(participant, senderNumber);
    return this.#session.createReceiveTransform(
        {participant, kind, track, ...this.#hold});
  }

  // codecsOf returns a promise of the codecs of a stream, which the page knows: MIME types by
  // payload type.
  codecsOf({options: {id}}) {
    this.#post({event: 'codecs', stream: id});
    return new Promise((resolve) => this.#codecs.set(id, resolve));
  }

  // fail stops the room for good after an error on the frame path, such as a trap
  // of the engine: no frame comes out any more.
  fail(error) {
    this.#failure ??= error;
    this.#post({event: 'failed', ...reason(error)});
  }

  get hasFailed() {
    return this.#failure !== undefined;
  }

  async #answer({id, call, args}) {
    try {
      if (this.#failure) {
        throw this.#failure;
      }
      this.#post({id, result: await this.#call(call, args)});
    } catch (error) {
      this.#post({id, error: reason(error)});
    }
  }

  async #call(call, args) {
    if (KEY_CALLS.has(call)) {
      const result = await this.#keys[call](...args);
      this.#streams.forEach((stream) => stream.openHeld());
      return result;
    }
    switch (call) {
      case 'configure':
        return this.#configure(...args);
      case 'enable':
        this.#session.e2eeEnabled = args[0];
        return;
      case 'codecs':
        this.#codecs.get(args[0])(new Map(args[1]));
        return;
      case 'bind':
        return this.#rebind(...args);
      case 'stats':
        return [...this.#streams.values()].map((stream) => stream.stats());
    }
  }

  async #configure({hold, e2eeEnabled, discardFrameWhenCryptorNotReady,
                    counterDatabase = 'sealframe-counters', ...options}) {
    if (this.#session) {
      throw new Error('this worker has a room: give each room a worker of its own');
    }
    try {
      const engine = await this.#createEngine();
      if (COUNTING.has(options.profile)) {
        options.reserveCounters = await openCounterDatabase(counterDatabase);
      }
      this.#hold = hold;
      this.#keys = new RoomKeys(engine, options);
      this.#session = engine.createSession(
          this.#keys.provider,
          {discardFrameWhenCryptorNotReady, e2eeEnabled, allowNoKey: true});
      this.#timer = setInterval(() => this.#poll(), POLL_MS);
    } catch (error) {
      this.#failure = error;
      throw error;
    } finally {
      this.#settle();
    }
  }

  #poll() {
    try {
      for (const event of this.#session.poll()) {
        this.#post({event: 'engine', ...event});
      }
    } catch (error) {
      clearInterval(this.#timer);
      this.fail(error);
    }
  }

  #rebind(id, binding) {
    const stream = this.#streams.get(id);
    if (stream) {
      this.#bind(stream, binding);
    } else {
      this.#bindings.set(id, binding);
    }
  }

  #bind(stream, binding) {
    if (this.#failure) {
      return;
    }
    try {
      stream.bind(binding);
    } catch (error) {
      this.#post({event: 'error', participant: binding.participant,
                  ...reason(error)});
    }
  }
}

// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// One room: its engine and streams, and the messages of LiveKit's E2EEManager.

import {Stream} from '../worker/stream.js';
import {DataPackets} from './data_packets.js';
import {Identities} from './identities.js';
import {Participants} from './participants.js';
import {Receiver, Sender} from './transforms.js';

const POLL_MS = 200;

// LiveKit's words for the engine's states of a stream.
const REASONS = {
  missing_key: 'MissingKey',
  encryption_failed: 'InvalidKey',
  decryption_failed: 'InvalidKey',
  stalled: 'InternalError',
  internal_error: 'InternalError',
};

const DIRECTIONS = {encode: 'send', decode: 'receive'};

export class Room {
  #createEngine;
  #post;
  #options;  // Of LiveKit's key provider, as a text.
  #engine;
  #keys;
  #session;
  #participants;
  #packets;
  #failure;
  #timer;
  #identities = new Identities();
  #hasRefused = false;  // Whether `refusal` was reported.
  #modes = new Map();  // Whether frames are encrypted, by participant.
  #unknown = new Set();  // The participants whose missing mode was reported.
  #codecs = new Map();  // By payload type.
  #streams = new Set();
  #messages = Promise.resolve();

  // Streams run once they are bound.
  settled = Promise.resolve();

  // `createEngine` returns a promise of an engine; `post` sends a message to the
  // page.
  constructor(createEngine, post) {
    this.#createEngine = createEngine;
    this.#post = post;
  }

  // receive takes a message of the page. They are handled one after another, as
  // deriving a key takes time.
  receive({kind, data}) {
    if (kind === 'encode' || kind === 'decode') {
      const {readableStream, writableStream, ...options} = data;
      this.attach({kind, ...options},
                  {readable: readableStream, writable: writableStream});
    } else {
      this.#queue(() => this.#handle(kind, data), data?.uuid);
    }
  }

  // attach runs a track between `readable` and `writable` of an
  // RTCRtpScriptTransformer or an object like it.
  attach(options, transformer) {
    this.#queue(() => this.#attach(options, transformer));
  }

  // createTransform returns the transform of a stream.
  createTransform({direction, participant, track, packetTrailer, hasPacketTrailer}) {
    const mode = () => this.#modeOf(participant);
    if (direction === 'send') {
      const {name} = this.#participants.sender(participant);
      return new Sender({
        mode, trailer: packetTrailer,
        create: (kind) => this.#session.createSendTransform(
            {participant: name, kind, track}),
      });
    }
    const {name, nameAhead, ring} = this.#participants.receiver(participant);
    const create = (participant) => (kind) =>
      this.#session.createReceiveTransform({participant, kind, track});
    return new Receiver({
      mode, ring, create: create(name), createAhead: create(nameAhead),
      onMetadata: hasPacketTrailer && ((metadata, {ssrc, timestamp}) =>
        this.#post({kind: 'packetTrailerMetadata', data: {
          trackId: track, rtpTimestamp: timestamp, ssrc, metadata,
        }})),
    });
  }

  // codecsOf returns the codecs of all streams, by payload type.
  codecsOf() {
    return this.#codecs;
  }

  // fail stops the room for good after an error on the frame path: no frame comes
  // out any more.
  fail(error) {
    this.#failure ??= error;
    clearInterval(this.#timer);
    this.#report(error);
  }

  get hasFailed() {
    return this.#failure !== undefined;
  }

  // #modeOf returns whether frames of `participant` are encrypted. If that is not
  // known, all of them are dropped, which is reported once.
  #modeOf(participantIdentity) {
    const mode = this.#modes.get(participantIdentity);
    if (mode === undefined && !this.#unknown.has(participantIdentity)) {
      this.#unknown.add(participantIdentity);
      this.#report({message: 'InternalError: frames are dropped until the room sets ' +
                             'whether they are encrypted'}, {participantIdentity});
    }
    return mode;
  }

  #queue(work, uuid) {
    this.#messages = this.#messages.then(work)
        .catch((error) => this.#fails(error, uuid));
  }

  // #fails reports the error of a message. The refusal of a participant is the
  // answer to each request that has one, and is otherwise reported only once.
  #fails(error, uuid) {
    const isRefusal = uuid === undefined && error === this.#identities.refusal;
    if (!isRefusal || !this.#hasRefused) {
      this.#report(error, {uuid});
    }
    this.#hasRefused ||= isRefusal;
  }

  #report({message}, details) {
    this.#post({kind: 'error', data: {error: new Error(message), ...details}});
  }

  #handle(kind, data) {
    if (this.#failure) {
      throw this.#failure;
    }
    switch (kind) {
      case 'init':
        return this.#init(data);
      case 'enable':
        this.#identities.admit(data.participantIdentity);
        this.#modes.set(data.participantIdentity, data.enabled);
        return this.#post({kind, data});
      case 'setKey':
        return this.#participants.ring(data.participantIdentity).setKey(
            data.key, data.keyIndex ?? 0, data.updateCurrentKeyIndex ?? true);
      case 'ratchetRequest':
        return this.#participants.ring(data.participantIdentity)
            .ratchet(data.keyIndex);
      case 'setSifTrailer':
        return this.#keys.setServerTrailer(data.trailer);
      case 'setRTPMap':
        return this.#setCodecs(data.map);
      case 'updateCodec':
        return this.#rebind(data);
      case 'removeTransform':
        return this.#unbind(data);
      case 'encryptDataRequest':
        return this.#answer('encryptDataResponse', data, this.#packets.encrypt(data));
      case 'decryptDataRequest':
        return this.#answer('decryptDataResponse', data, this.#packets.decrypt(data));
    }
  }

  async #init({keyProviderOptions}) {
    const options = JSON.stringify(keyProviderOptions);
    // A room that was made and never joined leaves its worker as it was.
    if (options !== this.#options) {
      try {
        this.#engine ??= await this.#createEngine();
        this.#start(keyProviderOptions);
      } catch (error) {
        this.#failure = error;
        throw error;
      }
      this.#options = options;
    }
    this.#post({kind: 'initAck', data: {enabled: false}});
  }

  // #start begins with LiveKit's options and no keys. Tracks that run go on with those.
  #start(options) {
    const {keySize, keyringSize} = options;
    const old = [this.#packets, this.#session, this.#keys];
    this.#keys = this.#engine.createKeyProvider({
      profile: 'livekit', keyBits: keySize, keyRingSize: keyringSize,
      maxKeysPerParticipant: keyringSize, ratchetWindow: 0, allowAv1: true,
    });
    this.#session = this.#engine.createSession(
        this.#keys, {e2eeEnabled: true, allowNoKey: true});
    this.#participants = new Participants(this.#keys, options, {
      identities: this.#identities, post: this.#post,
      onError: (error) => this.fail(error),
    });
    this.#packets = new DataPackets(this.#engine, this.#keys, this.#participants);
    this.#streams.forEach((stream) => stream.binding && stream.bind(stream.binding));
    old.forEach((each) => each?.close());
    clearInterval(this.#timer);
    this.#timer = setInterval(() => this.#poll(), POLL_MS);
  }

  #answer(kind, {uuid}, result) {
    this.#post({kind, data: {uuid, ...result}});
  }

  #attach({kind, participantIdentity, trackId, ...options}, transformer) {
    const stream = new Stream(this, transformer);
    this.#streams.add(stream);
    stream.run().then(() => this.#streams.delete(stream));
    if (!this.#session) {
      throw this.#failure ?? new Error('InternalError: a track before `init`');
    }
    stream.bind({
      ...options, direction: DIRECTIONS[kind],
      participant: participantIdentity, track: trackId,
    });
  }

  #setCodecs(map) {
    this.#codecs.clear();
    map.forEach((codec, payloadType) => this.#codecs.set(payloadType, codec));
  }

  // #rebind gives a stream another codec, and if its receiver was taken over by
  // another track, that one and its sender.
  #rebind({participantIdentity, trackId, previousTrackId, codec, hasPacketTrailer}) {
    const stream = this.#find(trackId) ?? this.#find(previousTrackId);
    stream?.bind({
      ...stream.binding, codec: codec ?? stream.binding.codec, hasPacketTrailer,
      participant: participantIdentity, track: trackId,
    });
  }

  #unbind({participantIdentity, trackId}) {
    const stream = this.#find(trackId);
    if (stream?.binding.participant === participantIdentity) {
      stream.bind({...stream.binding, participant: undefined});
    }
  }

  #find(trackId) {
    return [...this.#streams].findLast(({binding}) => binding?.track === trackId);
  }

  #poll() {
    try {
      for (const {kind, state, reason, participant} of this.#session.poll()) {
        const participantIdentity = this.#participants.identityOf(participant);
        if (kind === 'stream_state' && REASONS[state] &&
            participantIdentity !== undefined) {
          this.#report({message: `${REASONS[state]}: ${reason}`},
                       {participantIdentity});
        }
      }
    } catch (error) {
      this.fail(error);
    }
  }
}

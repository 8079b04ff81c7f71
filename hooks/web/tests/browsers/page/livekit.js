// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// One end of a call whose frames LiveKit's client encrypts: its E2EEManager with
// a worker, LiveKit's own or ours. Its Room is never connected: it hears of what
// the call does as if from a server.

import {
  ExternalE2EEKeyProvider, Room, RoomEvent,
} from '/livekit/livekit-client.esm.mjs';

import {End, until} from './end.js';

// The events of LiveKit's server and publisher that E2EEManager waits for.
const SIGNAL_CONNECTED = RoomEvent.SignalConnected;
const SENDER_CREATED = 'localSenderCreated';

const ENCRYPTED = 1;  // Encryption_Type.GCM

export class LiveKitEnd extends End {
  createManager({worker, peer}) {
    this.client = new Client(worker, this.participant, peer, this.codec);
    this.client.room.on(RoomEvent.EncryptionError,
        ({message}) => this.errors.push(message));
    return this.client;
  }

  // enable sets the key that the room shares, and waits for the worker.
  async enable(passphrase) {
    await this.client.keys.setKey(passphrase);
    this.client.join();
    await until(() => this.client.room.isE2EEEnabled, () => this.describe());
  }

  // fails waits for an error of LiveKit's that begins so.
  async fails(reason) {
    await until(() => this.errors.some((message) => message.startsWith(reason)),
        () => this.describe());
  }
}

class Client {
  keys = new ExternalE2EEKeyProvider();

  constructor(worker, identity, peer, codec) {
    this.worker = worker;
    this.codec = codec;
    this.room = new Room({encryption: {keyProvider: this.keys, worker}});
    this.room.localParticipant.identity = identity;
    this.peer = {identity: peer, trackPublications: new Map()};
    this.room.remoteParticipants.set(peer, this.peer);
  }

  async join() {
    await this.room.setE2EEEnabled(true);
    this.room.emit(SIGNAL_CONNECTED);
    this.room.emit(RoomEvent.TrackPublished,
        {trackInfo: {encryption: ENCRYPTED}}, this.peer);
  }

  attachTransceiver({sender, receiver}) {
    const {kind, id} = receiver.track;
    this.room.localParticipant.emit(SENDER_CREATED, sender,
        {isLocal: true, kind, mediaStreamID: `${kind} sent`});
    this.room.emit(RoomEvent.TrackSubscribed,
        {receiver, kind, mediaStreamID: id},
        {trackInfo: {mimeType: kind === 'video' ? `video/${this.codec}` : 'audio/opus'}},
        this.peer);
    if (kind === 'video') {
      this.#mapCodecs(sender);
    }
  }

  // #mapCodecs does what LiveKit's publisher does once it has negotiated: frames of older
  // browsers have a payload type only.
  async #mapCodecs(sender) {
    const codecs = () => sender.getParameters().codecs ?? [];
    await until(() => codecs().length > 0, () => 'no codecs were negotiated');
    this.worker.postMessage({kind: 'setRTPMap', data: {
      map: new Map(codecs().map(({payloadType, mimeType}) =>
        [payloadType, mimeType.split('/')[1].toLowerCase()])),
      participantIdentity: this.room.localParticipant.identity,
    }});
  }

  // send returns a data packet as it is sent, and receive opens it.
  async send(text) {
    const {payload, iv, keyIndex} = await this.room.e2eeManager.encryptData(
        new TextEncoder().encode(text));
    return {payload: [...payload], iv: [...iv], keyIndex};
  }

  async receive({payload, iv, keyIndex}) {
    const opened = await this.room.e2eeManager.handleEncryptedData(
        new Uint8Array(payload), new Uint8Array(iv), this.peer.identity, keyIndex);
    return new TextDecoder().decode(opened.payload);
  }

  async stats() {
    return [];
  }

  close() {
    this.worker.terminate();
  }
}

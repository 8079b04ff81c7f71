// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A call from one connection to another with the W3C's SFrame interfaces.

import {RTCRtpSFrameDecryptor, RTCRtpSFrameEncryptor, setWorker} from '/sealframe/w3c.js';

import {until} from './end.js';
import {microphone, pattern, Viewer} from './media.js';

const OPTIONS = {cipherSuite: 'AES_128_GCM_SHA256_128'};

export class SFrameCall {
  events = [];
  #from = new RTCPeerConnection();
  #to = new RTCPeerConnection();
  #worker;

  // The call in this page.
  static current;

  // `folder` serves the worker.
  constructor(folder = 'sealframe') {
    this.#worker = new Worker(`/${folder}/worker.js`);
    setWorker(this.#worker);
    this.encryptor = {video: this.#encrypt(), audio: this.#encrypt()};
    this.decryptor = {video: this.#decrypt(), audio: this.#decrypt()};
    SFrameCall.current = this;
  }

  // encrypt gives both senders the key of the bytes `value`.
  encrypt(value, keyId) {
    return this.#each(this.encryptor, async (transform) =>
      transform.setEncryptionKey(await this.#key(value), keyId));
  }

  decrypt(value, keyId) {
    return this.#each(this.decryptor, async (transform) =>
      transform.addDecryptionKey(await this.#key(value), keyId));
  }

  remove(keyId) {
    return this.#each(this.decryptor, (transform) => transform.removeDecryptionKey(keyId));
  }

  async connect() {
    const [from, to] = [this.#from, this.#to];
    from.onicecandidate = ({candidate}) => to.addIceCandidate(candidate);
    to.onicecandidate = ({candidate}) => from.addIceCandidate(candidate);
    to.ontrack = ({receiver}) => {
      receiver.transform = this.decryptor[receiver.track.kind];
      this[receiver.track.kind] = receiver;
    };
    for (const track of [pattern('red'), await microphone()]) {
      const {sender} = from.addTransceiver(track, {direction: 'sendonly'});
      sender.transform = this.encryptor[track.kind];
    }
    const {codecs} = RTCRtpReceiver.getCapabilities('video');
    from.getTransceivers()[0].setCodecPreferences(
        codecs.filter(({mimeType}) => mimeType === 'video/VP9'));
    await from.setLocalDescription();
    await to.setRemoteDescription(from.localDescription);
    await to.setLocalDescription();
    await from.setRemoteDescription(to.localDescription);
    this.viewer = new Viewer(this.video.track);
  }

  async sees(count = 10) {
    const before = this.viewer.pictures.red;
    await until(() => this.viewer.pictures.red >= before + count, () => this.describe());
  }

  // reports waits for `count` events more of `kind` with these fields.
  async reports(kind, fields, count = 10) {
    const found = () => this.events.filter((event) => event.kind === kind &&
        Object.entries(fields).every(([name, value]) => event[name] === value)).length;
    const before = found();
    await until(() => found() >= before + count, () => this.describe());
  }

  // sent returns the number of packets that were sent.
  async sent() {
    const report = await this.#from.getStats();
    return [...report.values()].filter(({type}) => type === 'outbound-rtp')
        .reduce((sum, {packetsSent}) => sum + packetsSent, 0);
  }

  describe() {
    return JSON.stringify({pictures: this.viewer.pictures, spoilt: this.viewer.spoilt,
                           events: this.events.slice(-5)});
  }

  close() {
    this.viewer?.close();
    this.#from.getSenders().forEach(({track}) => track?.stop());
    this.#from.close();
    this.#to.close();
    this.#worker.terminate();
  }

  #encrypt() {
    return new RTCRtpSFrameEncryptor(OPTIONS);
  }

  #decrypt() {
    const transform = new RTCRtpSFrameDecryptor(OPTIONS);
    transform.onerror = ({target, errorType, keyID, frame}) => this.events.push({
      kind: target === this.decryptor.video ? 'video' : 'audio',
      errorType,
      keyID: keyID === null ? null : String(keyID),
      frame: frame.constructor.name,
      size: frame.data.byteLength,
    });
    return transform;
  }

  async #each(transforms, work) {
    await Promise.all(Object.values(transforms).map(work));
  }

  #key(value) {
    return crypto.subtle.importKey(
        'raw', new Uint8Array(16).fill(value), 'HKDF', false, ['deriveBits', 'deriveKey']);
  }
}

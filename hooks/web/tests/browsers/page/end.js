// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// One end of a call: a participant with a connection, an E2eeManager and media.

import {E2eeManager} from '/sealframe/web.js';

import {hear, microphone, pattern, Viewer} from './media.js';

// The ends in this page, by participant.
export const ends = {};

const WAIT_MS = 60000;

// until waits for `condition`, which may be asynchronous, to hold. It fails with
// what `describe` returns.
export async function until(condition, describe) {
  for (const limit = Date.now() + WAIT_MS; !await condition();) {
    if (Date.now() > limit) {
      throw new Error('still not so: ' + await describe());
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

// withoutLeftovers removes the feedback lines of codecs that a section does not
// have. Firefox leaves them after `setCodecPreferences`, and Chromium then refuses
// the description.
function withoutLeftovers(sdp) {
  return sdp.split(/^(?=m=)/m).map((section) => {
    const types = section.split('\r\n', 1)[0].split(' ').slice(3);
    return section.replace(/^a=rtcp-fb:(\d+) .*\r\n/gm,
        (line, type) => types.includes(type) ? line : '');
  }).join('');
}

// describe sets the local description of `connection`, and returns it with all
// candidates.
export async function describe(connection) {
  await connection.setLocalDescription();
  await until(() => connection.iceGatheringState === 'complete',
      () => connection.iceGatheringState);
  return withoutLeftovers(connection.localDescription.sdp);
}

// prefer offers no video codec but `codec`.
export function prefer(transceiver, codec) {
  const {codecs} = RTCRtpReceiver.getCapabilities('video');
  const is = (name) => ({mimeType}) =>
    mimeType.toLowerCase() === 'video/' + name.toLowerCase();
  transceiver.setCodecPreferences(
      [...codecs.filter(is(codec)), ...codecs.filter(is('rtx'))]);
}

const readable = (value) => JSON.stringify(value, (key, field) =>
  typeof field === 'bigint' ? Number(field) : field);

export class End {
  events = [];
  errors = [];

  // `folder` serves the worker `script`, which has the type `worker`, "classic"
  // or "module". `configuration` is of the connection, and `senderNumbers` of all
  // participants. The rest goes to the manager.
  constructor({participant, colour, codec, folder = 'sealframe',
               script = 'worker.js', worker = 'classic', configuration,
               senderNumbers = {}, ...e2ee}) {
    this.participant = participant;
    this.senderNumbers = senderNumbers;
    this.colour = colour;
    this.codec = codec;
    this.connection = new RTCPeerConnection(configuration);
    this.e2ee = this.createManager({
      worker: new Worker(`/${folder}/${script}`, {type: worker}),
      senderNumber: senderNumbers[participant],
      ...e2ee,
    });
    ends[participant] = this;
  }

  createManager(options) {
    const {participant} = this;
    const e2ee = new E2eeManager({participant, ...options});
    e2ee.addEventListener('e2eeStateChanged', ({detail}) =>
      this.events.push(detail));
    e2ee.addEventListener('error', ({detail}) =>
      this.errors.push(detail.error.message));
    return e2ee;
  }

  // offer makes an offer to send to `peer` and receive from it.
  async offer(peer) {
    for (const track of [pattern(this.colour), await microphone()]) {
      const transceiver = this.connection.addTransceiver(track);
      if (track.kind === 'video') {
        prefer(transceiver, this.codec);
      }
      this.#attach(transceiver, peer);
      this.#take(transceiver);
    }
    return this.describeSelf();
  }

  async answer(sdp, peer) {
    this.connection.ontrack = ({transceiver}) =>
      this.#attach(transceiver, peer);
    await this.connection.setRemoteDescription({type: 'offer', sdp});
    for (const transceiver of this.connection.getTransceivers()) {
      transceiver.direction = 'sendrecv';
      await transceiver.sender.replaceTrack(
          transceiver.receiver.track.kind === 'video' ? pattern(this.colour) :
            await microphone());
      this.#take(transceiver);
    }
    return this.describeSelf();
  }

  describeSelf() {
    return describe(this.connection);
  }

  accept(sdp) {
    return this.connection.setRemoteDescription({type: 'answer', sdp});
  }

  // sees waits for `count` new pictures of `colour`.
  async sees(colour, count) {
    const before = this.viewer.pictures[colour];
    await until(() => this.viewer.pictures[colour] >= before + count,
        () => this.describe());
  }

  // hears waits for a tone of `hertz`.
  async hears(hertz) {
    await until(async () => await hear(this.audio.receiver.track) === hertz,
        () => this.describe());
  }

  // count adds up a number of each stream of a direction and kind.
  async count(direction, count, kind = 'video') {
    return (await this.e2ee.stats())
        .filter((stream) => stream.direction === direction &&
                            stream.kind === kind)
        .reduce((sum, stream) => sum + (count(stream) ?? 0), 0);
  }

  // refuses waits for frames of `kind` that were received with this status.
  async refuses(status, frames = 20, kind = 'video') {
    const dropped = () => this.count('receive',
        (stream) => stream.framesByStatus?.[status], kind);
    const before = await dropped();
    await until(async () => await dropped() >= before + frames,
        () => this.describe());
  }

  // reports waits for an event with these fields.
  async reports(fields) {
    await until(() => this.events.some((event) =>
      Object.entries(fields).every(([name, value]) => event[name] === value)),
    () => this.describe());
  }

  // received returns the MIME type of the video that was received.
  async received() {
    const report = await this.connection.getStats();
    const stream = [...report.values()].find(
        ({type, kind}) => type === 'inbound-rtp' && kind === 'video');
    return report.get(stream.codecId).mimeType;
  }

  async describe() {
    const {pictures, spoilt, size} = this.viewer ?? {};
    return readable({
      participant: this.participant, pictures, spoilt, size,
      state: this.connection.connectionState, errors: this.errors,
      events: this.events.map(({kind, direction, streamState}) =>
        [kind, direction, streamState].join(' ')),
      stats: await this.e2ee.stats().catch(String),
    });
  }

  close() {
    this.viewer?.close();
    this.connection.getSenders().forEach(({track}) => track?.stop());
    this.connection.close();
    this.e2ee.close();
    delete ends[this.participant];
  }

  #attach(transceiver, participant) {
    this.e2ee.attachTransceiver(transceiver, {
      participant, senderNumber: this.senderNumbers[participant],
    });
  }

  #take(transceiver) {
    const {track} = transceiver.receiver;
    this[track.kind] = transceiver;
    if (track.kind === 'video') {
      this.viewer = new Viewer(track);
    }
  }
}

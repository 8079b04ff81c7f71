// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The room's participant in a page: one E2eeManager, a connection that sends, and
// one for each participant that it receives.

import {describe, prefer} from '/page/end.js';
import {hear, microphone, pattern, Viewer} from '/page/media.js';
import {E2eeManager} from '/sealframe/web.js';

const keyOf = (participant) =>
  new Uint8Array(16).fill(participant.charCodeAt(0));

export class Member {
  #feeds = {};
  #connection;

  constructor(participant, colour) {
    this.participant = participant;
    this.colour = colour;
    this.e2ee = new E2eeManager({
      worker: new Worker('/sealframe/worker.js'), profile: 'livekit', participant,
    });
    this.e2ee.addEventListener('error', ({detail}) => this.error = detail.error);
  }

  async publish() {
    await this.e2ee.setKey(this.participant, keyOf(this.participant));
    this.#connection = new RTCPeerConnection();
    for (const track of [pattern(this.colour), await microphone()]) {
      const transceiver =
          this.#connection.addTransceiver(track, {direction: 'sendonly'});
      if (track.kind === 'video') {
        prefer(transceiver, 'VP8');
      }
      this.e2ee.attachSender(transceiver.sender);
    }
    return describe(this.#connection);
  }

  async accept(sdp) {
    await this.#connection.setRemoteDescription({type: 'answer', sdp});
    return '';
  }

  async subscribe(participant, colour, hertz, sdp) {
    await this.e2ee.setKey(participant, keyOf(participant));
    const connection = new RTCPeerConnection();
    const feed = this.#feeds[participant] = {connection, colour, hertz};
    connection.ontrack = ({receiver}) => {
      this.e2ee.attachReceiver(receiver, {participant});
      feed[receiver.track.kind] = receiver.track;
    };
    await connection.setRemoteDescription({type: 'offer', sdp});
    const answer = await describe(connection);
    feed.viewer = new Viewer(feed.video);
    return answer;
  }

  async count(participant) {
    const {viewer, colour} = this.#feeds[participant];
    const pictures = viewer.pictures[colour];
    const all = Object.values(viewer.pictures).reduce((sum, count) => sum + count);
    const {framesIn = 0, framesOut = 0, framesByStatus = {}} =
        await this.#video('receive', participant);
    return JSON.stringify({
      pictures, spoilt: viewer.spoilt + all - pictures,
      opened: framesOut, refused: framesIn - framesOut,
      replayed: framesByStatus.replayed ?? 0,
      longest_gap: viewer.longestGap,
      ...this.error && {error: String(this.error)},
    });
  }

  async sent() {
    const {framesIn, framesByStatus: {ok}} =
        await this.#video('send', this.participant);
    return JSON.stringify({sealed: ok, others: framesIn - ok});
  }

  // #video returns the counts of a stream of video.
  async #video(direction, participant) {
    return (await this.e2ee.stats()).find(
        (stream) => stream.direction === direction && stream.kind === 'video' &&
                    stream.participant === participant) ?? {};
  }

  async hears(participant) {
    const {audio, hertz} = this.#feeds[participant];
    return await hear(audio) === Number(hertz) ? '1' : '0';
  }

  async retire(participant) {
    await this.e2ee.retire(participant, 0);
    return '';
  }
}

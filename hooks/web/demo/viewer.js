// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// One who receives from alice, over a connection of its own inside this page.

import {loudnessOf} from './media.js';

// connect lets `from`, which offers, reach `to`.
async function connect(from, to) {
  from.onicecandidate = ({candidate}) => to.addIceCandidate(candidate);
  to.onicecandidate = ({candidate}) => from.addIceCandidate(candidate);
  await from.setLocalDescription();
  await to.setRemoteDescription(from.localDescription);
  await to.setLocalDescription();
  await from.setRemoteDescription(to.localDescription);
}

function codecsOf(name) {
  const wanted = ['video/' + name, 'video/rtx'].map((type) => type.toLowerCase());
  return RTCRtpReceiver.getCapabilities('video').codecs
      .filter(({mimeType}) => wanted.includes(mimeType.toLowerCase()));
}

export class Viewer {
  #from = new RTCPeerConnection();
  #to = new RTCPeerConnection();
  #video;
  #loudness = () => 0;

  // `video` is the element that shows what arrives.
  constructor(video) {
    this.#video = video;
  }

  // start sends `media` in `codec`. `seal` gets each sender and `open` each
  // receiver, before a frame passes.
  async start(media, codec, seal, open) {
    this.#to.ontrack = ({receiver, streams: [stream]}) => {
      open(receiver);
      this.#video.srcObject = stream;
      if (receiver.track.kind === 'audio') {
        this.#loudness = loudnessOf(new MediaStream([receiver.track]));
      }
    };
    for (const track of media.getTracks()) {
      const transceiver = this.#from.addTransceiver(
          track, {direction: 'sendonly', streams: [media]});
      if (track.kind === 'video') {
        transceiver.setCodecPreferences(codecsOf(codec));
      }
      seal(transceiver.sender);
    }
    await connect(this.#from, this.#to);
  }

  // send replaces what is sent.
  async send(media) {
    for (const sender of this.#from.getSenders()) {
      await sender.replaceTrack(
          media.getTracks().find(({kind}) => kind === sender.track.kind));
    }
  }

  // counts returns how many pictures have arrived and how many of them the
  // browser has decoded, and the loudness of the sound that it decodes.
  async counts() {
    const video = [...(await this.#to.getStats()).values()].find(
        ({type, kind}) => type === 'inbound-rtp' && kind === 'video');
    return {arrived: video?.framesReceived ?? 0,
            decoded: video?.framesDecoded ?? 0, loudness: this.#loudness()};
  }

  close() {
    this.#from.close();
    this.#to.close();
    this.#video.srcObject = null;
  }
}

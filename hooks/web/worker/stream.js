// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// One track in one direction, between the browser's codec and its packetizer.
// Frames that the engine gives nothing for are dropped.

export class Stream {
  #room;
  #transformer;
  #transform;
  #controller;
  #codecs = new Map();  // The room's, by payload type.
  #lastStatus = 'ok';
  #held = new Map();  // The browser's frames that wait for a key, by token.
  #nextToken = 1n;

  constructor(room, transformer) {
    this.#room = room;
    this.#transformer = transformer;
  }

  // bind makes the stream that of another participant or track. A binding has
  // `direction` ("send" or "receive") and what its transform needs, and may have
  // `participant`, the sender, without which all frames are dropped, and `codec`, for
  // frames that have neither a MIME type nor a payload type that the room knows.
  bind(binding) {
    let transform;
    try {
      transform = binding.participant === undefined ? undefined :
          this.#room.createTransform(binding);
    } finally {
      this.#unbind();
      this.binding = binding;
      this.#transform = transform;
    }
  }

  // run moves frames until the browser ends the stream. It never fails.
  async run() {
    const {readable, writable} = this.#transformer;
    const frames = new TransformStream({
      start: (controller) => this.#controller = controller,
      transform: async (frame) => {
        await this.#room.settled;
        await this.#learnCodec(frame);
        this.#process(frame);
      },
    });
    await readable.pipeThrough(frames).pipeTo(writable).catch(() => {});
    this.#unbind();
  }

  // openHeld lets out the held frames whose key has come.
  openHeld() {
    if (this.#held.size) {
      this.#guard(() => this.#openHeld());
    }
  }

  stats() {
    return {...this.binding, ...this.#transform?.stats()};
  }

  #process(frame) {
    // Browsers send empty frames, in which there is nothing to seal.
    if (frame.data.byteLength === 0) {
      this.#enqueue(frame);
    } else if (this.#transform && !this.#room.hasFailed) {
      this.#guard(() => this.binding.direction === 'send' ?
        this.#deliver(frame, this.#transform.seal(...this.#input(frame))) :
        this.#open(frame));
    }
  }

  #open(frame) {
    const [data, info] = this.#input(frame);
    info.token = this.#nextToken++;
    const result = this.#transform.open(data, info);
    if (result.status === 'held') {
      this.#held.set(info.token, frame);
      this.#openHeld();
    } else {
      this.#deliver(frame, result);
    }
  }

  #openHeld() {
    for (const result of this.#transform.openHeld()) {
      this.#deliver(this.#held.get(result.info.token), result);
    }
    const held = new Set(this.#transform.heldTokens());
    for (const token of this.#held.keys()) {
      if (!held.has(token)) {
        this.#held.delete(token);
      }
    }
  }

  // #learnCodec asks the room for the codecs of payload types, if the browser does not
  // give `frame` a MIME type: once for each payload type.
  async #learnCodec(frame) {
    const {mimeType, payloadType} = frame.getMetadata();
    if (!mimeType && this.binding && !this.#codecs.has(payloadType)) {
      this.#codecs = await this.#room.codecsOf(this.#transformer);
      this.#codecs.set(payloadType, this.#codecs.get(payloadType));
    }
  }

  // #input returns a frame's bytes and what the engine must know of it.
  #input(frame) {
    const {mimeType, payloadType, synchronizationSource, rtpTimestamp} =
        frame.getMetadata();
    return [new Uint8Array(frame.data), {
      kind: frame.type === undefined ? 'audio' : 'video',
      codec: mimeType ?? this.#codecs.get(payloadType) ?? this.binding.codec,
      keyFrame: frame.type === 'key',
      ssrc: synchronizationSource,
      timestamp: rtpTimestamp ?? frame.timestamp,
    }];
  }

  #deliver(frame, {status, data}) {
    if (status === 'replayed') {
      return;  // Browsers repeat frames, which loses nothing.
    }
    const isSame = status === this.#lastStatus;
    this.#lastStatus = status;
    if (status === 'ok' || status === 'passed_through') {
      frame.data = data.buffer;
      this.#enqueue(frame);
      if (!isSame && this.binding.direction === 'receive' && frame.type === 'delta') {
        this.#askForKeyFrame();
      }
    }
  }

  // #enqueue lets a frame out, unless the browser has ended the stream.
  #enqueue(frame) {
    try {
      this.#controller.enqueue(frame);
    } catch {
      // The room's other streams go on.
    }
  }

  // #askForKeyFrame asks the sender for a picture that needs none of the last ones:
  // they did not come out, or came out as they were, perhaps sealed, while E2EE was
  // off here. Not every browser can.
  #askForKeyFrame() {
    this.#transformer.sendKeyFrameRequest?.().catch(() => {});
  }

  #guard(work) {
    try {
      work();
    } catch (error) {
      this.#room.fail(error);
    }
  }

  #unbind() {
    this.#transform?.close();
    this.#transform = undefined;
    this.#held.clear();
  }
}

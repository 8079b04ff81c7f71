// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The two directions of a track, for a stream (../worker/stream.js). Only
// its first frame shows whether it is audio or video.

import {appendTrailer, splitTrailer} from './packet_trailer.js';

const DROPPED = {status: 'not_ready', data: new Uint8Array()};

// ByKind is one of the engine's transforms for each kind of frame. `create`
// makes one.
class ByKind {
  #create;
  #transforms = new Map();

  constructor(create) {
    this.#create = create;
  }

  get(kind) {
    if (!this.#transforms.has(kind)) {
      this.#transforms.set(kind, this.#create(kind));
    }
    return this.#transforms.get(kind);
  }

  close() {
    this.#transforms.forEach((transform) => transform.close());
  }
}

export class Sender {
  #mode;
  #trailer;
  #transforms;
  #frameId = 0;

  // `mode` returns whether the sender's frames are sealed, or undefined as long as
  // that is not known. `trailer` has whether frames of video carry a `timestamp` and
  // a `frameId`. `create` makes the engine's transform for a kind.
  constructor({mode, trailer = {}, create}) {
    this.#mode = mode;
    this.#trailer = trailer;
    this.#transforms = new ByKind(create);
  }

  seal(frame, info) {
    const mode = this.#mode();
    const result = mode === undefined ? DROPPED :
      mode ? this.#transforms.get(info.kind).seal(frame, info) :
        {status: 'passed_through', data: frame};
    return info.kind === 'video' && result.data.length ?
      {...result, data: appendTrailer(result.data, this.#tell())} : result;
  }

  close() {
    this.#transforms.close();
  }

  #tell() {
    const {timestamp, frameId} = this.#trailer;
    return {
      timestamp: timestamp ? Date.now() * 1000 : undefined,
      frameId: frameId ?
        this.#frameId = this.#frameId % 0xffffffff + 1 : undefined,
    };
  }
}

export class Receiver {
  #mode;
  #ring;
  #onMetadata;
  #transforms;
  #ahead;

  // `mode` and `create` are as for a sender; `createAhead` makes the transform
  // with the keys of the next ratchet step, if `ring` follows. `onMetadata` is
  // given if frames of video may have a packet trailer.
  constructor({mode, ring, onMetadata, create, createAhead}) {
    this.#mode = mode;
    this.#ring = ring;
    this.#onMetadata = onMetadata;
    this.#transforms = new ByKind(create);
    this.#ahead = new ByKind(createAhead);
  }

  open(frame, info) {
    const data = this.#withoutTrailer(frame, info);
    const mode = this.#mode();
    if (mode === undefined) {
      return DROPPED;
    }
    if (!mode || data.length === 0) {
      return {status: 'passed_through', data};
    }
    return this.#ring.open(
        () => this.#transforms.get(info.kind).open(data, info),
        this.#ring.follows ?
          () => this.#ahead.get(info.kind).open(data, info) : undefined);
  }

  close() {
    this.#transforms.close();
    this.#ahead.close();
  }

  #withoutTrailer(frame, info) {
    if (!this.#onMetadata || info.kind !== 'video') {
      return frame;
    }
    const {data, metadata} = splitTrailer(frame);
    if (metadata) {
      this.#onMetadata(metadata, info);
    }
    return data;
  }
}

// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

import {CODEC, FRAME_STATUS, STRUCTS} from './interface.js';
import {bytesOf, u32, u64} from './memory.js';

const {frameInfo, frameResult} = STRUCTS;
const offset = ({fields}, name) => fields[name][0];
const CODEC_AT = offset(frameInfo, 'codec');
const KEY_FRAME_AT = offset(frameInfo, 'isKeyFrame');
const SSRC_AT = offset(frameInfo, 'ssrc');
const TIMESTAMP_AT = offset(frameInfo, 'rtpTimestamp');
const METADATA_AT = offset(frameInfo, 'metadata');
const TOKEN_AT = offset(frameInfo, 'token');
const SIZE_AT = offset(frameResult, 'size');
const KID_AT = offset(frameResult, 'kid');

// The engine refuses larger frames, so they are not even copied.
const MAX_FRAME = 1 << 25;
const NO_BYTES = new Uint8Array();

const known = new Map([[undefined, 0]]);  // The numbers of codecs, by names that were given.

/** codecNumber returns the number of a codec such as "VP8" or "video/VP8". */
export function codecNumber(name) {
  const found = known.get(name);
  if (found !== undefined) {
    return found;
  }
  const subtype = String(name).split('/').pop().toLowerCase();
  const number = Math.max(CODEC.indexOf(subtype), 0);
  if (number > 0) {
    known.set(name, number);
  }
  return number;
}

// inputOf returns the caller's info of a frame as what #write takes.
function inputOf(
    {codec, keyFrame = false, ssrc = 0, timestamp = 0, metadata = NO_BYTES, token = 0}) {
  return {
    codec: codecNumber(codec),
    keyFrame: keyFrame ? 1 : 0,
    ssrc: u32(ssrc, 'ssrc'),
    timestamp: u32(timestamp, 'timestamp'),
    metadata: metadata === NO_BYTES ? metadata : bytesOf(metadata, 'metadata'),
    token: u64(token, 'token'),
  };
}

/** A part of the module's memory that grows on demand. */
class Buffer {
  pointer = 0;
  capacity = 0;

  /** reserve makes room for `size` bytes, whose contents are not kept. */
  reserve(instance, size) {
    if (size > this.capacity) {
      const capacity = 2 ** Math.ceil(Math.log2(Math.max(size, 4096)));
      if (this.pointer !== 0) {
        instance.free(this.pointer, this.capacity);
        this.pointer = this.capacity = 0;
      }
      this.pointer = instance.allocate(capacity);
      this.capacity = capacity;
    }
  }
}

/** The buffers through which an engine's frames pass, one at a time. No frame stays in them. */
export class Frames {
  #instance;
  #info;
  #result;
  #in = new Buffer();
  #out = new Buffer();
  #metadata = new Buffer();

  constructor(instance) {
    this.#instance = instance;
    this.#info = instance.allocate(frameInfo.size);
    this.#result = instance.allocate(frameResult.size);
    instance.bytes.fill(0, this.#info, this.#info + frameInfo.size);
    instance.view.setUint32(this.#info, frameInfo.size, true);
    instance.view.setUint32(this.#result, frameResult.size, true);
  }

  /**
   * process seals or opens a frame with a transform, by the function `process` of the module.
   * `maxSize` returns the most bytes that can come out.
   */
  process(transform, process, maxSize, frame, info) {
    const instance = this.#instance;
    const input = inputOf(info);
    const bytes = bytesOf(frame);
    if (bytes.length > MAX_FRAME) {
      return this.#made('too_large');
    }
    // None of the caller's code runs from here on: its getters might have closed anything.
    const {pointer} = transform;
    const {[process]: run, [maxSize]: sizeOf} = instance.exports;
    const capacity = instance.invoke(sizeOf, pointer, bytes.length) >>> 0;
    this.#in.reserve(instance, bytes.length);
    this.#out.reserve(instance, capacity);
    this.#write(input);
    instance.bytes.set(bytes, this.#in.pointer);
    const status = instance.invoke(
        run, pointer, this.#info, this.#in.pointer, bytes.length,
        this.#out.pointer, capacity, this.#result);
    instance.bytes.fill(0, this.#in.pointer, this.#in.pointer + bytes.length);
    return this.#made(FRAME_STATUS[status]);
  }

  /** openHeld opens the oldest held frame whose key is there. */
  openHeld(pointer) {
    const instance = this.#instance;
    const {exports} = instance;
    const size = instance.invoke(
        exports.sealframe_receive_transform_next_held_size, pointer) >>> 0;
    this.#out.reserve(instance, size);
    const status = FRAME_STATUS[instance.invoke(
        exports.sealframe_receive_transform_open_held, pointer, this.#info,
        this.#out.pointer, size, this.#result)];
    return status === 'no_frame' ? undefined : {...this.#made(status), info: this.#read()};
  }

  #write({codec, keyFrame, ssrc, timestamp, metadata, token}) {
    const instance = this.#instance;
    if (metadata.length > 0) {
      this.#metadata.reserve(instance, metadata.length);
      instance.bytes.set(metadata, this.#metadata.pointer);
    }
    const {view} = instance;
    view.setUint32(this.#info + CODEC_AT, codec, true);
    view.setUint32(this.#info + KEY_FRAME_AT, keyFrame, true);
    view.setUint32(this.#info + SSRC_AT, ssrc, true);
    view.setUint32(this.#info + TIMESTAMP_AT, timestamp, true);
    view.setUint32(this.#info + METADATA_AT, this.#metadata.pointer, true);
    view.setUint32(this.#info + METADATA_AT + 4, metadata.length, true);
    view.setBigUint64(this.#info + TOKEN_AT, token, true);
  }

  // #read returns the info of a frame that was held.
  #read() {
    const {view} = this.#instance;
    return {
      codec: CODEC[view.getUint32(this.#info + CODEC_AT, true)],
      keyFrame: view.getUint32(this.#info + KEY_FRAME_AT, true) !== 0,
      ssrc: view.getUint32(this.#info + SSRC_AT, true),
      timestamp: view.getUint32(this.#info + TIMESTAMP_AT, true),
      token: view.getBigUint64(this.#info + TOKEN_AT, true),
    };
  }

  // #made returns the outcome that the module has written.
  #made(status) {
    const {bytes, view} = this.#instance;
    if (status === 'too_large') {
      return {status, data: new Uint8Array(), kid: 0n};
    }
    const begin = this.#out.pointer;
    const end = begin + view.getUint32(this.#result + SIZE_AT, true);
    const data = bytes.slice(begin, end);
    bytes.fill(0, begin, end);
    return {status, data, kid: view.getBigUint64(this.#result + KID_AT, true)};
  }
}

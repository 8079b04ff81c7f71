// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// LiveKit's packet trailer: a publisher's metadata of a video frame, in the clear behind
// the sealed frame. It has fields of a tag, a length and a value, then the size of the
// trailer, all with inverted bits, and at the end "LKTS".

const TIMESTAMP = 1;  // Microseconds, 8 bytes.
const FRAME_ID = 2;   // 4 bytes.
const USER_DATA = 3;
const MAGIC = [...'LKTS'].map((letter) => letter.charCodeAt(0));
const ENVELOPE_SIZE = 1 + MAGIC.length;

// field returns a field with a number of `size` bytes.
function field(tag, size, value) {
  const bytes = new DataView(new ArrayBuffer(8));
  bytes.setBigUint64(0, BigInt(value));
  return [tag, size, ...new Uint8Array(bytes.buffer, 8 - size)];
}

const number = (bytes) =>
  bytes.reduce((value, byte) => value << 8n | BigInt(byte), 0n);

// appendTrailer returns `frame` with a trailer that has the `timestamp` in
// microseconds and the `frameId`, or as it is if neither is given.
export function appendTrailer(frame, {timestamp, frameId}) {
  const fields = [
    ...timestamp === undefined ? [] : field(TIMESTAMP, 8, timestamp),
    ...frameId === undefined ? [] : field(FRAME_ID, 4, frameId),
  ];
  if (fields.length === 0) {
    return frame;
  }
  const size = fields.length + ENVELOPE_SIZE;
  const result = new Uint8Array(frame.length + size);
  result.set(frame);
  result.set([...fields, size].map((byte) => byte ^ 0xff), frame.length);
  result.set(MAGIC, result.length - MAGIC.length);
  return result;
}

// readFields returns the fields that LiveKit knows, or undefined if there are none.
function readFields(bytes) {
  const metadata = {userTimestamp: 0n, frameId: 0};
  let known = false;
  for (let at = 0; at + 2 <= bytes.length;) {
    const [tag, size] = bytes.subarray(at, at += 2);
    const value = bytes.slice(at, at += size);
    if (value.length < size) {
      break;
    } else if (tag === TIMESTAMP && size === 8) {
      metadata.userTimestamp = number(value);
    } else if (tag === FRAME_ID && size === 4) {
      metadata.frameId = Number(number(value));
    } else if (tag === USER_DATA) {
      metadata.userData = value;
    } else {
      continue;
    }
    known = true;
  }
  return known ? metadata : undefined;
}

// splitTrailer returns a frame without its trailer, and the trailer's fields as LiveKit's
// `metadata`. Without a trailer that LiveKit knows, the frame stays as it is.
export function splitTrailer(frame) {
  const end = frame.length - ENVELOPE_SIZE;
  const size = frame[end] ^ 0xff;
  if (end < 0 || size < ENVELOPE_SIZE || size > frame.length ||
      MAGIC.some((letter, at) => letter !== frame[end + 1 + at])) {
    return {data: frame};
  }
  const begin = frame.length - size;
  const metadata =
      readFields(frame.slice(begin, end).map((byte) => byte ^ 0xff));
  return metadata ? {data: frame.slice(0, begin), metadata} : {data: frame};
}

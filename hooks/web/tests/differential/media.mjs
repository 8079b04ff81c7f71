// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Frames of each codec, and what must still be in them after they were sealed and
// opened: some profiles change start codes and the sizes of OBUs.

import assert from 'node:assert/strict';

import {CODEC} from './node_modules/sealframe/interface.js';

// What servers send in the clear: a silent frame of DAVE, and one of LiveKit.
export const SILENCE = Buffer.from('f8fffe', 'hex');
export const INJECTED = Buffer.alloc(80);
SILENCE.copy(INJECTED);

const START_CODE = Buffer.from([0, 0, 1]);
const ANNEX_B = ['h264', 'h265'];
const REWRITTEN = {
  livekit: [...ANNEX_B, 'av1'], videosdk: [...ANNEX_B, 'av1'], dave: [...ANNEX_B, 'av1'],
  getstream: ['h264'],
};
// OBUs that do not travel over RTP: temporal delimiters, tile lists, padding.
const DROPPED_OBUS = [2, 8, 15];

// isAnnexB returns whether a codec has NAL units.
export function isAnnexB(codec) {
  return ANNEX_B.includes(CODEC[codec]);
}

// isRewritten returns whether frames of a codec may change their form in a profile.
export function isRewritten(profile, codec) {
  return REWRITTEN[profile]?.includes(CODEC[codec]) ?? false;
}

// contentOf returns what sealing and opening must not change of a frame: its NAL units or
// OBUs if it is rewritten, else its bytes. It returns null if there are no such units.
export function contentOf(profile, codec, frame) {
  if (!isRewritten(profile, codec)) {
    return frame.toString('hex');
  }
  return isAnnexB(codec) ? nalUnitsOf(frame) : obusOf(frame);
}

// nalUnitsOf returns the units behind start codes. The zeros behind a unit are not of it.
function nalUnitsOf(frame) {
  const units = [];
  for (let at = 0; at <= frame.length;) {
    const found = frame.indexOf(START_CODE, at);
    const end = found < 0 ? frame.length : found;
    units.push(frame.toString('hex', at, end).replace(/(?:00)+$/, ''));
    at = end + START_CODE.length;
  }
  const [before, ...others] = units;
  return before === '' ? others.filter((unit) => unit !== '') : null;
}

// obusOf returns the OBUs that travel over RTP, without their sizes.
function obusOf(frame) {
  const obus = [];
  for (let at = 0; at < frame.length;) {
    const header = frame[at];
    const begin = at + (header & 4 ? 2 : 1);
    const size = header & 2 ? leb128(frame, begin) :
      {value: frame.length - begin, end: begin};
    const end = size.end + size.value;
    if (!(end <= frame.length) || begin > frame.length) {
      return null;
    }
    if (!DROPPED_OBUS.includes(header >> 3 & 15)) {
      obus.push([header & ~2, frame.toString('hex', at + 1, begin),
                 frame.toString('hex', size.end, end)]);
    }
    at = end;
  }
  return obus;
}

function leb128(bytes, at) {
  let value = 0;
  for (let shift = 0; shift < 32; shift += 7) {
    const byte = bytes[at++];
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) {
      return {value, end: at};
    }
  }
  return {value: NaN, end: at};
}

// frameOf returns a random frame. Its numbers come from `random`.
export function frameOf(codec, isKeyFrame, random) {
  const size = [0, 1, 3, 11, 40, 200, 1300][random(7)];
  const name = CODEC[codec];
  if (isAnnexB(codec) && random(6)) {
    return annexB(name, isKeyFrame, size, random);
  }
  if (name === 'av1' && random(6)) {
    return av1(size, random);
  }
  const frame = bytesOf(size, random);
  const begin = {
    vp8: [isKeyFrame ? 0x10 : 0x11, 0, 0, 0x9d, 1, 0x2a],
    h264: [0, 0, 0, 1, isKeyFrame ? 0x65 : 0x41, 0x88],
    h265: [0, 0, 0, 1, isKeyFrame ? 0x26 : 2, 1],
    av1: [0x12, 0, 0x32, Math.max(frame.length - 4, 0) & 0x7f],
  }[name] ?? [];
  frame.set(begin.slice(0, frame.length));
  return frame;
}

// bytesOf returns random bytes. Some have many zeros and ones.
export function bytesOf(length, random) {
  const limit = random(4) ? 256 : 4;
  return Buffer.from(Array.from({length}, () => random(limit)));
}

// annexB returns units in front of a slice, slices, and any start codes and zeros.
function annexB(name, isKeyFrame, size, random) {
  const headers = name === 'h264' ?
    {front: [[9], [0x67], [0x68], [6]], slice: isKeyFrame ? [0x65] : [0x41]} :
    {front: [[0x46, 1], [0x40, 1], [0x42, 1], [0x44, 1]], slice: isKeyFrame ? [0x26, 1] : [2, 1]};
  const unit = (header, length) => Buffer.concat([
    Buffer.from(random(2) ? [0, 0, 0, 1] : [0, 0, 1]), Buffer.from(header),
    bytesOf(length, random), Buffer.alloc(random(5) ? 0 : random(3)),
  ]);
  return Buffer.concat([
    ...headers.front.filter(() => random(3) === 0).map((header) => unit(header, 1 + random(20))),
    ...Array.from({length: 1 + random(3)}, () => unit(headers.slice, 8 + size)),
  ]);
}

// av1 returns OBUs, some of which do not travel over RTP. The last may have no size.
function av1(size, random) {
  const types = [...random(2) ? [2] : [], ...random(2) ? [1] : [],
                 ...Array(random(3)).fill(6), ...random(4) ? [] : [[3, 5, 8, 15][random(4)]]];
  return Buffer.concat(types.map((type, index) => {
    const hasSize = index + 1 < types.length || random(2);
    const extension = random(4) ? [] : [random(256)];
    const payload = bytesOf(type === 2 ? 0 : 1 + (type === 6 ? size : random(20)), random);
    const header = type << 3 | (extension.length ? 4 : 0) | (hasSize ? 2 : 0);
    const sizes = hasSize ? sizeOf(payload.length, random(4) ? 0 : 1) : [];
    return Buffer.concat([Buffer.from([header, ...extension, ...sizes]), payload]);
  }));
}

// sizeOf returns a number in LEB128, with `spare` bytes more than it needs.
function sizeOf(value, spare) {
  const bytes = [value & 0x7f];
  while ((value >>= 7) || spare-- > 0) {
    bytes[bytes.length - 1] |= 0x80;
    bytes.push(value & 0x7f);
  }
  return bytes;
}

// checkContent checks that `opened` has the content of `frame`.
export function checkContent(profile, codec, opened, frame) {
  const [got, wanted] = [opened, frame].map((each) => contentOf(profile, codec, each));
  assert.ok(wanted !== null, `${frame.toString('hex')} has no units, but was sealed`);
  assert.deepEqual(got, wanted, `${opened.toString('hex')} opens, not ${frame.toString('hex')}`);
}

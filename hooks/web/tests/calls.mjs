// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// What the tests of the npm package share.

export const KEY = Uint8Array.from({length: 16}, (_, index) => index);

let keys = 0;

// newKey returns a key that no other call of this process has: two providers do not seal
// with one key.
function newKey() {
  const key = KEY.slice();
  new DataView(key.buffer).setUint32(0, ++keys);
  return key;
}

// The profiles with the options of tests, and the frames that they carry.
export const PROFILES = [
  ...[1, 2, 3, 4, 5, 6, 7, 8].map((suite) => ({profile: 'sframe', suite, allowShortTags: true})),
  {profile: 'livekit'},
  {profile: 'livekit', keyBits: 256},
  {profile: 'videosdk'},
  {profile: 'jframe'},
  {profile: 'dave'},
  {profile: 'getstream'},
];

// nameOf returns a name for options, for the names of tests.
export function nameOf({profile, allowShortTags, ...options}) {
  return [profile, ...Object.entries(options).flat()].join(' ');
}

/** bytes returns different bytes for each length. */
export function bytes(length) {
  return Uint8Array.from({length}, (_, index) => index * 7 + length);
}

// vp8 returns a key frame of VP8.
export function vp8(length) {
  const frame = bytes(length);
  frame.set([0x10, 0x02, 0x00, 0x9d, 0x01, 0x2a, 0x80, 0x02, 0xe0, 0x01]);
  return frame;
}

export const VIDEO = {codec: 'vp8', keyFrame: true, ssrc: 0x1234, timestamp: 90000};
export const AUDIO = {codec: 'opus', ssrc: 0x1235, timestamp: 960};

/**
 * callOf returns the two ends of a call: alice's transforms for sending, and bob's for
 * receiving, with the key providers and sessions that they have, and the `key`.
 */
export function callOf(engine, options, {key = newKey(), keyIndex = 0, ...config} = {}) {
  const sending = engine.createKeyProvider(options);
  sending.addLocalParticipant('alice');
  sending.setKey('alice', keyIndex, key);
  sending.activate('alice', keyIndex);
  const receiving = engine.createKeyProvider(options);
  receiving.setKey('alice', keyIndex, key);
  const from = engine.createSession(sending, {e2eeEnabled: true});
  const to = engine.createSession(receiving, {e2eeEnabled: true});
  const stream = {participant: 'alice', kind: 'video', track: 'camera'};
  return {
    key, sending, receiving, from, to,
    sender: from.createSendTransform(stream),
    receiver: to.createReceiveTransform({...stream, ...config}),
    audioSender: from.createSendTransform({...stream, kind: 'audio'}),
    audioReceiver: to.createReceiveTransform({...stream, kind: 'audio'}),
  };
}

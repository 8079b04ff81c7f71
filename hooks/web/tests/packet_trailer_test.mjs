// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// LiveKit's packet trailers, with random frames and metadata.

import assert from 'node:assert/strict';
import {randomInt} from 'node:crypto';
import {test} from 'node:test';

import {appendTrailer, splitTrailer} from './packet_trailer.mjs';

const ROUNDS = 20000;
const MAX_SIZE = 300;
const MAGIC = [...Buffer.from('LKTS')];

// randomOf returns a source of numbers below `limit`, the same for the same seed.
function randomOf(seed) {
  let state = seed;
  return (limit) => {
    state = Math.imul(state, 1664525) + 1013904223 >>> 0;
    return Math.floor(state / 2 ** 32 * limit);
  };
}

// withRandom calls `check` many times, and names the seed if it throws.
function withRandom(check) {
  const seed = randomInt(2 ** 32);
  const random = randomOf(seed);
  const bytes = (length) => Uint8Array.from({length}, () => random(256));
  for (let round = 0; round < ROUNDS; ++round) {
    try {
      check(random, bytes);
    } catch (error) {
      error.message = `seed ${seed}, round ${round}: ${error.message}`;
      throw error;
    }
  }
}

// tailOf returns a trailer of random fields, which may be damaged.
function tailOf(random, bytes) {
  const fields = Array.from({length: random(5)}, () => {
    const size = [0, 1, 4, 8, random(256)][random(5)];
    return [random(5), size, ...bytes(random(8) ? size : random(size + 1))];
  }).flat();
  const size = random(8) ? fields.length + 1 + MAGIC.length : random(256);
  return [...[...fields, size].map((byte) => byte ^ 0xff), ...MAGIC];
}

test('what is appended is read, and the frame stays as it is', () => {
  withRandom((random, bytes) => {
    const frame = bytes(random(MAX_SIZE));
    const timestamp = random(2) ? random(2 ** 32) * 2 ** random(20) : undefined;
    const frameId = random(2) ? random(2 ** 32) : undefined;
    const {data, metadata} = splitTrailer(appendTrailer(frame, {timestamp, frameId}));
    assert.deepEqual(data, frame);
    assert.deepEqual(metadata, timestamp === undefined && frameId === undefined ? undefined :
      {userTimestamp: BigInt(timestamp ?? 0), frameId: frameId ?? 0});
  });
});

test('any bytes are a frame, with metadata in its own bounds or without', () => {
  let read = 0;
  withRandom((random, bytes) => {
    const begin = bytes(random(MAX_SIZE));
    const frame = Uint8Array.from([...begin, ...random(4) ? tailOf(random, bytes) : []]);
    const copy = frame.slice();
    const {data, metadata} = splitTrailer(frame);
    assert.deepEqual(frame, copy);
    assert.deepEqual(data, frame.subarray(0, data.length));
    if (metadata === undefined) {
      assert.equal(data.length, frame.length);
      return;
    }
    ++read;
    const trailer = frame.subarray(data.length);
    assert.deepEqual([...trailer.slice(-4)], MAGIC);
    assert.equal(trailer.at(-5) ^ 0xff, trailer.length);
    const {userTimestamp, frameId, userData} = metadata;
    assert.ok(userTimestamp >= 0n && userTimestamp < 2n ** 64n);
    assert.ok(Number.isInteger(frameId) && frameId >= 0 && frameId < 2 ** 32);
    assert.ok(userData === undefined || Buffer.from(trailer.map((byte) => byte ^ 0xff))
        .includes(Buffer.from(userData)));
  });
  assert.ok(read > ROUNDS / 10, `${read} of ${ROUNDS} had metadata`);
});

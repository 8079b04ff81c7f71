// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The module's random numbers are JavaScript's: all bytes that it asks for, and no others.

import assert from 'node:assert/strict';
import {webcrypto} from 'node:crypto';
import {test} from 'node:test';

import {SealframeError, createEngine} from 'sealframe';

import {KEY, VIDEO, callOf, vp8} from './calls.mjs';

// withRandom runs `task` while `fill` fills what getRandomValues is asked for.
async function withRandom(fill, task) {
  Object.defineProperty(webcrypto, 'getRandomValues', {configurable: true, value: fill});
  try {
    return await task();
  } finally {
    delete webcrypto.getRandomValues;
  }
}

// drawn returns the sizes that a new engine asks for until it has sealed a frame of livekit,
// and the two random numbers of its IVs. `change` may change what it gets.
async function drawn(change = () => {}) {
  const asked = [];
  const fill = (out) => {
    out.fill(7);
    change(asked.length, out);
    asked.push(out.length);
    return out;
  };
  const start = await withRandom(fill, async () => {
    const {sender} = callOf(await createEngine(), {profile: 'livekit'}, {key: KEY});
    // An IV has a random number in place of an SSRC that is not known.
    const {data} = sender.seal(vp8(100), {...VIDEO, ssrc: 0});
    return Buffer.from(data.slice(-14)).toString('hex');
  });
  return {asked, start};
}

test('each byte that the module asks for counts, and nothing else does', async () => {
  const {asked, start} = await drawn();
  assert.deepEqual(await drawn(), {asked, start});
  // A seed of AES-256, and what is mixed in before each draw.
  assert.ok(asked.includes(48) && asked.every((size) => size >= 32), String(asked));
  for (const [call, size] of asked.entries()) {
    for (let at = 0; at < size; ++at) {
      const other = await drawn((index, out) => out[at] ^= index === call ? 1 : 0);
      assert.notEqual(other.start, start, `byte ${at} of ${call}`);
    }
  }
});

test('without random numbers, the engine stops and seals nothing', async () => {
  const refuse = () => {
    throw new Error('no entropy');
  };
  await withRandom(refuse, async () => {
    const engine = await createEngine();
    const stopped = (error) => error instanceof SealframeError && error.code === 'stopped' &&
        error.message.includes('no entropy');
    assert.throws(() => callOf(engine, {profile: 'livekit'}).sender.seal(vp8(100), VIDEO), stopped);
    assert.throws(() => engine.version, stopped);
  });
});

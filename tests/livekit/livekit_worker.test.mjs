// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Checks that the worker, as run here, reproduces the vectors.

import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import test from 'node:test';

import {runJob} from './livekit_worker.mjs';

const NUMBERS = [
  'ssrc', 'rtp_timestamp', 'key_bits', 'key_index', 'ratchet_steps',
  'header_size',
];

// readVectors parses the format of tests/testing/vector_block.h.
function readVectors(name) {
  const text =
      readFileSync(new URL(`../vectors/${name}`, import.meta.url), 'utf8');
  return text.split('\n\n')
      .map((block) => Object.fromEntries(
          block.split('\n')
              .filter((line) => line.includes('=') && !line.startsWith('#'))
              .map((line) => line.split('=').map((part) => part.trim()))
              .filter(([, value]) => value !== 'none')))
      .filter((vector) => vector.frame)
      .map((vector) => {
        for (const name of NUMBERS) {
          vector[name] = Number(vector[name]);
        }
        return vector;
      });
}

for (const name of ['livekit_frame.txt', 'livekit_captured.txt']) {
  const vectors = readVectors(name);

  test(`${name} holds vectors`, () => assert.ok(vectors.length >= 40));

  for (const vector of vectors) {
    test(`${vector.name} opens`, async () => {
      assert.deepEqual(
          await runJob({...vector, op: 'decrypt'}), {frame: vector.opened});
    });

    test(`${vector.name} round-trips with the same clear header`, async () => {
      const sealed =
          await runJob({...vector, op: 'encrypt', frame: vector.plaintext});
      const clear = 2 * vector.header_size;
      assert.equal(sealed.frame.slice(0, clear), vector.frame.slice(0, clear));
      assert.deepEqual(
          await runJob({...vector, op: 'decrypt', frame: sealed.frame}),
          {frame: vector.opened});
    });

    test(`${vector.name} is dropped with another key`, async () => {
      const answer =
          await runJob({...vector, op: 'decrypt', material: '00'.repeat(32)});
      assert.equal(answer.dropped, true);
      assert.match(answer.errors[0], /^InvalidKey/);
    });
  }
}

// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Random calls of the module, each made of the native library, too:
//
//   node differential.mjs SECONDS SEED
//
// Both must answer with the same bytes, and keep what sequences.mjs claims of each.

import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import readline from 'node:readline';

import {PROFILES, nameOf} from './calls.mjs';
import {Instance} from './node_modules/sealframe/instance.js';
import {FUNCTIONS, STRUCTS} from './node_modules/sealframe/interface.js';
import {compile, getCrypto} from './node_modules/sealframe/load.js';
import {Sequence, randomOf} from './sequences.mjs';
import {WasmCalls} from './wasm_calls.mjs';

const CALLS = 60;
const SEQUENCES_OF_AN_INSTANCE = 20;

// The fields of C for options of the tests.
const optionsOf = ({allowShortTags, ...options}) => ({
  ...options, ...allowShortTags ? {allowShortTags: 1} : {},
  ...options.profile === 'sframe' ? {ratchetBits: 4} : {},
  ...['livekit', 'videosdk'].includes(options.profile) ? {allowAv1: 1} : {},
});

function startPeer() {
  const child = spawn('python3', ['native_peer.py', './libsealframe.so.1', '.'],
                      {stdio: ['pipe', 'pipe', 'inherit']});
  const lines = readline.createInterface({input: child.stdout})[Symbol.asyncIterator]();
  const write = (value) => child.stdin.write(JSON.stringify(value) + '\n');
  write({functions: FUNCTIONS, structs: STRUCTS});
  return {
    async run(calls) {
      write(calls);
      const {value, done} = await lines.next();
      assert.ok(!done, 'the native library has ended');
      return JSON.parse(value);
    },
    end: () => child.stdin.end(),
  };
}

async function compare(sequence, peer) {
  const made = sequence.calls.length;
  const native = await peer.run(sequence.calls);
  for (let index = 0; index < made; ++index) {
    assert.deepEqual(sequence.comparable(index, native[index]),
                     sequence.comparable(index, sequence.outcomes[index]),
                     `call ${index}: ${JSON.stringify(sequence.calls[index])}`);
  }
  sequence.checkSealedElsewhere(native);
  return made;
}

const [seconds, seed] = process.argv.slice(2).map(Number);
const [module, crypto] = await Promise.all([compile(undefined), getCrypto()]);
const peer = startPeer();
const counts = {sequences: 0, calls: 0};
let instance;
for (const end = performance.now() + 1000 * seconds;
     performance.now() < end || counts.sequences < PROFILES.length; ++counts.sequences) {
  const profile = PROFILES[(seed + counts.sequences) % PROFILES.length];
  if (counts.sequences % SEQUENCES_OF_AN_INSTANCE === 0) {
    instance = await Instance.create(module, crypto);
  }
  try {
    const sequence = new Sequence(
        new WasmCalls(instance), randomOf(seed + counts.sequences), optionsOf(profile));
    sequence.run(CALLS);
    counts.calls += await compare(sequence, peer);
  } catch (error) {
    console.error(`seed ${seed + counts.sequences}, ${nameOf(profile)}`);
    throw error;
  }
}
peer.end();
console.log(`${counts.sequences} sequences of ${counts.calls} calls: ` +
            'the module and the native library agree');

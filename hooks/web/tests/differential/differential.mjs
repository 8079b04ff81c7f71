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

import {PROFILES} from './calls.mjs';
import {Instance} from './node_modules/sealframe/instance.js';
import {FUNCTIONS, STATUS, STRUCTS} from './node_modules/sealframe/interface.js';
import {compile, getCrypto} from './node_modules/sealframe/load.js';
import {Sequence, randomOf} from './sequences.mjs';
import {WasmCalls} from './wasm_calls.mjs';

const CALLS = 60;
const SEQUENCES_OF_AN_INSTANCE = 20;

const MOST_CYCLES = 20;  // After these, each function must have succeeded.
const ROUNDS = 4;  // Of the variants, for one with passphrases, which are slow.

// The fields of C for options of the tests.
const optionsOf = ({allowShortTags, ...options}) => ({
  ...options, ...allowShortTags ? {allowShortTags: 1} : {},
  ...options.profile === 'sframe' ? {ratchetBits: 4} : {},
  ...['livekit', 'videosdk'].includes(options.profile) ? {allowAv1: 1} : {},
});

// The options of sequences, one after another.
const SHARED = {keyMode: 1, ratchetBits: 0};
const VARIANTS = [
  ...PROFILES.map(optionsOf),
  {profile: 'sframe', suite: 4, perSsrc: 1, ratchetBits: 0},
  {profile: 'sframe', suite: 4, ...SHARED}, {profile: 'sframe', suite: 1, ciscoMls: 1, ...SHARED},
  {profile: 'livekit', keyMode: 1, allowAv1: 1}, {profile: 'videosdk', keyMode: 1},
  {profile: 'jframe', keyMode: 1}, {profile: 'getstream', keyMode: 1},
  {profile: 'getstream', acceptPlain: 1},
];
const CYCLE = [
  ...Array(ROUNDS).fill(VARIANTS).flat(),
  {profile: 'videosdk', hasPassphrases: true},
  {profile: 'livekit', keyMode: 1, hasRatchetWindow: 1, hasPassphrases: true},
];

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

// recordSuccesses adds to `functions` those that succeeded in a sequence.
function recordSuccesses({calls, outcomes}, functions) {
  calls.forEach(([name], index) => {
    const isStatus = /status$/.test(FUNCTIONS[name.split('/')[0]][0]);
    if (!isStatus || STATUS[outcomes[index].returned] === 'ok') {
      functions.add(name);
    }
  });
}

const succeeded = new Set();
const missing = () => Object.keys(FUNCTIONS).filter((name) => !succeeded.has(name));

// goesOn returns whether another sequence follows after `count`. The last one is when the time
// is over, each kind had its turn, and each function has succeeded (or should have).
const goesOn = (count, end) =>
  performance.now() < end || count < CYCLE.length ||
  count < MOST_CYCLES * CYCLE.length && missing().length > 0;

// runAll runs sequences, adds to `counts`, and returns the first fault, or an empty string.
async function runAll(seconds, seed, peer, counts) {
  const [module, crypto] = await Promise.all([compile(undefined), getCrypto()]);
  let instance;
  for (const end = performance.now() + 1000 * seconds; goesOn(counts.sequences, end);
       ++counts.sequences) {
    const number = seed + counts.sequences;
    const options = CYCLE[number % CYCLE.length];
    if (counts.sequences % SEQUENCES_OF_AN_INSTANCE === 0) {
      instance = await Instance.create(module, crypto);
    }
    try {
      const sequence = new Sequence(new WasmCalls(instance), randomOf(number), options);
      sequence.run(CALLS);
      recordSuccesses(sequence, succeeded);
      counts.calls += await compare(sequence, peer);
      counts.opened += sequence.opened;
    } catch (error) {
      console.log(error);
      return `the sequence of seed ${number}, ${JSON.stringify(options)}`;
    }
  }
  return missing().length > 0 ? `these functions never succeeded: ${missing().join(', ')}` : '';
}

const [seconds, seed] = process.argv.slice(2).map(Number);
console.log(`seed ${seed}`);
const peer = startPeer();
const counts = {sequences: 0, calls: 0, opened: 0};
const fault = await runAll(seconds, seed, peer, counts);
peer.end();
console.log(fault ? `FAULT: ${fault}`
                  : `${counts.sequences} sequences of ${counts.calls} calls, in which ` +
                    `${counts.opened} frames opened: no fault`);
process.exitCode = fault ? 1 : 0;

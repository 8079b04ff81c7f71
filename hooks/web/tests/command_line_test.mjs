// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Frames that WebAssembly seals open with the command line program, and the reverse.

import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {before, test} from 'node:test';

import {createEngine} from 'sealframe';

import {AUDIO, PROFILES, VIDEO, bytes, callOf, nameOf, vp8} from './calls.mjs';

// flagsOf returns the flags of a profile's options.
function flagsOf(key, {profile, suite, keyBits}) {
  return [
    '--profile', profile, '--key', Buffer.from(key).toString('hex'),
    ...suite === undefined ? [] : ['--suite', SUITES[suite], '--allow-short-tags'],
    ...keyBits === undefined ? [] : ['--key-bits', `${keyBits}`],
  ];
}

const SUITES = [
  '', 'AES_128_CTR_HMAC_SHA256_80', 'AES_128_CTR_HMAC_SHA256_64',
  'AES_128_CTR_HMAC_SHA256_32', 'AES_128_GCM_SHA256_128', 'AES_256_GCM_SHA512_128',
  'AES_256_CTR_HMAC_SHA512_80', 'AES_256_CTR_HMAC_SHA512_64', 'AES_256_CTR_HMAC_SHA512_32',
];

const KINDS = [
  {kind: 'video', info: VIDEO, flags: ['--codec', 'vp8', '--key-frame'], frame: vp8(900)},
  {kind: 'audio', info: AUDIO, flags: ['--codec', 'opus'], frame: bytes(90)},
];

// frameCommand runs `sealframe frame seal` or `frame open`.
function frameCommand(operation, key, options, {kind, flags}, frame) {
  const done = spawnSync(
      process.env.SEALFRAME,
      ['frame', operation, ...flagsOf(key, options), '--kind', kind, ...flags], {input: frame});
  assert.equal(done.status, 0, done.stderr.toString());
  return new Uint8Array(done.stdout);
}

let engine;
before(async () => {
  engine = await createEngine();
});

for (const options of PROFILES) {
  for (const media of KINDS) {
    const {kind, info, frame} = media;

    test(`${nameOf(options)}, ${kind}: the program opens what WebAssembly seals`, () => {
      const call = callOf(engine, options);
      const sender = kind === 'video' ? call.sender : call.audioSender;
      for (let count = 0; count < 3; ++count) {
        const {data} = sender.seal(frame, info);
        assert.deepEqual(frameCommand('open', call.key, options, media, data), frame);
      }
    });

    test(`${nameOf(options)}, ${kind}: WebAssembly opens what the program seals`, () => {
      const call = callOf(engine, options);
      const receiver = kind === 'video' ? call.receiver : call.audioReceiver;
      const sealed = frameCommand('seal', call.key, options, media, frame);
      const opened = receiver.open(sealed, info);
      assert.equal(opened.status, 'ok');
      assert.deepEqual(opened.data, frame);
    });
  }
}

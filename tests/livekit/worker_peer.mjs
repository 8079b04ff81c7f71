// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Runs LiveKit's worker as a peer: reads one job per line of JSON from standard
// input and writes the answers, in the same order, to standard output (see
// README.md).

import readline from 'node:readline';

import {runJob} from './livekit_worker.mjs';

for await (const line of readline.createInterface({input: process.stdin})) {
  let answer;
  try {
    answer = await runJob(JSON.parse(line));
  } catch (error) {
    answer = {error: String(error?.message ?? error)};
  }
  process.stdout.write(JSON.stringify(answer) + '\n');
}

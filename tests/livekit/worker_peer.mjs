// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Serves LiveKit's worker to a program: jobs as JSON lines on standard input,
// answers in the same order as JSON lines on standard output (see README.md).

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

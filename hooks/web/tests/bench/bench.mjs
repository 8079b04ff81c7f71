// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Prints the times of frames in Node and in browsers: bench.mjs [node|chromium|firefox-esr...]

import {existsSync, readFileSync} from 'node:fs';
import {webcrypto} from 'node:crypto';
import os from 'node:os';
import path from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';

import {Pages} from '../browsers/harness/pages.mjs';
import {measure} from './measure.js';

const SIZES = [100, 1200, 10000, 100000];
const SEALFRAME = path.resolve(process.env.SEALFRAME_PACKAGE);
const LIVEKIT = process.env.LIVEKIT_CLIENT;
const OWN_WORKER = 'livekit-worker.js';
const THEIR_WORKER = 'livekit-client.e2ee.worker.js';

const here = (folder) => fileURLToPath(new URL(folder, import.meta.url));

function workers() {
  const files = {"Sealframe's worker for LiveKit": path.join(SEALFRAME, OWN_WORKER)};
  if (LIVEKIT && existsSync(LIVEKIT)) {
    files["LiveKit's worker"] = path.join(LIVEKIT, THEIR_WORKER);
  }
  return Object.fromEntries(
      Object.entries(files).map(([name, file]) => [name, readFileSync(file, 'utf8')]));
}

// cpuClock returns the CPU time of this process in milliseconds, also of WebCrypto's threads.
// Pages have no such clock: measure in browsers while nothing else runs.
function cpuClock() {
  const {user, system} = process.cpuUsage();
  return (user + system) / 1000;
}

function print(title, size, rows) {
  console.log(`\n${title}, ${size} bytes`.padEnd(40) + '   seal      open  microseconds');
  for (const {name, seal, open} of rows) {
    console.log(name.padEnd(36) + seal.toFixed(1).padStart(10) + open.toFixed(1).padStart(10));
  }
}

async function inNode() {
  globalThis.crypto ??= webcrypto;
  const {createEngine} = await import(pathToFileURL(path.join(SEALFRAME, 'index.js')));
  for (const size of SIZES) {
    print(`Node ${process.version}`, size,
          await measure(size, {createEngine, subtle: crypto.subtle, workers: workers(),
                               clock: cpuClock}));
  }
}

async function inBrowser(name) {
  const pages = new Pages(
      {page: here('../browsers/page'), bench: here('.'), sealframe: SEALFRAME});
  await pages.listen();
  try {
    const page = pages.open(name);
    const version = await page.run(() => /(Chrome|Firefox)\/\d+/.exec(navigator.userAgent)[0]);
    for (const size of SIZES) {
      print(version, size, await page.run(async (_kit, size, workers) => {
        const {measure} = await import('/bench/measure.js');
        const {createEngine} = await import('/sealframe/index.js');
        return measure(size, {createEngine, subtle: crypto.subtle, workers,
                              clock: () => performance.now()});
      }, size, workers()));
    }
  } finally {
    await pages.close();
  }
}

console.log(`The fastest of 7 chunks, ${os.cpus()[0].model}`);
const places = process.argv.slice(2);
for (const place of places.length > 0 ? places : ['node', 'chromium', 'firefox-esr']) {
  await (place === 'node' ? inNode() : inBrowser(place));
}
process.exit(0);

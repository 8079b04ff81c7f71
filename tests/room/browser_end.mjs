// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The room's participant in a browser, which does what commands.h describes:
//
//   node browser_end.mjs BROWSER COLOUR HARNESS
//
// HARNESS is the folder of the tests in browsers, and SEALFRAME_PACKAGE that of
// the npm package.

import path from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';

const [browser, colour, harness] = process.argv.slice(2);
const {Pages} = await import(
    pathToFileURL(path.resolve(harness, 'harness/pages.mjs')));

// requests yields the words of each request, the last of which is its text.
async function* requests() {
  let data = Buffer.alloc(0);
  for await (const chunk of process.stdin) {
    data = Buffer.concat([data, chunk]);
    for (let start; (start = data.indexOf('\n') + 1) > 0;) {
      const words = data.toString('utf8', 0, start).trim().split(' ');
      const end = start + Number(words.pop());
      if (data.length < end) {
        break;
      }
      yield [...words, data.toString('utf8', start, end)];
      data = data.subarray(end);
    }
  }
}

const pages = new Pages({
  page: path.resolve(harness, 'page'),
  room: path.dirname(fileURLToPath(import.meta.url)),
  sealframe: path.resolve(process.env.SEALFRAME_PACKAGE),
});
await pages.listen();
const page = pages.open(browser);
await page.run(async (kit, ...args) => {
  const {Member} = await import('/room/member.js');
  window.member = new Member(...args);
}, browser, colour);
for await (const [command, ...args] of requests()) {
  const answer = await page.run(
      (kit, command, ...args) => window.member[command](...args),
      command, ...args);
  process.stdout.write(`${Buffer.byteLength(answer)}\n${answer}`);
}
await pages.close();

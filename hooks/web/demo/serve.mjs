// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Serves the demo on loopback. The page's files are beside this one, and the
// package is where Node looks for it.

import http from 'node:http';
import {fileURLToPath} from 'node:url';

import {DEMO_HEADERS, serveFile} from './files.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const folders = new Map([
  ['demo', here],
  ['sealframe', here + 'node_modules/sealframe'],
]);

const server = http.createServer(({url}, response) => {
  const [, folder, name] = /^\/(\w+)\/([^?]*)/.exec(url) ?? [];
  serveFile(response, folders.get(folder), name ?? '', DEMO_HEADERS);
});
server.listen(0, '127.0.0.1', () => {
  const {address, port} = server.address();
  console.log(`Open http://${address}:${port}/demo/index.html. Ctrl-C ends it.`);
});

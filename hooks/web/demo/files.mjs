// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Files over HTTP, for the demo and for the tests in browsers.

import {createReadStream, existsSync, statSync} from 'node:fs';
import path from 'node:path';

const TYPES = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

// What the demo's files are served with. Nothing comes from elsewhere, and nothing
// goes there. A page on its own (cross-origin isolated) has a clock that is fine
// enough to time a frame; Sealframe itself does not need that.
export const DEMO_HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': [
    "default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'",
    "worker-src 'self'", "style-src 'self'", "img-src 'self'",
    "connect-src 'self'", "base-uri 'none'", "form-action 'none'",
    "frame-ancestors 'self'",
  ].join('; '),
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-opener-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
};

// serveFile answers with the file `name` of `folder`, if both exist.
export function serveFile(response, folder, name, headers) {
  const file = folder && path.join(folder, path.normalize(name));
  if (!file || path.normalize(name).startsWith('..') || !existsSync(file) ||
      !statSync(file).isFile()) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, {
    'content-type': TYPES[path.extname(file)] ?? 'text/plain',
    ...headers,
  });
  createReadStream(file).pipe(response);
}

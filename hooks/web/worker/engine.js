// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The engine that is embedded in a worker's file.

import compressed from 'sealframe.wasm.gz';

import {createEngine} from '../sealframe/index.js';

export async function createEmbeddedEngine() {
  const wasm = new Blob([compressed]).stream()
      .pipeThrough(new DecompressionStream('gzip'));
  return createEngine({wasm: await new Response(wasm).arrayBuffer()});
}

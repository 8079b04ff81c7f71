// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

import {SealframeError} from './errors.js';

// Bundlers leave an import alone whose name they cannot read. Only Node runs it.
export const ofNode = (name) =>
    import(/* webpackIgnore: true */ /* @vite-ignore */ `node:${name}`);

async function read(url) {
  if (url.protocol === 'file:') {
    const {readFile} = await ofNode('fs/promises');
    return readFile(url);
  }
  const response = await fetch(url);
  if (!response.ok) {
    throw new SealframeError('not_found', `${url}: HTTP status ${response.status}`);
  }
  return response.arrayBuffer();
}

/**
 * compile returns the module of `wasm`: bytes, a URL, a compiled module, or
 * undefined for the file beside this one.
 */
export async function compile(wasm) {
  if (wasm instanceof WebAssembly.Module) {
    return wasm;
  }
  if (wasm === undefined) {
    wasm = new URL('./sealframe.wasm', import.meta.url);
  } else if (typeof wasm === 'string') {
    wasm = new URL(wasm, globalThis.location?.href);
  }
  return WebAssembly.compile(wasm instanceof URL ? await read(wasm) : wasm);
}

/** getCrypto returns the global `crypto`, which Node 18 does not have. */
export async function getCrypto() {
  return globalThis.crypto ?? (await ofNode('crypto')).webcrypto;
}

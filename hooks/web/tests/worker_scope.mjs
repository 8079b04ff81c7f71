// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Runs a worker of the package, as a file, in scopes like a browser's.

import {webcrypto} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import vm from 'node:vm';

// webAssembly returns the global whose modules trap in the function `name` while
// `isTrapping` returns true.
function webAssembly(name, isTrapping) {
  return {
    Module: WebAssembly.Module,
    RuntimeError: WebAssembly.RuntimeError,
    compile: WebAssembly.compile,
    instantiate: async (...args) => {
      const {exports} = await WebAssembly.instantiate(...args);
      return {exports: {...exports, [name]: (...args) => {
        if (isTrapping()) {
          throw new WebAssembly.RuntimeError('unreachable');
        }
        return exports[name](...args);
      }}};
    },
  };
}

// loadWorker returns a function that runs the worker `name` with `globals`, of which
// `self` is one. Its engine traps in the C function `traps` while `isTrapping` says so.
export function loadWorker(name, traps) {
  const file = createRequire(import.meta.url).resolve(name);
  const script = new vm.Script(readFileSync(file, 'utf8'), {filename: file});
  return (globals, isTrapping) => script.runInNewContext({
    crypto: webcrypto, performance, atob, Blob, DecompressionStream, Event,
    EventTarget, Response, TextDecoder, TextEncoder, TransformStream, URL,
    clearInterval,
    setInterval: (...args) => setInterval(...args).unref(),
    WebAssembly: webAssembly(traps, isTrapping),
    ...globals,
  });
}

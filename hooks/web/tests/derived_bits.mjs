// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

import {webcrypto} from 'node:crypto';

// derivedBits calls `work`, and returns the buffers that WebCrypto's deriveBits gave to it
// meanwhile, with the bytes that they have at the end.
export async function derivedBits(work) {
  const {subtle} = webcrypto;
  const {deriveBits} = subtle;
  const derived = [];
  subtle.deriveBits = async (...args) => {
    const bits = await deriveBits.apply(subtle, args);
    derived.push(new Uint8Array(bits));
    return bits;
  };
  try {
    await work();
  } finally {
    delete subtle.deriveBits;
  }
  return derived;
}

// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

/** Bytes. The engine copies them, and wipes its copies of keys after use. */
export type Bytes = Uint8Array | ArrayBuffer | ArrayBufferView;

/** A number of up to 64 bits. */
export type Index = number | bigint;

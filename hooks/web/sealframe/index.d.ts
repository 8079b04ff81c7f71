// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

/**
 * End-to-end encryption of encoded media frames.
 *
 * An engine makes key providers, which hold keys; sessions over them; and transforms,
 * one for each stream and direction, which seal and open frames. The terms are those of
 * sealframe.h. WebAssembly collects no garbage: close what you no longer use, or the
 * engine. Objects may be closed in any order, and more than once; the methods of a
 * closed object throw.
 */

export * from './counters.js';
export * from './data_packets.js';
export * from './engine.js';
export * from './errors.js';
export * from './inspection.js';
export * from './key_provider.js';
export * from './memory.js';
export * from './session.js';
export * from './transforms.js';
export * from './values.js';

// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Returns the first of `count` counters that were never reserved before for the key with
 * this fingerprint.
 */
export type ReserveCounters = (fingerprint: Uint8Array, count: bigint) => bigint;

/**
 * openCounterFolder reserves counters in an existing folder, in Node. Processes may share
 * it. It has a folder for each key, with an empty file for each 65,536 counters. None may
 * be removed while the key is in use.
 */
export function openCounterFolder(folder: string): Promise<ReserveCounters>;

/**
 * openCounterDatabase reserves counters in an IndexedDB database, in a page or worker.
 * Pages may share it. All keys share its counters, of which each page takes 2^20 at first
 * and ahead of use. If they run out before more are durable, setting a key fails with the
 * code `unavailable`: try again. A browser may delete the database, and counters then repeat,
 * unless `navigator.storage.persist()` was granted.
 */
export function openCounterDatabase(name: string): Promise<ReserveCounters>;

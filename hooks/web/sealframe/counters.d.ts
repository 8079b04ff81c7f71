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

/** Counters that become durable some time after they were asked for. */
export interface ReserveCountersLater extends ReserveCounters {
  /**
   * Settles once all counters that were asked for are durable, or fails if some cannot
   * be.
   */
  ready(): Promise<void>;
}

/**
 * openCounterDatabase reserves counters in an IndexedDB database, in a page or worker.
 * Pages may share it. It has an entry for each key. The first time that a key is set in a
 * page, setting it fails with the code `unavailable`, because a database answers later:
 * await `ready()`, and set it again. Later counters are taken ahead of their use. A browser
 * may delete the database, and counters then repeat, unless `navigator.storage.persist()`
 * was granted.
 */
export function openCounterDatabase(name: string): Promise<ReserveCountersLater>;

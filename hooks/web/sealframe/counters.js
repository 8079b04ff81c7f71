// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Counter reservations. counters.d.ts documents those that outlast the page or process.

import {SealframeError} from './errors.js';
import {ofNode} from './load.js';

// The counters of one file of a folder.
const PER_FILE = 65536n;

// The next counter of each key that an engine of this realm (a page, a worker, a process) has
// sealed with. All copies of this file share it. Fingerprints are no secrets.
const REALM = globalThis[Symbol.for('sealframe.counters')] ??= new Map();

/** reserveInRealm lets no two engines of the realm seal with one counter of a key. */
export function reserveInRealm(fingerprint, count) {
  const key = fingerprint.join();
  const begin = REALM.get(key) ?? 0n;
  REALM.set(key, begin + count);
  return begin;
}

/** openCounterFolder returns `reserveCounters` over an existing folder, for Node. */
export async function openCounterFolder(folder) {
  const fs = await ofNode('fs');
  // sync makes new names in a folder outlast a power failure.
  const sync = (path) => {
    const opened = fs.openSync(path, 'r');
    fs.fsyncSync(opened);
    fs.closeSync(opened);
  };
  fs.accessSync(folder, fs.constants.W_OK);
  return (fingerprint, count) => {
    const key = `${folder}/${Array.from(fingerprint, hex).join('')}`;
    fs.mkdirSync(key, {recursive: true});
    const begin = takeFiles(fs, key, Number((count + PER_FILE - 1n) / PER_FILE));
    sync(key);
    sync(folder);
    return BigInt(begin) * PER_FILE;
  };
}

function hex(byte) {
  return byte.toString(16).padStart(2, '0');
}

// takeFiles makes `count` files with consecutive numbers, above all existing ones, and returns
// the first number. No file has two makers, so no two processes have one number.
function takeFiles(fs, folder, count) {
  const numbers = fs.readdirSync(folder).map(Number);
  let begin = numbers.reduce((most, number) => Math.max(most, number + 1), 0);
  for (let number = begin; number < begin + count; ++number) {
    try {
      fs.closeSync(fs.openSync(`${folder}/${number}`, 'wx'));
    } catch (error) {
      if (error.code !== 'EEXIST') {
        throw error;
      }
      begin = number + 1;
    }
  }
  return begin;
}

// done returns a promise of a request's result.
function done(request, event = 'success') {
  return new Promise((resolve, reject) => {
    request[`on${event}`] = () => resolve(request.result);
    request.onerror = request.onabort = () => reject(request.error);
  });
}

async function openDatabase(name) {
  const opening = indexedDB.open(name, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore('counters');
  return done(opening);
}

// The counters of one key in the database.
class KeyCounters {
  #database;
  #key;
  #begin = 0n;  // Those that this page took and has not given out: [#begin, #end).
  #end = 0n;
  #isTaking = false;
  taken = Promise.resolve();  // Settles once the last ones asked for are durable.

  constructor(database, key) {
    this.#database = database;
    this.#key = key;
  }

  // reserve gives out `count` counters, and takes more before the next ones are needed.
  reserve(count) {
    const begin = this.#begin;
    const isEnough = this.#end - begin >= count;
    if (isEnough) {
      this.#begin += count;
    }
    if (!this.#isTaking && this.#end - this.#begin < count) {
      this.#isTaking = true;
      this.taken = this.#take(2n * count).finally(() => this.#isTaking = false);
      this.taken.catch(() => {});  // The next call tries again.
    }
    if (!isEnough) {
      throw new SealframeError('unavailable', 'counters are still being reserved');
    }
    return begin;
  }

  // #take moves the database's counter on, durably. Counters that are left stay usable
  // if no other page took some in between.
  async #take(count) {
    const transaction =
        this.#database.transaction('counters', 'readwrite', {durability: 'strict'});
    const finished = done(transaction, 'complete');
    const store = transaction.objectStore('counters');
    finished.catch(() => {});  // If the request before it fails, nobody waits for it.
    const stored = await done(store.get(this.#key)) ?? 0n;
    // Somebody may have cleared the database: this page repeats none of its own counters.
    const next = stored < this.#end ? this.#end : stored;
    store.put(next + count, this.#key);
    await finished;
    if (next !== this.#end) {
      this.#begin = next;
    }
    this.#end = next + count;
  }
}

/** openCounterDatabase returns `reserveCounters` over IndexedDB, for pages and workers. */
export async function openCounterDatabase(name) {
  const database = await openDatabase(name);
  const keys = new Map();
  const reserveCounters = (fingerprint, count) => {
    const key = Array.from(fingerprint, hex).join('');
    if (!keys.has(key)) {
      keys.set(key, new KeyCounters(database, key));
    }
    return keys.get(key).reserve(count);
  };
  reserveCounters.ready = async () => {
    await Promise.all(Array.from(keys.values(), ({taken}) => taken));
  };
  return reserveCounters;
}

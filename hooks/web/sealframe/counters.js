// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Counter reservations that outlast the page or process. counters.d.ts documents them.

import {SealframeError} from './errors.js';
import {ofNode} from './load.js';

// The counters of one file of a folder.
const PER_FILE = 65536n;

// The counters that a page takes from a database at once, and those that are left when
// it takes more: 16 and 8 times what a key reserves.
const PER_REFILL = 1n << 20n;
const REFILL_BELOW = PER_REFILL / 2n;

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

// takeFiles makes `count` files with consecutive numbers, all above those that there are,
// and returns the first. No file has two makers, so no two processes have one number.
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

// takeRange moves the database's counter on, durably, and returns what it passed.
async function takeRange(database) {
  const transaction = database.transaction('counters', 'readwrite', {durability: 'strict'});
  const finished = done(transaction, 'complete');
  const store = transaction.objectStore('counters');
  const begin = await done(store.get('next')) ?? 0n;
  store.put(begin + PER_REFILL, 'next');
  await finished;
  return {begin, end: begin + PER_REFILL};
}

/** openCounterDatabase returns `reserveCounters` over IndexedDB, for pages and workers. */
export async function openCounterDatabase(name) {
  const database = await openDatabase(name);
  let range = await takeRange(database);
  let refilling = false;
  const refill = async () => {
    refilling = true;
    try {
      range = await takeRange(database);
    } finally {
      refilling = false;
    }
  };
  return (_fingerprint, count) => {
    const {begin, end} = range;
    const isEnough = end - begin >= count;
    if (isEnough) {
      range = {begin: begin + count, end};
    }
    if (!refilling && range.end - range.begin < REFILL_BELOW) {
      refill().catch(() => {});  // The next call tries again.
    }
    if (!isEnough) {
      throw new SealframeError('unavailable', 'counters are still being reserved');
    }
    return begin;
  };
}

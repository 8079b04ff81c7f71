// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import {mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {test} from 'node:test';
import {setTimeout as wait} from 'node:timers/promises';

import {createEngine, openCounterDatabase, openCounterFolder} from 'sealframe';

import {bytes, callOf} from './calls.mjs';

const KEY = bytes(16);
const FINGERPRINTS = [new Uint8Array(16), new Uint8Array(16).fill(255)];

async function withFolder(use) {
  const folder = mkdtempSync(path.join(tmpdir(), 'counters-'));
  try {
    await use(folder);
  } finally {
    rmSync(folder, {recursive: true});
  }
}

// firstCounter returns the counter of the first frame that a new engine seals.
async function firstCounter(reserveCounters) {
  const engine = await createEngine();
  const {sender} = callOf(engine, {profile: 'sframe', reserveCounters}, {key: KEY});
  const {data} = sender.seal(bytes(20));
  const {counter} = engine.inspect(data, {profile: 'sframe'});
  engine.close();
  return counter;
}

test('an engine that starts again over the folder goes on behind its counters', () =>
  withFolder(async (folder) => {
    const counters = [];
    for (let start = 0; start < 3; ++start) {
      counters.push(await firstCounter(await openCounterFolder(folder)));
    }
    assert.deepEqual(counters, [0n, 65536n, 131072n]);
  }));

test('keys of a folder have counters of their own, in blocks of any size', () =>
  withFolder(async (folder) => {
    const [reserve, other] = [await openCounterFolder(folder), await openCounterFolder(folder)];
    const [one, two] = FINGERPRINTS;
    assert.deepEqual([reserve(one, 65536n), other(one, 200000n), reserve(one, 1n), other(two, 1n)],
                     [0n, 65536n, 5n * 65536n, 0n]);
    assert.deepEqual(readdirSync(folder).sort(), ['0'.repeat(32), 'f'.repeat(32)]);
  }));

test('a folder that does not exist is refused', async () => {
  await assert.rejects(openCounterFolder('/no such folder'), /no such folder/);
});

// A database with the few requests that are made, whose transactions take a while.
class FakeDatabase {
  values = new Map();
  failing = false;

  open() {
    const request = {result: this};
    setTimeout(() => request.onsuccess());
    return request;
  }

  transaction() {
    const transaction = {error: new Error('no room'), objectStore: () => store};
    const written = new Map();
    const store = {
      get: (key) => {
        const request = {result: this.values.get(key)};
        setTimeout(() => request.onsuccess());
        return request;
      },
      put: (value, key) => written.set(key, value),
    };
    setTimeout(() => {
      if (this.failing) {
        transaction.onabort();
        return;
      }
      written.forEach((value, key) => this.values.set(key, value));
      transaction.oncomplete();
    }, 20);
    return transaction;
  }
}

test('pages over one database never have the same counters', async () => {
  globalThis.indexedDB = new FakeDatabase();
  const counters = [];
  for (let page = 0; page < 2; ++page) {
    counters.push(await firstCounter(await openCounterDatabase('counters')));
  }
  assert.deepEqual(counters, [0n, 1n << 20n]);
});

test('counters are taken ahead of use, and never before they are durable', async () => {
  const database = globalThis.indexedDB = new FakeDatabase();
  const reserve = await openCounterDatabase('counters');
  const [key] = FINGERPRINTS;
  const half = 1n << 19n;
  assert.equal(reserve(key, half + 1n), 0n);
  assert.throws(() => reserve(key, half), {code: 'unavailable'});
  while (database.values.get('next') === 1n << 20n) {
    await wait(5);
  }
  await wait(5);
  assert.equal(reserve(key, half), 1n << 20n);

  database.failing = true;
  assert.equal(reserve(key, half), 3n * half);
  await wait(100);
  assert.throws(() => reserve(key, 1n), {code: 'unavailable'});
  await wait(100);
  database.failing = false;
  assert.throws(() => reserve(key, 1n), {code: 'unavailable'});
  while (database.values.get('next') === 2n << 20n) {
    await wait(5);
  }
  await wait(5);
  assert.equal(reserve(key, 1n), 2n << 20n);
});

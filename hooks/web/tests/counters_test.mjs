// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import fs, {mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {syncBuiltinESMExports} from 'node:module';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {test} from 'node:test';
import {setTimeout as sleep} from 'node:timers/promises';

import {createEngine, openCounterDatabase, openCounterFolder} from 'sealframe';

import {bytes, callOf} from './calls.mjs';
import {FakeDatabase} from './fake_database.mjs';

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

test('files that another process makes at the same time have one owner', () =>
  withFolder(async (folder) => {
    const [one, other] = [await openCounterFolder(folder), await openCounterFolder(folder)];
    assert.equal(one(FINGERPRINTS[0], 65536n), 0n);
    const {readdirSync} = fs;
    fs.readdirSync = () => [];  // As it was before the other one made its file.
    syncBuiltinESMExports();
    try {
      assert.equal(other(FINGERPRINTS[0], 65536n), 65536n);
    } finally {
      fs.readdirSync = readdirSync;
      syncBuiltinESMExports();
    }
  }));

test('copies of the package in one process share the counters of a key', async () => {
  const copies = [1, 2].map((copy) => import(`./node_modules/sealframe/counters.js?copy=${copy}`));
  const [one, other] = await Promise.all(copies);
  const key = new Uint8Array(16).fill(3);
  assert.equal(one.reserveInRealm(key, 100n), 0n);
  assert.equal(other.reserveInRealm(key, 100n), 100n);
});

test('engines of one process do not repeat the counters of a key', async () => {
  const key = bytes(33);
  const engines = [await createEngine(), await createEngine()];
  const counters = engines.map((engine) => {
    const {sender} = callOf(engine, {profile: 'sframe'}, {key});
    return engine.inspect(sender.seal(bytes(20)).data, {profile: 'sframe'}).counter;
  });
  engines.forEach((engine) => engine.close());
  assert.equal(counters[0], 0n);
  assert.ok(counters[1] > 0n && counters[1] % 65536n === 0n, `${counters[1]}`);
});

test('a store that gives no counters lets no key seal', async () => {
  for (const given of [-1n, 1n << 64n, 5, 'text', undefined, Promise.resolve(0n)]) {
    await assert.rejects(firstCounter(() => given), {code: 'unavailable'});
  }
  assert.equal(await firstCounter(() => 7n), 7n);
});

test('two providers do not seal with one key, unless the first one is closed', async () => {
  const engine = await createEngine();
  const key = bytes(34);
  const first = callOf(engine, {profile: 'sframe'}, {key});
  assert.throws(() => callOf(engine, {profile: 'sframe'}, {key}), {code: 'failed_precondition'});
  for (const end of ['sender', 'audioSender', 'from', 'sending']) {
    first[end].close();
  }
  assert.equal(callOf(engine, {profile: 'sframe'}, {key}).sender.seal(bytes(20)).status, 'ok');
  engine.close();
});

test('a folder that does not exist is refused', async () => {
  await assert.rejects(openCounterFolder('/no such folder'), /no such folder/);
});

// reserveSoon reserves counters as soon as the database has answered.
async function reserveSoon(reserve, key, count) {
  assert.throws(() => reserve(key, count), {code: 'unavailable'});
  await reserve.ready();
  return reserve(key, count);
}

test('each key of a database has counters of its own, which no two pages share', async () => {
  globalThis.indexedDB = new FakeDatabase();
  const [one, two] = FINGERPRINTS;
  const pages = [await openCounterDatabase('counters'), await openCounterDatabase('counters')];
  assert.equal(await reserveSoon(pages[0], one, 100n), 0n);
  assert.equal(await reserveSoon(pages[1], one, 100n), 200n);
  assert.equal(await reserveSoon(pages[0], two, 100n), 0n);
  assert.equal(pages[0](one, 100n), 100n);
  await pages[0].ready();
  assert.equal(pages[0](one, 100n), 400n);
});

test('counters are taken ahead of use, and never before they are durable', async () => {
  const database = globalThis.indexedDB = new FakeDatabase();
  const reserve = await openCounterDatabase('counters');
  const [key] = FINGERPRINTS;
  assert.equal(await reserveSoon(reserve, key, 100n), 0n);
  assert.equal(reserve(key, 100n), 100n);
  assert.throws(() => reserve(key, 100n), {code: 'unavailable'});
  await reserve.ready();
  assert.deepEqual([...database.values.values()], [400n]);
  assert.equal(reserve(key, 100n), 200n);

  database.failing = true;
  assert.equal(reserve(key, 100n), 300n);
  await assert.rejects(reserve.ready(), /no room/);
  assert.throws(() => reserve(key, 100n), {code: 'unavailable'});
  await assert.rejects(reserve.ready(), /no room/);
  database.failing = false;
  assert.equal(await reserveSoon(reserve, key, 100n), 400n);
});

test('counters that are left when more are taken are used first', async () => {
  const database = globalThis.indexedDB = new FakeDatabase();
  const reserve = await openCounterDatabase('counters');
  const [key] = FINGERPRINTS;
  assert.equal(await reserveSoon(reserve, key, 100n), 0n);
  assert.equal(reserve(key, 50n), 100n);
  assert.equal(await reserveSoon(reserve, key, 100n), 150n);
  assert.deepEqual(database.options, {durability: 'strict'});
});

test('a page repeats none of its counters, even if the database is cleared', async () => {
  const database = globalThis.indexedDB = new FakeDatabase();
  const reserve = await openCounterDatabase('counters');
  const [key] = FINGERPRINTS;
  const counters = [await reserveSoon(reserve, key, 100n)];
  for (let count = 0; count < 5; ++count) {
    counters.push(reserve(key, 100n));
    await reserve.ready();
    database.values.clear();
  }
  assert.deepEqual(counters, [0n, 100n, 200n, 300n, 400n, 500n]);
});

test('a database that answers with anything but counters gives none', async () => {
  const database = globalThis.indexedDB = new FakeDatabase();
  for (const value of ['text', 5, {}, -1000n]) {
    database.values.set('0'.repeat(32), value);
    const reserve = await openCounterDatabase('counters');
    const reserved = await reserveSoon(reserve, FINGERPRINTS[0], 100n).catch(() => undefined);
    assert.ok(reserved === undefined || reserved === 0n, `${reserved}`);
  }
});

test('a database that fails before it answers fails the call, and nothing else', async () => {
  // A transaction that is aborted: first its request fails, then itself.
  globalThis.indexedDB = Object.assign(new FakeDatabase(), {
    transaction() {
      const request = {error: new Error('no room')};
      const transaction = {error: request.error, objectStore: () => ({get: () => request})};
      setTimeout(() => request.onerror());
      setTimeout(() => transaction.onabort(), 10);
      return transaction;
    },
  });
  const reserve = await openCounterDatabase('counters');
  const thrown = [];
  const note = (error) => thrown.push(error);
  process.on('unhandledRejection', note);
  await assert.rejects(reserveSoon(reserve, FINGERPRINTS[0], 1n), /no room/);
  await sleep(50);
  process.off('unhandledRejection', note);
  assert.deepEqual(thrown, []);
});

test('an engine seals with a key once its counters are durable, and goes on behind them', async () => {
  globalThis.indexedDB = new FakeDatabase();
  const counters = [];
  for (let page = 0; page < 2; ++page) {
    const reserve = await openCounterDatabase('counters');
    await assert.rejects(firstCounter(reserve), {code: 'unavailable'});
    await reserve.ready();
    counters.push(await firstCounter(reserve));
  }
  assert.deepEqual(counters, [0n, 131072n]);
});

// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Passphrases whose keys WebCrypto derives.

import assert from 'node:assert/strict';
import {webcrypto} from 'node:crypto';
import {test} from 'node:test';

import {createEngine} from 'sealframe';

import {VIDEO, vp8} from './calls.mjs';

const TEXT = 'a passphrase that people can type';
const PROFILES = [
  {profile: 'livekit'},
  {profile: 'livekit', keyBits: 256},
  {profile: 'livekit', salt: new Uint8Array([1, 2, 3])},
  {profile: 'videosdk'},
];

const engine = await createEngine();

// endOf returns a provider and a session with it. alice is at this end, or not.
function endOf(options, isAlice) {
  const keys = engine.createKeyProvider(options);
  if (isAlice) {
    keys.addLocalParticipant('alice');
  } else {
    keys.addRemoteParticipant('alice');
  }
  return {keys, session: engine.createSession(keys, {e2eeEnabled: true, allowNoKey: true})};
}

const STREAM = {participant: 'alice', kind: 'video'};

function assertOpens(sender, receiver, timestamp) {
  const info = {...VIDEO, timestamp};
  const sealed = sender.seal(vp8(100), info);
  assert.equal(sealed.status, 'ok');
  const opened = receiver.open(sealed.data, info);
  assert.deepEqual([opened.status, opened.data], ['ok', vp8(100)]);
}

// counting calls `use`, and returns how many keys WebCrypto derived meanwhile.
async function counting(use) {
  const {subtle} = webcrypto;
  const {deriveBits} = subtle;
  let count = 0;
  subtle.deriveBits = (...args) => {
    ++count;
    return deriveBits.apply(subtle, args);
  };
  try {
    await use();
  } finally {
    delete subtle.deriveBits;
  }
  return count;
}

for (const options of PROFILES) {
  const name = Object.values(options).join(' ');
  test(`${name}: the engine and WebCrypto derive the same keys, also of later steps`, async () => {
    const [alice, bob] = [endOf(options, true), endOf(options, false)];
    alice.keys.setPassphrase('alice', 0, TEXT);
    alice.keys.activate('alice', 0);
    const count = await counting(() =>
        bob.keys.withWebCrypto(() => bob.keys.setPassphrase('alice', 0, TEXT)));
    assert.ok(count > (options.profile === 'livekit' ? 1 : 0), `${count} derivations`);
    const sender = alice.session.createSendTransform(STREAM);
    const receiver = bob.session.createReceiveTransform(STREAM);
    assertOpens(sender, receiver, 1);
    if (options.profile !== 'livekit') {
      return;  // Its keys do not ratchet.
    }
    await alice.keys.withWebCrypto(() => alice.keys.ratchet('alice'));
    assertOpens(sender, receiver, 2);
    alice.keys.ratchet('alice');
    assertOpens(sender, receiver, 3);
  });
}

test('a shared passphrase is the same key as it is without WebCrypto', async () => {
  const options = {profile: 'livekit', keyMode: 'shared'};
  const [alice, bob] = [endOf(options, true), endOf(options, false)];
  await alice.keys.withWebCrypto(() => alice.keys.setSharedPassphrase(0, TEXT));
  alice.keys.activate('alice', 0);
  bob.keys.setSharedPassphrase(0, TEXT);
  assertOpens(alice.session.createSendTransform(STREAM),
              bob.session.createReceiveTransform(STREAM), 1);
});

test('other work goes on while WebCrypto derives', async () => {
  const {keys} = endOf({profile: 'livekit'}, false);
  let turns = 0;
  const timer = setInterval(() => ++turns, 1);
  await keys.withWebCrypto(() => keys.setPassphrase('alice', 0, TEXT));
  clearInterval(timer);
  assert.ok(turns > 0);
});

test('a call that needs no derivation is made once, and its result or error comes out', async () => {
  const {keys} = endOf({profile: 'livekit'}, true);
  let calls = 0;
  assert.equal(await keys.withWebCrypto(() => ++calls), 1);
  await assert.rejects(keys.withWebCrypto(() => {
    ++calls;
    keys.setPassphrase('alice', 0, '');
  }), {code: 'invalid_argument'});
  assert.equal(calls, 2);
});

// seen returns the bytes that WebCrypto is given and gives back while `use` runs.
async function seen(use) {
  const {subtle} = webcrypto;
  const {importKey, deriveBits} = subtle;
  const found = [];
  subtle.importKey = (...args) => {
    found.push(args[1]);
    return importKey.apply(subtle, args);
  };
  subtle.deriveBits = async (...args) => {
    const bits = await deriveBits.apply(subtle, args);
    found.push(new Uint8Array(bits));
    return bits;
  };
  try {
    await use();
  } finally {
    delete subtle.importKey;
    delete subtle.deriveBits;
  }
  return found;
}

test('passphrases and what WebCrypto derived from them are wiped', async () => {
  const {keys} = endOf({profile: 'livekit'}, true);
  const found = await seen(() =>
    keys.withWebCrypto(() => keys.setPassphrase('alice', 0, `${TEXT} 2`)));
  assert.ok(found.length >= 2);
  for (const bytes of found) {
    assert.ok(bytes.length > 0 && bytes.every((byte) => byte === 0));
  }
});

test('one call may derive for several profiles', async () => {
  const ends = PROFILES.map((options) => [endOf(options, true), endOf(options, false)]);
  const isSet = new Set();
  await ends[0][0].keys.withWebCrypto(() => {
    for (const [{keys}] of ends) {
      if (!isSet.has(keys)) {
        keys.setPassphrase('alice', 0, `${TEXT} 3`);
        isSet.add(keys);
      }
    }
  });
  for (const [from, to] of ends) {
    to.keys.setPassphrase('alice', 0, `${TEXT} 3`);  // The engine derives by itself.
    from.keys.activate('alice', 0);
    assertOpens(from.session.createSendTransform(STREAM),
                to.session.createReceiveTransform(STREAM), 1);
  }
});

test('the bytes of a passphrase are wiped', () => {
  const {prototype} = TextEncoder;
  const {encode} = prototype;
  const found = [];
  prototype.encode = function(text) {
    const bytes = encode.call(this, text);
    if (text.startsWith(TEXT)) {
      found.push(bytes);
    }
    return bytes;
  };
  try {
    endOf({profile: 'livekit'}, true).keys.setPassphrase('alice', 0, `${TEXT} 4`);
  } finally {
    prototype.encode = encode;
  }
  assert.deepEqual(found, [new Uint8Array(TEXT.length + 2)]);
});

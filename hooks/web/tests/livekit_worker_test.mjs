// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The worker for LiveKit: its keys and frames, checked by the command line program.

import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {test} from 'node:test';

import {KEY, vp8} from './calls.mjs';
import {End, EXTERNAL, again, bytesOf, frameOf, material, until} from './livekit_end.mjs';

const PLAIN = vp8(300);
const VIDEO = ['--kind', 'video', '--codec', 'vp8', '--key-frame', '--ssrc', '7',
               '--timestamp', '1'];
const AUDIO = ['--kind', 'audio', '--codec', 'opus', '--ssrc', '7', '--timestamp', '1'];
const HEX = Buffer.from(KEY).toString('hex');
const OTHER = KEY.map((byte) => byte + 1);

// program runs `sealframe frame seal` or `frame open`, which must succeed.
function program(operation, frame, ...flags) {
  const done = spawnSync(process.env.SEALFRAME,
                         ['frame', operation, '--profile', 'livekit', ...flags],
                         {input: frame});
  assert.equal(done.status, 0, done.stderr.toString());
  return new Uint8Array(done.stdout);
}

// endWith returns an end of a room that shares a key.
async function endWith(identity, key, options = {}) {
  const end = new End(identity, {...EXTERNAL, ...options});
  end.setKey(await material(key));
  ['alice', 'bob'].forEach((each) => end.enable(each));
  return end;
}

// callOf returns alice's and bob's ends, with a key for each, and alice's camera at
// both.
async function callOf(options = {}) {
  const [alice, bob] = ['alice', 'bob'].map((identity) => new End(identity, options));
  for (const end of [alice, bob]) {
    end.setKey(await material(KEY), {participantIdentity: 'alice', keyIndex: 0});
    end.setKey(await material(OTHER), {participantIdentity: 'bob', keyIndex: 0});
    ['alice', 'bob'].forEach((each) => end.enable(each));
  }
  return {alice, bob, camera: alice.encode({trackId: 'camera'}),
          screen: bob.decode('alice', {trackId: 'camera'})};
}

async function exchange(from, to, bytes = PLAIN, info = {}) {
  const [sealed] = await from.pass(frameOf(bytes, info));
  assert.ok(sealed, 'a frame was not sealed');
  assert.notDeepEqual(bytesOf(sealed), bytes);
  const [opened] = await to.pass(again(sealed));
  return {sealed, opened: opened && bytesOf(opened)};
}

for (const [name, key, flags] of [
  ['bytes', KEY, ['--key', HEX]],
  ['a passphrase', 'some words', ['--passphrase', 'some words']],
]) {
  for (const keySize of [128, 256]) {
    for (const [kind, info, media, plain] of [
      ['video', {}, VIDEO, PLAIN],
      ['audio', {mimeType: 'audio/opus'}, AUDIO, PLAIN.slice(0, 90)],
    ]) {
      test(`${kind} under ${name}, ${keySize} bits: as the program has it`, async () => {
        const end = await endWith('alice', key, {keySize});
        const options = [...flags, '--key-bits', `${keySize}`, ...media];
        const [sealed] = await end.encode().pass(frameOf(plain, info));
        assert.deepEqual(program('open', bytesOf(sealed), ...options), plain);
        const arrived = program('seal', plain, ...options);
        const [opened] = await end.decode('bob').pass(frameOf(arrived, info));
        assert.deepEqual(bytesOf(opened), plain);
      });
    }
  }
}

test('two participants with a key each, and tracks that the browser transforms', async () => {
  const {alice, bob} = await callOf();
  for (const [from, to] of [[alice, bob], [bob, alice]]) {
    const track = from.encode({isTransform: true});
    const {opened} =
        await exchange(track, to.decode(from.identity, {isTransform: true}));
    assert.deepEqual(opened, PLAIN);
    const {opened: foreign} = await exchange(track, to.decode(to.identity));
    assert.equal(foreign, undefined);
  }
});

test('a key that comes after the track started is used', async () => {
  const alice = new End('alice');
  alice.enable();
  const track = alice.encode();
  assert.deepEqual(await track.pass(frameOf(PLAIN)), []);
  alice.setKey(await material(KEY), {participantIdentity: 'alice'});
  await alice.handled();
  const [sealed] = await track.pass(frameOf(PLAIN));
  assert.deepEqual(program('open', bytesOf(sealed), '--key', HEX, ...VIDEO), PLAIN);
});

test('a wrong key never makes a receiver give up', async () => {
  const alice = await endWith('alice', KEY);
  const bob = await endWith('bob', OTHER, {failureTolerance: 0});
  const [from, to] = [alice.encode(), bob.decode('alice')];
  for (let count = 0; count < 50; ++count) {
    assert.equal((await exchange(from, to)).opened, undefined);
  }
  await until(() => bob.of('error').length);
  assert.match(bob.of('error')[0].error.message, /^InvalidKey/);
  assert.equal(bob.of('error')[0].participantIdentity, 'alice');
  bob.setKey(await material(KEY));
  await bob.handled();
  assert.deepEqual((await exchange(from, to)).opened, PLAIN);
});

test('a frame opens once', async () => {
  const {camera, screen} = await callOf();
  const {sealed, opened} = await exchange(camera, screen);
  assert.deepEqual(opened, PLAIN);
  assert.deepEqual(await screen.pass(again(sealed)), []);
});

test('a changed frame is dropped', async () => {
  const {camera, screen} = await callOf();
  const [sealed] = await camera.pass(frameOf(PLAIN));
  new Uint8Array(sealed.data)[100] ^= 1;
  assert.deepEqual(await screen.pass(sealed), []);
});

test('receivers follow a ratchet, and both ends tell of it', async () => {
  const {alice, bob, camera, screen} = await callOf();
  for (const step of [1, 2, 3]) {
    alice.post('ratchetRequest', {participantIdentity: 'alice'});
    await alice.handled();
    // Receivers derive the next step ahead, which takes a moment.
    let sealed, opened;
    while (opened === undefined) {
      ({sealed, opened} = await exchange(camera, screen));
    }
    assert.deepEqual(opened, PLAIN);
    program('open', bytesOf(sealed), '--key', HEX, '--ratchet', `${step}`, ...VIDEO);
    assert.deepEqual(await screen.pass(again(sealed)), [], 'it opens once');
    assert.equal(bob.of('ratchetKey').length, step);
    const [ours, theirs] = [alice, bob].map((end) => end.of('ratchetKey').at(-1));
    assert.equal(theirs.participantIdentity, 'alice');
    assert.equal(theirs.keyIndex, 0);
    assert.deepEqual(new Uint8Array(theirs.ratchetResult.chainKey),
                     new Uint8Array(ours.ratchetResult.chainKey));
    assert.equal(theirs.ratchetResult.cryptoKey.algorithm.name, 'HKDF');
  }
});

test('without a ratchet window receivers stay where they are', async () => {
  const {alice, bob, camera, screen} = await callOf({ratchetWindowSize: 0});
  alice.post('ratchetRequest', {participantIdentity: 'alice', keyIndex: 0});
  await alice.handled();
  assert.equal((await exchange(camera, screen)).opened, undefined);
  bob.post('ratchetRequest', {participantIdentity: 'alice', keyIndex: 0});
  await bob.handled();
  assert.deepEqual((await exchange(camera, screen)).opened, PLAIN);
});

test('a shared key ratchets on request, and nobody is told', async () => {
  const end = await endWith('alice', 'some words');
  end.post('ratchetRequest', {});
  await end.handled();
  const [sealed] = await end.encode().pass(frameOf(PLAIN));
  program('open', bytesOf(sealed), '--passphrase', 'some words', '--ratchet', '1', ...VIDEO);
  assert.deepEqual(end.of('ratchetKey'), []);
});

test('a key that is set again goes on, and another one replaces it', async () => {
  const {alice, bob, camera, screen} = await callOf();
  const {sealed} = await exchange(camera, screen);
  for (const end of [alice, bob]) {
    end.setKey(await material(KEY),
               {participantIdentity: 'alice', keyIndex: 0, updateCurrentKeyIndex: false});
    await end.handled();
  }
  assert.deepEqual(await screen.pass(again(sealed)), []);
  assert.deepEqual((await exchange(camera, screen)).opened, PLAIN);
  alice.setKey(await material(OTHER), {participantIdentity: 'alice', keyIndex: 0});
  await alice.handled();
  assert.equal((await exchange(camera, screen)).opened, undefined);
});

test('a ratcheted key that is set again is at its first step again', async () => {
  const {alice, bob, camera, screen} = await callOf();
  alice.post('ratchetRequest', {participantIdentity: 'alice'});
  await alice.handled();
  await exchange(camera, screen);
  for (const end of [alice, bob]) {
    end.setKey(await material(KEY), {participantIdentity: 'alice', keyIndex: 0});
    await end.handled();
  }
  const {sealed, opened} = await exchange(camera, screen);
  assert.deepEqual(opened, PLAIN);
  program('open', bytesOf(sealed), '--key', HEX, ...VIDEO);
});

test('keys rotate through the ring, and the sender says which it uses', async () => {
  const {alice, bob, camera, screen} = await callOf({keyringSize: 4});
  for (const [keyIndex, updateCurrentKeyIndex, used] of [[1, false, 0], [6, true, 2]]) {
    for (const end of [alice, bob]) {
      end.setKey(await material(OTHER.map((byte) => byte + keyIndex)),
                 {participantIdentity: 'alice', keyIndex, updateCurrentKeyIndex});
      await end.handled();
    }
    const {sealed, opened} = await exchange(camera, screen);
    assert.equal(bytesOf(sealed).at(-1), used);
    assert.deepEqual(opened, PLAIN);
  }
});

test('AV1 is carried', async () => {
  const {camera, screen} = await callOf();
  // A temporal delimiter, and a frame with its size.
  const frame = new Uint8Array([0x12, 0, 0x32, 40, ...Array(40).keys()]);
  const {opened} = await exchange(camera, screen, frame, {mimeType: 'video/AV1'});
  assert.deepEqual(opened.slice(-40), frame.slice(-40));
});

test('the codec may come from the payload type or the track', async () => {
  const {alice} = await callOf();
  const nameless = {mimeType: null, payloadType: 98};
  const clear = async (track) => {
    const [sealed] = await track.pass(frameOf(PLAIN, nameless));
    return bytesOf(sealed).findIndex((byte, at) => byte !== PLAIN[at]);
  };
  assert.ok(await clear(alice.encode()) >= 10);
  assert.ok(await clear(alice.encode({codec: 'vp9'})) < 5);
  alice.post('setRTPMap', {map: new Map([[98, 'vp9']]), participantIdentity: 'alice'});
  assert.ok(await clear(alice.encode()) < 5);
});

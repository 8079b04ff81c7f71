// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The messages of the worker for LiveKit.

import assert from 'node:assert/strict';
import {test} from 'node:test';

import {KEY, vp8} from './calls.mjs';
import {End, EXTERNAL, again, bytesOf, frameOf, material, until} from './livekit_end.mjs';

const PLAIN = vp8(300);
const PACKET = new TextEncoder().encode('hello');
const OTHER = KEY.map((byte) => byte + 1);

// ends returns alice's and bob's ends, with one key, before anything is enabled.
async function ends(options) {
  const both = ['alice', 'bob'].map((identity) => new End(identity, {...EXTERNAL, ...options}));
  for (const end of both) {
    end.setKey(await material(KEY));
  }
  return both;
}

const hex = (bytes) => Buffer.from(bytes).toString('hex');

test('init and enable are acknowledged', async () => {
  const end = new End('alice');
  end.enable();
  await end.handled();
  assert.deepEqual(end.messages[0], {kind: 'initAck', data: {enabled: false}});
  assert.deepEqual(end.messages[1], {
    kind: 'enable', data: {enabled: true, participantIdentity: 'alice'},
  });
});

test('frames are dropped until it is said whether they are encrypted', async () => {
  const [alice, bob] = await ends();
  const [from, to] = [alice.encode(), bob.decode('alice')];
  assert.deepEqual(await from.pass(frameOf(PLAIN)), []);
  assert.deepEqual(await to.pass(frameOf(PLAIN), frameOf(PLAIN)), []);
  for (const end of [alice, bob]) {
    const [{error, participantIdentity}, ...rest] = end.of('error');
    assert.match(error.message, /^InternalError/);
    assert.equal(participantIdentity, 'alice');
    assert.deepEqual(rest, []);
  }
  alice.enable('alice', false);
  bob.enable('alice', false);
  await Promise.all([alice.handled(), bob.handled()]);
  for (const track of [from, to]) {
    assert.deepEqual((await track.pass(frameOf(PLAIN))).map(bytesOf), [PLAIN]);
  }
  bob.enable('alice');
  await bob.handled();
  assert.deepEqual(await to.pass(frameOf(PLAIN)), []);
});

test('without a key nothing comes out, and the page hears of it', async () => {
  const end = new End('alice', EXTERNAL);
  ['alice', 'bob'].forEach((each) => end.enable(each));
  const [, bob] = await ends();
  bob.enable('bob');
  const [sealed] = await bob.encode().pass(frameOf(PLAIN));
  assert.deepEqual(await end.encode().pass(frameOf(PLAIN)), []);
  assert.deepEqual(await end.decode('bob').pass(sealed), []);
  await until(() => end.of('error').length >= 2);
  for (const identity of ['alice', 'bob']) {
    assert.ok(end.of('error').some(({error, participantIdentity}) =>
      participantIdentity === identity && /^MissingKey/.test(error.message)));
  }
});

test('keys whose index is none change nothing', async () => {
  const [alice, bob] = await ends();
  [alice, bob].forEach((end) => end.enable('alice'));
  for (const keyIndex of [-1, 0.5, NaN, '1', 1n]) {
    alice.setKey(await material(OTHER), {keyIndex});
    bob.setKey(await material(OTHER), {keyIndex});
  }
  await Promise.all([alice.handled(), bob.handled()]);
  assert.equal(alice.of('error').length, 5);
  const sealed = await alice.encode().pass(frameOf(PLAIN));
  assert.equal(sealed.length, 1);
  assert.deepEqual((await bob.decode('alice').pass(...sealed)).map(bytesOf), [PLAIN]);
});

test('frames of the server pass if they are known', async () => {
  const [end] = await ends();
  const trailer = [0xa1, 0xb2, 0xc3];
  end.enable('bob');
  end.post('setSifTrailer', {trailer: new Uint8Array(trailer)});
  const silence = [0xf8, 0xff, 0xfe, ...Array(77).fill(0)];
  const track = end.decode('bob');
  const opus = {mimeType: 'audio/opus'};
  const [opened] = await track.pass(frameOf([...silence, ...trailer], opus));
  assert.deepEqual([...bytesOf(opened)], silence);
  assert.deepEqual(await track.pass(frameOf([...PLAIN, ...trailer], opus),
                                    frameOf(silence, opus)), []);
});

test('data packets', async () => {
  const [alice, bob] = await ends();
  const {kind, data} = await alice.ask(
      'encryptDataRequest', {payload: PACKET, participantIdentity: 'alice'});
  assert.equal(kind, 'encryptDataResponse');
  assert.equal(data.iv.length, 12);
  const {payload, iv, keyIndex} = data;
  const sealed = {payload, iv, keyIndex, participantIdentity: 'alice'};
  const opened = await bob.ask('decryptDataRequest', sealed);
  assert.equal(opened.kind, 'decryptDataResponse');
  assert.equal(hex(opened.data.payload), hex(PACKET));
  for (const change of [{keyIndex: 3}, {keyIndex: -1}, {iv: new Uint8Array(12)},
                        {iv: new Uint8Array(3)}, {payload: new Uint8Array(4)}]) {
    const refused = await bob.ask('decryptDataRequest', {...sealed, ...change});
    assert.equal(refused.kind, 'error', JSON.stringify(change));
    assert.ok(refused.data.error.message);
  }
});

test('a data packet without a key is answered with an error', async () => {
  const end = new End('alice');
  const {kind, data} = await end.ask(
      'encryptDataRequest', {payload: PACKET, participantIdentity: 'alice'});
  assert.equal(kind, 'error');
  assert.match(data.error.message, /^MissingKey/);
});

test('a server that invents participants does not fill the memory', async () => {
  const [alice, bob] = await ends();
  const {data: {payload, iv, keyIndex}} = await alice.ask(
      'encryptDataRequest', {payload: PACKET, participantIdentity: 'alice'});
  const packet = (participantIdentity) => ({payload, iv, keyIndex, participantIdentity});
  const open = (identity) => bob.ask('decryptDataRequest', packet(identity));
  bob.post('enable', {enabled: true, participantIdentity: 'alice'});
  const camera = bob.decode('alice');
  for (let count = 2; count < 8192; ++count) {
    bob.post('enable', {enabled: false, participantIdentity: `${count}`});
  }
  assert.equal(hex((await open('the last')).data.payload), hex(PACKET));
  assert.deepEqual(bob.of('error'), []);
  const isRefused = ({data: {error}}) => assert.match(error?.message, /more than 8192/);
  isRefused(await open('one more'));
  isRefused(await open('one more'));
  for (const one of ['one more', 'another']) {
    bob.post('enable', {enabled: false, participantIdentity: one});
    assert.deepEqual(await bob.decode(one).pass(frameOf(PLAIN)), []);
  }
  assert.equal(hex((await open('the last')).data.payload), hex(PACKET));
  alice.enable();
  const [sealed] = await alice.encode().pass(frameOf(PLAIN));
  assert.deepEqual((await camera.pass(again(sealed))).map(bytesOf), [PLAIN]);
  assert.deepEqual(await camera.pass(again(sealed)), []);
  assert.equal(bob.of('error').length, 3);  // Two answers, and once for the rest.
});

test('an identity is at most 1024 characters long', async () => {
  const bob = new End('bob', EXTERNAL);
  bob.enable('a'.repeat(1024), false);
  bob.enable('a'.repeat(1025), false);
  await bob.handled();
  assert.deepEqual(await bob.decode('a'.repeat(1025)).pass(frameOf(PLAIN)), []);
  assert.equal(bob.of('enable').filter(
      ({participantIdentity}) => participantIdentity[0] === 'a').length, 1);
  const errors = bob.of('error');
  assert.equal(errors.length, 1);
  assert.match(errors[0].error.message, /more than 1024 characters/);
});

test('data packets follow a ratchet', async () => {
  const [alice, bob] = await ends({sharedKey: false, ratchetWindowSize: 8});
  for (const end of [alice, bob]) {
    end.setKey(await material(KEY), {participantIdentity: 'alice'});
  }
  const exchange = async () => {
    const {data} = await alice.ask(
        'encryptDataRequest', {payload: PACKET, participantIdentity: 'alice'});
    return bob.ask('decryptDataRequest', {...data, participantIdentity: 'alice'});
  };
  assert.equal((await exchange()).kind, 'decryptDataResponse');
  alice.post('ratchetRequest', {participantIdentity: 'alice'});
  assert.equal((await exchange()).kind, 'decryptDataResponse');
  assert.equal(bob.of('ratchetKey').length, 1);
});

test('a track that is removed is silent until another one takes its place', async () => {
  const [alice, bob] = await ends();
  ['alice', 'carol'].forEach((each) => [alice, bob].forEach((end) => end.enable(each)));
  const [from, to] = [alice.encode(), bob.decode('alice', {trackId: 'camera'})];
  const pass = async () => to.pass(again((await from.pass(frameOf(PLAIN)))[0]));
  assert.equal((await pass()).length, 1);
  const remove = (participantIdentity) =>
    bob.post('removeTransform', {participantIdentity, trackId: 'camera'});
  remove('carol');
  await bob.handled();
  assert.equal((await pass()).length, 1);
  remove('alice');
  await bob.handled();
  assert.equal((await pass()).length, 0);
  bob.post('updateCodec', {participantIdentity: 'carol', trackId: 'screen',
                           previousTrackId: 'camera', hasPacketTrailer: false});
  await bob.handled();
  assert.deepEqual((await pass()).map(bytesOf), [PLAIN]);
});

test('a track that ends is forgotten', async () => {
  const [, bob] = await ends();
  bob.enable('alice');
  const [first, second] = [1, 2].map(() => bob.decode('alice', {trackId: 'camera'}));
  await bob.handled();
  await second.end();
  await bob.handled();
  bob.post('removeTransform', {participantIdentity: 'alice', trackId: 'camera'});
  await bob.handled();
  bob.enable('alice', false);
  await bob.handled();
  assert.deepEqual(await first.pass(frameOf(PLAIN)), []);
});

test('packet trailers are made and read', async () => {
  const [alice, bob] = await ends();
  [alice, bob].forEach((end) => end.enable('alice'));
  const from = alice.encode({hasPacketTrailer: true,
                             packetTrailer: {timestamp: true, frameId: true}});
  const to = bob.decode('alice', {trackId: 'camera', hasPacketTrailer: true});
  for (const frameId of [1, 2]) {
    const [sealed] = await from.pass(frameOf(PLAIN, {timestamp: 77}));
    assert.equal(hex(bytesOf(sealed).slice(-4)), hex(Buffer.from('LKTS')));
    assert.deepEqual((await to.pass(sealed)).map(bytesOf), [PLAIN]);
    const {metadata, ...told} = bob.of('packetTrailerMetadata').at(-1);
    assert.deepEqual(told, {trackId: 'camera', rtpTimestamp: 77, ssrc: 7});
    assert.equal(metadata.frameId, frameId);
    assert.ok(metadata.userTimestamp > 1_700_000_000_000_000n);
  }
  const [audio] = await from.pass(frameOf(PLAIN, {mimeType: 'audio/opus'}));
  assert.notEqual(hex(bytesOf(audio).slice(-4)), hex(Buffer.from('LKTS')));
});

test('a frame of LiveKit with a packet trailer opens', async () => {
  // Of tests/vectors/livekit_packet_trailer.txt.
  const [, bob] = await ends();
  bob.setKey(await material('correct horse battery staple'));
  bob.enable('alice');
  const frame = Buffer.from(
      'b10d00571d661881747bb5f615bd85df1a2e62f22ecaf639fbab4a7ac1993e701097a9ed89eaf7ebd7aa' +
      '5f1b059e879ff200000abc00000309ffff3cb40c00fef7fff99f1273e873f7fdfbfffffffeea4c4b5453',
      'hex');
  const track = bob.decode('alice', {hasPacketTrailer: true});
  const [opened] = await track.pass(frameOf(frame, {type: 'delta'}));
  assert.equal(hex(bytesOf(opened)),
               'b10d000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e');
  const [{metadata}] = bob.of('packetTrailerMetadata');
  assert.equal(metadata.userTimestamp, 1795423234133000n);
  assert.equal(metadata.frameId, 1);
});

test('a damaged packet trailer is no trailer', async () => {
  const [, bob] = await ends();
  bob.enable('alice', false);
  const track = bob.decode('alice', {hasPacketTrailer: true});
  const magic = [...Buffer.from('LKTS')];
  for (const tail of [magic, [0xff, ...magic], [0x00, ...magic],
                      [0x50 ^ 0xff, 0, 7 ^ 0xff, ...magic],
                      [1 ^ 0xff, 8 ^ 0xff, 1, 8 ^ 0xff, ...magic]]) {
    const frame = new Uint8Array([9, 9, ...tail]);
    assert.deepEqual((await track.pass(frameOf(frame))).map(bytesOf), [frame]);
  }
  assert.deepEqual(bob.of('packetTrailerMetadata'), []);
});

test('a key that is no key is refused, and what was set stays', async () => {
  const [alice, bob] = await ends();
  [alice, bob].forEach((end) => end.enable('alice'));
  bob.setKey({algorithm: {name: 'AES-GCM'}});
  bob.post('ratchetRequest', {keyIndex: 5});
  await until(() => bob.of('error').length === 2);
  assert.match(bob.of('error')[1].error.message, /^MissingKey/);
  const [sealed] = await alice.encode().pass(frameOf(PLAIN));
  assert.deepEqual((await bob.decode('alice').pass(sealed)).map(bytesOf), [PLAIN]);
});

test('a key of no participant is refused unless keys are shared', async () => {
  const end = new End('alice');
  end.setKey(await material(KEY));
  await until(() => end.of('error').length);
  assert.match(end.of('error')[0].error.message, /no participant/);
});

test('options that are refused let nothing pass', async () => {
  const end = new End('alice', {keySize: 100});
  end.post('enable', {enabled: false, participantIdentity: 'alice'});
  await until(() => end.of('error').length === 2);
  assert.deepEqual(end.of('initAck'), []);
  assert.deepEqual(await end.encode().pass(frameOf(PLAIN)), []);
  const {kind} = await end.ask(
      'encryptDataRequest', {payload: PACKET, participantIdentity: 'alice'});
  assert.equal(kind, 'error');
});

test('a room that is made twice keeps its keys, unless its options change', async () => {
  const [alice, bob] = await ends();
  [alice, bob].forEach((end) => end.enable('alice'));
  const pass = async () => {
    const [sealed] = await alice.encode().pass(frameOf(PLAIN));
    return (await bob.decode('alice').pass(sealed)).map(bytesOf);
  };
  const init = (options) => {
    for (const end of [alice, bob]) {
      end.init(options);
    }
  };
  init(EXTERNAL);
  const [camera, screen] = [alice.encode(), bob.decode('alice')];
  assert.deepEqual(await pass(), [PLAIN]);
  init({...EXTERNAL, keySize: 256});
  for (const end of [alice, bob]) {
    await end.handled();
    end.setKey(await material(OTHER));
  }
  assert.deepEqual(await pass(), [PLAIN]);
  const [sealed] = await camera.pass(frameOf(PLAIN));
  assert.deepEqual((await screen.pass(again(sealed))).map(bytesOf), [PLAIN]);
  assert.equal(bob.of('initAck').length, 3);
});

test('after a trap nothing comes out, and the page hears of it', async () => {
  const [alice, bob] = await ends();
  [alice, bob].forEach((end) => end.enable('alice'));
  const [from, to] = [alice.encode(), bob.decode('alice')];
  const frames = await from.pass(...[1, 2, 3].map(
      (timestamp) => frameOf(PLAIN, {timestamp})));
  assert.equal((await to.pass(frames[0])).length, 1);
  bob.trapping = true;
  assert.deepEqual(await to.pass(frames[1]), []);
  bob.trapping = false;
  assert.deepEqual(await to.pass(frames[2]), []);
  assert.ok(bob.of('error').length > 0);
  const {kind} = await bob.ask(
      'encryptDataRequest', {payload: PACKET, participantIdentity: 'bob'});
  assert.equal(kind, 'error');
});

// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Random sequences of calls: alice sends to bob on three streams, and data packets, in any
// profile, while keys come and go, frames are altered, cut, repeated and held, encryption is
// switched off and on, and arguments are wrong. The outcome of each call is checked against
// what sealframe.h promises.

import assert from 'node:assert/strict';

import {KEYS, PASSPHRASE, keyCall} from './keys.mjs';
import {
  INJECTED, SILENCE, bytesOf, checkContent, contentOf, frameOf, isAnnexB, isRewritten,
} from './media.mjs';
import {FRAME_STATUS, STRUCTS} from './node_modules/sealframe/interface.js';
import {UNTOUCHED} from './wasm_calls.mjs';

const OK = FRAME_STATUS.indexOf('ok');
const PASSED = FRAME_STATUS.indexOf('passed_through');
const HELD = FRAME_STATUS.indexOf('held');
const AUDIO = 0;
const VIDEO = 1;
const LONG_MS = '1000000000';  // No sequence takes so long.
const STREAMS = [AUDIO, VIDEO, VIDEO];
// The handles that a sequence makes first, by number.
const [ALICE, BOB, FROM, TO, SENDERS, RECEIVERS] = [0, 1, 2, 3, 4, 7];
const [PACKET_SEALER, PACKET_OPENER] = [10, 11];
const MAX_BATCH = 12;
// Bob remembers the frames of this many removed keys. No sequence opens frames of more keys.
const REMEMBERED_KEYS = 16;
// The profiles whose nonces are random.
const RANDOM_PROFILES = ['livekit', 'videosdk', 'jframe', 'getstream'];
const PACKET_PROFILES = ['livekit', 'videosdk'];
const TRAILER = 'a1b2c3d4e5f60718';  // A server marks the frames that it injects with it.

let sequences = 0;

// randomOf returns a source of numbers below `limit`, the same for the same seed.
export function randomOf(seed) {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

export class Sequence {
  calls = [];
  outcomes = [];
  #wasm;
  #random;
  #hasPassphrases;
  #sealed = [];
  #packets = [];
  #opened = new Set();
  #openedWith = new Set();  // The keys of the frames that have opened.
  #nonces = new Set();      // With their keys.
  #active;                  // The index of the key that alice seals with.
  #ratchets = 0;
  #isOn = {[FROM]: true, [TO]: true};
  #sendsPlain = false;     // In dave.
  #acceptsPlain;           // Whether bob may pass frames that are not sealed.
  #trailer = '';
  #salt = ++sequences;  // No two sequences have a key in common.
  #receivers = [RECEIVERS, RECEIVERS + 1, RECEIVERS + 2];
  #packetOpener = PACKET_OPENER;
  #handles = 0;

  constructor(wasm, random, {hasPassphrases, ...options}) {
    this.#wasm = wasm;
    this.#random = random;
    this.#hasPassphrases = hasPassphrases;
    this.#acceptsPlain = Boolean(options.acceptPlain);
    this.options = options;
    const providers = [this.#make('provider_create', options),
                       this.#make('provider_create', options)];
    assert.ok(providers.every(Boolean), JSON.stringify(options));
    this.#call('provider_add_local_participant', ALICE, 'alice', this.#senderNumber());
    this.#addAlice(BOB);
    for (const provider of [ALICE, BOB]) {
      this.#addSsrcs(provider);
      this.#make('session_create', provider, {allowNoKey: 1});
    }
    for (const session of [FROM, TO]) {
      this.#call('session_set_e2ee_enabled', session, 1);
    }
    STREAMS.forEach((media) =>
      this.#make('send_transform_create', FROM, {participant: 'alice', media, track: 't'}));
    STREAMS.forEach((_, index) => this.#makeReceiver(index));
    this.#make('data_packet_sealer_create', ALICE, 'alice');
    this.#makePacketOpener();
    const first = hasPassphrases ? PASSPHRASE : 0;
    this.#setKey(ALICE, first);
    this.#setKey(BOB, first);
    this.#activate(String(first));
  }

  // run makes `count` random calls.
  run(count) {
    const all = [
      ...Array(12).fill(() => this.#seal()), ...Array(10).fill(() => this.#open()),
      () => this.#sealBatch(), () => this.#openBatch(),
      () => this.#openAltered(), () => this.#openAltered(), () => this.#openPlain(),
      () => this.#openHeld(), () => this.#openHeld(),
      () => this.#setKey(this.#of([ALICE, BOB]), this.#of(KEYS)),
      () => this.#activate(this.#index()), () => this.#ratchet(), () => this.#retire(),
      () => this.#rejoin(),
      () => this.#sealPacket(), () => this.#openPacket(), () => this.#openAlteredPacket(),
      () => this.#switch(), () => this.#letPlainPass(),
      () => this.#poll(), () => this.#ask(), () => this.#ask(),
      () => this.#inspect(), () => this.#keyIds(), () => this.#wrong(), () => this.#wrong(),
    ];
    for (let i = 0; i < count; ++i) {
      this.#of(all)();
    }
    this.#finish();
  }

  // opened returns how many frames have opened.
  get opened() {
    return this.#opened.size;
  }

  get #profile() {
    return this.options.profile;
  }

  #of(list) {
    return list[this.#random(list.length)];
  }

  #index() {
    return String(this.#of([0, 1, 2, 3, 4, 17, '18446744073709551615']));
  }

  #bytes(length) {
    return bytesOf(length, this.#random);
  }

  #call(...call) {
    const outcome = this.#wasm.call(...call);
    this.calls.push(call);
    this.outcomes.push(outcome);
    return outcome;
  }

  #make(...call) {
    const {outs: [made]} = this.#call(...call);
    ++this.#handles;
    return made;
  }

  // #senderNumber returns alice's number, which sframe needs under a shared key.
  #senderNumber() {
    return this.options.keyMode && this.#profile === 'sframe' ? '7' : null;
  }

  #addAlice(provider) {
    this.#call('provider_add_remote_participant', provider, 'alice', this.#senderNumber());
  }

  #addSsrcs(provider) {
    if (this.options.perSsrc) {
      [AUDIO, VIDEO].forEach((media) =>
        this.#call('provider_add_ssrc', provider, 'alice', 7 + media));
    }
  }

  #makeReceiver(index) {
    this.#receivers[index] = this.#handles;
    this.#make('receive_transform_create', TO, {
      participant: 'alice', media: STREAMS[index], track: 't',
      ...this.#random(2) ? {holdMaxFrames: 5, holdMaxBytes: 4000, holdMaxAgeMs: LONG_MS} : {},
    });
  }

  #makePacketOpener() {
    this.#packetOpener = this.#handles;
    this.#make('data_packet_opener_create', BOB, 'alice');
  }

  #setKey(provider, index, isDerived = this.#random(2) === 0) {
    this.#call(...keyCall(provider, {
      options: this.options, salt: this.#salt, index,
      hasPassphrases: this.#hasPassphrases, isDerived,
    }));
  }

  #activate(index) {
    if (this.#call('provider_activate', ALICE, 'alice', index).returned === OK) {
      this.#active = index;
    }
  }

  #ratchet() {
    this.#ratchets += this.#call('provider_ratchet', ALICE, 'alice').returned === OK ? 1 : 0;
  }

  #retire() {
    const [provider, when] = [this.#of([ALICE, BOB, BOB]), this.#of(['0', LONG_MS])];
    if (this.options.keyMode) {
      this.#call('provider_retire_shared_key', provider, this.#index(), when);
    } else {
      this.#call('provider_retire', provider, 'alice', this.#index(), when);
    }
  }

  // #rejoin removes alice at bob and adds her again, which sframe refuses under a shared key:
  // her number has gone with her.
  #rejoin() {
    if (this.#senderNumber() !== null) {
      return;
    }
    const endStreams = () => {
      this.#receivers.forEach((receiver) => this.#call('receive_transform_destroy', receiver));
      this.#call('data_packet_opener_destroy', this.#packetOpener);
    };
    this.#call('provider_remove_participant', BOB, 'alice');
    const endsFirst = this.#random(2) === 0;
    if (endsFirst) {
      endStreams();
      this.#call('session_poll', TO);  // It drops what bob does not remember of her.
    }
    this.#addAlice(BOB);
    this.#addSsrcs(BOB);
    this.#setKey(BOB, this.#of(KEYS));
    if (!endsFirst) {
      endStreams();
    }
    STREAMS.forEach((_, index) => this.#makeReceiver(index));
    this.#makePacketOpener();
  }

  // #switch switches end-to-end encryption on or off.
  #switch() {
    const session = this.#of([FROM, TO]);
    this.#isOn[session] = this.#random(3) !== 0;
    this.#call('session_set_e2ee_enabled', session, this.#isOn[session] ? 1 : 0);
  }

  // #letPlainPass lets some frames pass that are not sealed, or no longer. Bob goes on to
  // accept those of dave for ten seconds.
  #letPlainPass() {
    const [sends, accepts] = [this.#random(2), this.#random(2)];
    const provider = this.#of([ALICE, BOB]);
    const dave = this.#call('provider_set_dave_passthrough', provider, sends, accepts);
    if (dave.returned === OK && provider === ALICE) {
      this.#sendsPlain = sends === 1;
    } else if (dave.returned === OK) {
      this.#acceptsPlain ||= accepts === 1;
    }
    const trailer = this.#of(['', TRAILER]);
    if (this.#call('provider_set_server_trailer', BOB, trailer).returned === OK) {
      this.#trailer = trailer;
    }
  }

  #poll() {
    this.#call('session_poll', this.#of([FROM, TO]));
  }

  #infoOf(media, codec) {
    return {
      codec, isKeyFrame: this.#random(2), ssrc: 7 + media,
      rtpTimestamp: this.#random(2 ** 32), token: String(this.#random(1000)),
      ...this.options.profile === 'sframe' && this.#random(4) === 0 ?
        {metadata: this.#bytes(1 + this.#random(9)).toString('hex')} : {},
    };
  }

  // #place returns a buffer of `capacity` bytes that is apart from the input, or, at
  // times, the input's own or one that overlaps it.
  #place(capacity) {
    return this.#random(8) ? capacity : [capacity, this.#of([0, 0, 1, 9])];
  }

  // #newFrame returns a frame that is to be sealed.
  #newFrame() {
    const index = this.#random(STREAMS.length);
    const codec = STREAMS[index] === AUDIO ? 1 : 2 + this.#random(5);
    const info = this.#infoOf(STREAMS[index], codec);
    return {index, info, frame: frameOf(codec, info.isKeyFrame, this.#random)};
  }

  #seal() {
    const one = this.#newFrame();
    const {returned: most} = this.#call('send_transform_max_sealed_size', SENDERS + one.index,
                                        one.frame.length);
    const capacity = this.#random(10) ? most : this.#short(one, most);
    const {returned, outs: [out, result]} = this.#call(
        'send_transform_seal', SENDERS + one.index, one.info, one.frame.toString('hex'),
        this.#place(capacity));
    assert.ok(result.size <= most);
    this.#sealedAs({...one, call: this.calls.length - 1}, returned, out, result);
  }

  #sealBatch() {
    const frames = Array.from({length: this.#random(MAX_BATCH)}, () => this.#newFrame());
    const {outs} = this.#call('seal_batch', frames.map(({index, info, frame}) => ({
      transform: SENDERS + index, info, frame: frame.toString('hex'),
      capacity: this.#random(10) ? 2 * frame.length + 300 : this.#short({info, frame}, 300),
    })));
    const call = this.calls.length - 1;
    outs.forEach(({status, outs: [out, result]}, job) =>
      this.#sealedAs({...frames[job], call, job}, status, out, result));
  }

  // #short returns a capacity below `most`, which may be too small. With escapes, sealed sizes
  // depend on nonces, so that it is always too small then: both must answer the same.
  #short({info, frame}, most) {
    return this.#random(isAnnexB(info.codec) ? Math.min(frame.length + 1, most) : most);
  }

  // #sealedAs checks the outcome of sealing.
  #sealedAs({index, info, frame, call, job}, status, out, {size, kid}) {
    const sealed = Buffer.from(out, 'hex').subarray(0, size);
    if (status === OK) {
      assert.ok(this.#isOn[FROM] && !this.#sendsPlain && !sealed.equals(frame));
      this.#sealed.push({index, info, frame, sealed, call, job,
                         key: `${kid} ${this.#ratchets}`});
      this.#checkNonce(this.#sealed.at(-1));
    } else if (status === PASSED) {
      this.#passed(sealed, this.#isOn[FROM] && !this.#sendsPlain ?
        this.#emptied(info, frame) : frame, frame);
    } else {
      this.#failed(status, out, size);
    }
  }

  // #checkNonce checks that no other frame under the same key has the nonce, if nonces are not
  // random.
  #checkNonce({index, info, sealed}) {
    if (RANDOM_PROFILES.includes(this.#profile)) {
      return;
    }
    const {outs: [{kid, counter}]} = this.#call(
        'inspect', this.#profile, STREAMS[index], info, sealed.toString('hex'));
    const nonce = [this.#active, kid, this.options.perSsrc ? info.ssrc : '', counter].join(' ');
    assert.ok(!this.#nonces.has(nonce), `the nonce ${nonce} repeats`);
    this.#nonces.add(nonce);
  }

  // #emptied returns the form in which a frame without any content passes, or undefined if the
  // frame must be sealed.
  #emptied({codec}, frame) {
    const isEmpty = frame.length === 0 || isRewritten(this.#profile, codec) &&
      contentOf(this.#profile, codec, frame)?.length === 0 && !isAnnexB(codec);
    return isEmpty ? Buffer.alloc(0) : undefined;
  }

  // #passed checks that `out` is what may pass of `frame`.
  #passed(out, allowed, frame) {
    assert.ok(allowed, `${frame.toString('hex')} passes`);
    assert.ok(out.equals(allowed), `${frame.toString('hex')} passes as ${out.toString('hex')}`);
  }

  // #failed checks that a call that failed left nothing but zeros behind. Buffers that
  // overlap are left alone.
  #failed(status, out, size) {
    assert.equal(size, 0);
    const bytes = Buffer.from(out, 'hex');
    assert.ok(bytes.every((byte) => byte === 0 || byte === UNTOUCHED) ||
              FRAME_STATUS[status] === 'buffers_overlap', `${FRAME_STATUS[status]} leaves ${out}`);
  }

  // #tokenOf returns the token of a frame: held frames are found by it.
  #tokenOf(one) {
    return String(this.#sealed.indexOf(one) + 1);
  }

  // #openBytes opens `bytes`. `one` is the frame that they may open to, or undefined.
  #openBytes({index, info, one}, bytes) {
    const receiver = this.#receivers[index];
    const {returned: most} = this.#call('receive_transform_max_opened_size', receiver,
                                        bytes.length);
    const capacity = this.#random(10) ? most : this.#random(most + 1);
    const {returned, outs: [out, result]} = this.#call(
        'receive_transform_open', receiver, {...info, token: this.#tokenOf(one)},
        bytes.toString('hex'), capacity);
    this.#openedAs({index, one}, returned, out, result, bytes);
  }

  // #openedAs checks the outcome of opening `bytes`.
  #openedAs({index, one}, status, out, {size}, bytes) {
    const opened = Buffer.from(out, 'hex').subarray(0, size);
    if (status === OK) {
      assert.ok(this.#isOn[TO]);
      this.#cameOut(one, opened);
    } else if (status === PASSED) {
      this.#passed(opened, this.#mayPass(index, one, bytes), bytes);
    } else {
      this.#failed(status, out, size);
    }
  }

  // #mayPass returns the form in which received bytes may pass, or undefined.
  #mayPass(index, one, bytes) {
    const isPlain = !this.#isOn[TO] || bytes.length === 0 ||
      this.#acceptsPlain && one === undefined ||
      this.#profile === 'dave' && STREAMS[index] === AUDIO && bytes.equals(SILENCE);
    const injected = Buffer.concat([INJECTED, Buffer.from(this.#trailer, 'hex')]);
    return isPlain ? bytes :
      this.#trailer !== '' && bytes.equals(injected) ? INJECTED : undefined;
  }

  #open() {
    if (this.#sealed.length) {
      const one = this.#random(3) ? this.#sealed.at(-1) : this.#of(this.#sealed);
      this.#openBytes({...one, one}, one.sealed);
    }
  }

  #openBatch() {
    const frames = this.#sealed.slice(-1 - this.#random(MAX_BATCH));
    const {outs} = this.#call('open_batch', frames.map((one) => ({
      transform: this.#receivers[one.index], info: {...one.info, token: this.#tokenOf(one)},
      frame: one.sealed.toString('hex'),
      capacity: this.#random(10) ? one.sealed.length + 20 : this.#random(one.sealed.length),
    })));
    outs.forEach(({status, outs: [out, result]}, job) =>
      this.#openedAs({...frames[job], one: frames[job]}, status, out, result,
                     frames[job].sealed));
  }

  #cameOut(one, opened) {
    assert.ok(one, `what was not sealed opens to ${opened.toString('hex')}`);
    checkContent(this.#profile, one.info.codec, opened, one.frame);
    assert.ok(!this.#opened.has(one), 'a frame opens twice');
    this.#opened.add(one);
    this.#openedWith.add(one.key);
  }

  #openAltered() {
    if (this.#sealed.length === 0) {
      return;
    }
    const one = this.#of(this.#sealed);
    const bytes = Buffer.from(one.sealed);
    const [at, bit] = [this.#random(bytes.length), this.#random(8)];
    bytes[at] ^= 1 << bit;
    const isCut = this.#random(2) === 0;
    const isSame = isCut ? this.#isWithoutZero(one, at) : this.#isUnusedBit(one, at, bit);
    this.#openBytes({...one, one: isSame ? one : undefined},
                    isCut ? one.sealed.subarray(0, at) : bytes);
  }

  // #isUnusedBit returns whether a bit is the one of GetStream's trailer that can be flipped
  // where nothing is escaped.
  #isUnusedBit({sealed}, at, bit) {
    return this.#profile === 'getstream' && bit === 7 && at + 7 === sealed.length;
  }

  // #isWithoutZero returns whether a frame that is cut to `size` lacks only the zero at its
  // end, which some packetizers drop: the profiles with LiveKit's frames open it.
  #isWithoutZero({info: {codec}, sealed}, size) {
    return PACKET_PROFILES.includes(this.#profile) && isAnnexB(codec) &&
      sealed.at(-1) === 0 && size + 1 === sealed.length;
  }

  // #openPlain opens what was never sealed.
  #openPlain() {
    const {index, info, frame} = this.#newFrame();
    this.#openBytes({index, info}, this.#of([
      frame, SILENCE, INJECTED, Buffer.concat([INJECTED, Buffer.from(TRAILER, 'hex')]),
      Buffer.concat([frame, Buffer.from(TRAILER, 'hex')]),
    ]));
  }

  #openHeld() {
    if (this.#random(2) && !this.#hasPassphrases) {
      KEYS.forEach((index) => this.#setKey(BOB, index));
    }
    const receiver = this.#receivers[this.#random(STREAMS.length)];
    const {returned: size} = this.#call('receive_transform_next_held_size', receiver);
    const {returned, outs: [{token}, out, result]} =
        this.#call('receive_transform_open_held', receiver, size);
    if (returned === OK) {
      this.#cameOut(this.#sealed[Number(token) - 1],
                    Buffer.from(out, 'hex').subarray(0, result.size));
    } else {
      assert.notEqual(returned, PASSED);
      assert.notEqual(returned, HELD);
      this.#failed(returned, out, result.size);
    }
    this.#call('receive_transform_num_held', receiver);
    this.#call('receive_transform_held_token', receiver, this.#random(6));
  }

  #sealPacket() {
    const packet = this.#bytes(this.#of([0, 1, 50, 300]));
    const {returned: most} = this.#call('data_packet_sealed_size', packet.length);
    if (!PACKET_PROFILES.includes(this.#profile)) {
      return;
    }
    const capacity = this.#random(10) ? most : this.#random(most);
    const {returned, outs: [out, header, {size}]} = this.#call(
        'data_packet_sealer_seal', PACKET_SEALER, packet.toString('hex'), this.#place(capacity));
    if (returned === OK) {
      assert.equal(size, most);
      this.#packets.push({packet, header: headerOf(header), sealed: out.slice(0, 2 * size),
                          call: this.calls.length - 1});
    } else {
      assert.notEqual(returned, PASSED);
      this.#failed(returned, out, size);
    }
  }

  // #openPacketBytes returns whether a packet opens, and checks that it is `packet` then.
  #openPacketBytes(opener, {header, sealed, packet}) {
    const {returned, outs: [out, {size}]} =
        this.#call('data_packet_opener_open', opener, header, sealed, sealed.length / 2);
    if (returned !== OK) {
      assert.notEqual(returned, PASSED);
      this.#failed(returned, out, size);
      return false;
    }
    assert.equal(out.slice(0, 2 * size), packet?.toString('hex'), 'a packet opens');
    return true;
  }

  #openPacket() {
    if (this.#packets.length) {
      this.#openPacketBytes(this.#packetOpener, this.#of(this.#packets));
    }
  }

  #openAlteredPacket() {
    if (this.#packets.length === 0) {
      return;
    }
    const {header, sealed} = this.#of(this.#packets);
    const flipped = (text) => {
      const bytes = Buffer.from(text, 'hex');
      bytes[this.#random(bytes.length)] ^= 1 << this.#random(8);
      return bytes.toString('hex');
    };
    this.#openPacketBytes(this.#packetOpener, this.#of([
      {header, sealed: flipped(sealed)},
      {header, sealed: sealed.slice(0, 2 * this.#random(sealed.length / 2))},
      {header: {...header, iv: flipped(header.iv)}, sealed},
      {header: {...header, keyIndex: header.keyIndex ^ 1}, sealed},
    ]));
  }

  #ask() {
    const index = this.#random(STREAMS.length);
    this.#of([
      () => this.#call('send_transform_get_stats', SENDERS + index),
      () => this.#call('receive_transform_get_stats', this.#receivers[index]),
      () => this.#call('receive_transform_get_key_stats', this.#receivers[index],
                       this.#random(4)),
      () => this.#call('provider_current_key', ALICE, 'alice', this.#of([0, 15, 16, 32, 40])),
      () => this.#call('session_is_e2ee_enabled', this.#of([FROM, TO])),
      () => this.#call('version'),
    ])();
  }

  #inspect() {
    const bytes = this.#sealed.length && this.#random(2) ? this.#of(this.#sealed).sealed :
      this.#bytes(this.#random(60));
    this.#call('inspect', this.#of([this.options.profile, null, 'none']), this.#random(2),
               this.#infoOf(VIDEO, this.#random(7)), bytes.toString('hex'));
  }

  #keyIds() {
    const bits = () => this.#of([0, 1, 4, 8, 16, 63, 64, 65]);
    const number = () => this.#index();
    this.#of([
      () => this.#call('encode_sender_key_id', number(), number(), bits()),
      () => this.#call('decode_sender_key_id', number(), bits()),
      () => this.#call('encode_mls_key_id', number(), number(), number(), bits(), bits()),
      () => this.#call('decode_mls_key_id', number(), bits(), bits()),
    ])();
  }

  // #wrong makes a call whose arguments C refuses.
  #wrong() {
    const [sender, receiver] = [SENDERS + this.#random(3), this.#receivers[this.#random(3)]];
    const info = {structSize: this.#of(['none', 'short', 'more']), tail: 1, codec: 2};
    const frame = this.#bytes(30).toString('hex');
    this.#of([
      () => this.#call('send_transform_seal', null, null, frame, 100),
      () => this.#call('send_transform_seal', sender, null, 30, 100),
      () => this.#call('send_transform_seal', sender, null, frame, -100),
      () => this.#call('send_transform_seal/0', sender, null, frame, -100),
      () => this.#call('send_transform_seal', sender, info, frame, 100),
      () => this.#call('send_transform_seal', sender, {codec: 99, isKeyFrame: 7}, frame, 100),
      () => this.#call('receive_transform_open', receiver, info, frame, 100),
      () => this.#call('receive_transform_open', receiver, null, 30, 100),
      () => this.#call('receive_transform_open', null, null, frame, [100, 3]),
      () => this.#call('provider_set_key', ALICE, null, '0', '0', frame),
      () => this.#call('provider_set_key', ALICE, 'alice', '9', '0', 16),
      () => this.#call('provider_set_key/0', BOB, 'alice', '3', '99', ''),
      () => this.#call('provider_set_aead_key', BOB, 'nobody', '0', '0', frame),
      () => this.#call('provider_add_ssrc', ALICE, this.#of([null, 'alice']), 7),
      () => this.#call('provider_current_key/0', ALICE, 'alice', 40),
      () => this.#call('provider_set_server_trailer', BOB, 5),
      () => this.#call('provider_set_dave_passthrough', null, 1, 1),
      () => this.#call('session_create/0', ALICE, null),
      () => this.#call('session_poll', null),
      () => this.#call('receive_transform_get_stats/0', receiver),
      () => this.#call('inspect', null, 7, info, frame),
      () => this.#call('seal_batch', [null]),
      () => this.#call('seal_batch', [
        {transform: null, info: null, frame, capacity: 100},
        {transform: sender, info, frame, capacity: 100},
        {transform: sender, info: null, frame: 30, capacity: 100},
      ]),
      () => this.#call('open_batch', [{transform: receiver, info, frame, capacity: 100}]),
      () => this.#call('data_packet_sealed_size', 2 ** 25),
      () => this.#call('data_packet_sealer_seal', null, frame, 100),
      () => this.#call('data_packet_opener_open', null, {iv: '00'}, frame, 100),
      () => this.#call('data_packet_opener_create/0', BOB, 'nobody'),
      () => this.#call('provider_set_passphrase', BOB, 'alice', '1', '0', ''),
      () => this.#call('provider_set_shared_key', BOB, '0', 16),
      () => this.#call('provider_set_derived_key', BOB, 'alice', '0', '00', '00'),
      () => this.#tryOptions(),
    ])();
  }

  // #tryOptions makes a provider with any options, which may exist.
  #tryOptions() {
    const {fields} = STRUCTS.providerOptions;
    const options = {profile: this.#of(['sframe', 'livekit', 'dave', 'getstream', '', 'x'])};
    for (const [name, [, kind]] of Object.entries(fields)) {
      const isNumber = !['string', 'bytes', 'pointer'].includes(kind) && name !== 'structSize';
      if (isNumber && this.#random(8) === 0) {
        options[name] = this.#of([0, 1, 2, 5, 9, 64, 128, 256, 65536, 2 ** 31 - 1]);
      }
    }
    if (this.#make('provider_create', options)) {
      this.#call('provider_destroy', this.#handles - 1);
    }
  }

  // #finish checks that counts balance, and destroys everything, in any order.
  #finish() {
    assert.ok(this.#openedWith.size <= REMEMBERED_KEYS, 'bob may have forgotten replays');
    for (const receiver of this.#receivers) {
      const {outs: [{framesIn, framesByStatus}]} =
          this.#call('receive_transform_get_stats', receiver);
      const {returned: held} = this.#call('receive_transform_num_held', receiver);
      const total = framesByStatus.reduce((sum, count) => sum + Number(count), 0);
      const wereHeld = Number(framesByStatus[FRAME_STATUS.indexOf('held')]);
      assert.equal(total, Number(framesIn) + wereHeld - held);
    }
    const left = [
      ...STREAMS.map((_, index) => ['send_transform_destroy', SENDERS + index]),
      ...this.#receivers.map((receiver) => ['receive_transform_destroy', receiver]),
      ['data_packet_sealer_destroy', PACKET_SEALER],
      ['data_packet_opener_destroy', this.#packetOpener],
      ['session_destroy', FROM], ['session_destroy', TO],
      ['provider_destroy', ALICE], ['provider_destroy', BOB],
    ];
    while (left.length) {
      this.#call(...left.splice(this.#random(left.length), 1)[0]);
    }
  }

  // comparable returns an outcome without what differs from one run to the next: times, events
  // of which some wait for a second, and bytes that depend on a random nonce.
  comparable(index, {returned, outs}) {
    const [name] = this.calls[index];
    if (name.endsWith('get_stats')) {
      outs = outs.map(({framesMeasured, latencyP50Ns, latencyP90Ns, latencyP99Ns,
                        latencyP100Ns, ...counts}) => counts);
    }
    return !RANDOM_PROFILES.includes(this.#profile) || returned !== OK ? {returned, outs} :
      this.#comparableIfRandom(this.calls[index], {returned, outs});
  }

  #comparableIfRandom([name, first, info], {returned, outs}) {
    switch (name) {
      case 'send_transform_seal':
        return this.#sizeOf(info, returned, outs);
      case 'seal_batch':
        return {returned, outs: outs.map((job, at) =>
          this.#sizeOf(first[at].info, job.status, job.outs))};
      case 'send_transform_get_stats':
        return {returned, outs: outs.map(({bytesOut, ...counts}) => counts)};
      case 'data_packet_sealer_seal':
        return {returned, size: outs.at(-1).size};
      default:
        return {returned, outs};
    }
  }

  // #sizeOf returns the status and size of a frame under a random nonce. Escapes depend on
  // that, too. A frame that was not sealed has no nonce.
  #sizeOf(info, status, outs) {
    return status !== OK ? {status, outs} :
      {status, size: isAnnexB(info.codec) ? 0 : outs.at(-1).size};
  }

  // checkSealedElsewhere checks that frames and packets which others sealed, in calls with
  // these outcomes, open to the same as this sequence's own.
  checkSealedElsewhere(outcomes) {
    const frames = this.#sealed.map(({call, job, ...one}) => {
      const {outs} = outcomes[call];
      const [out, {size}] = job === undefined ? outs : outs[job].outs;
      return {...one, sealed: Buffer.from(out, 'hex').subarray(0, size)};
    });
    const packets = this.#packets.map(({call, ...one}) => {
      const {outs: [out, header, {size}]} = outcomes[call];
      return {...one, header: headerOf(header), sealed: out.slice(0, 2 * size)};
    });
    assert.deepEqual(this.#openAll(frames, packets), this.#openAll(this.#sealed, this.#packets));
  }

  // #openAll opens frames and packets at another receiver, which has all keys.
  #openAll(frames, packets) {
    const provider = this.#handles;
    this.#make('provider_create', this.options);
    this.#addAlice(provider);
    this.#addSsrcs(provider);
    KEYS.forEach((index) => this.#setKey(provider, index, false));
    this.#make('session_create', provider, {allowNoKey: 1});
    this.#call('session_set_e2ee_enabled', provider + 1, 1);
    STREAMS.forEach((media) => this.#make(
        'receive_transform_create', provider + 1, {participant: 'alice', media, track: 't'}));
    this.#make('data_packet_opener_create', provider, 'alice');
    const opened = frames.map(({index, info, frame, sealed}) => {
      const {returned, outs: [out, {size}]} = this.#call(
          'receive_transform_open', provider + 2 + index, info, sealed.toString('hex'), 5000);
      if (returned === OK) {
        checkContent(this.#profile, info.codec, Buffer.from(out, 'hex').subarray(0, size), frame);
      }
      return [returned, out.slice(0, 2 * size)];
    });
    const packetsOpened = packets.map((one) => this.#openPacketBytes(provider + 5, one));
    STREAMS.forEach((_, index) => this.#call('receive_transform_destroy', provider + 2 + index));
    this.#call('data_packet_opener_destroy', provider + 5);
    this.#call('session_destroy', provider + 1);
    this.#call('provider_destroy', provider);
    return [opened, packetsOpened];
  }
}

// headerOf returns the header of a packet as the call that opens it takes it.
function headerOf({iv, keyIndex}) {
  return {iv: Buffer.from(iv).toString('hex'), keyIndex};
}

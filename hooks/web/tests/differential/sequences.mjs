// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Random sequences of calls: alice sends to bob on three streams, in any profile, while
// keys come and go, frames are altered, cut, repeated and held, and arguments are wrong.
// The claims of sealframe.h are checked of each call.

import assert from 'node:assert/strict';

import {CODEC, FRAME_STATUS, STRUCTS} from './node_modules/sealframe/interface.js';
import {UNTOUCHED} from './wasm_calls.mjs';

const OK = FRAME_STATUS.indexOf('ok');
const PASSED = FRAME_STATUS.indexOf('passed_through');
const AUDIO = 0;
const VIDEO = 1;
const LONG_MS = '1000000000';  // No clock gets there.
const STREAMS = [AUDIO, VIDEO, VIDEO];
// Those of the handles that a sequence makes first.
const [ALICE, BOB, FROM, TO, SENDERS, RECEIVERS] = [0, 1, 2, 3, 4, 7];
// Their nonces are random.
const RANDOM_PROFILES = ['livekit', 'videosdk', 'jframe', 'getstream'];
// Their frames come out in another form than they went in, in some profiles.
const REWRITTEN = [CODEC.indexOf('h264'), CODEC.indexOf('h265'), CODEC.indexOf('av1')];

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
  #sealed = [];
  #opened = new Set();
  #forgot = false;  // Whether bob may have forgotten what he has opened.
  #salt = ++sequences;  // No two sequences have a key in common.
  #receivers = [RECEIVERS, RECEIVERS + 1, RECEIVERS + 2];
  #handles = 0;

  constructor(wasm, random, options) {
    this.#wasm = wasm;
    this.#random = random;
    this.options = options;
    const providers = [this.#make('provider_create', options),
                       this.#make('provider_create', options)];
    assert.ok(providers.every(Boolean), JSON.stringify(options));
    this.#call('provider_add_local_participant', ALICE, 'alice', null);
    this.#call('provider_add_remote_participant', BOB, 'alice', null);
    for (const provider of [ALICE, BOB]) {
      this.#make('session_create', provider, {allowNoKey: 1});
    }
    for (const session of [FROM, TO]) {
      this.#call('session_set_e2ee_enabled', session, 1);
    }
    STREAMS.forEach((media) =>
      this.#make('send_transform_create', FROM, {participant: 'alice', media, track: 't'}));
    STREAMS.forEach((_, index) => this.#makeReceiver(index));
    this.#setKey(ALICE, 0);
    this.#setKey(BOB, 0);
    this.#call('provider_activate', ALICE, 'alice', '0');
  }

  // run makes `count` random calls.
  run(count) {
    const all = [
      ...Array(12).fill(() => this.#seal()), ...Array(10).fill(() => this.#open()),
      () => this.#openAltered(), () => this.#openAltered(), () => this.#openHeld(),
      () => this.#setKey(this.#of([ALICE, BOB]), this.#random(4)),
      () => this.#call('provider_activate', ALICE, 'alice', this.#index()),
      () => this.#call('provider_ratchet', ALICE, 'alice'),
      () => this.#forget('provider_retire', BOB, 'alice', this.#index(),
                         this.#of(['0', LONG_MS])),
      () => this.#rejoin(), () => this.#poll(), () => this.#ask(), () => this.#ask(),
      () => this.#inspect(), () => this.#keyIds(), () => this.#wrong(), () => this.#wrong(),
    ];
    for (let i = 0; i < count; ++i) {
      this.#of(all)();
    }
    this.#finish();
  }

  #of(list) {
    return list[this.#random(list.length)];
  }

  #index() {
    return String(this.#of([0, 1, 2, 3, 4, 17, '18446744073709551615']));
  }

  #bytes(length) {
    return Buffer.from(Array.from({length}, () => this.#random(256)));
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

  #forget(...call) {
    this.#forgot = true;
    return this.#call(...call);
  }

  #makeReceiver(index) {
    this.#receivers[index] = this.#handles;
    this.#make('receive_transform_create', TO, {
      participant: 'alice', media: STREAMS[index], track: 't',
      ...this.#random(2) ? {holdMaxFrames: 5, holdMaxBytes: 4000, holdMaxAgeMs: LONG_MS} : {},
    });
  }

  #setKey(provider, index) {
    const key = Buffer.alloc(this.options.keyBits === 256 ? 32 : 16, index + 1);
    key.writeUInt32BE(this.#salt, 0);
    this.#call('provider_set_key', provider, 'alice', String(index), '0', key.toString('hex'));
  }

  #rejoin() {
    this.#forget('provider_remove_participant', BOB, 'alice');
    this.#call('provider_add_remote_participant', BOB, 'alice', null);
    this.#setKey(BOB, this.#random(4));
    STREAMS.forEach((_, index) => {
      this.#call('receive_transform_destroy', this.#receivers[index]);
      this.#makeReceiver(index);
    });
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

  #frameOf(codec, isKeyFrame) {
    const frame = this.#bytes(this.#of([1, 3, 11, 40, 200, 1300]));
    const begin = {
      vp8: [isKeyFrame ? 0x10 : 0x11, 0, 0, 0x9d, 1, 0x2a],
      h264: [0, 0, 0, 1, isKeyFrame ? 0x65 : 0x41, 0x88],
      h265: [0, 0, 0, 1, isKeyFrame ? 0x26 : 2, 1],
      av1: [0x12, 0, 0x32, Math.max(frame.length - 4, 0) & 0x7f],
    }[CODEC[codec]] ?? [];
    frame.set(begin.slice(0, frame.length));
    return frame;
  }

  // #place returns a buffer of `capacity` bytes that is apart from the input, or, at
  // times, the input's own or one that overlaps it.
  #place(capacity) {
    return this.#random(8) ? capacity : [capacity, this.#of([0, 0, 1, 9])];
  }

  #seal() {
    const index = this.#random(STREAMS.length);
    const codec = STREAMS[index] === AUDIO ? 1 : 2 + this.#random(5);
    const info = this.#infoOf(STREAMS[index], codec);
    const frame = this.#frameOf(codec, info.isKeyFrame);
    const {returned: most} = this.#call('send_transform_max_sealed_size', SENDERS + index,
                                        frame.length);
    const capacity = this.#random(10) ? most : this.#random(most);
    const {returned, outs: [out, {size}]} = this.#call(
        'send_transform_seal', SENDERS + index, info, frame.toString('hex'),
        this.#place(capacity));
    const sealed = Buffer.from(out, 'hex').subarray(0, size);
    if (returned === OK) {
      assert.ok(size <= most && !sealed.equals(frame));
      this.#sealed.push({index, info, frame, sealed, call: this.calls.length - 1});
    } else if (returned !== PASSED) {
      this.#failed(returned, out, size);
    }
  }

  // #failed checks that a call that failed left nothing but zeros behind. Buffers that
  // overlap are left alone.
  #failed(status, out, size) {
    assert.equal(size, 0);
    const bytes = Buffer.from(out, 'hex');
    assert.ok(bytes.every((byte) => byte === 0 || byte === UNTOUCHED) ||
              FRAME_STATUS[status] === 'buffers_overlap', `${FRAME_STATUS[status]} leaves ${out}`);
  }

  #openBytes({index, info}, bytes) {
    const receiver = this.#receivers[index];
    const {returned: most} = this.#call('receive_transform_max_opened_size', receiver,
                                        bytes.length);
    const capacity = this.#random(10) ? most : this.#random(most + 1);
    const {returned, outs: [out, {size}]} = this.#call(
        'receive_transform_open', receiver, info, bytes.toString('hex'), capacity);
    if (returned !== OK && returned !== PASSED) {
      this.#failed(returned, out, size);
    }
    return {returned, opened: Buffer.from(out, 'hex').subarray(0, size)};
  }

  #open() {
    if (this.#sealed.length === 0) {
      return;
    }
    const one = this.#random(3) ? this.#sealed.at(-1) : this.#of(this.#sealed);
    const {returned, opened} = this.#openBytes(one, one.sealed);
    if (returned === OK) {
      this.#cameOut(one, opened);
    }
  }

  #cameOut(one, opened) {
    assert.ok(REWRITTEN.includes(one.info.codec) || opened.equals(one.frame),
              `${opened.toString('hex')} is not ${one.frame.toString('hex')}`);
    assert.ok(this.#forgot || !this.#opened.has(one), 'a frame opens twice');
    this.#opened.add(one);
  }

  #openAltered() {
    if (this.#sealed.length === 0) {
      return;
    }
    const one = this.#of(this.#sealed);
    const bytes = Buffer.from(one.sealed);
    const at = this.#random(bytes.length);
    bytes[at] ^= 1 << this.#random(8);
    const cut = this.#random(2) ? bytes : one.sealed.subarray(0, at);
    const {returned} = this.#openBytes(one, cut);
    assert.notEqual(returned, OK, `an altered frame opens: ${cut.toString('hex')}`);
  }

  #openHeld() {
    if (this.#random(2)) {
      [0, 1, 2, 3].forEach((index) => this.#setKey(BOB, index));
    }
    const index = this.#random(STREAMS.length);
    const receiver = this.#receivers[index];
    const {returned: size} = this.#call('receive_transform_next_held_size', receiver);
    const {returned, outs: [info, out, result]} =
        this.#call('receive_transform_open_held', receiver, size);
    if (returned === OK) {
      const opened = Buffer.from(out, 'hex').subarray(0, result.size);
      const one = this.#sealed.find(({info: {codec}, frame, index: other}) => index === other &&
        (REWRITTEN.includes(codec) ? codec === info.codec : frame.equals(opened)));
      assert.ok(one, 'a frame comes out that was not held');
    }
    this.#call('receive_transform_num_held', receiver);
    this.#call('receive_transform_held_token', receiver, this.#random(6));
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
      () => this.#call('session_set_e2ee_enabled', this.#of([FROM, TO]), this.#of([1, 1, 0])),
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
      () => this.#call('provider_set_server_trailer', BOB, this.#of(['', 'abcd', 5])),
      () => this.#call('provider_set_dave_passthrough', null, 1, 1),
      () => this.#call('session_create/0', ALICE, null),
      () => this.#call('session_poll', null),
      () => this.#call('receive_transform_get_stats/0', receiver),
      () => this.#call('inspect', null, 7, info, frame),
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
    const [name, , info] = this.calls[index];
    if (name.endsWith('get_stats')) {
      return {returned, outs: outs.map(({framesMeasured, latencyP50Ns, latencyP90Ns,
                                         latencyP99Ns, latencyP100Ns, ...counts}) => counts)};
    }
    if (RANDOM_PROFILES.includes(this.options.profile) && returned === OK &&
        name === 'send_transform_seal') {
      return {returned, size: REWRITTEN.includes(info.codec) ? 0 : outs.at(-1).size};
    }
    return {returned, outs};
  }

  // checkSealedElsewhere checks that frames which others sealed, in calls with these
  // outcomes, open to the same as this sequence's own.
  checkSealedElsewhere(outcomes) {
    const theirs = this.#sealed.map(({call, ...one}) => {
      const {outs: [out, {size}]} = outcomes[call];
      return {...one, sealed: Buffer.from(out, 'hex').subarray(0, size)};
    });
    assert.deepEqual(this.#openAll(theirs), this.#openAll(this.#sealed));
  }

  // #openAll opens frames at another receiver, which has all keys.
  #openAll(frames) {
    const provider = this.#handles;
    this.#make('provider_create', this.options);
    this.#call('provider_add_remote_participant', provider, 'alice', null);
    [0, 1, 2, 3].forEach((index) => this.#setKey(provider, index));
    this.#make('session_create', provider, {allowNoKey: 1});
    this.#call('session_set_e2ee_enabled', provider + 1, 1);
    STREAMS.forEach((media) => this.#make(
        'receive_transform_create', provider + 1, {participant: 'alice', media, track: 't'}));
    const opened = frames.map(({index, info, sealed}) => {
      const {returned, outs: [out, {size}]} = this.#call(
          'receive_transform_open', provider + 2 + index, info, sealed.toString('hex'), 3000);
      return [returned, out.slice(0, 2 * size)];
    });
    STREAMS.forEach((_, index) => this.#call('receive_transform_destroy', provider + 2 + index));
    this.#call('session_destroy', provider + 1);
    this.#call('provider_destroy', provider);
    return opened;
  }
}


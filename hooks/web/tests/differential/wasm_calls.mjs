// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Calls of the module's exported functions, as bytes in its memory, which nothing
// checks first. native_peer.py makes the same calls of the native library.
//
// A call is an array: the name of a function, and a value for each parameter that goes
// in. Handles are numbers in the order in which they were made; bytes are in
// hexadecimal; a struct is an object with its fields, 64-bit numbers are decimal; null is
// NULL. `structSize` of a struct may be "none", "short" or "more", the last with a `tail`
// that is not zero. A number in place of bytes is their size, and their pointer NULL.
//
// A buffer for an output has its capacity instead of two parameters: a negative one for
// NULL, or an array with the capacity and where in the input it begins. A name may end
// with a slash and the index of a parameter that goes out and is NULL.
//
// A batch has a list of jobs instead of its two parameters: objects with a `transform`, an
// `info`, a `frame` and the `capacity` for its output, or null for NULL.
//
// An outcome has what the function `returned`, the `outs` that it filled, and the
// `events` of a poll.

import assert from 'node:assert/strict';

import {ENUMS, FUNCTIONS, STRUCTS} from './node_modules/sealframe/interface.js';

const GUARD = 32;
const MARK = 0xa5;
const MORE = 8;
export const UNTOUCHED = 0xcc;

// The batches, with the types of their jobs.
const JOBS = {seal_batch: 'sealJob', open_batch: 'openJob'};

const hex = (bytes) => Buffer.from(bytes).toString('hex');
const unhex = (text) => Buffer.from(text, 'hex');

// Blocks of the module's memory for one call, each between guards.
class Blocks {
  #instance;
  #blocks = [];

  constructor(instance) {
    this.#instance = instance;
  }

  allocate(size, fill = 0) {
    const begin = this.#instance.allocate(size + 2 * GUARD);
    const {bytes} = this.#instance;
    bytes.fill(MARK, begin, begin + size + 2 * GUARD);
    bytes.fill(fill, begin + GUARD, begin + GUARD + size);
    this.#blocks.push([begin, size]);
    return begin + GUARD;
  }

  // keep checks at the end that the bytes of a block are still these.
  keep(pointer, copy) {
    this.#blocks.push([pointer - GUARD, copy.length, copy]);
  }

  check(call) {
    const {bytes} = this.#instance;
    for (const [begin, size, copy] of this.#blocks) {
      const end = begin + GUARD + size;
      for (const at of [begin, end]) {
        assert.ok(bytes.subarray(at, at + GUARD).every((byte) => byte === MARK),
                  `${call} writes beside its buffers`);
      }
      assert.ok(copy === undefined || copy.equals(bytes.subarray(begin + GUARD, end)),
                `${call} changes its input`);
    }
  }

  free() {
    for (const [begin, size, copy] of this.#blocks) {
      if (copy === undefined) {
        this.#instance.free(begin, size + 2 * GUARD);
      }
    }
  }
}

// Makes the calls of a sequence in `instance`.
export class WasmCalls {
  #instance;
  #handles = [];

  constructor(instance) {
    this.#instance = instance;
  }

  call(call, ...values) {
    const [name, missing] = call.split('/');
    if (name in JOBS) {
      return this.#batch(name, values[0]);
    }
    const [returns, ...kinds] = FUNCTIONS[name];
    const made = {blocks: new Blocks(this.#instance), outs: [], args: [],
                  shared: values.find(Array.isArray)};
    while (kinds.length) {
      this.#pass(made, kinds, values);
    }
    if (missing !== undefined) {
      const [{at}] = made.outs.splice(missing, 1);
      made.args[at] = 0;
    }
    this.#instance.events.length = 0;
    const returned = this.#instance.invoke(
        this.#instance.exports['sealframe_' + name], ...made.args);
    made.blocks.check(name);
    const outcome = {
      returned: this.#returned(returns, returned),
      outs: made.outs.map((out) => this.#read(out)),
      events: this.#instance.events.map(plain),
    };
    made.blocks.free();
    return outcome;
  }

  #batch(name, jobs) {
    const blocks = new Blocks(this.#instance);
    const made = jobs.map((job) => job && this.#job(blocks, JOBS[name], job));
    const list = blocks.allocate(4 * jobs.length);
    made.forEach((job, index) =>
      this.#instance.view.setUint32(list + 4 * index, job?.pointer ?? 0, true));
    const returned = this.#instance.invoke(
        this.#instance.exports['sealframe_' + name], list, jobs.length);
    blocks.check(name);
    const [statusAt] = STRUCTS[JOBS[name]].fields.status;
    const outs = made.map((job) => job && {
      status: this.#instance.view.getUint32(job.pointer + statusAt, true),
      outs: job.outs.map((out) => this.#read(out)),
    });
    blocks.free();
    return {returned: returned >>> 0, outs, events: []};
  }

  #job(blocks, type, {transform, info, frame, capacity}) {
    const out = {kind: 'bytes', pointer: blocks.allocate(capacity, UNTOUCHED), size: capacity};
    const result = this.#out(blocks, 'frameResult');
    const pointer = this.#struct(blocks, type, {
      transform: this.#argument(blocks, 'handle', transform),
      info: this.#argument(blocks, 'in frameInfo', info),
      frame, out: out.pointer, outCapacity: capacity, result: result.pointer,
    });
    return {pointer, outs: [out, result]};
  }

  // #pass adds what C takes for the next parameter.
  #pass(made, kinds, values) {
    const {blocks, outs, args} = made;
    const kind = kinds.shift();
    if (kind === 'error' || kind.startsWith('out ')) {
      outs.push({...this.#out(blocks, kind.split(' ').pop()), at: args.length});
      args.push(outs.at(-1).pointer);
    } else if (kind === 'pointer' && kinds[0] === 'size') {
      kinds.shift();
      const [size, from] = [values.shift()].flat();
      if (size < 0) {
        args.push(0, -size);
        return;
      }
      const pointer = from === undefined ? blocks.allocate(size, UNTOUCHED) : made.input + from;
      outs.push({kind: 'bytes', pointer, size});
      args.push(pointer, size);
    } else if (kind === 'pointer') {
      kinds.shift();
      args.push(this.#instance.exports.sealframe_web_event(), 0);
    } else if (kind === 'bytes') {
      args.push(...this.#bytes(blocks, values.shift(), made.shared));
      made.input = args.at(-2);
    } else {
      args.push(this.#argument(blocks, kind, values.shift()));
    }
  }

  #out(blocks, kind) {
    if (!(kind in STRUCTS)) {
      return {kind, pointer: blocks.allocate(8)};
    }
    const {size} = STRUCTS[kind];
    const pointer = blocks.allocate(size);
    this.#instance.view.setUint32(pointer, size, true);
    return {kind, pointer};
  }

  #argument(blocks, kind, value) {
    if (kind === 'handle') {
      return value === null ? 0 : this.#handles[value];
    }
    if (kind === 'bytes') {
      return this.#bytes(blocks, value);
    }
    if (value === null) {
      return 0;
    }
    if (kind === 'string') {
      return this.#bytes(blocks, hex(value + '\0'))[0];
    }
    if (kind === 'u64') {
      return BigInt(value);
    }
    if (kind === 'in u64') {
      const pointer = blocks.allocate(8);
      this.#instance.view.setBigUint64(pointer, BigInt(value), true);
      return pointer;
    }
    return kind.startsWith('in ') ? this.#struct(blocks, kind.slice(3), value) : value;
  }

  // #bytes returns the address and size of bytes, with room for an output in them.
  #bytes(blocks, text, [capacity, from] = [0, 0]) {
    if (typeof text !== 'string') {
      return [0, text ?? 0];
    }
    const bytes = unhex(text);
    const pointer = blocks.allocate(Math.max(bytes.length, from + capacity), UNTOUCHED);
    this.#instance.bytes.set(bytes, pointer);
    if (from + capacity === 0) {
      blocks.keep(pointer, bytes);
    }
    return [pointer, bytes.length];
  }

  #struct(blocks, type, {structSize, tail, ...values}) {
    const {size, fields} = STRUCTS[type];
    const pointer = blocks.allocate(size + MORE);
    const sizes = {none: 0, short: 4, more: size + MORE};
    this.#instance.view.setUint32(pointer, sizes[structSize] ?? size, true);
    if (structSize === 'more' && tail) {
      this.#instance.bytes[pointer + size] = 1;
    }
    for (const [name, value] of Object.entries(values)) {
      if (value !== null) {
        this.#write(blocks, pointer + fields[name][0], fields[name], value);
      }
    }
    return pointer;
  }

  #write(blocks, pointer, [, kind, count], value) {
    if (count !== undefined) {
      this.#instance.bytes.set(unhex(value), pointer);
    } else if (kind === 'u64') {
      this.#instance.view.setBigUint64(pointer, BigInt(value), true);
    } else {
      [this.#argument(blocks, kind, value)].flat().forEach((number, index) =>
        this.#instance.view.setUint32(pointer + 4 * index, number, true));
    }
  }

  #returned(kind, returned) {
    switch (kind) {
      case 'void': return 0;
      case 'u64': return Number(BigInt.asUintN(64, returned));
      case 'string': return this.#text(returned);
      default: return returned >>> 0;
    }
  }

  #text(pointer) {
    const {bytes} = this.#instance;
    return Buffer.from(bytes.subarray(pointer, bytes.indexOf(0, pointer))).toString();
  }

  #read({kind, pointer, size}) {
    const {bytes, view} = this.#instance;
    if (kind === 'handle') {
      this.#handles.push(view.getUint32(pointer, true));
      return this.#handles.at(-1) !== 0;
    }
    if (kind === 'bytes') {
      return hex(bytes.subarray(pointer, pointer + size));
    }
    return kind in STRUCTS ? this.#fields(kind, pointer) :
        String(view.getBigUint64(pointer, true));
  }

  #fields(type, pointer) {
    const fields = Object.entries(STRUCTS[type].fields).filter(([name, [, kind]]) =>
      !['structSize', 'reserved'].includes(name) && !['bytes', 'pointer'].includes(kind));
    return Object.fromEntries(fields.map(([name, field]) =>
      [name, this.#field(pointer, field)]));
  }

  #field(struct, [offset, kind, count]) {
    const {bytes, view} = this.#instance;
    const one = (pointer) => {
      switch (kind) {
        case 'u8': return bytes[pointer];
        case 'u64': return String(view.getBigUint64(pointer, true));
        case 'string': {
          const text = view.getUint32(pointer, true);
          return text === 0 ? null : this.#text(text);
        }
        default: return view.getUint32(pointer, true);
      }
    };
    if (kind === 'char') {
      return this.#text(struct + offset);
    }
    return count === undefined ? one(struct + offset) : Array.from(
        {length: count}, (_, index) => one(struct + offset + index * (kind === 'u8' ? 1 : 8)));
  }
}

// plain returns an event with its values as those of other structs.
function plain(event) {
  return Object.fromEntries(Object.entries(event).map(([name, value]) => {
    const [, kind] = STRUCTS.event.fields[name];
    return [name, kind in ENUMS ? ENUMS[kind].indexOf(value) :
      kind === 'u64' ? String(value) : value ?? null];
  }));
}

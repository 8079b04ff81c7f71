// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Values in the memory of a module. interface.js names their kinds:
//   u8, u32, u64, size   numbers; u64 is a BigInt when read
//   char                 an array of characters: a string
//   string               a pointer to characters, a string, or undefined for NULL
//   bytes                a pointer and a size: a Uint8Array
//   pointer              an address
// and each enum by its name, whose values are texts.

import {SealframeError} from './errors.js';
import {ENUMS, STRUCTS} from './interface.js';
import {encode} from './text.js';

const decoder = new TextDecoder();

const SIZES = {u8: 1, char: 1, u64: 8};
const MAX_U32 = 0xffffffff;
const NUMBERS = new Set(['u32', 'size', 'pointer']);
const U32_TYPES = new Set(['number', 'bigint', 'boolean']);

const {refused} = SealframeError;

/**
 * bytesOf returns a Uint8Array over the bytes of a buffer, without a copy. Its length is
 * the true one, and does not change with the buffer's.
 */
export function bytesOf(value, name = 'a frame') {
  try {
    if (ArrayBuffer.isView(value)) {
      return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    }
    if (value instanceof ArrayBuffer) {
      return new Uint8Array(value, 0, value.byteLength);
    }
  } catch (cause) {
    throw refused(`${name} cannot be read: its buffer has gone to another owner (${cause})`);
  }
  throw refused(`${name} must be a Uint8Array or an ArrayBuffer`);
}

/** u64 returns a number or BigInt as a BigInt that C can hold. */
export function u64(value, name) {
  const made = Number.isSafeInteger(value) ? BigInt(value) : value;
  if (typeof made !== 'bigint' || made < 0n || made >> 64n) {
    throw refused(`${name} is ${value}: use a number or a BigInt below 2^64`);
  }
  return made;
}

/** u32 returns a number, BigInt or boolean as a number that C can hold. */
export function u32(value, name) {
  const made = U32_TYPES.has(typeof value) ? Number(value) : NaN;
  if (!Number.isInteger(made) || made < 0 || made > MAX_U32) {
    throw refused(`${name} is ${value}: use a number below 2^32`);
  }
  return made;
}

/** valueOf returns the number of an enum's value. */
export function valueOf(kind, text, name) {
  const value = ENUMS[kind].indexOf(text);
  if (value < 0) {
    throw refused(`${name} is ${text}: use one of ${ENUMS[kind].join(', ')}`);
  }
  return value;
}

/** Memory for the arguments of one call. It is wiped at the end. */
export class Arena {
  #instance;
  #blocks = [];

  constructor(instance) {
    this.#instance = instance;
  }

  allocate(size) {
    const pointer = this.#instance.allocate(size);
    this.#blocks.push([pointer, size]);
    this.#instance.bytes.fill(0, pointer, pointer + size);
    return pointer;
  }

  free() {
    for (const [pointer, size] of this.#blocks) {
      this.#instance.free(pointer, size);
    }
  }

  /** bytes returns the address of a copy, and the size. */
  bytes(value, name) {
    const bytes = bytesOf(value, name);
    const pointer = this.allocate(bytes.length || 1);
    this.#instance.bytes.set(bytes, pointer);
    return [pointer, bytes.length];
  }

  string(text, name) {
    if (typeof text !== 'string' || text.includes('\0')) {
      throw refused(`${name} must be a string without a zero character`);
    }
    return this.bytes(encode(`${text}\0`, name), name)[0];
  }

  /** struct returns the address of a struct with the given fields, others zero. */
  struct(type, values = {}) {
    const {size, fields: {structSize, ...fields}} = STRUCTS[type];
    const pointer = this.allocate(size);
    this.write(pointer + structSize[0], 'size', size, 'structSize');
    for (const [name, value] of Object.entries(values)) {
      if (!Object.hasOwn(fields, name)) {
        throw refused(`there is no ${name}: use ${Object.keys(fields).join(', ')}`);
      }
      const [offset, kind, count] = fields[name];
      if (count !== undefined) {
        this.#writeArray(pointer + offset, count, value, name);
      } else if (value !== undefined) {
        this.write(pointer + offset, kind, value, name);
      }
    }
    return pointer;
  }

  // #writeArray writes an array of u8, the only ones that go in.
  #writeArray(pointer, count, value, name) {
    const bytes = bytesOf(value, name);
    if (bytes.length !== count) {
      throw refused(`${name} has ${bytes.length} bytes: use ${count}`);
    }
    this.#instance.bytes.set(bytes, pointer);
  }

  /** write writes a value of a kind. */
  write(pointer, kind, value, name) {
    if (kind === 'u64') {
      this.#instance.view.setBigUint64(pointer, u64(value, name), true);
    } else if (kind === 'bytes') {
      const [address, size] = this.bytes(value, name);
      this.#instance.view.setUint32(pointer, address, true);
      this.#instance.view.setUint32(pointer + 4, size, true);
    } else {
      const number = this.number(kind, value, name);
      this.#instance.view.setUint32(pointer, number, true);
    }
  }

  /** number returns a value of a kind of 32 bits. */
  number(kind, value, name) {
    if (kind === 'string') {
      return this.string(value, name);
    }
    return NUMBERS.has(kind) ? u32(value, name) : valueOf(kind, value, name);
  }
}

/** readString returns the text at an address, or undefined for NULL. */
export function readString(instance, pointer) {
  const {bytes} = instance;
  return pointer === 0 ? undefined :
      decoder.decode(bytes.subarray(pointer, bytes.indexOf(0, pointer)));
}

/** readValue returns the value of a kind at an address. */
export function readValue(instance, kind, pointer) {
  if (kind === 'u8') {
    return instance.bytes[pointer];
  }
  if (kind === 'u64') {
    return instance.view.getBigUint64(pointer, true);
  }
  const number = instance.view.getUint32(pointer, true);
  return kind === 'string' ? readString(instance, number) : named(kind, number);
}

/** named returns a number, or the text of an enum's value. */
export function named(kind, number) {
  return NUMBERS.has(kind) ? number : ENUMS[kind][number] ?? `unknown_${number}`;
}

function readField(instance, pointer, [offset, kind, count]) {
  const begin = pointer + offset;
  if (kind === 'char') {
    return readString(instance, begin);
  }
  if (count === undefined) {
    return readValue(instance, kind, begin);
  }
  const size = SIZES[kind] ?? 4;
  return Array.from({length: count},
                    (_, index) => readValue(instance, kind, begin + index * size));
}

/** readStruct returns the fields of a struct, except bytes and addresses. */
export function readStruct(instance, type, pointer) {
  const read = {};
  for (const [name, field] of Object.entries(STRUCTS[type].fields)) {
    if (!['structSize', 'reserved'].includes(name) && !['bytes', 'pointer'].includes(field[1])) {
      read[name] = readField(instance, pointer, field);
    }
  }
  return read;
}

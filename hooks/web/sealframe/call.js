// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

import {SealframeError} from './errors.js';
import {FUNCTIONS, STATUS, STRUCTS} from './interface.js';
import {Arena, named, readString, readStruct, readValue, u64} from './memory.js';

/**
 * call calls a function of the C interface by its short name, with a value for each
 * parameter that goes in. A parameter that may be NULL takes undefined. It returns
 * what the function returns and what its parameters carry out: an array, or the value
 * if there is only one. A status is left out, and one other than ok is thrown. The value
 * of a handle is an object with a `pointer`.
 */
export function call(instance, name, ...values) {
  const [returned, ...kinds] = FUNCTIONS[name];
  const arena = new Arena(instance);
  try {
    const outs = [];
    const args = kinds.flatMap((kind) => {
      const [direction, type] = kind.split(' ');
      if (direction === 'out' || kind === 'error') {
        const out = allocateOut(arena, type ?? kind);
        outs.push({type: type ?? kind, pointer: out});
        return out;
      }
      return argument(arena, kind, values.shift());
    });
    const exported = instance.exports[`sealframe_${name}`];
    // Objects last: a getter of another argument may have closed one.
    const result = instance.invoke(exported, ...args.map((arg) => arg.pointer ?? arg));
    return outcome(instance, returned, result, outs);
  } finally {
    arena.free();
  }
}

function allocateOut(arena, type) {
  return type in STRUCTS ? arena.struct(type) : arena.allocate(8);
}

// argument returns what C takes for a value: two numbers for bytes.
function argument(arena, kind, value) {
  if (kind.startsWith('in ')) {
    return value === undefined ? 0 : pointerTo(arena, kind.slice(3), value);
  }
  switch (kind) {
    case 'handle': return value;
    case 'u64': return u64(value, 'an index or number');
    case 'bytes': return arena.bytes(value, 'a key or frame');
    case 'string': return value === undefined ? 0 : arena.string(value, 'a name');
    default: return arena.number(kind, value, kind);
  }
}

function pointerTo(arena, type, value) {
  if (type in STRUCTS) {
    return arena.struct(type, value);
  }
  const pointer = arena.allocate(8);
  arena.write(pointer, type, value, 'a number');
  return pointer;
}

function outcome(instance, returned, result, outs) {
  const error = outs.find(({type}) => type === 'error');
  if (returned === 'status' && result !== STATUS.indexOf('ok')) {
    const code = named('status', result);
    throw error === undefined ? new SealframeError(code, code) :
        SealframeError.explained(code, readStruct(instance, 'error', error.pointer).message);
  }
  const values = outs.filter((out) => out !== error).map((out) => readOut(instance, out));
  if (returned !== 'status' && returned !== 'void') {
    values.unshift(valueOf(instance, returned, result));
  }
  return values.length > 1 ? values : values[0];
}

function valueOf(instance, kind, result) {
  switch (kind) {
    case 'string': return readString(instance, result >>> 0);
    case 'u64': return BigInt.asUintN(64, result);
    default: return named(kind, result >>> 0);
  }
}

function readOut(instance, {type, pointer}) {
  if (type === 'handle') {
    return instance.view.getUint32(pointer, true);
  }
  return type in STRUCTS ? readStruct(instance, type, pointer) :
      readValue(instance, type, pointer);
}

// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

import {readStruct} from './memory.js';
import {STATUS} from './interface.js';

const OK = STATUS.indexOf('ok');
const UNAVAILABLE = STATUS.indexOf('unavailable');

// Outcomes of a derivation (../module/pbkdf2.c).
const FAILED = 0;
const DONE = 1;
const NOT_MINE = 2;

// An error of WASI.
const NOT_SUPPORTED = 52;

/** imports returns the functions that an instance of the module calls. */
export function imports(instance) {
  return {
    sealframe: {
      random(pointer, size) {
        instance.crypto.getRandomValues(instance.bytes.subarray(pointer, pointer + size));
      },
      event(pointer) {
        instance.events.push(readStruct(instance, 'event', pointer));
      },
      pbkdf2(password, passwordSize, salt, saltSize, iterations, size, out) {
        if (instance.derivations === null) {
          return NOT_MINE;
        }
        const {bytes} = instance;
        const derived = instance.derivations.find({
          password: bytes.subarray(password, password + passwordSize),
          salt: bytes.subarray(salt, salt + saltSize),
          iterations,
          size,
        });
        if (derived === undefined) {
          return FAILED;
        }
        bytes.set(derived, out);
        return DONE;
      },
      reserve_counters(user, fingerprint, count, begin) {
        try {
          const id = instance.bytes.slice(fingerprint, fingerprint + 16);
          const first = instance.reservers[user](id, count);
          if (typeof first !== 'bigint' || first < 0n || first >> 64n) {
            return UNAVAILABLE;
          }
          instance.view.setBigUint64(begin, first, true);
          return OK;
        } catch {
          return UNAVAILABLE;
        }
      },
    },
    wasi_snapshot_preview1: {
      // The engine measures times, and never asks for the date.
      clock_time_get(_clock, _precision, pointer) {
        const ns = Math.round(performance.now() * 1e6);
        instance.view.setBigUint64(pointer, BigInt(ns), true);
        return 0;
      },
      fd_write: () => NOT_SUPPORTED,
      proc_exit(code) {
        throw new Error(`exit with status ${code}`);
      },
    },
    env: {
      emscripten_notify_memory_growth() {},
      // Abseil would look for stack traces with these. There are none.
      emscripten_asm_const_int: () => 0,
      emscripten_stack_snapshot: () => 0,
      emscripten_stack_unwind_buffer: () => 0,
    },
  };
}

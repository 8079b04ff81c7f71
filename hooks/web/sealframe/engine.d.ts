// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

import {DataPacketOpener, DataPacketSealer} from './data_packets.js';
import {InspectOptions, Inspection} from './inspection.js';
import {KeyProvider, KeyProviderOptions} from './key_provider.js';
import {Bytes, Index} from './memory.js';
import {Session, SessionOptions} from './session.js';

export interface EngineOptions {
  /**
   * The WebAssembly module: its bytes, its URL, or compiled. By default the file
   * sealframe.wasm beside this package's own files.
   */
  wasm?: Bytes | URL | string | WebAssembly.Module;
}

/** createEngine loads the module, and returns an engine of its own memory. */
export function createEngine(options?: EngineOptions): Promise<Engine>;

/** The numbers of bits of S and E. */
export interface MlsLayout {
  senderBits: number;
  epochBits: number;
}

/** One copy of the engine. Its counters are its own: never seal with one key in two. */
export interface Engine {
  readonly version: string;
  /** The size of the engine's memory, in bytes. It grows, and never shrinks. */
  readonly memorySize: number;
  /** Returns a provider without keys. */
  createKeyProvider(options: KeyProviderOptions): KeyProvider;
  /** Returns a session over a provider, which has a key unless `allowNoKey` is set. */
  createSession(keys: KeyProvider, options?: SessionOptions): Session;
  /** Parses a frame of a profile, or of the likeliest profile. Authenticates nothing. */
  inspect(frame: Bytes, options?: InspectOptions): Inspection;

  /** Returns an object that seals LiveKit's data packets of a local participant. */
  createDataPacketSealer(keys: KeyProvider, participant: string): DataPacketSealer;
  /** Returns an object that opens LiveKit's data packets of a remote participant. */
  createDataPacketOpener(keys: KeyProvider, participant: string): DataPacketOpener;

  /** Composes a KID of RFC 9605, Section 5.1. */
  encodeSenderKeyId(parts: {generation: Index, step: Index, ratchetBits: number}): bigint;
  /** Splits such a KID. */
  decodeSenderKeyId(kid: Index, layout: {ratchetBits: number}):
      {generation: bigint, step: bigint};
  /** Composes a KID of RFC 9605, Section 5.2, with the low bits of `epoch`. */
  encodeMlsKeyId(parts: {context: Index, index: Index, epoch: Index} & MlsLayout): bigint;
  /** Splits such a KID. */
  decodeMlsKeyId(kid: Index, layout: MlsLayout):
      {context: bigint, index: bigint, epoch: bigint};
  /** Ends the engine with all its objects, and wipes its memory. */
  close(): void;
}

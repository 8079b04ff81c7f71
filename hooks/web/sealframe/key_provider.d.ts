// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

import {ReserveCounters} from './counters.js';
import {Bytes, Index} from './memory.js';
import {KeyKind, KeyMode, Suite} from './values.js';

/** The fields of `sealframe_provider_options`, which documents them. */
export interface KeyProviderOptions {
  profile: 'sframe' | 'livekit' | 'videosdk' | 'jframe' | 'dave' | 'getstream';
  /** `perParticipant` by default. */
  keyMode?: KeyMode | 'perParticipant';
  maxKeysPerParticipant?: number;
  ratchetOverlapMs?: Index;
  /**
   * Reserves counters before use, so that a new page or process does not repeat them under
   * the same key: a function of `openCounterFolder`, `openCounterDatabase` or your own, which
   * returns only once the reservation is durable. It runs in calls that set keys and in
   * `Session.poll`, and must not call this package. If it throws, nothing is reserved.
   *
   * By default counters are reserved in memory, so that no two engines of a page, worker or
   * process repeat them, even after one has stopped or was closed. Another page, worker or
   * process then must not seal with the same key.
   */
  reserveCounters?: ReserveCounters;

  // sframe:
  suite?: Suite | number;
  ratchetBits?: number;
  sharedSenderBits?: number;
  sharedEpochBits?: number;
  sharedContext?: Index;
  perSsrc?: boolean;
  allowShortTags?: boolean;
  ciscoMls?: boolean;

  // sframe, dave:
  replayWindow?: number;

  // livekit, videosdk:
  keyBits?: 128 | 256;
  keyRingSize?: number;
  ratchetWindow?: number;
  salt?: Bytes;
  allowAv1?: boolean;
  stripPacketTrailer?: boolean;
  failureTolerance?: number;

  // getstream:
  acceptPlain?: boolean;
}

/** The ratchet step that a key is at, for a participant who joins late; 0 by default. */
export interface StepOption {
  step?: Index;
}

/** How long an opening key still opens late frames; 0 by default. */
export interface OverlapOption {
  overlapMs?: Index;
}

/**
 * A key at its present step, for a participant that joins now: `setPassphrase` takes it if `kind`
 * is `passphrase`, `setKey` if it is `bytes`, and `setAeadKey` if it is `aead`. Wipe it after use.
 */
export interface CurrentKey {
  keyIndex: bigint;
  step: bigint;
  kind: KeyKind;
  key: Uint8Array;
}

/** The keys of all participants, for both directions of a session. */
export interface KeyProvider {
  /** Adds a participant of this end, whose keys seal. */
  addLocalParticipant(participant: string, senderNumber?: Index): void;
  /** Adds a participant of another end, whose keys open. */
  addRemoteParticipant(participant: string, senderNumber?: Index): void;
  /** Removes a participant and its keys. */
  removeParticipant(participant: string): void;
  /** Derives keys for an SSRC. Requires the option `perSsrc`. */
  addSsrc(participant: string, ssrc: number): void;

  /** Adds a key, from which the profile derives its own. `activate` seals with it. */
  setKey(participant: string, keyIndex: Index, key: Bytes, options?: StepOption): void;
  /** Adds a key made from a text. Slow by design: `withWebCrypto` does not block. */
  setPassphrase(participant: string, keyIndex: Index, passphrase: string | Bytes,
                options?: StepOption): void;
  /** Adds the AEAD key itself, which does not ratchet. */
  setAeadKey(participant: string, keyIndex: Index, key: Bytes, options?: StepOption): void;
  /**
   * Adds `sframe_key` and `sframe_salt` (RFC 9605, Section 4.4.2) in sframe, where the base key
   * stays in other software, such as a WebCrypto key. The key does not ratchet.
   */
  setDerivedKey(participant: string, keyIndex: Index, key: Bytes, salt: Bytes): void;

  /** Adds a key of the whole meeting. Requires the key mode `shared`. */
  setSharedKey(keyIndex: Index, key: Bytes): void;
  /** Adds a key of the whole meeting, made from a text. */
  setSharedPassphrase(keyIndex: Index, passphrase: string | Bytes): void;
  /** Adds an AEAD key of the whole meeting, which does not ratchet. */
  setSharedAeadKey(keyIndex: Index, key: Bytes): void;

  /** Seals with this key from a local participant's next frame on. */
  activate(participant: string, keyIndex: Index): void;
  /** Removes an opening key after the overlap, and a sealing key at once. */
  retire(participant: string, keyIndex: Index, options?: OverlapOption): void;
  /** Removes a shared key in the same way, for all participants. */
  retireSharedKey(keyIndex: Index, options?: OverlapOption): void;
  /** Moves a local participant's active key on by one step. Receivers follow. */
  ratchet(participant: string): void;

  /** Sets the suffix of the frames that a LiveKit server injects. */
  setServerTrailer(trailer: Bytes): void;
  /** Lets plain frames pass, for calls that change to DAVE or away from it. */
  setDavePassthrough(options?: {sendsPlain?: boolean, acceptsPlain?: boolean}): void;
  /**
   * Calls `change`, which sets passphrases or ratchets their keys in this provider, and
   * returns what it returns. WebCrypto derives the keys, so frames go on meanwhile. `change`
   * is called again for each derived key that it lacked, and had no effect before.
   */
  withWebCrypto<Result>(change: () => Result): Promise<Result>;
  /** Returns a local participant's active key. */
  currentKey(participant: string): CurrentKey;
  close(): void;
}

// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

/**
 * End-to-end encryption of the calls of a web page. Keys go to a worker, in
 * which the engine seals the frames that the page sends and opens those that it
 * receives.
 */

import type {
  Bytes, CurrentKey, Direction, FrameStatus, Index, KeyProviderOptions, Media,
  SealframeError, StreamState, StreamStats as EngineStats,
} from './index.js';

/**
 * A key's bytes, or an extractable CryptoKey. `setKey` in sframe also takes a
 * CryptoKey for HKDF with the usage `deriveBits`.
 */
export type Key = Bytes | CryptoKey;

export interface E2eeManagerOptions
    extends Omit<KeyProviderOptions, 'reserveCounters'> {
  /**
   * A new worker with the package's worker file (`npx sealframe
   * install-worker`), classic or module. One serves a whole room, and belongs to
   * its manager.
   */
  worker: Worker;
  /** The id of this page's own participant. */
  participant: string;
  /** This page's own sender number: needed by sframe with a shared key. */
  senderNumber?: Index;
  /** Whether encryption is on, as `E2eeManager.e2eeEnabled`. Default: true. */
  e2eeEnabled?: boolean;
  /**
   * Whether frames are dropped while encryption is off, instead of passing in
   * the clear, until it is switched on for the first time. Default: true.
   */
  discardFrameWhenCryptorNotReady?: boolean;
  /**
   * The IndexedDB database in which sframe and dave reserve counters, so that a
   * page that is loaded again, or is open twice, does not repeat them under the
   * same key. Without IndexedDB, these profiles do not start. Default:
   * "sealframe-counters".
   */
  counterDatabase?: string;
  /**
   * If given, received frames wait for a late key, instead of being dropped: at
   * most `holdMaxFrames` of each stream.
   */
  hold?: {
    holdMaxFrames: number;
    /** In all. Default: 1 MiB. */
    holdMaxBytes?: number;
    /** Of each frame. Default: 2000. */
    holdMaxAgeMs?: number;
  };
}

export interface SenderInfo {
  /** Needed only if the sender has no track. */
  kind?: Media;
  /** A name for the stream, which events and statistics repeat. */
  track?: string;
  /**
   * Such as "VP8" or "opus". Only for frames that have neither a MIME type nor a
   * payload type that was negotiated.
   */
  codec?: string;
}

export interface ReceiverInfo {
  /** Who sends. Without it, all frames are dropped until it is given. */
  participant?: string;
  /** The sender's number: needed by sframe with a shared key. */
  senderNumber?: Index;
  track?: string;
  codec?: string;
}

export interface E2eeStateChange {
  /** The sender of the stream. */
  participant: string;
  kind: Media;
  direction: Direction;
  track: string;
  /** The state, as VideoSDK has it. */
  state: 'encryptionSuccess' | 'decryptionSuccess' | 'encryptionFailed' |
      'decryptionFailed' | 'internalError';
  /** The state, as the engine has it. */
  streamState: StreamState;
  /** The key id of the frame that changed the state. */
  kid: bigint;
  /** For "stalled": the outcome of most of the frames. */
  reason: FrameStatus;
}

export interface KeyStateChange {
  participant: string;
  kid: bigint;
  state: 'key_near_limit' | 'key_limit_reached' | 'reservation_failed';
}

export interface E2eeFailure {
  error: Error & {code?: SealframeError['code']};
  /** The participant whose stream cannot start, if that is the problem. */
  participant?: string;
}

export interface E2eeManagerEventMap {
  e2eeStateChanged: CustomEvent<E2eeStateChange>;
  keyStateChanged: CustomEvent<KeyStateChange>;
  /**
   * A stream could not start, or, without a `participant`, everything has
   * stopped: no frame comes out any more, and every call fails.
   */
  error: CustomEvent<E2eeFailure>;
}

/** The binding of a stream, and its counts once it has begun. */
export interface StreamStats extends Partial<EngineStats> {
  participant?: string;
  direction: Direction;
  kind: Media;
  track?: string;
}

/**
 * The end-to-end encryption of one room.
 *
 * Nothing is sent or played in the clear while `e2eeEnabled` is true: frames
 * without a key are dropped. Calls are carried out in their order, and fail with
 * the engine's error, which has a `code`, such as "not_found".
 */
export class E2eeManager extends EventTarget {
  constructor(options: E2eeManagerOptions);

  /**
   * Sets a key of `participant`: this page's own one seals, others open. This
   * page seals with its first key at once, and with later ones once `activate`
   * names them. `step` is the ratchet step that the key is at.
   */
  setKey(participant: string, key: Key, index?: Index,
         step?: Index): Promise<void>;
  /** The same with a text that people can type (livekit, videosdk). */
  setPassphrase(participant: string, passphrase: string | Bytes,
                index?: Index, step?: Index): Promise<void>;

  /** Sets the key of the whole room. Needs `keyMode: 'shared'`. */
  setSharedKey(key: Key, index?: Index): Promise<void>;
  setSharedPassphrase(passphrase: string | Bytes,
                      index?: Index): Promise<void>;

  /** Seals with the key `index` from the next frame on. */
  activate(index: Index): Promise<void>;
  /** Moves this page's own key on by a step, which receivers follow. */
  ratchet(): Promise<void>;
  /**
   * This page's own key at its step. A participant who joins late passes `key`,
   * `keyIndex` and `step` to `setKey`, or to `setPassphrase` if `kind` is
   * "passphrase".
   */
  currentKey(): Promise<CurrentKey>;

  /** Removes a key: an opening one after `overlapMs`, for late frames. */
  retire(participant: string, index: Index,
         overlapMs?: Index): Promise<void>;
  retireSharedKey(index: Index, overlapMs?: Index): Promise<void>;
  /** Removes a participant who has left, and all keys of it. */
  removeParticipant(participant: string): Promise<void>;

  /**
   * Seals what `sender` sends. Call it right after `addTransceiver` or
   * `addTrack`, without an `await` in between: Chromium passes by a transform
   * that is set later. Called again, it changes `info`. If it fails, as when it
   * is too late, it throws, and takes the sender's track away, so that nothing
   * is sent in the clear.
   */
  attachSender(sender: RTCRtpSender, info?: SenderInfo): void;
  /**
   * Opens what `receiver` receives. Called again, for a receiver that changes
   * hands, it changes `info`.
   *
   * Call it in `ontrack` for a transceiver that the other side made, and for a
   * transceiver of this page right after `addTransceiver` or `addTrack`. It
   * throws if it is too late. Connect after a call of the manager has returned:
   * Firefox ESR 140 stops for good if frames come before the worker runs.
   */
  attachReceiver(receiver: RTCRtpReceiver, info?: ReceiverInfo): void;
  /**
   * Attaches both ends of a transceiver: right after `addTransceiver`, or in
   * `ontrack`. `info` is of the receiver.
   */
  attachTransceiver(transceiver: RTCRtpTransceiver, info?: ReceiverInfo): void;

  /**
   * Whether encryption is on. While it is off, frames pass in the clear in both
   * directions.
   */
  e2eeEnabled: boolean;

  /** What became of the frames of each stream. */
  stats(): Promise<StreamStats[]>;

  /**
   * Ends the worker, and with it all keys. No frame of attached senders and
   * receivers comes out any more.
   */
  close(): void;

  addEventListener<K extends keyof E2eeManagerEventMap>(
      type: K, listener: (event: E2eeManagerEventMap[K]) => void,
      options?: boolean | AddEventListenerOptions): void;
  addEventListener(type: string,
                   listener: EventListenerOrEventListenerObject | null,
                   options?: boolean | AddEventListenerOptions): void;
  removeEventListener<K extends keyof E2eeManagerEventMap>(
      type: K, listener: (event: E2eeManagerEventMap[K]) => void,
      options?: boolean | EventListenerOptions): void;
  removeEventListener(type: string,
                      listener: EventListenerOrEventListenerObject | null,
                      options?: boolean | EventListenerOptions): void;
}

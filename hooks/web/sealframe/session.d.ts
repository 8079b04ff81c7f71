// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

import {Index} from './memory.js';
import {ReceiveTransform, SendTransform} from './transforms.js';
import {Direction, EventKind, FrameStatus, Media, StreamState} from './values.js';

export interface SessionOptions {
  /** Whether frames are dropped until `e2eeEnabled` is true. Only false switches that off. */
  discardFrameWhenCryptorNotReady?: boolean;
  /** Whether the provider may have no key yet. False by default. */
  allowNoKey?: boolean;
  /** Whether end-to-end encryption is on from the start. False by default. */
  e2eeEnabled?: boolean;
}

/** A change that `poll` reports. sealframe.h documents the fields of each kind. */
export interface SessionEvent {
  kind: EventKind;
  participant: string;
  kid: bigint;
  track: string;
  media: Media;
  direction: Direction;
  state: StreamState;
  reason: FrameStatus;
}

export interface StreamConfig {
  /** The sender. */
  participant: string;
  kind: Media;
  /** The application's name of the stream, for events. */
  track?: string;
  /** For receiving streams: frames whose key is late are held if this is set. */
  holdMaxFrames?: number;
  holdMaxBytes?: number;
  holdMaxAgeMs?: Index;
}

/** The streams of one call. It has no timer of its own. */
export interface Session {
  /** Whether frames are sealed and opened. False lets them pass in the clear. */
  e2eeEnabled: boolean;
  /** Maintains the keys, and returns the events since the last poll. Call it a few
   * times a second. */
  poll(): SessionEvent[];
  /** Returns the sending side of a stream of a local participant. */
  createSendTransform(config: StreamConfig): SendTransform;
  /** Returns the receiving side of a stream of a remote participant. */
  createReceiveTransform(config: StreamConfig): ReceiveTransform;
  /** Ends the session. Its transforms go on working, without events. */
  close(): void;
}

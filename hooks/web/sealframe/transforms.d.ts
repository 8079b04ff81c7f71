// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

import {Bytes, Index} from './memory.js';
import {Codec, FrameStatus} from './values.js';

/** The properties of a frame that the media stack knows. */
export interface FrameInfo {
  /** A name such as `VP8` or `video/VP8`, in upper or lower case. */
  codec?: string;
  keyFrame?: boolean;
  ssrc?: number;
  /** The RTP timestamp. */
  timestamp?: number;
  /** Authenticated with the frame, and not sent. Only sframe takes it. */
  metadata?: Bytes;
  /** Identifies the frame if it is held. */
  token?: Index;
}

/** The outcome for one frame. */
export interface FrameResult {
  status: FrameStatus;
  /** The frame, in a buffer of its own; empty if none came out. */
  data: Uint8Array & {readonly buffer: ArrayBuffer};
  /** The key id that the sealed frame carries; 0 if there is none. */
  kid: bigint;
}

/** A frame that waited for its key, with the info it came with, without metadata. */
export interface HeldFrameResult extends FrameResult {
  info: {codec: Codec, keyFrame: boolean, ssrc: number, timestamp: number, token: bigint};
}

/** Seals the frames of a stream, between encoder and packetizer. */
export interface SendTransform {
  seal(frame: Bytes, info?: FrameInfo): FrameResult;
  stats(): StreamStats;
  close(): void;
}

/** Opens the frames of a stream, between depacketizer and decoder. */
export interface ReceiveTransform {
  /** Opens a frame. After the status `held`, and after a key was set, call `openHeld`. */
  open(frame: Bytes, info?: FrameInfo): FrameResult;
  /** Returns the held frames that come out now, the oldest first. */
  openHeld(): HeldFrameResult[];
  /** Returns the tokens of the held frames, the oldest first. */
  heldTokens(): bigint[];
  stats(): StreamStats;
  /** Returns the counts of each key that has opened a frame. */
  keyStats(): KeyStats[];
  close(): void;
}

/** The counts of a stream. One frame in 64 is timed. */
export interface StreamStats {
  framesIn: number;
  bytesIn: number;
  framesOut: number;
  bytesOut: number;
  framesMeasured: number;
  latencyP50Ns: number;
  latencyP90Ns: number;
  latencyP99Ns: number;
  latencyP100Ns: number;
  /** The outcomes that occurred. */
  framesByStatus: Partial<Record<FrameStatus, number>>;
}

export interface KeyStats {
  kid: bigint;
  framesOpened: number;
  framesReplayed: number;
}

// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The SFrame interfaces of the W3C draft "WebRTC Encoded Transform" (September 2026), for
 * browsers without them. docs/embedding/web.md describes where they differ from the draft.
 *
 * Keys are CryptoKeys for HKDF with the usage `deriveBits`; they need not be extractable. Key
 * ids are SFrame's KIDs. Methods reject with a RangeError for a BigInt that is not from 0 to
 * 2^64 - 1, with a TypeError for another key id that is no such number, and with an
 * InvalidModificationError for a key that cannot be used.
 */

import {Suite} from './values.js';

export type SFrameCipherSuite = Exclude<Suite, 'default'>;
export type CryptoKeyID = number | bigint;

export interface SFrameTransformOptions {
  cipherSuite: SFrameCipherSuite;
}

export interface RTCRtpSFrameEncryptorOptions extends SFrameTransformOptions {
  /** `per-frame`. The constructor refuses `per-packet` with a NotSupportedError. */
  type?: 'per-frame' | 'per-packet';
}

interface Encryptor {
  /** Encrypts with this key from now on. Without a key, nothing comes out. */
  setEncryptionKey(key: CryptoKey, keyId: CryptoKeyID): Promise<void>;
}

interface Decryptor extends EventTarget {
  /** Adds a key, or replaces the one with this id. There is room for 256. */
  addDecryptionKey(key: CryptoKey, keyId: CryptoKeyID): Promise<void>;
  /** Removes the key with this id, if there is one. */
  removeDecryptionKey(keyId: CryptoKeyID): Promise<void>;
  onerror: ((event: SFrameTransformErrorEvent) => void) | null;
  addEventListener(type: 'error', listener: (event: SFrameTransformErrorEvent) => void,
                   options?: AddEventListenerOptions | boolean): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject | null,
                   options?: AddEventListenerOptions | boolean): void;
}

/** Streams of BufferSources, which come out as ArrayBuffers, and of encoded frames. */
interface Stream {
  readonly readable: ReadableStream;
  readonly writable: WritableStream;
}

/**
 * Sets the worker in which the transforms of senders and receivers run, a copy of
 * `sealframe/worker`. Call it before their constructors.
 */
export function setWorker(worker: Worker): void;

/** Encrypts the frames of the sender whose `transform` it is. */
export class RTCRtpSFrameEncryptor {
  constructor(options: RTCRtpSFrameEncryptorOptions);
}
export interface RTCRtpSFrameEncryptor extends Encryptor {}

/** Decrypts the frames of the receiver whose `transform` it is. */
export class RTCRtpSFrameDecryptor {
  constructor(options: SFrameTransformOptions);
}
export interface RTCRtpSFrameDecryptor extends Decryptor {}

export class SFrameEncryptorStream {
  constructor(options: SFrameTransformOptions);
}
export interface SFrameEncryptorStream extends Stream, Encryptor {}

export class SFrameDecryptorStream {
  constructor(options: SFrameTransformOptions);
}
export interface SFrameDecryptorStream extends Stream, Decryptor {}

export type SFrameTransformErrorEventType = 'authentication' | 'keyID' | 'syntax';

export interface SFrameTransformErrorEventInit extends EventInit {
  errorType: SFrameTransformErrorEventType;
  frame: unknown;
  keyID?: CryptoKeyID | null;
}

/** A frame did not decrypt, and was dropped. */
export class SFrameTransformErrorEvent extends Event {
  constructor(type: string, init: SFrameTransformErrorEventInit);
  readonly errorType: SFrameTransformErrorEventType;
  /** The unknown key id, if `errorType` is `keyID`. */
  readonly keyID: CryptoKeyID | null;
  /** The chunk or the encoded frame. */
  readonly frame: any;
}

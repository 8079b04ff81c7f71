// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

import {Bytes} from './memory.js';
import {FrameResult} from './transforms.js';

/** The fields that travel beside a data packet. */
export interface DataPacketHeader {
  iv: Uint8Array;
  keyIndex: number;
}

/** Seals LiveKit's data packets. They have no replay protection. */
export interface DataPacketSealer {
  seal(packet: Bytes): FrameResult & DataPacketHeader;
  close(): void;
}

/** Opens LiveKit's data packets. */
export interface DataPacketOpener {
  open(packet: Bytes, header: DataPacketHeader): FrameResult;
  close(): void;
}

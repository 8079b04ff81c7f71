// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

import {KeyProviderOptions} from './key_provider.js';
import {Media} from './values.js';

export interface InspectOptions {
  /** The likeliest by default. */
  profile?: KeyProviderOptions['profile'];
  /** `video` by default. */
  kind?: Media;
  /** A name such as `VP8` or `video/VP8`. */
  codec?: string;
  keyFrame?: boolean;
}

/** The fields of a sealed frame, and the sizes of its parts. */
export interface Inspection {
  profile: string;
  kid: bigint;
  counter: bigint;
  headerSize: number;
  clearSize: number;
  ciphertextSize: number;
  tagSize: number;
  nonceSize: number;
  rangesSize: number;
  trailerSize: number;
}

// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

import {SealframeError} from './errors.js';

const encoder = new TextEncoder();

/**
 * encode returns the UTF-8 of a text. Half of a surrogate pair has none: every such half
 * would become the same character, so that different texts would have the same bytes.
 */
export function encode(text, name) {
  if (/\p{Surrogate}/u.test(text)) {
    throw SealframeError.refused(`${name} has half of a surrogate pair: it is not valid Unicode`);
  }
  return encoder.encode(text);
}

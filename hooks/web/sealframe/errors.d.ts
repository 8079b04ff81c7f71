// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

import {Status} from './values.js';

/**
 * A call was refused, and has changed nothing.
 *
 * `code` is the kind of the reason; the message explains it. `closed` means that the
 * object or its engine was closed. `stopped` means that the engine has ended after an
 * internal error: every later call throws this, and no frame comes out. Create a new
 * engine then, with new objects and the same keys.
 */
export class SealframeError extends Error {
  readonly name: 'SealframeError';
  readonly code: Exclude<Status, 'ok'> | 'closed' | 'stopped';
}

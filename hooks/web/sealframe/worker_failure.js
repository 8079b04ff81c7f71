// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// workerFailure returns the error for an error event of a worker. Browsers give no message for
// a worker that did not load.
export function workerFailure({message}) {
  return new Error('the worker does not run: ' + (message ??
      'is its URL right, and does the content security policy allow it?'));
}

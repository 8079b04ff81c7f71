// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// What tests call in a page.

export * from './end.js';
export * from './media.js';
export * from './simulcast.js';

// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

export {openCounterDatabase, openCounterFolder} from './counters.js';
export {createEngine} from './engine.js';
export {SealframeError} from './errors.js';

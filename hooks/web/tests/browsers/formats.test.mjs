// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The codecs of browsers in other formats.

import {testCodecs} from './harness/codecs.mjs';
import {BROWSER, inPages} from './harness/suite.mjs';

const pages = inPages(BROWSER);

testCodecs(pages, 'dave', ['VP8', 'VP9', 'H264', 'AV1']);
testCodecs(pages, 'getstream', ['VP8', 'VP9', 'H264']);
testCodecs(pages, 'jframe', ['VP8', 'VP9']);
// sframe leaves nothing of a frame in the clear. Only VP9's packets say elsewhere
// what a receiver must know of a frame.
testCodecs(pages, 'sframe', ['VP9']);

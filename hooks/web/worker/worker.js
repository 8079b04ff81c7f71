// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The worker of one room: an engine with its keys, and the streams between the
// browser's codecs and its packetizers. It runs as a classic and as a module
// worker. E2eeManager (../sealframe/web.js) is its page.

import compressed from 'sealframe.wasm.gz';

import {createEngine} from '../sealframe/index.js';
import {Room} from './room.js';

async function engine() {
  const wasm = new Blob([compressed]).stream()
      .pipeThrough(new DecompressionStream('gzip'));
  return createEngine({wasm: await new Response(wasm).arrayBuffer()});
}

const room = new Room(engine, (message) => self.postMessage(message));

self.onmessage = ({data}) => room.receive(data);

// A browser's encoded transform (RTCRtpScriptTransform).
self.onrtctransform = ({transformer}) => room.attach(transformer);

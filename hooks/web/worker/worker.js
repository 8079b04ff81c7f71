// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The worker of one room: an engine with its keys, and the streams between the
// browser's codecs and its packetizers. It runs as a classic and as a module
// worker. E2eeManager (../sealframe/web.js) is its page, or the W3C's interfaces
// (../sealframe/w3c.js), which need no room.

import {setEngine} from '../sealframe/sframe_cryptors.js';
import {createEmbeddedEngine} from './engine.js';
import {Room} from './room.js';
import {attachSFrame} from './sframe.js';

setEngine(createEmbeddedEngine);

const room = new Room(createEmbeddedEngine, (message) => self.postMessage(message));

self.onmessage = ({data}) => room.receive(data);

// A browser's encoded transform (RTCRtpScriptTransform).
self.onrtctransform = ({transformer}) => transformer.options.sframe ?
  attachSFrame(transformer) : room.attach(transformer);

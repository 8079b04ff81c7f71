// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The worker of one room: an engine with its keys, and the streams between the
// browser's codecs and its packetizers. It runs as a classic and as a module
// worker. E2eeManager (../sealframe/web.js) is its page.

import {createEmbeddedEngine} from './engine.js';
import {Room} from './room.js';

const room = new Room(createEmbeddedEngine, (message) => self.postMessage(message));

self.onmessage = ({data}) => room.receive(data);

// A browser's encoded transform (RTCRtpScriptTransform).
self.onrtctransform = ({transformer}) => room.attach(transformer);

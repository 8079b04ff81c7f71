// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A worker in place of LiveKit's own, as the `worker` of a room's `e2ee` or
// `encryption` option. It takes and sends the messages of livekit-client's
// E2EEManager, and runs as a classic and as a module worker.

import {createEmbeddedEngine} from '../worker/engine.js';
import {Room} from './room.js';

const room = new Room(createEmbeddedEngine, (message) => self.postMessage(message));

self.onmessage = ({data}) => room.receive(data);

// A browser's encoded transform (RTCRtpScriptTransform).
self.onrtctransform = ({transformer}) =>
  room.attach(transformer.options, transformer);

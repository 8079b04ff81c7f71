// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// What stands for the server: it looks at each frame that arrives, as any server
// can, and changes nothing. It has no key.

import {createEngine} from '/sealframe/index.js';

const SHOW_EVERY_MS = 400;

const engine = createEngine();
let profile;  // Of the frames; undefined while alice sends in the clear.
let arrived = 0;
let shown = 0;

self.onmessage = ({data}) => profile = data;

// Firefox ESR 140 stops for good if frames arrive before this is set.
self.onrtctransform = ({transformer: {readable, writable}}) => {
  readable.pipeThrough(new TransformStream({
    async transform(frame, controller) {
      if (frame.type !== undefined) {
        self.postMessage({arrived: ++arrived});
        if (performance.now() - shown > SHOW_EVERY_MS) {
          shown = performance.now();
          show(await engine, frame);
        }
      }
      controller.enqueue(frame);
    },
  })).pipeTo(writable).catch(() => {});
};

// show posts a copy of a video frame, and the sizes of its parts in their order.
function show(engine, frame) {
  const bytes = new Uint8Array(frame.data).slice();
  const {mimeType: codec} = frame.getMetadata();
  const keyFrame = frame.type === 'key';
  try {
    const parts = profile ? engine.inspect(bytes, {profile, codec, keyFrame}) :
      {clearSize: bytes.length};
    self.postMessage({frame: {bytes, parts}}, [bytes.buffer]);
  } catch {
    // Frames of the other kind are still on their way after a switch.
  }
}

self.postMessage({isReady: true});

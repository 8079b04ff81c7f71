// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

import {call} from './call.js';
import {codecNumber} from './frames.js';
import {CODEC} from './interface.js';

/** inspect parses a sealed frame. */
export function inspect(instance, frame, {profile, kind = 'video', codec, keyFrame = false} = {}) {
  const info = {codec: CODEC[codecNumber(codec)], isKeyFrame: keyFrame};
  return call(instance, 'inspect', profile, kind, info, frame);
}

// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

const ERROR_TYPES = ['authentication', 'keyID', 'syntax'];

/** Reports a frame that did not open. w3c.d.ts documents it. */
export class SFrameTransformErrorEvent extends Event {
  #errorType;
  #keyID;
  #frame;

  constructor(type, init) {
    if (!ERROR_TYPES.includes(init?.errorType) || init.frame === undefined) {
      throw new TypeError(`give errorType, one of ${ERROR_TYPES.join(', ')}, and frame`);
    }
    super(type, init);
    this.#errorType = init.errorType;
    this.#keyID = init.keyID ?? null;
    this.#frame = init.frame;
  }

  get errorType() {
    return this.#errorType;
  }

  get keyID() {
    return this.#keyID;
  }

  get frame() {
    return this.#frame;
  }
}

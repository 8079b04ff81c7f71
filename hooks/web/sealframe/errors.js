// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Names of objects, by those of the C interface's functions.
const CLASSES = {
  provider: 'KeyProvider',
  session: 'Session',
  send_transform: 'SendTransform',
  receive_transform: 'ReceiveTransform',
  data_packet_sealer: 'DataPacketSealer',
  data_packet_opener: 'DataPacketOpener',
};
const C_FUNCTION = new RegExp(`\\bsealframe_(${Object.keys(CLASSES).join('|')})_(\\w+)`, 'g');

function camel(name) {
  return name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());
}

/** A call was refused, and has changed nothing. */
export class SealframeError extends Error {
  constructor(code, message, options) {
    super(message, options);
    this.name = 'SealframeError';
    this.code = code;
  }

  /** explained returns the error for a message of the C interface. */
  static explained(code, message) {
    return new SealframeError(code, message.replace(
        C_FUNCTION, (_, owner, method) => `${CLASSES[owner]}.${camel(method)}`));
  }

  /** refused returns the error for an argument that C would not understand. */
  static refused(message) {
    return new SealframeError('invalid_argument', message);
  }
}

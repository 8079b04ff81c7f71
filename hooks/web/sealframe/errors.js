// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

import {STRUCTS} from './interface.js';

// Names of objects, by those of the C interface's functions.
const CLASSES = {
  provider: 'KeyProvider',
  session: 'Session',
  send_transform: 'SendTransform',
  receive_transform: 'ReceiveTransform',
  data_packet_sealer: 'DataPacketSealer',
  data_packet_opener: 'DataPacketOpener',
};
const OPTIONS = {...STRUCTS.providerOptions.fields, ...STRUCTS.sessionOptions.fields};
const C_FUNCTION = new RegExp(`\\bsealframe_(${Object.keys(CLASSES).join('|')})_(\\w+)`, 'g');

function camel(name) {
  return name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());
}

// withNames returns a message of the C interface with the names that this package has for
// methods and options.
function withNames(message) {
  return message
      .replace(C_FUNCTION, (_, owner, method) => `${CLASSES[owner]}.${camel(method)}`)
      .replaceAll('options->', '')
      .replace(/\b[a-z]+_\w+/g, (name) => camel(name) in OPTIONS ? camel(name) : name);
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
    return new SealframeError(code, withNames(message));
  }

  /** closed returns the error for a handle of this type that was closed. */
  static closed(type) {
    return new SealframeError('closed', `this ${CLASSES[type]} is closed`);
  }

  /** refused returns the error for an argument that C would not understand. */
  static refused(message) {
    return new SealframeError('invalid_argument', message);
  }
}

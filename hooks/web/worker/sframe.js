// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The streams of RTCRtpSFrameEncryptor and RTCRtpSFrameDecryptor (../sealframe/w3c.js).

import {SFrameDecryptorStream, SFrameEncryptorStream} from '../sealframe/sframe_streams.js';

const STREAMS = {SFrameDecryptorStream, SFrameEncryptorStream};

// attachSFrame runs a stream between `readable` and `writable` of an
// RTCRtpScriptTransformer. Its page calls the stream through a port: {id, call, args}
// is answered with {id} or {id, error}, and {event} is an error event.
export async function attachSFrame({readable, writable, options}) {
  const {sframe, cipherSuite, port} = options;
  const stream = new STREAMS[sframe]({cipherSuite});
  stream.onerror = (event) => report(port, event);
  port.onmessage = async ({data: {id, call, args}}) => {
    try {
      await stream[call](...args);
      port.postMessage({id});
    } catch ({name, message}) {
      port.postMessage({id, error: {name, message}});
    }
  };
  await readable.pipeThrough(stream).pipeTo(writable).catch(() => {});
}

function report(port, {errorType, keyID, frame}) {
  try {
    port.postMessage({event: {errorType, keyID, frame}});
  } catch {
    // Not every browser can pass its frames on.
    const {type, timestamp, data} = frame;
    port.postMessage({event: {errorType, keyID, frame: {type, timestamp, data}}});
  }
}

// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// package_test.py compiles this with the types of the package. It does not run.

import {
  createEngine, Engine, FrameResult, FrameStatus, KeyProviderOptions, SealframeError,
} from 'sealframe';
import {
  RTCRtpSFrameDecryptor, RTCRtpSFrameEncryptor, SFrameDecryptorStream, SFrameEncryptorStream,
  SFrameTransformErrorEvent, setWorker,
} from 'sealframe/w3c';
import {E2eeManager} from 'sealframe/web';

const options: KeyProviderOptions = {
  profile: 'sframe', suite: 'AES_256_GCM_SHA512_128', keyMode: 'shared', ratchetBits: 4,
};

async function use(wasm: ArrayBuffer, frame: {data: ArrayBuffer}): Promise<FrameStatus> {
  const engine: Engine = await createEngine({wasm});
  const keys = engine.createKeyProvider(options);
  try {
    keys.addLocalParticipant('alice', 7n);
    keys.setSharedKey(3, new Uint8Array(16));
    keys.setKey('bob', 0, frame.data, {step: 2});
    keys.retire('bob', 0n, {overlapMs: 500});
    keys.setDerivedKey('carol', 0, new Uint8Array(32), new Uint8Array(12));
  } catch (error) {
    if (error instanceof SealframeError && error.code === 'not_found') {
      keys.close();
    }
  }
  const session = engine.createSession(keys, {allowNoKey: true});
  session.e2eeEnabled = true;
  const sender = session.createSendTransform({participant: 'alice', kind: 'video'});
  const result: FrameResult = sender.seal(frame.data, {codec: 'video/VP8', keyFrame: true});
  frame.data = result.data.buffer;
  const receiver = session.createReceiveTransform(
      {participant: 'bob', kind: 'audio', holdMaxFrames: 5});
  for (const {info: {token}, kid} of receiver.openHeld()) {
    const sum: bigint = token + kid;
    console.log(sum, sender.stats().framesByStatus.ok ?? 0);
  }
  for (const event of session.poll()) {
    if (event.kind === 'stream_state' && event.state === 'stalled') {
      return event.reason;
    }
  }
  return result.status;
}

// @ts-expect-error A profile is one of those that there are.
const unknown: KeyProviderOptions = {profile: 'none'};

// @ts-expect-error Keys are bytes.
const text = (engine: Engine) => engine.createKeyProvider(options).setKey('bob', 0, 'text');

// @ts-expect-error Only createEngine makes engines.
const made = () => new Engine();

console.log(use, unknown, text, made);

async function call(connection: RTCPeerConnection, key: CryptoKey): Promise<void> {
  const e2ee = new E2eeManager({
    worker: new Worker('/sealframe-worker.js'), participant: 'alice', ...options, senderNumber: 1,
    hold: {holdMaxFrames: 100},
  });
  e2ee.addEventListener('e2eeStateChanged', ({detail}) => {
    const failed: boolean =
        detail.state === 'decryptionFailed' || detail.streamState === 'missing_key';
    console.log(detail.participant, detail.kind, detail.kid > 0n, failed);
  });
  e2ee.addEventListener('error', ({detail}) => console.log(detail.error.code === 'closed'));
  await e2ee.setSharedKey(new Uint8Array(16), 1);
  await e2ee.setKey('bob', key, 0n, (await e2ee.currentKey()).step);
  const transceiver = connection.addTransceiver('video');
  e2ee.attachTransceiver(transceiver, {participant: 'bob', senderNumber: 2n});
  e2ee.attachSender(transceiver.sender, {kind: 'video'});
  e2ee.attachReceiver(transceiver.receiver);
  e2ee.e2eeEnabled = false;
  for (const {direction, framesIn = 0} of await e2ee.stats()) {
    console.log(direction, framesIn);
  }
  e2ee.close();
}

async function sframe(key: CryptoKey): Promise<void> {
  const options = {cipherSuite: 'AES_128_GCM_SHA256_128'} as const;
  setWorker(new Worker('/sealframe-worker.js'));
  const encryptor = new RTCRtpSFrameEncryptor({...options, type: 'per-frame'});
  await encryptor.setEncryptionKey(key, 1);
  const decryptor = new RTCRtpSFrameDecryptor(options);
  decryptor.onerror = ({errorType, keyID}) => console.log(errorType === 'syntax', keyID);
  decryptor.addEventListener('error', ({frame}: SFrameTransformErrorEvent) => console.log(frame));
  await decryptor.addDecryptionKey(key, 1n);
  await decryptor.removeDecryptionKey(1n);
  new ReadableStream().pipeThrough(new SFrameEncryptorStream(options))
      .pipeThrough(new SFrameDecryptorStream(options));
  // @ts-expect-error A suite is one of the eight.
  console.log(new SFrameEncryptorStream({cipherSuite: 'default'}));
}

console.log(call, sframe);

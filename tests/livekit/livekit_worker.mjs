// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Runs LiveKit's published end-to-end encryption worker, unmodified, outside a
// browser. Each frame goes through a new worker, whose global scope is Node's
// plus the few worker globals that the bundle uses.

import {webcrypto} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';
import vm from 'node:vm';

const IDENTITY = 'peer';

// Node 18 does not define it globally yet.
globalThis.crypto ??= webcrypto;

const bundlePath = path.join(
    path.dirname(createRequire(import.meta.url).resolve('livekit-client')),
    'livekit-client.e2ee.worker.js');
// startWorker evaluates the bundle once, which creates a worker with its own
// state. It returns a function that posts messages to that worker.
const startWorker = vm.compileFunction(
    readFileSync(bundlePath, 'utf8') + '\nreturn (data) => onmessage({data});',
    ['self', 'onmessage', 'postMessage'], {filename: bundlePath});

// importMaterial imports key material as LiveKit's key providers do.
function importMaterial(kdf, material) {
  return crypto.subtle.importKey(
      'raw', material, {pbkdf2: 'PBKDF2', hkdf: 'HKDF'}[kdf], false,
      ['deriveBits', 'deriveKey']);
}

// encodedFrame returns an object shaped like an RTCEncodedVideoFrame or an
// RTCEncodedAudioFrame. Only the former has a type.
function encodedFrame(job) {
  const bytes = Buffer.from(job.frame, 'hex');
  const frame = {
    data: new Uint8Array(bytes).buffer,
    timestamp: job.rtp_timestamp,
    getMetadata: () => ({
      synchronizationSource: job.ssrc,
      rtpTimestamp: job.rtp_timestamp,
      mimeType: job.mime_type,
    }),
  };
  return job.kind === 'video' ? {...frame, type: job.frame_type} : frame;
}

// transform sends one frame through the worker behind `post` and returns the
// resulting frame, or undefined if it was dropped.
function transform(post, job) {
  return new Promise((resolve, reject) => {
    let out;
    post(job.op === 'encrypt' ? 'encode' : 'decode', {
      participantIdentity: IDENTITY,
      trackId: 'track',
      codec: job.codec,
      hasPacketTrailer: false,
      readableStream: new ReadableStream({
        start(controller) {
          controller.enqueue(encodedFrame(job));
          controller.close();
        },
      }),
      writableStream: new WritableStream({
        write(frame) {
          out = frame;
        },
        close: () => resolve(out),
        abort: reject,
      }),
    });
  });
}

// transformData sends one data packet through the worker behind `post` and
// returns its response, delivered through `answered`.
function transformData(post, job, answered) {
  return new Promise((resolve) => {
    answered(resolve);
    const packet = {
      uuid: 'packet',
      participantIdentity: IDENTITY,
      payload: new Uint8Array(Buffer.from(job.frame, 'hex')),
    };
    if (job.op === 'encrypt_data') {
      post('encryptDataRequest', packet);
    } else {
      post('decryptDataRequest', {
        ...packet,
        iv: new Uint8Array(Buffer.from(job.iv, 'hex')),
        keyIndex: job.key_index ?? 0,
      });
    }
  });
}

const toHex = (bytes) => Buffer.from(bytes).toString('hex');

// runJob runs one job and returns {frame} in hex, with an {iv} for a data packet,
// or {dropped: true}. Either may include the worker's {errors}. README.md lists
// the fields of a job.
export async function runJob(job) {
  const errors = [];
  let ratcheted = () => {};
  let answered = () => {};
  const worker = startWorker({}, null, ({kind, data}) => {
    if (kind === 'error') {
      errors.push(data.error.message);
      answered();
    } else if (kind === 'ratchetKey') {
      ratcheted();
    } else if (kind === 'encryptDataResponse' ||
               kind === 'decryptDataResponse') {
      answered(data);
    }
  });
  const post = (kind, data) => worker({kind, data});
  post('init', {
    loglevel: 'silent',
    keyProviderOptions: {
      sharedKey: false,
      ratchetSalt: 'LKFrameEncryptionKey',
      ratchetWindowSize: 0,
      failureTolerance: -1,
      keyringSize: 256,
      keySize: job.key_bits ?? 128,
    },
  });
  post('enable', {participantIdentity: IDENTITY, enabled: true});
  post('setKey', {
    participantIdentity: IDENTITY,
    isPublisher: true,
    key: await importMaterial(job.kdf, Buffer.from(job.material, 'hex')),
    keyIndex: job.key_index ?? 0,
    updateCurrentKeyIndex: true,
  });
  for (let step = 0; step < (job.ratchet_steps ?? 0); ++step) {
    await new Promise((resolve) => {
      ratcheted = resolve;
      post('ratchetRequest', {
        participantIdentity: IDENTITY,
        keyIndex: job.key_index ?? 0,
      });
    });
  }
  if (job.sif_trailer) {
    post('setSifTrailer',
         {trailer: new Uint8Array(Buffer.from(job.sif_trailer, 'hex'))});
  }
  let out;
  if (job.op.endsWith('_data')) {
    out = await transformData(post, job, (resolve) => answered = resolve);
  } else {
    out = await transform(post, job);
  }
  const bytes = out?.data ?? out?.payload;
  return {
    ...(bytes ? {frame: toHex(bytes)} : {dropped: true}),
    ...(out?.iv ? {iv: toHex(out.iv)} : {}),
    ...(errors.length ? {errors} : {}),
  };
}

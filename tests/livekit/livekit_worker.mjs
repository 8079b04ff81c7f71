// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// LiveKit's published end-to-end encryption worker, unmodified, outside of a
// browser: each frame goes through a worker of its own, whose global scope is
// Node's and what little the bundle uses of a worker's.

import {webcrypto} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';
import vm from 'node:vm';

const IDENTITY = 'peer';

// Node 18 has it under no global name yet.
globalThis.crypto ??= webcrypto;

const bundlePath = path.join(
    path.dirname(createRequire(import.meta.url).resolve('livekit-client')),
    'livekit-client.e2ee.worker.js');
// One call of it is one evaluation of the bundle: a worker with a state of its
// own, as a function that takes what is posted to it.
const startWorker = vm.compileFunction(
    readFileSync(bundlePath, 'utf8') + '\nreturn (data) => onmessage({data});',
    ['self', 'onmessage', 'postMessage'], {filename: bundlePath});

// importMaterial is what LiveKit's key providers do with what they are given.
function importMaterial(kdf, material) {
  return crypto.subtle.importKey(
      'raw', material, {pbkdf2: 'PBKDF2', hkdf: 'HKDF'}[kdf], false,
      ['deriveBits', 'deriveKey']);
}

// encodedFrame looks like an RTCEncodedVideoFrame or RTCEncodedAudioFrame; only
// the former has a type.
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

// transform sends one frame through the worker that `post` posts to, and
// returns what comes out: a frame, or nothing if it was dropped.
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

// transformData sends one data packet through the worker, and waits for what
// `answered` is told.
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

// runJob does one job and returns {frame} in hex, with an {iv} if it is a data
// packet, or {dropped: true}; either may carry the worker's own {errors}. See README.md for a job's fields.
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

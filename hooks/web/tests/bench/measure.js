// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Times frames in the engine, in WebCrypto and in workers. It runs in Node and in pages.

const CHUNKS = 7;
const ENGINES = [
  {profile: 'livekit'},
  {profile: 'sframe', suite: 'AES_128_GCM_SHA256_128'},
  {profile: 'sframe', suite: 'AES_128_CTR_HMAC_SHA256_80'},
];
const KEY = Uint8Array.from({length: 16}, (_, index) => index);
const INFO = {codec: 'vp8', keyFrame: true, ssrc: 1, timestamp: 90000};
const WHO = 'alice';

// chunkOf returns how many frames of a size are timed together.
function chunkOf(size) {
  return Math.max(Math.ceil(1e6 / (size + 500)), 20);
}

// Milliseconds by the clock that `measure` was given.
let now;

// best returns the microseconds of a frame in the fastest of several chunks. `run` handles a
// chunk of `count` frames.
async function best(count, run) {
  let fastest = Infinity;
  for (let chunk = 0; chunk < CHUNKS; ++chunk) {
    const begin = now();
    await run(count);
    fastest = Math.min(fastest, (now() - begin) * 1000 / count);
  }
  return fastest;
}

// repeat returns a function that makes `call` for each frame of a chunk, one after another.
function repeat(call) {
  return async (count) => {
    for (let index = 0; index < count; ++index) {
      const result = call();
      if (result instanceof Promise) {
        await result;
      }
    }
  };
}

function transforms(engine, options) {
  const keys = [engine.createKeyProvider(options), engine.createKeyProvider(options)];
  keys[0].addLocalParticipant(WHO);
  keys.forEach((each) => each.setKey(WHO, 0, KEY));
  keys[0].activate(WHO, 0);
  const [from, to] = keys.map((each) => engine.createSession(each, {e2eeEnabled: true}));
  const stream = {participant: WHO, kind: 'video'};
  return {sender: from.createSendTransform(stream), receiver: to.createReceiveTransform(stream)};
}

async function timeEngine(engine, options, frame) {
  const count = chunkOf(frame.length);
  const {sender, receiver} = transforms(engine, options);
  const seal = await best(count, repeat(() => sender.seal(frame, INFO)));
  const frames = Array.from({length: count * CHUNKS}, () => sender.seal(frame, INFO).data);
  let next = 0;
  const open = await best(count, repeat(() => {
    if (receiver.open(frames[next++], INFO).status !== 'ok') {
      throw new Error('a frame does not open');
    }
  }));
  return {seal, open};
}

// timeWebCrypto times AES-GCM alone: no nonce is derived, no frame parsed, no replay refused.
async function timeWebCrypto(subtle, frame) {
  const count = chunkOf(frame.length);
  const key = await subtle.importKey('raw', KEY, 'AES-GCM', false, ['encrypt', 'decrypt']);
  const algorithm = {name: 'AES-GCM', iv: new Uint8Array(12), additionalData: new Uint8Array(10)};
  const sealed = await subtle.encrypt(algorithm, key, frame);
  return {seal: await best(count, repeat(() => subtle.encrypt(algorithm, key, frame))),
          open: await best(count, repeat(() => subtle.decrypt(algorithm, key, sealed)))};
}

// A worker with LiveKit's messages, whose file's text is `source`, in this thread.
class LiveKitWorker {
  #enabled;
  #isEnabled = new Promise((resolve) => this.#enabled = resolve);

  constructor(source) {
    const self = {postMessage: (message) => this.#receive(message)};
    const start = new Function(
        'self', 'onmessage', 'postMessage',
        `${source}\n;return (data) => (onmessage ?? self.onmessage)({data});`);
    this.post = start(self, null, self.postMessage);
  }

  async join(subtle) {
    const send = (kind, data) => this.post({kind, data: {participantIdentity: WHO, ...data}});
    send('init', {loglevel: 'silent', keyProviderOptions: {
      sharedKey: false, ratchetSalt: 'LKFrameEncryptionKey', ratchetWindowSize: 0,
      failureTolerance: -1, keyringSize: 16, keySize: 128,
    }});
    send('enable', {enabled: true});
    send('setKey', {
      key: await subtle.importKey('raw', KEY, 'HKDF', false, ['deriveBits', 'deriveKey']),
      keyIndex: 0, isPublisher: true, updateCurrentKeyIndex: true,
    });
    await this.#isEnabled;
  }

  // start returns a function that passes frames through the worker, and returns those that
  // came out.
  start(kind) {
    let input;
    let take;
    const out = [];
    this.post({kind, data: {
      participantIdentity: WHO, trackId: kind, codec: 'vp8', hasPacketTrailer: false,
      readableStream: new ReadableStream({start: (it) => input = it}),
      writableStream: new WritableStream({write: (frame) => take(frame)}),
    }});
    return (frames) => new Promise((resolve) => {
      const came = [];
      take = (frame) => came.push(frame) === frames.length && resolve(came);
      frames.forEach((frame) => input.enqueue(frame));
    });
  }

  #receive({kind, data}) {
    if (kind === 'error') {
      throw data.error;
    }
    if (kind === 'enable') {
      this.#enabled();
    }
  }
}

let timestamp = 0;
function frameOf(bytes) {
  const rtpTimestamp = timestamp += 3000;
  return {
    type: 'key', data: bytes.slice().buffer, timestamp: rtpTimestamp,
    getMetadata: () => ({mimeType: 'video/VP8', synchronizationSource: 1, rtpTimestamp,
                         payloadType: 96}),
  };
}

async function timeWorker(source, subtle, frame) {
  const count = chunkOf(frame.length);
  const worker = new LiveKitWorker(source);
  await worker.join(subtle);
  const [encode, decode] = [worker.start('encode'), worker.start('decode')];
  const sealed = [];
  const framesOf = (bytes) => Array.from({length: count}, () => frameOf(bytes));
  const seal = await best(count, async () => {
    sealed.push(await encode(framesOf(frame)));
  });
  const open = await best(count, () => decode(sealed.shift()));
  return {seal, open};
}

/**
 * measure returns the microseconds of a frame of `size` bytes: a row with `name`, `seal` and
 * `open` for each implementation. `workers` are texts of workers' files, by name, and `clock`
 * returns milliseconds.
 */
export async function measure(size, {createEngine, subtle, workers, clock}) {
  now = clock;
  const frame = Uint8Array.from({length: size}, (_, index) => index * 7);
  frame.set([0x10, 0x02, 0x00, 0x9d, 0x01, 0x2a, 0x80, 0x02, 0xe0, 0x01]);
  const rows = [];
  const engine = await createEngine();
  for (const options of ENGINES) {
    const name = Object.values(options).join(' ');
    rows.push({name, ...await timeEngine(engine, options, frame)});
  }
  engine.close();
  rows.push({name: 'WebCrypto AES-128-GCM', ...await timeWebCrypto(subtle, frame)});
  for (const [name, source] of Object.entries(workers)) {
    rows.push({name, ...await timeWorker(source, subtle, frame)});
  }
  return rows;
}

// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Media whose content can be checked at the other end of a call: a moving
// pattern that carries its maker's colour and a number, and a tone.

const WIDTH = 320;
const HEIGHT = 240;
const SQUARE = 40;
const FRAMES_PER_SECOND = 20;
export const COLOURS = {red: [208, 48, 48], green: [48, 176, 48],
                        blue: [48, 48, 208], yellow: [208, 208, 48]};

function context2d(scale = 1) {
  const canvas = Object.assign(document.createElement('canvas'),
                               {width: scale * WIDTH, height: scale * HEIGHT});
  const context = canvas.getContext('2d', {willReadFrequently: true});
  context.scale(scale, scale);
  return context;
}

// pattern returns a video track: on the background of `colour`, a row of eight
// squares with the bits of a running number, and a row with their complements.
// It has `scale` times 320 by 240 pixels.
export function pattern(colour, scale = 1) {
  const context = context2d(scale);
  let number = 0;
  const draw = () => {
    number = (number + 1) & 255;
    context.fillStyle = `rgb(${COLOURS[colour]})`;
    context.fillRect(0, 0, WIDTH, HEIGHT);
    for (let bit = 0; bit < 8; ++bit) {
      for (const row of [0, 1]) {
        context.fillStyle = (number >> bit & 1) === row ? 'black' : 'white';
        context.fillRect(bit * SQUARE, SQUARE * (2 + row), SQUARE, SQUARE);
      }
    }
  };
  draw();
  const timer = setInterval(draw, 1000 / FRAMES_PER_SECOND);
  const [track] = context.canvas.captureStream(FRAMES_PER_SECOND).getTracks();
  const stop = track.stop.bind(track);
  track.stop = () => {
    clearInterval(timer);
    stop();
  };
  return track;
}

// microphone returns an audio track of the browser's own microphone, which hears
// one tone (../harness/browsers.mjs).
export async function microphone() {
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: {
      autoGainControl: false,
      echoCancellation: false,
      noiseSuppression: false,
    },
  });
  return stream.getTracks()[0];
}

// Viewer looks at a video track. `pictures` maps each colour to the number of
// pictures in it with a new, whole number; `spoilt` counts all others.
export class Viewer {
  #last;  // The time of the last new picture, of which the first has none before it.
  #longest = 0;
  #context = context2d();
  #video = document.createElement('video');
  #number = -1;

  constructor(track) {
    this.forget();
    Object.assign(this.#video, {muted: true, autoplay: true, playsInline: true,
                                srcObject: new MediaStream([track])});
    document.body.append(this.#video);
    this.#video.play().catch(() => {});
    this.timer = setInterval(() => this.#look(), 1000 / FRAMES_PER_SECOND / 2);
  }

  forget() {
    this.pictures = Object.fromEntries(
        Object.keys(COLOURS).map((name) => [name, 0]));
    this.spoilt = 0;
  }

  // longestGap is the longest time from one new picture to the next, or until now,
  // in seconds.
  get longestGap() {
    return Math.max(this.#longest, performance.now() - (this.#last ?? Infinity)) / 1000;
  }

  get size() {
    return [this.#video.videoWidth, this.#video.videoHeight];
  }

  close() {
    clearInterval(this.timer);
    this.#video.srcObject = null;
    this.#video.remove();
  }

  #look() {
    if (!this.#video.videoWidth) {
      return;
    }
    this.#context.drawImage(this.#video, 0, 0, WIDTH, HEIGHT);
    const colour = this.#colour();
    const number = this.#read(0);
    if (!colour || (number ^ this.#read(1)) !== 255) {
      ++this.spoilt;
    } else if (number !== this.#number) {
      this.#number = number;
      this.#longest = 1000 * this.longestGap;
      this.#last = performance.now();
      ++this.pictures[colour];
    }
  }

  // #mean returns the mean colour of the 8x8 pixels around a point.
  #mean(x, y) {
    const {data} = this.#context.getImageData(x - 4, y - 4, 8, 8);
    return [0, 1, 2].map((channel) => {
      let sum = 0;
      for (let i = channel; i < data.length; i += 4) {
        sum += data[i];
      }
      return sum * 4 / data.length;
    });
  }

  #colour() {
    const seen = this.#mean(WIDTH / 2, SQUARE);
    return Object.keys(COLOURS).find((name) => COLOURS[name].every(
        (value, channel) => Math.abs(value - seen[channel]) < 48));
  }

  #read(row) {
    let number = 0;
    for (let bit = 0; bit < 8; ++bit) {
      const [red] =
          this.#mean((bit + 0.5) * SQUARE, SQUARE * (2.5 + row));
      number |= (red > 128 ? 1 : 0) << bit;
    }
    return number;
  }
}

const RATE = 48000;
const BLOCK = RATE / 20;

// power returns the power of a tone of `hertz` in `samples` (Goertzel).
function power(samples, hertz) {
  const factor = 2 * Math.cos(2 * Math.PI * hertz / RATE);
  let [last, before] = [0, 0];
  for (const sample of samples) {
    [last, before] = [sample + factor * last - before, last];
  }
  return 2 * (last * last + before * before - factor * last * before) /
      samples.length;
}

// hear records an audio track for a second and returns the frequency of its
// tone in hertz, a multiple of 100, or 0 if it has none. It needs no sound card,
// unlike an AudioContext in Firefox.
export async function hear(track) {
  const stream = new MediaStream([track]);
  // Chromium decodes a received track only beside an element.
  const element = Object.assign(new Audio(), {muted: true, srcObject: stream});
  element.play().catch(() => {});
  const recorder = new MediaRecorder(stream);
  const recorded = new Promise((resolve, reject) => {
    recorder.ondataavailable = ({data}) => resolve(data.arrayBuffer());
    recorder.onerror = ({error}) => reject(error);
  });
  recorder.start();
  await new Promise((resolve) => setTimeout(resolve, 1000));
  recorder.stop();
  const context = new OfflineAudioContext(1, RATE, RATE);
  // A busy machine may have recorded nothing yet, which does not decode.
  const heard =
      await context.decodeAudioData(await recorded).catch(() => undefined);
  element.srcObject = null;
  if (heard === undefined) {
    return 0;
  }
  const samples = heard.getChannelData(0).slice(-RATE / 2);
  const all = samples.reduce((sum, sample) => sum + sample * sample, 0);
  // In blocks, since the phase may jump where packets were late.
  for (let hertz = 300; hertz <= 3000; hertz += 100) {
    let tone = 0;
    for (let at = 0; at < samples.length; at += BLOCK) {
      tone += power(samples.subarray(at, at + BLOCK), hertz);
    }
    if (all > 1 && tone > 0.5 * all) {
      return hertz;
    }
  }
  return 0;
}
